/** What stands on this lesson's stage: the two lanes of a small network or of a digit, what a nudge draws, and the settings. */

import { SHIPPED, TRAINED } from "../../kit/pictures/trained_net.js";
import { createTrainedNote } from "../../kit/pictures/trained_note.js";
import { isDigit } from "../model/digit.js";
import { wrongOf } from "../model/mistakes.js";
import { compute } from "../model/numbers.js";
import { createControls } from "./controls.js";
import { createDigitField } from "./digit_field.js";
import { createField } from "./field.js";
import { createNudgeBar, createPlotted } from "./nudge.js";

/** @param {import("../../kit/dom/kit.js").Kit} kit @param {import("../../kit/figure/lesson_figure.js").Hands} hands @returns {import("../../kit/figure/lesson_figure.js").Parts} */
export function createView(kit, { root, stage, sentence, pause }) {
  const { remark } = sentence;
  const options = createControls(kit, remark);
  const [plotted, bar] = [createPlotted(kit), createNudgeBar(kit, remark)];
  const field = createField(kit, { pause, remark, now: () => compute(kit.settings()) }, plotted.element);
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
        return digit.paint(chosen, now, wrong);
      }
      bar.show(chosen, now);
      field.paint(chosen, now, wrong);
      plotted.show(chosen, now, wrong);
    },
  };
}
