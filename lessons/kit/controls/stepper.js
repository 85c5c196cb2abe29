// @ts-check
/** A whole number between − and +. A limit does not swallow a press, it says why. */

import { make, setText } from "../dom/dom.js";

/**
 * @typedef {object} Wiring
 * @property {string} name what is set, in the page's language
 * @property {string} decrease
 * @property {string} increase
 * @property {(value: number) => void} onChange
 * @property {(value: number) => void} onLimit pressed beyond a limit: the value that was asked for
 */

/** The two buttons at the ends of a slider or a stepper. @param {Wiring} wiring */
export function createEnds({ decrease, increase, onChange, onLimit }) {
  let now = 0;
  let [lowest, highest] = [0, 0];
  /** What lies above the limit, as a kernel's longer side may, comes down to it. @param {number} by */
  const press = (by) => {
    const isPossible = by < 0 ? now > lowest : now < highest;
    if (isPossible) onChange(Math.min(now + by, highest));
    else onLimit(now + by);
  };
  /** @param {number} by @param {string} label @param {string} sign */
  const button = (by, label, sign) =>
    make("button", { type: "button", class: "stepper", "aria-label": label, onclick: () => press(by) }, sign);
  const [less, more] = [button(-1, decrease, "−"), button(1, increase, "+")];
  return {
    less,
    more,
    /** @param {number} value @param {[number, number]} limits */
    show(value, limits) {
      now = value;
      [lowest, highest] = limits;
      less.setAttribute("aria-disabled", String(value <= lowest));
      more.setAttribute("aria-disabled", String(value >= highest));
    },
  };
}

/** @param {Wiring} wiring */
export function createStepper(wiring) {
  const ends = createEnds(wiring);
  const value = make("b", { class: "value" });
  const row = make("div", { class: "row" }, ends.less, value, ends.more);
  const element = make("div", { class: "setting steps-only", role: "group", "aria-label": wiring.name });
  element.append(make("div", { class: "head", "aria-hidden": true }, make("span", {}, wiring.name)), row);
  return {
    element,
    /** @param {number} now @param {[number, number]} limits */
    show(now, limits) {
      setText(value, String(now));
      ends.show(now, limits);
    },
  };
}
