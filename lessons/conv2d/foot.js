// @ts-check
/** What stands below the bricks: the shapes of weight and bias, and the seed they started from; and the picture's size. */

import { createEnds } from "../kit/controls/stepper.js";
import { make } from "../kit/dom/dom.js";
import { shapeTokens } from "../kit/layer_form/code.js";
import { hasBias, weightShape } from "./layer.js";
import { LIMITS, SIZES } from "./settings.js";

/**
 * @typedef {import("../kit/dom/kit.js").Kit} Kit
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {import("../kit/layer_form/changes.js").Change} Change
 */

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
export function createFoot(kit, remark) {
  const [weight, bias] = [make("code", {}), make("code", {})];
  const seed = make("b", { class: "value" });
  const name = kit.label("set.seed");
  const ends = createEnds({
    name,
    decrease: kit.label("set.decrease", { name }),
    increase: kit.label("set.increase", { name }),
    onChange: (value) => kit.set({ seed: value }),
    onLimit: (wanted) => {
      const [lowest, highest] = LIMITS.seed;
      const isAbove = wanted > highest;
      remark(kit.label(isAbove ? "set.limit" : "set.limit_below", { name, n: isAbove ? highest : lowest }));
    },
  });
  const fresh = make("span", { class: "note" }, kit.label("conv2d.fresh"));
  const seeds = make(
    "span",
    { class: "seeds", role: "group", "aria-label": name },
    fresh,
    ends.less,
    seed,
    ends.more,
  );
  const shapes = make("p", { class: "shapes" }, weight, bias);
  return {
    element: make("div", { class: "foot" }, shapes, seeds),
    /** @param {Settings} chosen @param {Change | null} change @param {boolean} isAsked */
    show(chosen, change, isAsked) {
      const before = change ? /** @type {Settings} */ (change.before) : chosen;
      const asked = () => [make("b", { class: "asked" }, "?")];
      weight.replaceChildren("weight ", ...(isAsked ? asked() : weightTokens(chosen, before)));
      bias.replaceChildren("bias ", ...(isAsked ? asked() : biasTokens(chosen, before)));
      seed.textContent = String(chosen.seed);
      ends.show(chosen.seed, LIMITS.seed);
    },
  };
}

/** The size of the picture, which no number of the layer depends on. @param {Kit} kit */
export function createSize(kit) {
  const select = make("select", { "aria-label": kit.label("conv2d.size") });
  select.append(...SIZES.map((side) => make("option", { value: side }, `${side}×${side}`)));
  select.addEventListener("change", () => kit.set({ size: select.value }));
  const name = make("span", { class: "note", "aria-hidden": true }, kit.label("conv2d.size"));
  return {
    element: make("div", { class: "size" }, name, select),
    /** @param {Settings} chosen */
    show({ size }) {
      select.value = size;
    },
  };
}
