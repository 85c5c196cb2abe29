/** Ten digits that nobody has to draw. */

import { make } from "../../kit/dom/dom.js";
import { drawPixels } from "../../kit/grid/map.js";
import { greyPixels } from "../../kit/grid/scale.js";
import { HUNDREDTH } from "../model/network.js";
import { SIDE } from "../model/sizes.js";

/** @param {import("../../kit/dom/kit.js").Kit} kit @param {number[][]} samples 28x28 in hundredths, by digit @param {(digit: number) => void} onChoose */
export function createSamples(kit, samples, onChoose) {
  const grey = greyPixels();
  const buttons = samples.map((pixels, digit) => {
    const canvas = make("canvas", { "aria-hidden": true });
    const picture = { height: SIDE, width: SIDE, values: Float64Array.from(pixels) };
    drawPixels(canvas, picture, (value) => grey(value / HUNDREDTH));
    const name = kit.label("home.sample", { n: digit });
    const press = () => onChoose(digit);
    return make("button.sample", { "aria-label": name, onclick: press }, canvas);
  });
  const name = make("b");
  const element = make("div.samples", name, make("div.row", ...buttons));
  return {
    element,
    /** @param {boolean} isFirst whether nothing is there yet @param {number | null} chosen */
    show(isFirst, chosen) {
      name.textContent = kit.label(isFirst ? "home.take" : "home.another");
      buttons.forEach((button, digit) => {
        button.setAttribute("aria-pressed", String(digit === chosen));
      });
    },
  };
}
