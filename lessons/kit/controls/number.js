/** Numbers to set, between − and +: a slider, a stepper, a small one for a row. */

import { formatNumber } from "../arithmetic/rounding.js";
import { assign, followHand, make, setText } from "../dom/dom.js";

const THUMB = 20; // px: as wide as the style sheet makes it

/**
 * A range in its track. A range takes the value that lies under a finger, also of one that only scrolls the page: where
 * there is a touch screen the track takes the hand in its place (controls.css).
 * @param {HTMLInputElement} range @param {...HTMLElement} over what lies over it, such as ticks
 */
export function createTrack(range, ...over) {
  const track = make("div.track.around.grows", range, ...over);
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
 * @property {(limit: number) => string} [writeLimit] how that is written
 * @property {(wanted: number) => string | null} [sayLimit] what else is said of the value that was asked for
 */

/** The two buttons at the ends of a slider or a stepper. @param {Kit} kit @param {Wiring} wiring */
function createEnds(kit, { name, onChange, remark, writeLimit = formatNumber, sayLimit }) {
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

/** − n +, in a place of that name. @param {Kit} kit @param {Wiring} wiring @param {(...parts: HTMLElement[]) => HTMLElement} put */
function createNumber(kit, wiring, put) {
  const ends = createEnds(kit, wiring);
  const value = make("b.value.centred");
  const element = put(ends.less, value, ends.more);
  assign(element, { role: "group", "aria-label": wiring.name });
  return {
    element,
    /** @param {number} now @param {[number, number]} limits @param {string} [text] the value as it is read */
    show(now, limits, text = formatNumber(now)) {
      setText(value, text);
      ends.show(now, limits);
    },
  };
}

/** @param {Kit} kit @param {Wiring} wiring @param {HTMLElement[]} [seen] of its name */
export function createStepper(kit, wiring, seen = [make("span", wiring.name)]) {
  const head = make("div.head", { "aria-hidden": true }, ...seen);
  return createNumber(kit, wiring, (...parts) =>
    make("div.setting.steps-only", head, make("div.row.in-grid", ...parts)),
  );
}

/** Small enough for several in a row. @param {Kit} kit @param {Wiring & { shown?: string }} wiring `shown`: what is seen of the name */
export function createSide(kit, { shown, ...wiring }) {
  const head = make("span.note", { "aria-hidden": true }, shown ?? wiring.name);
  return createNumber(kit, wiring, (...parts) => make("span.side.in-row.tight", head, ...parts));
}

/** Below a name that stands there. @param {Kit} kit @param {Wiring} wiring */
export const createBare = (kit, wiring) =>
  createNumber(kit, wiring, (...parts) => make("div.number.apart", ...parts));

/** @param {Kit} kit @param {Wiring} wiring */
export function createSlider(kit, wiring) {
  const { name, onChange } = wiring;
  const ends = createEnds(kit, wiring);
  const output = make("output.value.strong");
  const range = make("input", { type: "range", step: 1, "aria-label": name });
  const ticks = make("div.ticks.apart.laid-over", { "aria-hidden": true });
  range.addEventListener("input", () => onChange(Number(range.value)));
  const track = createTrack(range, ticks);
  const head = make("div.head", { "aria-hidden": true }, make("span", name), output);
  const row = make("div.row.in-grid", ends.less, track, ends.more);
  return {
    element: make("div.setting", head, row),
    /** @param {number} value @param {[number, number]} limits @param {string} [text] the value as it is read */
    show(value, [lowest, highest], text = formatNumber(value)) {
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
