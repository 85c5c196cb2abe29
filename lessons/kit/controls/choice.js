/** Choices: a select with its label, segments side by side, a switch for yes and no; also as a lesson's table has them. */

import { make } from "../dom/dom.js";
import { asTold } from "./more.js";

/** @import { Kit } from "../dom/kit.js" */
/** @import { Table } from "../settings/table.js" */
/** @typedef {[value: string, text: string]} Option */
/** @typedef {{ name: string, options: Option[] }} Group options under a name of their own */
/** @typedef {{ element: HTMLElement, show: (chosen: any) => void }} Control of one setting: it shows all that is chosen */

export const OWN = "own"; // cells that were typed, whatever is in them

/** @param {Option} option */
const optionOf = ([value, text]) => make("option", { value }, text);

/** @param {string} name @param {Option[]} options @param {(value: string) => void} onChange @param {Group[]} [groups] further options */
export function createChoice(name, options, onChange, groups = []) {
  const grouped = groups.map((group) =>
    make("optgroup", { label: group.name }, ...group.options.map(optionOf)),
  );
  const select = make("select", ...options.map(optionOf), ...grouped);
  select.addEventListener("change", () => onChange(select.value));
  return {
    element: make("label.setting.pick", make("span.head", name), select),
    show(/** @type {string} */ value) {
      select.value = value;
    },
  };
}

/** Two to six choices that exclude each other. @param {string} name @param {Option[]} options @param {(value: string) => void} onChange */
export function createSegments(name, options, onChange) {
  const buttons = options.map(([value, text]) =>
    make("button", { "data-value": value, "aria-pressed": false, onclick: () => onChange(value) }, text),
  );
  const head = make("span.head", { "aria-hidden": true }, name);
  const group = make("div.segments", { role: "group", "aria-label": name }, ...buttons);
  return {
    element: make("div.setting.choice", head, group),
    show(/** @type {string} */ value) {
      for (const button of buttons)
        button.setAttribute("aria-pressed", String(button.dataset.value === value));
    },
  };
}

/** @param {string} name @param {(isOn: boolean) => void} onChange */
export function createSwitch(name, onChange) {
  const element = make("button.switch", { role: "switch", "aria-checked": false });
  element.append(make("i"), make("span", name));
  element.addEventListener("click", () => onChange(element.getAttribute("aria-checked") !== "true"));
  return {
    element,
    show(/** @type {boolean} */ isOn) {
      element.setAttribute("aria-checked", String(isOn));
    },
  };
}

/** What a setting of the table can be by name, as it is offered. @param {Kit} kit @param {Table} table @param {string} name @returns {Option[]} */
export function namesOf(kit, table, name) {
  const { choices = [], choice_label } = table.settings[name];
  return choices.map((choice) => [choice, choice_label ? kit.label(`${choice_label}${choice}`) : choice]);
}

/**
 * A select of a setting's names; of cells also those that were typed, which are shown as such and chosen by typing alone.
 * @param {Kit} kit @param {Table} table @param {string} name
 * @param {{ options?: Option[], groups?: Group[], take?: (value: string) => unknown }} [special] other options; what a
 * choice does, false where it cannot be had
 * @returns {Control}
 */
export function choiceOf(kit, table, name, { options = namesOf(kit, table, name), groups, take } = {}) {
  const { label = name, kind, choices = [] } = table.settings[name];
  const set = (/** @type {string} */ value) => {
    const isTyped = kind === "cells" && value === OWN;
    if (!isTyped) kit.set({ [name]: value });
    return !isTyped;
  };
  const own = /** @type {Option[]} */ (kind === "cells" ? [[OWN, kit.label("set.own")]] : []);
  const onChange = (/** @type {string} */ value) => {
    if ((take ?? set)(value) === false) show(kit.settings());
  };
  const choice = createChoice(kit.label(label), [...options, ...own], onChange, groups);
  const show = (/** @type {any} */ { [name]: value }) =>
    choice.show(kind === "cells" && !choices.includes(value) ? OWN : value);
  return asTold(table, name, { element: choice.element, show });
}

/** Segments of a setting's names. @param {Kit} kit @param {Table} table @param {string} name @param {(value: string) => Record<string, unknown>} [change] what else it sets @returns {Control} */
export function segmentsOf(kit, table, name, change = (value) => ({ [name]: value })) {
  const { label = "" } = table.settings[name];
  const onChange = (/** @type {string} */ value) => kit.set(change(value));
  const segments = createSegments(kit.label(label), namesOf(kit, table, name), onChange);
  return asTold(table, name, {
    ...segments,
    show: (/** @type {any} */ chosen) => segments.show(chosen[name]),
  });
}

/** Segments of some whole numbers. @param {Kit} kit @param {string} label @param {string} name @param {number[]} numbers @returns {Control} */
export function numberSegmentsOf(kit, label, name, numbers) {
  const options = numbers.map((each) => /** @type {Option} */ ([String(each), each.toLocaleString("en")]));
  const set = (/** @type {string} */ value) => kit.set({ [name]: Number(value) });
  const { element, show } = createSegments(kit.label(label), options, set);
  return { element, show: (chosen) => show(String(chosen[name])) };
}

/**
 * A switch of a setting that is one of two values.
 * @param {Kit} kit @param {Table} table @param {string} name @param {object} [special]
 * @param {string} [special.called] what it is called
 * @param {readonly [off: unknown, on: unknown]} [special.values]
 * @param {(chosen: any) => string | null} [special.fixed] why it cannot be turned, if it cannot
 * @param {(saying: string) => void} [special.remark] where that is said
 * @returns {Control}
 */
export function switchOf(kit, table, name, { called, values: [off, on] = [0, 1], fixed, remark } = {}) {
  const { label = name } = table.settings[name];
  const { element, show } = createSwitch(called ?? kit.label(label), (isOn) => {
    const reason = fixed?.(kit.settings());
    if (reason) remark?.(reason);
    else kit.set({ [name]: isOn ? on : off });
  });
  return asTold(table, name, {
    element,
    show: (/** @type {any} */ chosen) => {
      show(chosen[name] === on);
      if (fixed) element.setAttribute("aria-disabled", String(fixed(chosen) !== null));
    },
  });
}
