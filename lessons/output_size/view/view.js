/** What stands on this lesson's stage: one row with its windows, the formula that counts them, and the settings. */

import { createFailed } from "../../kit/ask/asker.js";
import { segmentsOf, switchOf } from "../../kit/controls/choice.js";
import { createSettings, numericOf, sliderOf } from "../../kit/controls/settings.js";
import { make, setText } from "../../kit/dom/dom.js";
import { settings, table } from "../model/limits.js";
import { markOf, tooLong } from "../model/misconceptions.js";
import { isAlike, shownAxis } from "../model/numbers.js";
import { createBoxes, createFormula, createSteps } from "./counting.js";
import { createRuler } from "./ruler.js";

/** @import { Control } from "../../kit/controls/choice.js" */
/** @import { Numeric } from "../../kit/controls/settings.js" */
/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Scene } from "../../kit/figure/scenes.js" */
/** @import { Settings } from "../model/limits.js" */
/** @import { Numbers } from "../model/numbers.js" */

/** A number of the drawn axis, set on both while they are set together. @param {Kit} kit @param {"kernel_size" | "stride" | "padding"} id @returns {Numeric} */
function onAxis(kit, id) {
  const pairOf = (/** @type {Settings} */ { [id]: now }) => (now === "same" ? [0, 0] : now);
  return {
    ...numericOf(table, settings, id),
    value: (chosen) => pairOf(chosen)[shownAxis(chosen)],
    change(value) {
      const chosen = kit.settings();
      const both = chosen.axis === "both";
      return { [id]: both ? [value, value] : [...pairOf(chosen)].with(shownAxis(chosen), value) };
    },
    write: (chosen) => (chosen[id] === "same" ? "same" : String(pairOf(chosen)[shownAxis(chosen)])),
  };
}

/** The input's side on the drawn axis. @param {Kit} kit @returns {Numeric} */
const inputSide = (kit) => ({
  ...numericOf(table, settings, "height"),
  value: (chosen) => (shownAxis(chosen) === 0 ? chosen.height : chosen.width),
  change(value) {
    const { axis } = kit.settings();
    return axis === "both" ? { height: value, width: value } : { [axis]: value };
  },
});

/** A pooling moves by its own size unless told otherwise. @param {Kit} kit @returns {Control} */
function layer(kit) {
  return segmentsOf(kit, table, "layer", (value) => {
    const { layer: now, kernel_size } = kit.settings();
    return value === "MaxPool2d" && now !== value ? { layer: value, stride: kernel_size } : { layer: value };
  });
}

/** @param {Kit} kit @param {(saying: string) => void} remark */
function createControls(kit, remark) {
  const [side, kernel, stride, around] = [
    inputSide(kit),
    onAxis(kit, "kernel_size"),
    onAxis(kit, "stride"),
    onAxis(kit, "padding"),
  ].map((numeric) => sliderOf(kit, remark, numeric));
  side.element.classList.add("without-ticks");
  const same = switchOf(kit, table, "padding", {
    ...{ called: "padding='same'", values: [[0, 0], "same"], remark },
    fixed: (chosen) => (chosen.layer === "Conv2d" ? null : kit.label("size.same_only_conv")),
  });
  const ceil = switchOf(kit, table, "ceil_mode", {
    ...{ called: "ceil_mode=True", remark },
    fixed: (chosen) => (chosen.layer === "MaxPool2d" ? null : kit.label("size.ceil_only_pool")),
  });
  for (const { element } of [same, ceil]) element.classList.add("code-switch");
  const { element, button, show } = createSettings(kit, [
    [side, kernel, stride, around, sliderOf(kit, remark, numericOf(table, settings, "dilation"))],
    [layer(kit), segmentsOf(kit, table, "axis"), same, ceil],
  ]);
  /** @type {Record<import("./counting.js").Term, HTMLElement>} */
  const origins = {
    in: side.element,
    kernel: kernel.element,
    padding: around.element,
    stride: stride.element,
  };
  return {
    element,
    button,
    show,
    /** Where the number of a term is set. @param {import("./counting.js").Term} term */
    origin: (term) => origins[term].querySelector(".value")?.getBoundingClientRect(),
  };
}

const BOXES = 108; // px
const ASKED = 2; // windows that are drawn while their number is asked

/** @param {Settings} chosen @param {Numbers["axes"]} axes */
const sizeText = (chosen, axes) => (isAlike(chosen) ? [axes[1]] : axes).map(({ size }) => size).join(" × ");

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
    show(/** @type {Scene} */ scene) {
      const { chosen, now, isAsked } = scene;
      const { axes, shown, failing } = /** @type {Numbers} */ (now);
      const hidden = isAsked ? "?" : failing ? "–" : null;
      formula.show(shown);
      steps.show(shown, isAsked ? 0 : shown.refused ? 1 : 4);
      setText(size, hidden ?? sizeText(chosen, axes));
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
    show(/** @type {Scene} */ { chosen, now, isAsked, mistake, answer, failure, again }) {
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
