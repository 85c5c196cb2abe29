/** Numbers to set: steppers, sliders, and rows of them, which on a phone wait in a sheet behind one button. */

import { formatNumber } from "../arithmetic/rounding.js";
import { followHand, icon, make, setText } from "../dom/dom.js";
import { waiting } from "./more.js";

/** @import { Kit } from "../dom/kit.js" */
/** @import { Table } from "../settings/table.js" */
/** @import { Control } from "./choice.js" */

const THUMB = 20; // px: as wide as the style sheet makes it

/**
 * A range in its track. A range takes the value that lies under a finger, also of one that only scrolls the page: where
 * there is a touch screen the track takes the hand in its place (controls.css).
 * @param {HTMLInputElement} range @param {...HTMLElement} over what lies over it, such as ticks
 */
export function createTrack(range, ...over) {
  const track = make("div.track", range, ...over);
  const isOurs = () => !range.disabled && getComputedStyle(range).pointerEvents === "none";
  track.addEventListener("mousedown", (event) => {
    if (isOurs()) event.preventDefault(); // which would take the focus from the range
  });
  followHand(track, (event) => {
    if (!isOurs()) return;
    const isMouse = event.pointerType !== "touch";
    if (isMouse && event.type === "pointerdown") track.setPointerCapture(event.pointerId);
    if (isMouse && !track.hasPointerCapture(event.pointerId)) return; // pressed elsewhere
    range.focus({ preventScroll: true });
    const { left, width } = range.getBoundingClientRect();
    const part = (event.clientX - left - THUMB / 2) / (width - THUMB);
    const [before, lowest] = [range.value, Number(range.min)];
    range.value = String(lowest + part * (Number(range.max) - lowest)); // the browser brings it to a step within the limits
    if (range.value !== before) range.dispatchEvent(new Event("input", { bubbles: true }));
  });
  return track;
}

/**
 * @typedef {object} Wiring
 * @property {string} name what is set, in the page's language
 * @property {(value: number) => void} onChange
 * @property {(saying: string) => void} remark where it is said that a limit was pressed upon
 * @property {(limit: number) => string | number} [writeLimit] how that is written
 * @property {(wanted: number) => string | null} [sayLimit] what else is said of the value that was asked for
 */

/** The two buttons at the ends of a slider or a stepper. @param {Kit} kit @param {Wiring} wiring */
export function createEnds(kit, { name, onChange, remark, writeLimit = (limit) => limit, sayLimit }) {
  let now = 0;
  let [lowest, highest] = [0, 0];
  const limitWords = (/** @type {boolean} */ isAbove) => {
    const n = writeLimit(isAbove ? highest : lowest);
    return kit.label(isAbove ? "set.limit" : "set.limit_below", { name, n });
  };
  /** What lies above the limit, as a kernel's longer side may, comes down to it. @param {number} by */
  const press = (by) => {
    const isPossible = by < 0 ? now > lowest : now < highest;
    if (isPossible) onChange(Math.min(now + by, highest));
    else remark(sayLimit?.(now + by) ?? limitWords(by > 0));
  };
  const button = (/** @type {number} */ by, /** @type {string} */ label, /** @type {string} */ sign) =>
    make("button.stepper", { "aria-label": label, onclick: () => press(by) }, sign);
  const less = button(-1, kit.label("set.decrease", { name }), "−");
  const more = button(1, kit.label("set.increase", { name }), "+");
  return {
    less,
    more,
    show(/** @type {number} */ value, /** @type {[number, number]} */ limits) {
      now = value;
      [lowest, highest] = limits;
      less.setAttribute("aria-disabled", String(value <= lowest));
      more.setAttribute("aria-disabled", String(value >= highest));
    },
  };
}

/** − n +, in a row of whoever asks. @param {Kit} kit @param {Wiring} wiring */
export function createNumber(kit, wiring) {
  const ends = createEnds(kit, wiring);
  const value = make("b.value");
  return {
    parts: [ends.less, value, ends.more],
    show(/** @type {number} */ now, /** @type {[number, number]} */ limits) {
      setText(value, String(now).replace("-", "−"));
      ends.show(now, limits);
    },
  };
}

/** @param {Kit} kit @param {Wiring} wiring */
function createStepper(kit, wiring) {
  const { parts, show } = createNumber(kit, wiring);
  const head = make("div.head", { "aria-hidden": true }, make("span", wiring.name));
  const names = { role: "group", "aria-label": wiring.name };
  return { element: make("div.setting.steps-only", names, head, make("div.row", ...parts)), show };
}

/** @param {import("../dom/kit.js").Kit} kit @param {Wiring & { write: (value: number) => string }} wiring `write`: the value as it is read */
export function createSlider(kit, wiring) {
  const { name, write, onChange } = wiring;
  const ends = createEnds(kit, wiring);
  const output = make("output.value");
  const range = make("input", { type: "range", step: 1, "aria-label": name });
  const ticks = make("div.ticks", { "aria-hidden": true });
  range.addEventListener("input", () => onChange(Number(range.value)));
  const track = createTrack(range, ticks);
  const head = make("div.head", { "aria-hidden": true }, make("span", name), output);
  const row = make("div.row", ends.less, track, ends.more);
  return {
    element: make("div.setting", head, row),
    /** @param {number} value @param {[number, number]} limits @param {string} [text] */
    show(value, [lowest, highest], text = write(value)) {
      if (range.min !== String(lowest) || range.max !== String(highest)) {
        range.min = String(lowest);
        range.max = String(highest);
        ticks.replaceChildren(...Array.from({ length: highest - lowest + 1 }, () => make("i")));
      }
      range.value = String(value);
      range.style.setProperty("--part", String((value - lowest) / Math.max(highest - lowest, 1)));
      range.setAttribute("aria-valuetext", text);
      setText(output, text);
      ends.show(value, [lowest, highest]);
    },
  };
}

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
