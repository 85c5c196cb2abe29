/** What stands on this lesson's stage: one row with its windows, the formula that counts them, and the settings. */

import { createFailed } from "../../kit/ask/failed.js";
import { make, setText } from "../../kit/dom/dom.js";
import { isAlike } from "../model/limits.js";
import { markOf, tooLong } from "../model/mistake.js";
import { createBoxes } from "./boxes.js";
import { createControls } from "./controls.js";
import { createFormula, createSteps } from "./formula.js";
import { createRuler } from "./ruler.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Scene } from "../../kit/figure/scenes.js" */
/** @import { Numbers } from "../model/numbers.js" */

const BOXES = 108; // px
const ASKED = 2; // windows that are drawn while their number is asked

/** What the size is; null hides nothing of it. @param {Scene} scene @param {string | null} hidden */
function sizeText({ chosen, now: { axes } }, hidden) {
  const sides = isAlike(chosen) ? [axes[1]] : axes;
  return hidden ?? sides.map((/** @type {Numbers["shown"]} */ { size }) => size).join(" × ");
}

/** The formula, the way to its result, and the result. @param {Kit} kit @param {ReturnType<typeof createControls>} controls */
function createCounting(kit, controls) {
  const formula = createFormula(kit, controls.origin);
  const [steps, boxes] = [createSteps(kit), createBoxes(BOXES)];
  const size = make("b.size");
  const note = make("span.note");
  const result = make("div.result-place", size, note);
  const head = make("p.panel-head", make("b", kit.label("size.formula_counts")));
  const all = [formula.element, steps.element, result, boxes.element];
  const parts = make("div.counting-parts", ...all);
  return {
    element: make("section.counting", head, parts),
    /** @param {Scene} scene */
    show(scene) {
      const { chosen, now, isAsked } = scene;
      const { axes, shown, failing } = /** @type {Numbers} */ (now);
      const hidden = isAsked ? "?" : failing ? "–" : null;
      formula.show(shown);
      steps.show(shown, isAsked ? 0 : shown.refused ? 1 : 4);
      setText(size, sizeText(scene, hidden));
      size.classList.toggle("asked", isAsked);
      setText(note, kit.label(isAlike(chosen) ? "size.out_both" : "size.out_each"));
      boxes.show([chosen.height, chosen.width], hidden ? null : [axes[0].size, axes[1].size]);
    },
  };
}

/** What is wrong on the row: a window that is longer than it, or what a wrong guess looks at. @param {Numbers} now @param {string | null} mistake */
function markIn({ shown, failing }, mistake) {
  if (shown.refused && shown.room < 0) return tooLong(shown);
  return mistake && !failing ? markOf(mistake, shown) : null;
}

/** One row of the picture with its windows, or with torch's words where there are none. @param {Kit} kit @param {(step: number) => void} onWindow */
function createRow(kit, onWindow) {
  const ruler = createRuler(kit, onWindow);
  const note = make("span.note");
  const head = make("p.panel-head", make("b", kit.label("size.row")), " ", note);
  const failed = createFailed(kit);
  return {
    element: make("section.one-row", head, failed.element, ruler.element),
    /** @param {Scene} scene */
    show({ chosen, now, isAsked, mistake, answer, failure, again }) {
      const { shown, failing } = /** @type {Numbers} */ (now);
      const side = isAlike(chosen) ? "both" : chosen.axis;
      const values = { i: shown.settings.input_size, k: shown.span, axis: kit.label(`size.axis_of_${side}`) };
      setText(note, kit.label("size.row_note", values));
      failed.show(failing && failure, again);
      ruler.show({
        name: kit.label("size.row_grid", values),
        axis: shown,
        known: isAsked ? ASKED : shown.size,
        step: isAsked ? 1 : chosen.step,
        mark: markIn(now, mistake),
        refusal: failing && (answer?.message ?? (failure ? "" : kit.label("call.asking"))),
      });
    },
  };
}

/** @param {Kit} kit @param {import("../../kit/figure/lesson_figure.js").Hands} hands @returns {import("../../kit/figure/lesson_figure.js").Parts} */
export function createView(kit, { sentence, pause }) {
  const options = createControls(kit, sentence.remark);
  const row = createRow(kit, (step) => {
    pause();
    kit.set({ step });
  });
  const counting = createCounting(kit, options);
  return {
    ...{ field: make("div", row.element, counting.element), options },
    show(scene) {
      options.show(scene.chosen);
      counting.show(scene);
      row.show(scene); // last, for it measures
    },
  };
}
