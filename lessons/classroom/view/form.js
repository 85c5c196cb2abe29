/** What is to be on a sheet, and the two files of it. */

import { createChoice } from "../../kit/controls/control.js";
import { make, setText } from "../../kit/dom/dom.js";
import { MOST_EXERCISES, MOST_SEED } from "../model/parts.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/**
 * @typedef {{ exercises: string[], checks: string[], level: string, seed: number, count: number }} Chosen lessons by their names
 * @typedef {object} On
 * @property {(chosen: Chosen, isKey: boolean) => Promise<string>} save says what has come of it
 * @property {(chosen: Chosen | null) => void} change null: no sheet comes of it
 */

const FIRST = { level: "2", count: 5, seed: 417 }; // what the text above links to

/** Several of some names. @param {string} legend @param {{ name: string, title: string }[]} lessons @param {boolean} isFirstChosen */
function createBoxes(legend, lessons, isFirstChosen) {
  const boxes = lessons.map(({ name }, at) =>
    make("input", { type: "checkbox", value: name, checked: isFirstChosen && at === 0 }),
  );
  const labels = lessons.map(({ title }, at) => make("label", boxes[at], make("span", title)));
  return {
    element: make("fieldset", make("legend", legend), ...labels),
    chosen: () => boxes.filter(({ checked }) => checked).map(({ value }) => value),
  };
}

/** A whole number that is typed. @param {string} name @param {number} first @param {number} most */
function createNumber(name, first, most) {
  const range = { type: "number", min: 1, max: most, step: 1 };
  const input = make("input", { ...range, value: first, required: true });
  return {
    element: make("label.setting.pick", make("span.head", name), input),
    value: () => input.valueAsNumber,
    /** What is wrong with it. @param {Kit} kit */
    remark: (kit) =>
      input.validity.valid ? "" : kit.label("sheet.not_in_range", { name, lowest: 1, highest: most }),
  };
}

/** The level of the exercises that have some. @param {Kit} kit @param {import("../figure.js").Room[]} rooms @param {() => void} onChange */
function createLevel(kit, rooms, onChange) {
  let level = FIRST.level;
  const [room] = rooms.filter(({ exercises, label }) => exercises.levels(label).length > 0);
  const name = kit.label("sheet.level", { lesson: room.title });
  const choice = createChoice(name, room.exercises.levels(room.label), (chosen) => {
    level = chosen;
    onChange();
  });
  choice.show(level);
  return { element: choice.element, value: () => level };
}

/** @param {Kit} kit @param {import("../figure.js").Room[]} rooms @param {import("../figure.js").Listed[]} lessons @param {On} on */
export function createForm(kit, rooms, lessons, on) {
  const exercises = createBoxes(kit.label("sheet.exercises"), rooms, true);
  const checks = createBoxes(kit.label("sheet.check"), lessons, false);
  const level = createLevel(kit, rooms, () => change());
  const count = createNumber(kit.label("sheet.count"), FIRST.count, MOST_EXERCISES);
  const seed = createNumber(kit.label("sheet.seed"), FIRST.seed, MOST_SEED);
  const said = make("p.sheet-state", { role: "status" });
  const remark = () => {
    const isNothing = exercises.chosen().length + checks.chosen().length === 0;
    return isNothing ? kit.label("sheet.nothing_chosen") : count.remark(kit) || seed.remark(kit);
  };
  const chosen = () => ({
    exercises: exercises.chosen(),
    checks: checks.chosen(),
    level: level.value(),
    seed: seed.value(),
    count: count.value(),
  });
  const change = () => {
    setText(said, remark());
    on.change(said.textContent ? null : chosen());
  };
  const press = async (/** @type {boolean} */ isKey) => {
    setText(said, remark() || kit.label("out.making"));
    if (!remark()) setText(said, await on.save(chosen(), isKey));
  };
  /** @param {string} name @param {boolean} isKey */
  const button = (name, isKey) => make("button", { onclick: () => press(isKey) }, kit.label(name));
  const form = make(
    "div.sheet-form",
    { role: "group", "aria-label": kit.label("sheet.heading"), oninput: change },
    make("div.contents", exercises.element, checks.element),
    make("div.numbers", level.element, count.element, seed.element),
    make("div.files", button("sheet.save", false), button("sheet.save_key", true), said),
  );
  change();
  return form;
}
