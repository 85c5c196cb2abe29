/** What can be set: which view, the target, the picture, the kernel, and how it is pooled. */

import { choiceOf, numberSegmentsOf, OWN, segmentsOf } from "../../kit/controls/choice.js";
import { createSettings, numericOf, sliderOf } from "../../kit/controls/settings.js";
import { make, setText } from "../../kit/dom/dom.js";
import { lastPicture } from "../../kit/pictures/last_picture.js";
import { shareText } from "../../kit/pictures/shipped.js";
import { writeCells } from "../../kit/settings/cells_text.js";
import { compute, isDigit } from "../model/digit.js";
import { inputOf, kernelOf } from "../model/given.js";
import { settings, table } from "../model/limits.js";

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
