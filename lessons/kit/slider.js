// @ts-check
/** A setting: a range slider with ticks, and − and + at its ends. A limit does not swallow a press, it says why. */

import { make } from "./dom.js";

/**
 * @typedef {object} SliderView
 * @property {HTMLElement} element
 * @property {(value: number, limits: [number, number]) => void} show
 */

/**
 * @param {object} wiring
 * @param {string} wiring.name what the slider sets, in the page's language
 * @param {string} wiring.decrease
 * @param {string} wiring.increase
 * @param {(value: number) => string} wiring.write the value as it is read
 * @param {(value: number) => void} wiring.onChange
 * @param {(value: number) => void} wiring.onLimit pressed beyond a limit: the value that was asked for
 * @returns {SliderView}
 */
export function createSlider({ name, decrease, increase, write, onChange, onLimit }) {
  const output = make("output", { class: "value" });
  const range = make("input", { type: "range", step: 1, "aria-label": name });
  const ticks = make("div", { class: "ticks", "aria-hidden": true });
  /** @param {number} by @param {string} label @param {string} sign */
  const button = (by, label, sign) =>
    make("button", { type: "button", class: "stepper", "aria-label": label, onclick: () => press(by) }, sign);
  const less = button(-1, decrease, "−");
  const more = button(1, increase, "+");

  /** @param {number} by */
  function press(by) {
    const wanted = Number(range.value) + by;
    if (wanted < Number(range.min) || wanted > Number(range.max)) onLimit(wanted);
    else onChange(wanted);
  }
  range.addEventListener("input", () => onChange(Number(range.value)));

  const track = make("div", { class: "track" }, range, ticks);
  const head = make("div", { class: "head", "aria-hidden": true }, make("span", {}, name), output);
  return {
    element: make("div", { class: "setting" }, head, make("div", { class: "row" }, less, track, more)),
    show(value, [lowest, highest]) {
      if (range.min !== String(lowest) || range.max !== String(highest)) {
        range.min = String(lowest);
        range.max = String(highest);
        ticks.replaceChildren(...Array.from({ length: highest - lowest + 1 }, () => make("i")));
      }
      range.value = String(value);
      range.style.setProperty("--part", String((value - lowest) / Math.max(highest - lowest, 1)));
      range.setAttribute("aria-valuetext", write(value));
      output.textContent = write(value);
      less.setAttribute("aria-disabled", String(value <= lowest));
      more.setAttribute("aria-disabled", String(value >= highest));
    },
  };
}
