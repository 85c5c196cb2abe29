/** What can be done to the picture: moved, turned, shuffled; and what the nets have practised. */

import { createSwitch, segmentsOf, switchOf } from "../../kit/controls/choice.js";
import { asTold } from "../../kit/controls/more.js";
import { createSettings, numericOf, sliderOf } from "../../kit/controls/settings.js";
import { icon, make } from "../../kit/dom/dom.js";
import { moveOf, turnOf } from "../../kit/silhouettes/changes.js";
import { ANGLE_STEP, settings, table } from "../model/limits.js";

/** @import { Control } from "../../kit/controls/choice.js" */
/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Settings } from "../model/limits.js" */

/** @param {Kit} kit @param {(saying: string) => void} remark */
export function createControls(kit, remark) {
  const numeric = (/** @type {string} */ name) => numericOf(table, settings, name);
  const moves = ["right", "down"].map((name) => moveOf(kit, numeric(name)));
  const sliders = [...moves, turnOf(kit, numeric("rotate"), ANGLE_STEP)].map((each) =>
    sliderOf(kit, remark, each),
  );
  const shuffle = switchOf(kit, table, "shuffle");
  const practice = createSwitch(kit.label("why.practice"), (isOn) => {
    if (kit.settings().shuffle) remark(kit.label("why.practice_shuffled"));
    else kit.set({ practice: isOn ? "moved" : "centred" });
  });
  asTold(table, "practice", practice);
  const centre = make(
    "button.plain.centre",
    { onclick: () => kit.set({ right: 0, down: 0, rotate: 0 }) },
    icon("undo"),
    make("span", kit.label("why.centre")),
  );
  const switches = make("div.switches", shuffle.element, practice.element);
  /** @type {Control} */
  const last = {
    element: make("div.rest", switches, centre),
    show: (/** @type {Settings} */ chosen) => {
      const { practice: practised, right, down, rotate } = chosen;
      shuffle.show(chosen);
      practice.show(practised === "moved");
      practice.element.classList.toggle("cannot", chosen.shuffle === 1);
      centre.setAttribute("aria-disabled", String(!right && !down && !rotate));
    },
  };
  return createSettings(kit, [[...sliders, last], [segmentsOf(kit, table, "third")]]);
}
