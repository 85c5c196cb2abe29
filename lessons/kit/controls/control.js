/** The control of a setting: what its line of settings.json says, and what only the lesson knows. */

import { formatCount, formatNumber, roundHalfAway } from "../arithmetic/rounding.js";
import { make, pressOne } from "../dom/dom.js";
import { createBare, createSide, createSlider, createStepper } from "./number.js";

/** @import { Setting, Settings } from "../settings/address.js" */
/** @import { Line } from "../settings/table.js" */
/**
 * @typedef {string[]} Offered its value, and the text
 * @typedef {{ name: string, options: Offered[] }} Group options under a name of their own
 * @typedef {{ element: HTMLElement, show: (chosen: any, changed?: string) => void }} Control it shows what is chosen, and which
 *   setting was changed last
 *
 * @typedef {object} Hooks what a line does not say
 * @property {string} [called] what it is called, where that is no label and not the setting's name
 * @property {string} [shown] what is seen of that
 * @property {(chosen: any) => any} [value] what it shows, if not just the setting
 * @property {(value: any, chosen: any) => Settings | null} [change] what it sets, if not just the setting; null where that cannot be had
 * @property {(value: any, before: any) => string | null} [says] the label of what is said then
 * @property {(chosen: any) => string | null} [fixed] the label of why it cannot be set at all, if it cannot
 * @property {(chosen: any) => [number, number]} [limits] of a number
 * @property {(chosen: any) => string} [write] when the number alone does not say it
 * @property {(limit: number) => string} [writeLimit] likewise of a limit
 * @property {(names: Offered[]) => (Offered | Group)[]} [options] what is offered, of what the line names
 * @typedef {Partial<Line> & Hooks} Special also what the line says otherwise
 *
 * @typedef {Line & Hooks & { name: string, set: (value: any) => void, value: (chosen: any) => any,
 *   limits: (chosen: any) => [number, number], remark: (saying: string) => void, reason: (chosen: any) => string | null }} Wanted
 */

export const OWN = "own"; // cells that were typed, whatever is in them

/** What waits until all settings are asked for. @template {HTMLElement} Element @param {Element} element @param {boolean | undefined} [isWaiting] */
export function waiting(element, isWaiting = true) {
  element.classList.toggle("more", isWaiting);
  return element;
}

/** @param {Offered} option */
export const optionOf = ([value, text]) => make("option", { value }, text);

/** @param {(Offered | Group)[]} options @param {(value: string) => void} onChange @param {Record<string, string>} [attributes] */
function selectOf(options, onChange, attributes = {}) {
  const offered = options.map((each) =>
    Array.isArray(each)
      ? optionOf(each)
      : make("optgroup", { label: each.name }, ...each.options.map(optionOf)),
  );
  const select = make("select", attributes, ...offered);
  select.addEventListener("change", () => onChange(select.value));
  return select;
}

/** Without a name that is seen. @param {string} name @param {(Offered | Group)[]} options @param {(value: string) => void} onChange */
export function createSelect(name, options, onChange) {
  const element = selectOf(options, onChange, { "aria-label": name });
  return { element, show: (/** @type {string} */ value) => Object.assign(element, { value }) };
}

/** @param {string} name @param {(Offered | Group)[]} options @param {(value: string) => void} onChange */
export function createChoice(name, options, onChange) {
  const select = selectOf(options, onChange, { class: "as-wide" });
  return {
    element: make("label.setting.pick", make("span.head", name), select),
    show: (/** @type {string} */ value) => Object.assign(select, { value }),
  };
}

/** Two to six choices that exclude each other. @param {string} name @param {(Offered | Group)[]} options @param {(value: string) => void} onChange */
function createSegments(name, options, onChange) {
  const buttons = /** @type {Offered[]} */ (options).map(([value, text]) =>
    make("button", { "data-value": value, "aria-pressed": false, onclick: () => onChange(value) }, text),
  );
  const head = make("span.head", { "aria-hidden": true }, name);
  const group = make("div.segments.apart", { role: "group", "aria-label": name }, ...buttons);
  return {
    element: make("div.setting.choice", head, group),
    show: (/** @type {string} */ value) => pressOne(buttons, (_, { dataset }) => dataset.value === value),
  };
}

/** @param {string} name @param {(isOn: boolean) => void} onChange @param {string} [shown] what is seen of the name, "" where it stands above */
export function createSwitch(name, onChange, shown = name) {
  const attributes = { role: "switch", "aria-checked": false, "aria-label": shown ? null : name };
  const element = make("button.switch", attributes, make("i"), ...(shown ? [make("span", shown)] : []));
  element.addEventListener("click", () => onChange(element.getAttribute("aria-checked") !== "true"));
  return {
    element,
    show: (/** @type {boolean} */ isOn) => element.setAttribute("aria-checked", String(isOn)),
  };
}

