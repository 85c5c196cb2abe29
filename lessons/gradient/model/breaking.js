/** Break it: a picture changed along its gradient until the answer is another one, and by how much. */

import { forward, parametersOf, pictureGradients } from "../../kit/arithmetic/note_network.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */
/** @import { Sizes } from "../../kit/arithmetic/note_network.js" */

/** Whether the class is still the answer: the first of the highest scores. @param {number[]} scores */
export const answerOf = (scores) => scores.indexOf(Math.max(...scores));

/** @param {number} value */
const asPixel = (value) => Math.min(Math.max(value, 0), 1);

/**
 * Every pixel moved by at most `size` the way that makes the loss of the class larger; black and white are the ends.
 * @param {Float64Array} flat all parameters
 * @param {Grid} picture
 * @param {number} label the class that the answer is to leave
 * @param {number} size
 * @param {Sizes} [sizes]
 * @returns {Grid}
 */
export function signStep(flat, picture, label, size, sizes) {
  const { input } = pictureGradients(flat, picture, label, sizes).layers;
  const values = picture.values.map((value, at) => asPixel(value + size * Math.sign(input?.values[at] ?? 0)));
  return { ...picture, values };
}

/**
 * Set one pixel after the other to black or white, each time the one whose change promises most, until the answer is
 * another one.
 * @param {Float64Array} flat all parameters
 * @param {Grid} picture
 * @param {number} label
 * @param {number} most pixels
 * @param {Sizes} [sizes]
 * @returns {{ picture: Grid, pixels: number[], isBroken: boolean }} the pixels in the order in which they were set
 */
export function fewestPixels(flat, picture, label, most, sizes) {
  const parameters = parametersOf(flat, sizes);
  const changed = { ...picture, values: picture.values.slice() };
  /** @type {number[]} */
  const pixels = [];
  const isBroken = () => answerOf(forward(parameters, changed).scores) !== label;
  while (!isBroken() && pixels.length < most) {
    const { input } = pictureGradients(flat, changed, label, sizes).layers;
    const gradients = input?.values ?? new Float64Array();
    const promises = gradients.map((gradient, at) => {
      const end = gradient > 0 ? 1 : 0;
      return pixels.includes(at) ? 0 : gradient * (end - changed.values[at]);
    });
    const best = promises.indexOf(Math.max(...promises));
    if (!(promises[best] > 0)) break; // no pixel promises anything
    changed.values[best] = gradients[best] > 0 ? 1 : 0;
    pixels.push(best);
  }
  return { picture: changed, pixels, isBroken: isBroken() };
}
