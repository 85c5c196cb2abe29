/** What stands on this lesson's stage: the call as a form, the map and what comes out, the same window elsewhere, torch's words. */

import { make } from "../../kit/dom/dom.js";
import { afterPaint } from "../../kit/dom/page.js";
import { callFormOf } from "../../kit/layer_form/controls.js";
import { createTorchWords } from "../../kit/layer_form/torch_words.js";
import { written } from "../../kit/settings/table.js";
import { suggestedFixes } from "../model/fixes.js";
import { refusalOf, strideOf } from "../model/layer.js";
import { table } from "../model/limits.js";
import { mistakenWindow } from "../model/question.js";
import { createBeside } from "./beside.js";
import { createField } from "./field.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Scene } from "../../kit/figure/scenes.js" */
/** @import { Settings } from "../model/limits.js" */

const MOST_DIVIDED = table.settings.divisor_override.range?.[1] ?? 0;

/** What of an argument follows from the others. @type {Record<string, Partial<import("../../kit/layer_form/controls.js").Argument>>} */
const SPECIAL = {
  stride: {
    hint: (chosen) => `= ${written(strideOf(/** @type {Settings} */ (chosen)))}`,
    meant: (chosen) => strideOf(/** @type {Settings} */ (chosen)),
  },
  divisor_override: {
    meant: ({ kernel_size: [height, width] }) => {
      const cells = Math.min(height * width, MOST_DIVIDED);
      return [cells, cells];
    },
  },
};

/** @param {Kit} kit @param {import("../../kit/figure/lesson_figure.js").Hands} hands */
export function createView(kit, { control }) {
  const [parts, beside] = [createField(kit, control), createBeside(kit)];
  const torch = createTorchWords(kit, "maxpool2d");
  const right = make("div.pooled", parts.outputs, parts.legend);
  const field = make("div.field.maxpool2d-field", parts.map, right, beside.element, torch.element);
  /** Torch's refusal stands in the place of what would come out. @param {Scene} scene */
  const showRefusal = (scene) => {
    const refused = refusalOf(scene.chosen);
    for (const part of [right, beside.element]) part.hidden = refused !== null;
    field.classList.toggle("refused", refused !== null);
    torch.show(refused, suggestedFixes(scene.chosen), scene);
  };
  return {
    form: callFormOf(kit, table, control, ["kernel_size", "stride"], SPECIAL),
    field,
    grids: parts.grids,
    /** @param {Scene} scene */
    show(scene) {
      const { chosen, now, isAsked, mistake } = scene;
      parts.showSizes(chosen);
      if (now) {
        parts.show(now, chosen, isAsked, mistakenWindow(chosen, mistake));
        const compare = () => {
          parts.showOther(chosen, isAsked);
          beside.show(chosen, now, isAsked);
        };
        // A hand waits for its own layer: what it is compared with comes one frame later.
        afterPaint(field, compare, scene.isAtOnce);
      } else parts.showMap(chosen);
      showRefusal(scene);
    },
  };
}
