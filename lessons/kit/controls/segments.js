/** Two to six choices that exclude each other, side by side. */

import { make } from "../dom/dom.js";
import { asTold } from "./more.js";

/** @param {string} name @param {[value: string, text: string][]} options @param {(value: string) => void} onChange */
export function createSegments(name, options, onChange) {
  const buttons = options.map(([value, text]) =>
    make("button", { "data-value": value, "aria-pressed": false, onclick: () => onChange(value) }, text),
  );
  const head = make("span.head", { "aria-hidden": true }, name);
  const group = make("div.segments", { role: "group", "aria-label": name }, ...buttons);
  return {
    element: make("div.setting.choice", head, group),
    /** @param {string} value */
    show(value) {
      for (const button of buttons)
        button.setAttribute("aria-pressed", String(button.dataset.value === value));
    },
  };
}

/**
 * The choices of a lesson's table.
 * @param {import("../dom/kit.js").Kit} kit
 * @param {import("../settings/table.js").Table} table
 * @param {string} name
 * @param {(value: string) => Record<string, unknown>} [change] what else it sets
 */
export function segmentsOf(kit, table, name, change = (value) => ({ [name]: value })) {
  const { choices = [], label = "", choice_label } = table.settings[name];
  const options = choices.map(
    (value) =>
      /** @type {[string, string]} */ ([value, choice_label ? kit.label(`${choice_label}${value}`) : value]),
  );
  const segments = createSegments(kit.label(label), options, (value) => kit.set(change(value)));
  const { element, show } = asTold(table, name, segments);
  return { element, show: (/** @type {any} */ chosen) => show(chosen[name]) };
}
