// What the figure on a real digit makes of many digits: what was sent, pictures and sizes on stdin, answers on stdout.

import { readFileSync } from "node:fs";
import { answerOf, fewestPixels, signStep } from "../../lessons/gradient/live/breaking.js";
import { compute } from "../../lessons/gradient/live/numbers.js";
import { forward, parametersOf } from "../../lessons/kit/arithmetic/note_network.js";

const { sent, pictures, labels, sizes, most } = JSON.parse(readFileSync(0, "utf8"));
const flat = Float64Array.from(sent.parameters, (/** @type {number} */ each) => each / 100);
const parameters = parametersOf(flat);
/** @param {number[]} hundredths */
const pictureOf = (hundredths) => ({
  height: 28,
  width: 28,
  values: Float64Array.from(hundredths, (each) => each / 100),
});
const chosen = {
  digit: "unsure",
  answer: "written",
  change: "none",
  size: 1,
  pin: "kernel",
  pin_row: 1,
  pin_column: 1,
};

process.stdout.write(
  JSON.stringify({
    maps: [1, 2, 3, 4, 5].map((filter) => {
      const asked = /** @type {any} */ ({ ...chosen, filter });
      const { values, gradients, shares, scores, loss } = compute({ chosen: asked, sent, own: null });
      const flatOf = (/** @type {Record<string, { values: Float64Array }>} */ grids) =>
        ["picture", "kernel", "conv", "relu", "pool"].map((name) => [...grids[name].values]);
      return { values: flatOf(values), gradients: flatOf(gradients), shares, scores, loss };
    }),
    flipped: sizes.map((/** @type {number} */ size) =>
      pictures.map((/** @type {number[]} */ each, /** @type {number} */ at) =>
        answerOf(forward(parameters, signStep(flat, pictureOf(each), labels[at], size)).scores),
      ),
    ),
    pixels: pictures.map((/** @type {number[]} */ each, /** @type {number} */ at) => {
      const { pixels, isBroken } = fewestPixels(flat, pictureOf(each), labels[at], most);
      return isBroken ? pixels.length : null;
    }),
  }),
);
