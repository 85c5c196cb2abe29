/** Controls built from a lesson's table: a select, a stepper, the arguments of the call. */

import { asTold } from "../controls/more.js";
import { createNumber } from "../controls/stepper.js";
import { make, setText } from "../dom/dom.js";
import { argumentsOf, callOf } from "../settings/call.js";
import { createArguments, createSelect } from "./arguments.js";

/** @import { Control } from "../controls/choice.js" */
/** @import { Kit } from "../dom/kit.js" */
/** @import { Table } from "../settings/table.js" */
/** @import { Argument } from "./arguments.js" */

/** One of its names. @param {Kit} kit @param {Table} table @param {string} name @param {(value: string) => string} [written] a name that has no label @returns {Control} */
export function selectOf(kit, table, name, written = String) {
  const { choices = [], label = "", choice_label } = table.settings[name];
  const textOf = (/** @type {string} */ value) =>
    choice_label ? kit.label(`${choice_label}${value}`) : written(value);
  return asTold(table, name, createSelect(kit, name, kit.label(label), choices, textOf));
}

/** A number between − and +, small enough for several in a row. @param {Kit} kit @param {Table} table @param {string} name @param {(saying: string) => void} remark @param {string} [shown] the label that is seen, if it is another than the name @returns {Control} */
export function stepperOf(kit, table, name, remark, shown) {
  const { label = "", range: [lowest, highest] = [0, 1] } = table.settings[name];
  const called = kit.label(label);
  const onChange = (/** @type {number} */ next) => kit.set({ [name]: next });
  const { parts, show } = createNumber(kit, { name: called, onChange, remark });
  const head = make("span.note", { "aria-hidden": true }, kit.label(shown ?? label));
  return asTold(table, name, {
    element: make("span.side", { role: "group", "aria-label": called }, head, ...parts),
    show: (/** @type {any} */ chosen) => show(chosen[name], [lowest, highest]),
  });
}

/** A line of the table as the form takes it. @param {Table} table @param {string} name @returns {Argument} */
function argumentOf(table, name) {
  const { kind, range, choices, more } = table.settings[name];
  if (kind === "flag") return { name, more };
  if (kind === "choice") return { name, more, words: choices };
  const [lowest, highest] = range ?? [0, 1];
  const pair = kind === "pair" || choices !== undefined;
  return { name, more, limits: () => [lowest, highest], pair, isSingle: kind === "whole", words: choices };
}

/**
 * The call as a form: the layer where it is chosen, or how it is written, then the arguments that it has.
 * @param {Kit} kit @param {Table} table @param {(saying: string) => void} remark
 * @param {string[]} first the arguments that a phone shows before one was changed
 * @param {Record<string, Partial<Argument>>} [special] what of an argument depends on other settings
 */
export function callFormOf(kit, table, remark, first, special = {}) {
  const word = make("span.opens");
  const chosenBy = ["layer", "written"].filter((name) => table.settings[name]?.control === "call");
  const selects = chosenBy.map((name) => selectOf(kit, table, name));
  for (const { element } of selects) element.classList.add("kind");
  const opening = make("div.opening", word, ...selects.map(({ element }) => element));
  const order = table.call.order ?? Object.keys(table.settings);
  const names = order.filter((name) => table.settings[name].control === "argument");
  const all = names.map((name) => ({ ...argumentOf(table, name), ...special[name] }));
  const form = createArguments(kit, opening, all, remark, first);
  return {
    element: form.element,
    show(/** @type {any} */ chosen, /** @type {string | null} */ changed) {
      setText(word, `${callOf(table, chosen).call}(`);
      opening.classList.toggle("changed", chosenBy.includes(changed ?? ""));
      for (const select of selects) select.show(chosen);
      form.show(chosen, changed, argumentsOf(table, chosen));
    },
  };
}
