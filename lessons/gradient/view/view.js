/** What stands on this lesson's stage: the lanes of a small network and of a digit, what a nudge draws, and what can be set: which view, the target, the picture, the kernel, and how it is pooled. */

import { choiceOf, numberSegmentsOf, OWN, segmentsOf } from "../../kit/controls/choice.js";
import { createSettings, numericOf, sliderOf } from "../../kit/controls/settings.js";
import { make, setText } from "../../kit/dom/dom.js";
import { createTrainedNote, SHIPPED, shareText, TRAINED } from "../../kit/pictures/nets.js";
import { lastPicture } from "../../kit/pictures/upload.js";
import { writeCells } from "../../kit/settings/table.js";
import { compute } from "../model/digit.js";
import { inputOf, isDigit, kernelOf } from "../model/given.js";
import { settings, table } from "../model/limits.js";
import { wrongOf } from "../model/mistakes.js";
import { createDigitField } from "./digit_field.js";
import { createField } from "./field.js";
import { createNudgeBar, createPlotted } from "./nudge.js";

/** @import { Control } from "../../kit/controls/choice.js" */
/** @import { Kit } from "../../kit/dom/kit.js" */

/** Numbers by their name, or typed. @param {Kit} kit @param {(saying: string) => void} remark @param {"input" | "kernel"} name @param {(chosen: any) => import("../../kit/arithmetic/grid.js").Grid} cellsOf @returns {Control} */
function typedChoice(kit, remark, name, cellsOf) {
  const take = (/** @type {string} */ value) => {
    kit.set({ [name]: value === OWN ? writeCells(cellsOf(kit.settings())) : value });
    if (value === OWN) remark(kit.label("grad.type_own"));
  };
  return choiceOf(kit, table, name, { take });
}

/** A control of one of the two networks alone. @param {"of-small" | "of-digit"} kind @param {Control} control @returns {Control} */
function only(kind, control) {
  control.element.classList.add(kind);
  return control;
}

/** Which digit it should be, and beside it what the network says. @param {Kit} kit @returns {Control} */
function targetChoice(kit) {
  const [numbers, says] = [
    numberSegmentsOf(kit, "glive.target", "target", [...Array(10).keys()]),
    make("span.note"),
  ];
  numbers.element.querySelector(".head")?.append(says);
  return {
    element: numbers.element,
    show(chosen) {
      numbers.show(chosen);
      const now = isDigit(chosen) ? compute(chosen) : null;
      if (!now) return;
      const q = shareText(now.values.score.values[now.answer]);
      setText(says, kit.label("glive.says", { d: now.answer, q }));
    },
  };
}

/** The digit that is shipped, or the picture that the visitor has shown last. @param {Kit} kit @param {(saying: string) => void} remark @returns {Control} */
function digitChoice(kit, remark) {
  const take = (/** @type {string} */ digit) => {
    kit.set({ digit });
    if (digit === "own" && !lastPicture()) remark(kit.label("glive.no_own"));
  };
  return choiceOf(kit, table, "digit", { take });
}

/** How far a pixel moves. @param {Kit} kit @param {(saying: string) => void} remark @returns {Control} */
function sizeSlider(kit, remark) {
  const write = (/** @type {number} */ hundredths) => (hundredths / 100).toFixed(2);
  const numeric = numericOf(table, settings, "size");
  const slider = sliderOf(kit, remark, { ...numeric, write: ({ size }) => write(size), writeLimit: write });
  return {
    element: slider.element,
    show(chosen) {
      slider.element.classList.toggle("at-rest", chosen.change !== "sign");
      slider.show(chosen);
    },
  };
}

/** @param {Kit} kit @param {(saying: string) => void} remark */
export function createControls(kit, remark) {
  const ofSmall = [
    sliderOf(kit, remark, numericOf(table, settings, "target")),
    typedChoice(kit, remark, "input", inputOf),
    typedChoice(kit, remark, "kernel", kernelOf),
    choiceOf(kit, table, "pool"),
  ];
  const ofDigit = [
    digitChoice(kit, remark),
    targetChoice(kit),
    numberSegmentsOf(kit, "grad.filter", "filter", [1, 2, 3, 4, 5]),
  ];
  const change = [segmentsOf(kit, table, "change"), sizeSlider(kit, remark)];
  return createSettings(kit, [
    [
      segmentsOf(kit, table, "view"),
      ...ofSmall.map((each) => only("of-small", each)),
      ...ofDigit.map((each) => only("of-digit", each)),
    ],
    change.map((each) => only("of-digit", each)),
  ]);
}

/** @param {import("../../kit/dom/kit.js").Kit} kit @param {import("../../kit/figure/lesson_figure.js").Hands} hands @returns {import("../../kit/figure/lesson_figure.js").Parts} */
export function createView(kit, { root, stage, sentence, pause }) {
  const { remark } = sentence;
  const options = createControls(kit, remark);
  const [plotted, bar] = [createPlotted(kit), createNudgeBar(kit, remark)];
  const field = createField(kit, { pause, remark }, plotted.element);
  const digit = createDigitField(kit, { pause, remark });
  const note = createTrainedNote(kit, { net: SHIPPED });
  field.element.append(...digit.elements, note.element);
  return {
    ...{ field: field.element, grids: { ...field.grids, ...digit.grids }, options },
    show({ chosen, now, mistake }) {
      if (!bar.element.isConnected) options.element.before(bar.element); // in the bar, where it is always within reach
      root.dataset.view = stage.dataset.view = chosen.view;
      stage.dataset.layer = chosen.layer;
      options.show(chosen);
      field.tabs.show(chosen);
      note.show(isDigit(chosen) && chosen.net === TRAINED);
      const wrong = wrongOf(mistake, chosen);
      if (isDigit(chosen)) {
        bar.element.hidden = true;
        return digit.paint({ kit, chosen, now, wrong });
      }
      bar.show(chosen, now);
      field.paint({ kit, chosen, now, wrong });
      plotted.show(chosen, now, wrong);
    },
  };
}
