/** A drawing as the network reads it, at once in the browser: what `cnn_core.pictures` makes of ink on clean paper. */

import { gridOf, placeOf, valueAt } from "./grid.js";

const WIDENING_SIDE = 80; // strokes are widened at four times the final size
const STROKE_WIDTH = 2.4; // pixels of 28; thinner strokes are widened
const BOX_SIDE = 20;
const SIDE = 28;
const CENTRE = 14;
const HALF = 0.5;

/** Whole numbers as Python rounds them: a half to the even one. @param {number} value */
function rounded(value) {
  const down = Math.floor(value);
  if (value - down !== HALF) return Math.round(value);
  return down % 2 === 0 ? down : down + 1;
}

/** What of a picture has ink; null where nothing has. @param {Grid} ink @returns {Grid | null} */
function cropped({ height, width, values }) {
  let [top, bottom, left, right] = [height, -1, width, -1];
  for (let at = 0; at < values.length; at++) {
    if (values[at] === 0) continue;
    const [row, column] = placeOf(at, width);
    [top, bottom] = [Math.min(top, row), Math.max(bottom, row)];
    [left, right] = [Math.min(left, column), Math.max(right, column)];
  }
  if (bottom < 0) return null;
  const [tall, wide] = [bottom - top + 1, right - left + 1];
  return gridOf(tall, wide, (row, column) => values[(row + top) * width + column + left]);
}

/** Which of `from` pixels each of `to` is the mean of, as Pillow's BOX has it: those whose middle lies in it. @param {number} from @param {number} to @returns {[start: number, end: number][]} */
function boxes(from, to) {
  const scale = from / to;
  const support = Math.max(scale, 1) / 2;
  return Array.from({ length: to }, (_, at) => {
    const centre = (at + HALF) * scale;
    const placeOf = (/** @type {number} */ pixel) => (pixel - centre + HALF) * (1 / Math.max(scale, 1));
    let start = Math.max(Math.floor(centre - support + HALF), 0);
    let end = Math.min(Math.floor(centre + support + HALF), from);
    while (start < end - 1 && placeOf(start) <= -HALF) start++;
    while (end - 1 > start && placeOf(end - 1) > HALF) end--;
    return [start, Math.max(end, start + 1)];
  });
}

/** @param {Grid} picture @param {number} height @param {number} width */
function resized(picture, height, width) {
  const [rows, columns] = [boxes(picture.height, height), boxes(picture.width, width)];
  const narrow = gridOf(picture.height, width, (row, column) => {
    const [start, end] = columns[column];
    let sum = 0;
    for (let at = start; at < end; at++) sum += picture.values[row * picture.width + at];
    return sum / (end - start);
  });
  return gridOf(height, width, (row, column) => {
    const [start, end] = rows[row];
    let sum = 0;
    for (let at = start; at < end; at++) sum += narrow.values[at * width + column];
    return sum / (end - start);
  });
}

/** The mean width of strokes, from area and outline. @param {Grid} strength */
function strokeWidth(strength) {
  const { height, width } = strength;
  const isInk = (/** @type {number} */ row, /** @type {number} */ column) =>
    valueAt(strength, row, column) > HALF;
  let [area, straight, diagonal] = [0, 0, 0];
  for (let row = -1; row < height; row++) {
    for (let column = -1; column < width; column++) {
      const here = isInk(row, column);
      if (here) area++;
      const [below, beside] = [isInk(row + 1, column), isInk(row, column + 1)];
      const across = isInk(row + 1, column + 1);
      straight += Number(here !== below) + Number(here !== beside);
      diagonal += Number(here !== across) + Number(beside !== below);
    }
  }
  return (2 * area) / ((Math.PI / 8) * (straight + diagonal / Math.SQRT2));
}

/** The largest within a disc around each pixel, on paper that is as much larger. @param {Grid} strength @param {number} radius */
function widened({ height, width, values }, radius) {
  const reaches = Array.from({ length: 2 * radius + 1 }, (_, at) =>
    rounded(Math.sqrt(radius ** 2 - (at - radius) ** 2)),
  );
  const wide = width + 2 * radius;
  const result = gridOf(height + 2 * radius, wide, () => 0);
  for (let at = 0; at < values.length; at++) {
    if (values[at] === 0) continue;
    const [row, column] = [Math.floor(at / width), (at % width) + radius];
    for (const [down, reach] of reaches.entries()) {
      for (let to = (row + down) * wide + column - reach, left = 2 * reach; left >= 0; to++, left--)
        result.values[to] = Math.max(result.values[to], values[at]);
    }
  }
  return result;
}

/** Where the box begins on one axis for its centre of mass to lie on pixel 14. @param {Grid} small @param {boolean} isDown */
function startOf({ height, width, values }, isDown) {
  let [mass, moment] = [0, 0];
  for (let at = 0; at < values.length; at++) {
    mass += values[at];
    moment += values[at] * (isDown ? Math.floor(at / width) : at % width);
  }
  const start = rounded(CENTRE - moment / mass);
  return Math.min(Math.max(start, 0), SIDE - (isDown ? height : width));
}

/** The size with this longest side. @param {Grid} picture @param {number} longest */
function sized({ height, width }, longest) {
  const scale = longest / Math.max(height, width);
  return [height, width].map((side) => Math.max(1, rounded(side * scale)));
}

/** Framed as the digits of MNIST are: 28x28 whole hundredths. @param {Grid} ink */
function framed(ink) {
  const [height, width] = sized(ink, BOX_SIDE);
  const small = resized(ink, height, width);
  const [top, left] = [startOf(small, true), startOf(small, false)];
  const { values } = gridOf(SIDE, SIDE, (row, column) =>
    Math.round(100 * Math.min(valueAt(small, row - top, column - left), 1)),
  );
  return [...values];
}

/** @param {Grid} ink from 0 to 1 @returns {number[] | null} 28x28 in hundredths; null where there is no ink */
export function digitOf(ink) {
  const sign = cropped(ink);
  if (!sign) return null;
  const [height, width] = sized(sign, WIDENING_SIDE); // a sign is drawn larger than that: its pixels are averaged
  const strength = resized(sign, height, width);
  const missing = STROKE_WIDTH * WIDENING_SIDE - BOX_SIDE * strokeWidth(strength);
  const radius = Math.max(0, rounded(missing / (2 * (BOX_SIDE - STROKE_WIDTH))));
  const wide = cropped(widened(strength, radius));
  return wide && framed(wide);
}

/** Black ink on white paper as it stands on a canvas. @param {ImageData} image @returns {Grid} */
export function inkOf({ width, height, data }) {
  const values = new Float64Array(width * height);
  for (let at = 0; at < values.length; at++) values[at] = 1 - data[4 * at] / 255;
  return { width, height, values };
}
