/** What stands below the bricks: the shapes of weight and bias, and the seed they started from. */

import { make } from "../../kit/dom/dom.js";
import { shapeTokens } from "../../kit/layer_form/code.js";
import { stepperOf } from "../../kit/layer_form/controls.js";
import { hasBias, weightShape } from "../model/layer.js";
import { table } from "../model/limits.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Change } from "../../kit/layer_form/changes.js" */
/** @import { Settings } from "../model/limits.js" */

/** The shape of `weight`, what has changed in it marked. @param {Settings} chosen @param {Settings} before */
const weightTokens = (chosen, before) => shapeTokens(weightShape(chosen), weightShape(before));

/** The shape of `bias`, which may be None. @param {Settings} chosen @param {Settings} before */
function biasTokens(chosen, before) {
  const shape = weightShape(chosen);
  if (!shape) return shapeTokens(null);
  if (!hasBias(chosen)) return ["None"];
  const earlier = hasBias(before) ? weightShape(before) : null;
  return shapeTokens([shape[0]], [earlier?.[0] ?? 0]);
}

/** @param {Kit} kit @param {(saying: string) => void} remark */
export function createFooter(kit, remark) {
  const [weight, bias] = [make("code"), make("code")];
  const seed = stepperOf(kit, table, "seed", remark, "conv2d.fresh");
  const shapes = make("p.shapes", weight, bias);
  return {
    element: make("div.foot", shapes, seed.element),
    /** @param {Settings} chosen @param {Change | null} change @param {boolean} isAsked */
    show(chosen, change, isAsked) {
      const before = change ? /** @type {Settings} */ (change.before) : chosen;
      const asked = () => [make("b.asked", "?")];
      weight.replaceChildren("weight ", ...(isAsked ? asked() : weightTokens(chosen, before)));
      bias.replaceChildren("bias ", ...(isAsked ? asked() : biasTokens(chosen, before)));
      seed.show(chosen);
    },
  };
}
