/** The digits of a run: pixels in whole hundredths and classes, those that are practised first and the new ones behind; which of them an update sees, and whatever else is drawn by lot. */

import { chanceFrom, shuffle } from "../../kit/quiz/shuffle.js";

/** @import { Setup } from "./limits.js" */

const STREAMS = /** @type {const} */ (["start", "order", "moves", "labels"]);

/** @param {number} seed @param {typeof STREAMS[number]} stream */
export function createRandom(seed, stream) {
  const chance = chanceFrom(seed * STREAMS.length + STREAMS.indexOf(stream));
  /** The numbers from 0 to below `length`, in any order. @param {number} length */
  const permutation = (length) =>
    shuffle(
      Int32Array.from({ length }, (_, at) => at),
      chance.uniform,
    );
  return { ...chance, permutation };
}

export const SIDE = 28;
export const PIXELS = SIDE ** 2;
const PRACTISED = 2000;
const NEW = 1000;
const CLASSES = 10;
const HUNDREDTHS = 100;

/**
 * @typedef {{ pixels: Uint8Array, classes: Uint8Array }} Digits all pictures one after the other, and their classes
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
 * @param {Digits} shipped @param {Digits} own @param {import("./limits.js").Setup} setup @returns {Digits}
 */
export function practisedOf(shipped, own, { digits, labels, seed }) {
  const pixels = new Uint8Array(digits * PIXELS + own.pixels.length);
  pixels.set(shipped.pixels.subarray(0, digits * PIXELS));
  pixels.set(own.pixels, digits * PIXELS);
  const lots = createRandom(seed, "labels");
  const classes = [...shipped.classes.subarray(0, digits), ...own.classes];
  return {
    pixels,
    classes: Uint8Array.from(classes, (each) => (labels === "random" ? lots.whole(0, CLASSES - 1) : each)),
  };
}

/** No seed of a run: digits that are looked at are moved alike in all of them. */
const LOOKED_AT = -1;

/** The same digits, each moved by up to so many pixels down and across. @param {Digits} digits @param {number} reach @returns {Digits} */
export function movedBy(digits, reach) {
  if (reach === 0) return digits;
  const { whole } = createRandom(LOOKED_AT, "moves");
  const move = () => whole(-reach, reach);
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
    for (let column = Math.max(right, 0); column < Math.min(SIDE + right, SIDE); column++)
      values[row * SIDE + column] = pixels[first + (row - down) * SIDE + column - right] / HUNDREDTHS;
  }
  return { height: SIDE, width: SIDE, values };
}

/** @typedef {{ chosen: Int32Array, moves: Int8Array }} Batch */

const JUMP = 1; // pixel, of the readable recipe

/** One epoch after another: every digit once, and how far each moves in that order, down, right, down, right, … @param {Setup} setup @param {ArrayLike<number>} classes of the digits that are practised @returns {Generator<{ order: Int32Array, moves: Int8Array }, never>} */
export function* epochsOf(setup, classes) {
  const { seed, shuffle, moved, filters } = setup;
  const reach = Math.max(moved, filters === "readable" ? JUMP : 0); // pixels that a digit moves at most
  const [orders, moves] = [createRandom(seed, "order"), createRandom(seed, "moves")];
  // What an order looks like that nobody has shuffled: by class, of one class as they came.
  const ordered = Int32Array.from(classes, (_, at) => at).sort((a, b) => classes[a] - classes[b] || a - b);
  const { length } = classes;
  for (;;) {
    yield {
      order: shuffle ? orders.permutation(length) : ordered,
      moves: Int8Array.from({ length: 2 * length }, () => moves.whole(-reach, reach)),
    };
  }
}

/** Batches without end; the last of an epoch holds what is left. @param {Setup} setup @param {ArrayLike<number>} classes @returns {Generator<Batch, never>} */
export function* batchesOf(setup, classes) {
  for (const { order, moves } of epochsOf(setup, classes)) {
    for (let first = 0; first < order.length; first += setup.batch_size) {
      const end = Math.min(first + setup.batch_size, order.length);
      yield { chosen: order.subarray(first, end), moves: moves.subarray(2 * first, 2 * end) };
    }
  }
  throw new Error("epochs have no end");
}

/** How many updates one epoch has. @param {number} digits @param {number} batchSize */
export const updatesOf = (digits, batchSize) => Math.ceil(digits / batchSize);
