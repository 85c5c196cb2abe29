// @ts-check
/** What can be done to the picture: moved, turned, shuffled; and what the nets have practised. */

import { createSwitch } from "../../kit/controls/choice.js";
import { asTold } from "../../kit/controls/more.js";
import { segmentsOf } from "../../kit/controls/segments.js";
import { createSettings, numericOf, sliderOf } from "../../kit/controls/settings.js";
import { icon, make } from "../../kit/dom/dom.js";
import { ANGLE_STEP, MOST_ANGLE, settings } from "../model/limits.js";
import { table } from "../model/table.js";

/**
 * @typedef {import("../../kit/dom/kit.js").Kit} Kit
 * @typedef {import("../../kit/controls/settings.js").Numeric} Numeric
 * @typedef {import("../../kit/controls/settings.js").Control} Control
 * @typedef {import("../model/limits.js").Settings} Settings
 */

/** @param {Kit} kit @param {"right" | "down"} name @returns {Numeric} */
const move = (kit, name) => ({
  ...numericOf(table, settings, name),
  write: (chosen) => kit.label("why.px", { n: String(chosen[name]).replace("-", "−") }),
});

/** @param {number} degrees */
const signed = (degrees) => String(degrees).replace("-", "−");

/** @param {Kit} kit @returns {Numeric} */
const turn = (kit) => ({
  ...numericOf(table, settings, "rotate"),
  value: ({ rotate }) => rotate / ANGLE_STEP,
  change: (value) => ({ rotate: value * ANGLE_STEP }),
  limits: () => [-MOST_ANGLE / ANGLE_STEP, MOST_ANGLE / ANGLE_STEP],
  write: ({ rotate }) => kit.label("why.degrees", { n: signed(rotate) }),
  writeLimit: (limit) => `${signed(limit * ANGLE_STEP)}°`,
});

/** @param {Kit} kit @param {(saying: string) => void} remark */
export function createControls(kit, remark) {
  const sliders = [move(kit, "right"), move(kit, "down"), turn(kit)].map((each) =>
    sliderOf(kit, remark, each),
  );
  const shuffle = createSwitch(kit.label("why.shuffle"), (isOn) => kit.set({ shuffle: isOn ? 1 : 0 }));
  const practice = createSwitch(kit.label("why.practice"), (isOn) => {
    if (kit.settings().shuffle) remark(kit.label("why.practice_shuffled"));
    else kit.set({ practice: isOn ? "moved" : "centred" });
  });
  asTold(table, "practice", practice);
  const centre = make(
    "button",
    { type: "button", class: "plain centre", onclick: () => kit.set({ right: 0, down: 0, rotate: 0 }) },
    icon("undo"),
    make("span", {}, kit.label("why.centre")),
  );
  const switches = make("div", { class: "switches" }, shuffle.element, practice.element);
  /** @type {Control} */
  const last = {
    element: make("div", { class: "rest" }, switches, centre),
    show: (/** @type {Settings} */ { shuffle: isShuffled, practice: practised, right, down, rotate }) => {
      shuffle.show(isShuffled === 1);
      practice.show(practised === "moved");
      practice.element.classList.toggle("cannot", isShuffled === 1);
      centre.setAttribute("aria-disabled", String(!right && !down && !rotate));
    },
  };
  return createSettings(kit, [[...sliders, last], [segmentsOf(kit, table, "third")]]);
}
