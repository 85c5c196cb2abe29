/** A picture moved, turned or shuffled: the twin of cnn_core.moved_pictures. Pixels are whole hundredths. */

import { gridOf } from "../arithmetic/grid.js";

/** @import { Grid } from "../arithmetic/grid.js" */
/**
 * @typedef {{ right: number, down: number, rotate: number, shuffle: number }} Change pixels, pixels, degrees clockwise, 0 or 1
 */

export const SIDE = 28;
const EXACT = 1e12; // a quarter turn's cosine is 0, in every language's library
const HALF = 0.5 + 1e-9;

/** @param {Grid} picture @param {number} row @param {number} column */
const pixel = ({ values }, row, column) =>
  row >= 0 && column >= 0 && row < SIDE && column < SIDE ? values[row * SIDE + column] : 0;

/** Zeros come in, what leaves the frame is lost. @param {Grid} picture @param {number} down @param {number} right */
export const moved = (picture, down, right) =>
  down || right ? gridOf(SIDE, SIDE, (row, column) => pixel(picture, row - down, column - right)) : picture;

/** Clockwise about the middle, bilinear, rounded to hundredths. @param {Grid} picture @param {number} degrees */
export function turned(picture, degrees) {
  if (degrees === 0) return picture;
  const radians = (degrees * Math.PI) / 180;
  const exact = (/** @type {number} */ value) => Math.round(value * EXACT) / EXACT;
  const [cosine, sine] = [exact(Math.cos(radians)), exact(Math.sin(radians))];
  const middle = (SIDE - 1) / 2;
  return gridOf(SIDE, SIDE, (row, column) => {
    const [y, x] = [row - middle, column - middle];
    const [down, across] = [cosine * y - sine * x + middle, sine * y + cosine * x + middle];
    const [top, left] = [Math.floor(down), Math.floor(across)];
    const [below, beside] = [down - top, across - left];
    let value = pixel(picture, top, left) * (1 - below) * (1 - beside);
    value += pixel(picture, top, left + 1) * (1 - below) * beside;
    value += pixel(picture, top + 1, left) * below * (1 - beside);
    value += pixel(picture, top + 1, left + 1) * below * beside;
    return Math.floor(value + HALF);
  });
}

/** @param {Grid} picture @param {ArrayLike<number>} order of the pixels */
const shuffled = ({ height, width, values }, order) => ({
  height,
  width,
  values: Float64Array.from(values, (_, at) => values[order[at]]),
});

/** Everything that the settings do to a picture: turned, moved, shuffled. @param {Grid} picture @param {Change} change @param {ArrayLike<number>} order */
export function transformed(picture, { rotate, down, right, shuffle }, order) {
  const still = moved(turned(picture, rotate), down, right);
  return shuffle ? shuffled(still, order) : still;
}
