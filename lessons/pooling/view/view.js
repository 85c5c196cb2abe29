/** What stands on this lesson's stage: the map, a piece of it, both outputs, and the settings. */

import { switchOf } from "../../kit/controls/choice.js";
import { table } from "../model/limits.js";
import { LAST, takePictures } from "../model/maps.js";
import { compute } from "../model/numbers.js";
import { createControls } from "./controls.js";
import { createField } from "./field.js";

/** @param {import("../../kit/dom/kit.js").Kit} kit @param {import("../../kit/figure/lesson_figure.js").Hands} hands @param {import("../model/maps.js").Sent} data what Python has sent @returns {import("../../kit/figure/lesson_figure.js").Parts} */
export function createView(kit, { root, sentence, pause, mistake }, data) {
  takePictures(data);
  const options = createControls(kit, sentence.remark);
  const now = () => compute(kit.settings());
  const field = createField(root, kit, { pause, now, remark: sentence.remark, mistake });
  const gradient = switchOf(kit, table, "gradient");
  return {
    ...{ field: field.element, options, beside: gradient.element },
    show({ chosen, now: numbers }) {
      options.show(chosen);
      gradient.show(chosen);
      field.paint(chosen, numbers);
    },
    refuse({ name, asked }) {
      if (name !== "input" || asked !== LAST) return false;
      sentence.refuse(kit.label("pool.no_last"));
      return true;
    },
  };
}