/** A number: of a multiple the control counts the steps. @param {typeof createSlider | typeof createStepper | typeof createSide} create */
const numeric =
  (create) =>
  /** @param {Kit} kit @param {Wanted} wanted @returns {Control} */
  (kit, { name, remark, set, value, limits, reason, write, multiple_of: by = 1, ...wanted }) => {
    const { shown, writeLimit = formatNumber } = wanted;
    const { element, show } = create(kit, {
      ...{ name, shown, remark },
      onChange: (steps) => set(roundHalfAway(steps * by, 2)),
      writeLimit: (steps) => writeLimit(steps * by),
      sayLimit: () => reason(kit.settings()),
    });
    return {
      element,
      show(chosen) {
        const now = value(chosen);
        const ends = reason(chosen) ? [now, now] : limits(chosen);
        const [at, lowest, highest] = [now, ...ends].map((each) => roundHalfAway(each / by, 2));
        show(at, [lowest, highest], write?.(chosen));
      },
    };
  };

/** What a setting can be by name, as it is offered; cells also as they were typed. @param {Kit} kit @param {Line} line @returns {Offered[]} */
function namesOf(kit, { kind, range: [lowest, highest] = [0, 0], choices, choice_label }) {
  const numbers = Array.from({ length: highest - lowest + 1 }, (_, at) => String(lowest + at));
  const textOf = (/** @type {string} */ choice) => {
    if (choice_label) return kit.label(`${choice_label}${choice}`);
    return kind === "whole" ? formatCount(Number(choice)) : choice;
  };
  const names = (choices ?? numbers).map((choice) => [choice, textOf(choice)]);
  return kind === "cells" ? [...names, [OWN, kit.label("set.own")]] : names;
}

/** One of some names. @param {typeof createChoice | typeof createSegments | typeof createSelect} create */
const named =
  (create) =>
  /** @param {Kit} kit @param {Wanted} wanted @returns {Control} */
  (kit, { name, set, value, options = (names) => names, ...line }) => {
    const offered = options(namesOf(kit, line));
    const take = (/** @type {string} */ chosen) => set(line.kind === "whole" ? Number(chosen) : chosen);
    const { element, show } = create(name, offered, take);
    const known = offered.flatMap((each) => (Array.isArray(each) ? [each] : each.options));
    return {
      element,
      show(chosen) {
        const now = String(value(chosen));
        show(line.kind === "cells" && !known.some(([each]) => each === now) ? OWN : now);
      },
    };
  };

/** One of two values. @param {Kit} _kit @param {Wanted} wanted @returns {Control} */
function toggle(_kit, { name, shown, set, value, fixed, kind, choices = [], values }) {
  const [off, on] = values ?? (kind === "choice" ? choices : [0, 1]);
  const { element, show } = createSwitch(name, (isOn) => set(isOn ? on : off), shown);
  return {
    element,
    show(chosen) {
      show(value(chosen) === on);
      if (fixed) element.setAttribute("aria-disabled", String(fixed(chosen) !== null));
    },
  };
}

/** By what `control` says. @type {Record<string, (kit: Kit, wanted: Wanted) => Control>} */
const CREATE = {
  ...{ slider: numeric(createSlider), stepper: numeric(createStepper) },
  ...{ side: numeric(createSide), bare: numeric(createBare) },
  ...{ choice: named(createChoice), segments: named(createSegments), select: named(createSelect) },
  switch: toggle,
};

/** The controls of a lesson. @param {Kit} kit @param {{ table: Table, settings: Record<string, Setting> }} lesson @param {(saying: string) => void} remark */
export function controlsOf(kit, { table, settings }, remark) {
  /** @param {string} name of the setting @param {Special} [special] @returns {Control} */
  return (name, special = {}) => {
    const line = { ...table.settings[name], ...special };
    const { label, called = label ? kit.label(label) : name, fixed, says } = line;
    const isTyped = (/** @type {any} */ wanted) => line.kind === "cells" && wanted === OWN;
    const usual = (/** @type {any} */ wanted) => (isTyped(wanted) ? null : { [name]: wanted });
    const { value = (chosen) => chosen[name], change = usual } = line;
    const { limits = settings[name].limits ?? (() => [0, 0]) } = line;
    const reason = (/** @type {any} */ chosen) => {
      const id = fixed?.(chosen);
      return id ? kit.label(id, { name }) : null;
    };
    const set = (/** @type {any} */ wanted) => {
      const before = kit.settings();
      const why = reason(before);
      const changes = why ? null : change(wanted, before);
      if (changes) kit.set(changes);
      else control.show(before);
      const id = says?.(wanted, before);
      const saying = why ?? (id ? kit.label(id) : null);
      if (saying) remark(saying);
    };
    const control = CREATE[line.control](kit, { ...line, name: called, remark, value, limits, reason, set });
    waiting(control.element, line.more ?? false);
    return control;
  };
}

/** @typedef {ReturnType<typeof controlsOf>} Controls */

/** Several in one place. @param {HTMLElement} element @param {...Control} controls @returns {Control} */
export function together(element, ...controls) {
  element.append(...controls.map((each) => each.element));
  return {
    element,
    show(chosen) {
      for (const each of controls) each.show(chosen);
    },
  };
}
