/** A whole number between − and +. A limit does not swallow a press, it says why. */

import { make, setText } from "../dom/dom.js";

/** @import { Kit } from "../dom/kit.js" */
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
export function createStepper(kit, wiring) {
  const { parts, show } = createNumber(kit, wiring);
  const head = make("div.head", { "aria-hidden": true }, make("span", wiring.name));
  const names = { role: "group", "aria-label": wiring.name };
  return { element: make("div.setting.steps-only", names, head, make("div.row", ...parts)), show };
}
