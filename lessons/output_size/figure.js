/** How large is the output? One row of the picture, the places where a window can start, the formula that counts them, and the settings. */

import { createFailed } from "../kit/ask/asker.js";
import { createSettings } from "../kit/controls/settings.js";
import { make, setText } from "../kit/dom/dom.js";
import { lessonFigure } from "../kit/figure/lesson_figure.js";
import * as limits from "./model/limits.js";
import { isAlike, shownAxis } from "./model/limits.js";
import { markOf, tooLong } from "./model/misconceptions.js";
import * as words from "./model/words.js";
import { createBoxes, createFormula, createSteps } from "./view/counting.js";
import { createRuler } from "./view/ruler.js";

/** @import { Numbers, Settings } from "./model/limits.js" */

/** A number of the drawn axis, set on both while they are set together. @param {"kernel_size" | "stride" | "padding"} id @returns {Special} */
function onAxis(id) {
  const pairOf = (/** @type {Settings} */ { [id]: now }) => (now === "same" ? [0, 0] : now);
  return {
    value: (chosen) => pairOf(chosen)[shownAxis(chosen)],
    change(value, chosen) {
      const both = chosen.axis === "both";
      return { [id]: both ? [value, value] : [...pairOf(chosen)].with(shownAxis(chosen), value) };
    },
    write: (chosen) => (chosen[id] === "same" ? "same" : String(pairOf(chosen)[shownAxis(chosen)])),
  };
}

/** @param {Kit} kit @param {LessonHands} hands */
function createControls(kit, { control }) {
  const side = control("height", {
    value: (chosen) => (shownAxis(chosen) === 0 ? chosen.height : chosen.width),
    change: (value, { axis }) => (axis === "both" ? { height: value, width: value } : { [axis]: value }),
  });
  side.element.classList.add("without-ticks");
  const [kernel, stride, padding] = /** @type {const} */ (["kernel_size", "stride", "padding"]).map((id) =>
    control(id, onAxis(id)),
  );
  const same = control("padding", {
    ...{ control: "switch", called: "padding='same'", values: [[0, 0], "same"] },
    fixed: (chosen) => (chosen.layer === "Conv2d" ? null : "size.same_only_conv"),
  });
  const ceil = control("ceil_mode", {
    called: "ceil_mode=True",
    fixed: (chosen) => (chosen.layer === "MaxPool2d" ? null : "size.ceil_only_pool"),
  });
  // A pooling moves by its own size unless told otherwise.
  const layer = control("layer", {
    change: (value, { layer: now, kernel_size }) =>
      value === "MaxPool2d" && now !== value ? { layer: value, stride: kernel_size } : { layer: value },
  });
  const switches = [same, ceil];
  for (const { element } of switches) element.classList.add("code-switch");
  const row = createSettings(kit, control, [
    [side, kernel, stride, padding, "dilation"],
    [layer, "axis", ...switches],
  ]);
  /** @type {Record<import("./view/counting.js").Term, typeof side>} */
  const origins = { in: side, kernel, padding, stride };
  return {
    ...row,
    /** Where the number of a term is set. @param {import("./view/counting.js").Term} term */
    origin: (term) => origins[term].element.querySelector(".value")?.getBoundingClientRect(),
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
  const size = make("b.size.in-one");
  const note = make("span.note.no-phone");
  const result = make("div.result-place.in-middle", size, note);
  const head = make("p.panel-head", make("b", kit.label("size.formula_counts")));
  const all = [formula.element, steps.element, result, boxes.element];
  const parts = make("div.counting-parts.in-grid", ...all);
  return {
    element: make("section.counting.ruled", head, parts),
    show(/** @type {Scene} */ scene) {
      const { chosen, now, isAsked } = scene;
      const { axes, shown, failing } = /** @type {Numbers} */ (now);
      const hidden = isAsked ? "?" : failing ? "–" : null;
      formula.show(shown);
      steps.show([shown], isAsked ? 0 : shown.refused ? 1 : 4);
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
  const note = make("span.note.no-phone");
  const head = make("p.panel-head", make("b", kit.label("size.row")), " ", note);
  const failed = createFailed(kit);
  return {
    element: make("section.one-row", head, failed, ruler),
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

/** @param {Kit} kit @param {LessonHands} hands @returns {LessonView} */
function createView(kit, hands) {
  const options = createControls(kit, hands);
  const row = createRow(kit, (step) => {
    hands.pause();
    kit.set({ step });
  });
  const counting = createCounting(kit, options);
  return {
    ...{ field: make("div", row, counting), options },
    show(scene) {
      counting.show(scene);
      row.show(scene); // last, for it measures
    },
  };
}

export const figure = lessonFigure({ name: "output_size", ...limits, ...words, createView });
