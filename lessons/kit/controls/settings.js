/** The settings of a figure in rows; on a phone they wait in a sheet behind one button. */

import { formatNumber } from "../arithmetic/rounding.js";
import { icon, make, setText } from "../dom/dom.js";
import { waiting } from "./more.js";
import { createSlider } from "./slider.js";
import { createStepper } from "./stepper.js";

/** @import { Table } from "../settings/table.js" */
/** @import { Control } from "./choice.js" */

/** Whether the keyboard is nowhere, or on what holds the whole figure. @param {HTMLElement} element of the figure */
function isFocusFree(element) {
  const root = /** @type {ShadowRoot} */ (element.getRootNode());
  return !root.activeElement && (document.activeElement?.contains(root.host) ?? true);
}

/** Where there is no room for the settings: the sheet they wait in, which leaves the figure in sight, and its button. @param {import("../dom/kit.js").Kit} kit @param {HTMLElement} settings what the sheet holds */
function createSheet(kit, settings) {
  const name = make("span");
  const button = make("button.plain.open-settings", { "aria-controls": settings.id }, icon("settings"), name);
  let isOpen = false;
  const turn = (/** @type {boolean} */ wanted) => {
    isOpen = wanted;
    settings.parentElement?.classList.toggle("open", isOpen);
    settings.closest(".dock")?.classList.toggle("sheet-open", isOpen);
    button.setAttribute("aria-expanded", String(isOpen));
    setText(name, kit.label(isOpen ? "state.close" : "set.settings"));
  };
  turn(false);
  /** Without the keyboard, where it is somewhere else by now. */
  const close = () => {
    const isFree = isFocusFree(button) || settings.matches(":focus-within");
    turn(false);
    if (isFree) button.focus({ preventScroll: true });
  };
  button.addEventListener("click", () => {
    turn(!isOpen);
    const stage = button.closest(".stage");
    if (isOpen) (stage?.querySelector(".field") ?? stage)?.scrollIntoView();
  });
  const { signal } = kit;
  const takeKey = (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && isOpen && close();
  addEventListener("keydown", takeKey, { signal, capture: true }); // figures keep their keys to themselves
  // A press, not a finger that only scrolls.
  const outside = (/** @type {Event} */ event) => {
    const dock = button.closest(".dock");
    if (isOpen && dock && !event.composedPath().includes(dock)) close();
  };
  addEventListener("click", outside, { signal });
  return button;
}

/**
 * @typedef {object} Numeric a number that a slider or a stepper sets
 * @property {string} label
 * @property {(chosen: any) => number} value
 * @property {(value: number) => Record<string, unknown>} change what it sets
 * @property {(chosen: any) => [number, number]} limits
 * @property {(chosen: any) => string} [write] when the number alone does not say it
 * @property {(limit: number) => string} [writeLimit] likewise of a limit
 * @property {boolean} [more] whether it waits behind "More settings"
 * @property {(chosen: any) => string | null} [fixed] the label of why it cannot be set at all, if it cannot
 */

/** A number that is one setting by itself. @param {Table} table @param {Record<string, import("../settings/address.js").Setting>} settings @param {string} name @returns {Numeric} */
export function numericOf(table, settings, name) {
  const { limits = () => [0, 0] } = settings[name];
  const { label = name, more } = table.settings[name];
  return { label, more, value: (chosen) => chosen[name], change: (value) => ({ [name]: value }), limits };
}

/** @param {import("../dom/kit.js").Kit} kit @param {(saying: string) => void} remark @param {Numeric} setting */
function wiringOf(kit, remark, { label, change, fixed, writeLimit = formatNumber }) {
  return {
    ...{ name: kit.label(label), remark, writeLimit, write: formatNumber },
    onChange: (/** @type {number} */ value) => kit.set(change(value)),
    sayLimit: () => {
      const reason = fixed?.(kit.settings());
      return reason ? kit.label(reason) : null;
    },
  };
}

/** Where it may go: what cannot be set stays. @param {Numeric} setting @param {any} chosen @returns {[number, number]} */
function limitsOf({ value, limits, fixed }, chosen) {
  return fixed?.(chosen) ? [value(chosen), value(chosen)] : limits(chosen);
}

/** @param {typeof createSlider | typeof createStepper} create */
const numericControl =
  (create) =>
  /** @param {import("../dom/kit.js").Kit} kit @param {(saying: string) => void} remark @param {Numeric} setting @returns {Control} */
  (kit, remark, setting) => {
    const { element, show } = create(kit, wiringOf(kit, remark, setting));
    return {
      element: waiting(element, setting.more ?? false),
      show: (chosen) => show(setting.value(chosen), limitsOf(setting, chosen), setting.write?.(chosen)),
    };
  };

export const sliderOf = numericControl(createSlider);
export const stepperOf = numericControl(createStepper);

/** @param {import("../dom/kit.js").Kit} kit @param {Control[][]} rows */
export function createSettings(kit, rows) {
  const lines = rows.map((row) => {
    const all = row.map(({ element }) => element);
    const isWaiting = all.every((one) => one.classList.contains("more"));
    return waiting(make("div.settings-row", ...all), isWaiting);
  });
  const element = make("div.settings", { id: "settings" }, ...lines);
  return {
    element,
    button: createSheet(kit, element),
    show(/** @type {any} */ chosen) {
      for (const control of rows.flat()) control.show(chosen);
    },
  };
}
