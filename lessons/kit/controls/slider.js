/** A setting: a range slider with ticks, and − and + at its ends. */

import { make, setText } from "../dom/dom.js";
import { createEnds } from "./stepper.js";
import { createTrack } from "./track.js";

/** @param {import("../dom/kit.js").Kit} kit @param {import("./stepper.js").Wiring & { write: (value: number) => string }} wiring `write`: the value as it is read */
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
