/** The digits of a run: pixels in whole hundredths and classes; those that are practised first, the new ones behind. */

import { createRandom } from "./random.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */

export const SIDE = 28;
export const PIXELS = SIDE ** 2;
export const PRACTISED = 2000;
export const NEW = 1000;
const CLASSES = 10;
const HUNDREDTHS = 100;

/**
 * @typedef {object} Digits
 * @property {Uint8Array} pixels of all pictures, one after the other
 * @property {Uint8Array} classes one a picture
 *
 * @typedef {{ practised: Digits, unseen: Digits }} Parts
 */

/** The file as it comes: all pixels, then all classes. @param {Uint8Array} bytes @returns {Parts} */
export function partsOf(bytes) {
  const count = PRACTISED + NEW;
  if (bytes.length !== count * (PIXELS + 1))
    throw new TypeError(`${bytes.length} bytes are not ${count} digits`);
  const [pixels, classes] = [bytes.subarray(0, count * PIXELS), bytes.subarray(count * PIXELS)];
  /** @param {number} first @param {number} end @returns {Digits} */
  const part = (first, end) => ({
    pixels: pixels.subarray(first * PIXELS, end * PIXELS),
    classes: classes.subarray(first, end),
  });
  return { practised: part(0, PRACTISED), unseen: part(PRACTISED, count) };
}

/**
 * What a run practises: the first digits, behind them the visitor's own; their labels true, or drawn by lot.
 * @param {Digits} shipped
 * @param {Digits} own
 * @param {import("./recipe.js").Setup} setup
 * @returns {Digits}
 */
export function practisedOf(shipped, own, { digits, hasRandomLabels, seed }) {
  const pixels = new Uint8Array(digits * PIXELS + own.pixels.length);
  pixels.set(shipped.pixels.subarray(0, digits * PIXELS));
  pixels.set(own.pixels, digits * PIXELS);
  const lots = createRandom(seed, "labels");
  const classes = [...shipped.classes.subarray(0, digits), ...own.classes];
  return {
    pixels,
    classes: Uint8Array.from(classes, (each) => (hasRandomLabels ? lots.below(CLASSES) : each)),
  };
}

/** No seed of a run: digits that are looked at are moved alike in all of them. */
const LOOKED_AT = -1;

/** The same digits, each moved by up to so many pixels down and across. @param {Digits} digits @param {number} reach @returns {Digits} */
export function movedBy(digits, reach) {
  if (reach === 0) return digits;
  const { below } = createRandom(LOOKED_AT, "moves");
  const move = () => below(2 * reach + 1) - reach;
  const pixels = new Uint8Array(digits.pixels.length);
  digits.classes.forEach((_, at) => {
    const { values } = pictureOf(digits, at, move(), move());
    pixels.set(
      values.map((pixel) => Math.round(pixel * HUNDREDTHS)),
      at * PIXELS,
    );
  });
  return { pixels, classes: digits.classes };
}

/** A picture as the net reads it, moved by some pixels; what comes in at the edge is black. @param {Digits} digits @param {number} at @param {number} [down] @param {number} [right] @returns {Grid} */
export function pictureOf({ pixels }, at, down = 0, right = 0) {
  const values = new Float64Array(PIXELS);
  const first = at * PIXELS;
  for (let row = Math.max(down, 0); row < Math.min(SIDE + down, SIDE); row++) {
    for (let column = Math.max(right, 0); column < Math.min(SIDE + right, SIDE); column++) {
      values[row * SIDE + column] = pixels[first + (row - down) * SIDE + column - right] / HUNDREDTHS;
    }
  }
  return { height: SIDE, width: SIDE, values };
}
