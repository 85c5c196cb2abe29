// @ts-check
/** What stands on this lesson's stage: the two lanes, what a nudge draws, and the settings. */

import { make } from "../../kit/dom/dom.js";
import { compute } from "../model/numbers.js";
import { createControls } from "./controls.js";
import { createField } from "./field.js";
import { createNudgeBar, createPlotted } from "./nudge.js";

/** @param {import("../../kit/dom/kit.js").Kit} kit @param {import("../../kit/figure/lesson_figure.js").Hands} hands @returns {import("../../kit/figure/lesson_figure.js").Parts} */
export function createView(kit, { stage, sentence, pause }) {
  const { remark } = sentence;
  const options = createControls(kit, remark);
  const [plotted, bar] = [createPlotted(kit), createNudgeBar(kit, remark)];
  const field = createField(kit, { pause, remark, now: () => compute(kit.settings()) }, plotted.element);
  return {
    ...{ field: field.element, grids: field.grids },
    options: { button: options.button, element: make("div", {}, bar.element, options.element) },
    show({ chosen, now }) {
      stage.dataset.view = chosen.view;
      stage.dataset.layer = chosen.layer;
      options.show(chosen);
      bar.show(chosen, now);
      field.paint(chosen, now);
      plotted.show(chosen, now);
    },
  };
}
