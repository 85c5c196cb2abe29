/** The way back, drawn: the lanes of a small network and of a digit, values and below each its gradient, what a nudge draws; and what can be set: which view, the target, the picture, the kernel, and how it is pooled. */

import { OWN } from "../kit/controls/control.js";
import { createSettings } from "../kit/controls/settings.js";
import { make, setText } from "../kit/dom/dom.js";
import { lessonFigure } from "../kit/figure/lesson_figure.js";
import { createTrainedNote, SHIPPED, shareText, TRAINED } from "../kit/pictures/nets.js";
import { lastPicture } from "../kit/pictures/upload.js";
import { writeCells } from "../kit/settings/table.js";
import { compute as computeDigit, ready } from "./model/digit.js";
import { inputOf, isDigit, kernelOf } from "./model/given.js";
import * as limits from "./model/limits.js";
import { draws, wrongOf } from "./model/mistakes.js";
import * as words from "./model/words.js";
import { createDigitField } from "./view/digit_field.js";
import { createField } from "./view/field.js";
import { createNudgeBar, createPlotted } from "./view/nudge.js";

/** Numbers by their name, or typed. @param {"input" | "kernel"} name @param {(chosen: any) => Grid} cellsOf @returns {Special} */
const typed = (name, cellsOf) => ({
  change: (value, chosen) => ({ [name]: value === OWN ? writeCells(cellsOf(chosen)) : value }),
  says: (value) => (value === OWN ? "set.type_own" : null),
});

/** A control of one of the two networks alone. @param {"of-small" | "of-digit"} kind @param {Control[]} controls */
function only(kind, controls) {
  for (const { element } of controls) element.classList.add(kind);
  return controls;
}

/** Which digit it should be, and beside it what the network says. @param {Kit} kit @param {Controls} control @returns {Control} */
function targetChoice(kit, control) {
  const numbers = control("target", { control: "segments", label: "glive.target", range: [0, 9] });
  const says = make("span.note");
  numbers.element.querySelector(".head")?.append(says);
  return {
    element: numbers.element,
    show(chosen) {
      numbers.show(chosen);
      const now = isDigit(chosen) ? computeDigit(chosen) : null;
      if (!now) return;
      const q = shareText(now.values.score.values[now.answer]);
      setText(says, kit.label("glive.says", { d: now.answer, q }));
    },
  };
}

/** How far a pixel moves. @param {Controls} control @returns {Control} */
function sizeSlider(control) {
  const writeLimit = (/** @type {number} */ hundredths) => (hundredths / 100).toFixed(2);
  const { element, show } = control("size", { write: ({ size }) => writeLimit(size), writeLimit });
  return {
    element,
    show(chosen) {
      element.classList.toggle("at-rest", chosen.change !== "sign");
      show(chosen);
    },
  };
}

/** @param {Kit} kit @param {Controls} control */
function createControls(kit, control) {
  const [input, kernel] = [
    control("input", typed("input", inputOf)),
    control("kernel", typed("kernel", kernelOf)),
  ];
  const ofSmall = only("of-small", [control("target"), input, kernel, control("pool")]);
  const digit = control("digit", {
    says: (wanted) => (wanted === "own" && !lastPicture() ? "glive.no_own" : null),
  });
  const ofDigit = [digit, targetChoice(kit, control), control("filter")];
  const change = [control("change"), sizeSlider(control)];
  return createSettings(kit, control, [
    ["view", ...ofSmall, ...only("of-digit", ofDigit)],
    only("of-digit", change),
  ]);
}

/** @param {Kit} kit @param {LessonHands} hands @returns {LessonView} */
function createView(kit, hands) {
  const { root, stage, sentence, control } = hands;
  const options = createControls(kit, control);
  const [plotted, bar] = [createPlotted(kit), createNudgeBar(kit, control, sentence.remark)];
  const field = createField(kit, hands, plotted.element);
  const digit = createDigitField(kit, hands);
  const note = createTrainedNote(kit, { net: SHIPPED });
  field.element.append(...digit.elements, note.element);
  return {
    ...{ field: field.element, grids: { ...field.grids, ...digit.grids }, options },
    show({ chosen, now, mistake }) {
      if (!bar.element.isConnected) options.element.before(bar.element); // in the bar, where it is always within reach
      root.dataset.view = stage.dataset.view = chosen.view;
      stage.dataset.layer = chosen.layer;
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

export const figure = lessonFigure({
  ...{ name: "gradient", ...limits, ...words },
  ...{ fetched: ready, keepsOrder: true, asksAhead: true, draws, createView },
});
