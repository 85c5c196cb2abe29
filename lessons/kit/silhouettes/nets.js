/** Silhouettes and nets as packing.py hands them over, pictures that are changed, and what the nets answer. */

import { convolveChannels } from "../arithmetic/convolution.js";
import { bytesOf, gridOf, int16Of, mapped, moved, squareOf, valueAt } from "../arithmetic/grid.js";
import { maxPool } from "../arithmetic/pooling.js";
import { linear, relu, softmax } from "../arithmetic/scores.js";
import { pairOf } from "../arithmetic/windows.js";

/**
 * @typedef {object} Sent
 * @property {Record<string, string>} weights by "centred dense 1.weight": 16 bits a weight, deflated, in base64
 * @property {Record<string, string>} samples pictures alike
 *
 * @typedef {Awaited<ReturnType<typeof silhouettesOf>>} Silhouettes weights by "centred dense", samples in hundredths
 */

/** @param {string} text @returns {Promise<Int16Array>} */
export async function unpacked(text) {
  const stream = new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream("deflate"));
  return int16Of(await new Response(stream).arrayBuffer());
}

/** @param {Record<string, string>} packed */
async function all(packed) {
  const values = await Promise.all(Object.values(packed).map(unpacked));
  return Object.keys(packed).map((name, at) => /** @type {const} */ ([name, values[at]]));
}

/** @param {Sent} sent */
export async function silhouettesOf({ weights, samples }) {
  const [tensors, pictures] = await Promise.all([all(weights), all(samples)]);
  /** @type {Record<string, Weights>} */
  const nets = {};
  for (const [name, values] of tensors) {
    const [practice, net, key] = name.split(" ");
    nets[`${practice} ${net}`] = { ...nets[`${practice} ${net}`], [key]: values };
  }
  const grids = pictures.map(([name, values]) => /** @type {const} */ ([name, squareOf(values)]));
  return { weights: nets, samples: Object.fromEntries(grids) };
}

/** @typedef {{ right: number, down: number, rotate: number, shuffle: number }} Transform pixels, pixels, degrees clockwise, 0 or 1 */

export const SIDE = 28;
const EXACT = 1e12; // a quarter turn's cosine is 0, in every language's library
const HALF = 0.5 + 1e-9;

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
    let value = valueAt(picture, top, left) * (1 - below) * (1 - beside);
    value += valueAt(picture, top, left + 1) * (1 - below) * beside;
    value += valueAt(picture, top + 1, left) * below * (1 - beside);
    value += valueAt(picture, top + 1, left + 1) * below * beside;
    return Math.floor(value + HALF);
  });
}

/** Everything that the settings do to a picture: turned, moved, shuffled. @param {Grid} picture @param {Transform} change @param {ArrayLike<number>} order */
export function transformed(picture, { rotate, down, right, shuffle }, order) {
  const still = moved(turned(picture, rotate), down, right);
  return shuffle ? mapped(still, (_, at) => still.values[order[at]]) : still;
}

/**
 * @typedef {"dense" | "flatten" | "global" | "wide" | "average"} NetName
 * @typedef {Record<string, Int16Array>} Weights by PyTorch's names, in hundredths
 * @typedef {Record<string, Grid[]>} Maps by the layer's name
 * @typedef {{ scores: number[], shares: number[], maps: Maps }} Answer scores of cat and of dog, softmax of them, maps of the
 *   layers before in their whole numbers
 */

/** Pixels and weights are hundredths: each layer with weights multiplies the unit by a hundred, and nothing is rounded before it is written. */
const UNIT = 100;
const KERNEL = 5;
const [PADDING, WIDE_PADDING] = [4, 20];
const PLAIN = { kernel_size: pairOf(KERNEL) };

/** The kernels of a convolution. @param {Int16Array} weights @param {number} inChannels @returns {Grid[][]} */
export function kernelsOf(weights, inChannels) {
  const size = KERNEL ** 2;
  const filters = weights.length / (inChannels * size);
  return Array.from({ length: filters }, (_, filter) =>
    Array.from({ length: inChannels }, (_, channel) =>
      squareOf(weights.subarray((filter * inChannels + channel) * size).subarray(0, size)),
    ),
  );
}

/** @param {Int16Array} bias in hundredths @param {number} unit of what it is added to, in hundredths */
const scaled = (bias, unit) => Array.from(bias, (each) => each * unit);

/** @param {Grid} map */
const pooled = (map) => maxPool(map, { kernel_size: pairOf(2) }).values;

/** @param {Grid} picture @param {Weights} weights @returns {{ scores: number[], unit: number, maps: Maps }} */
function dense(picture, weights) {
  const sums = linear(picture.values, weights["1.weight"], scaled(weights["1.bias"], UNIT));
  const hidden = sums.map((sum) => Math.max(sum, 0));
  const scores = linear(hidden, weights["3.weight"], scaled(weights["3.bias"], UNIT ** 2));
  return { scores, unit: UNIT ** 3, maps: {} };
}

/** The two convolutions that all CNNs begin with. @param {Grid} picture @param {Weights} weights @param {number} [padding] */
function convolutions(picture, weights, padding = PADDING) {
  const padded = { ...PLAIN, padding: pairOf(padding) };
  const first = kernelsOf(weights["1.weight"], 1);
  const conv = convolveChannels([picture], first, padded, scaled(weights["1.bias"], UNIT));
  const pool = conv.map((map) => pooled(relu(map)));
  const second = kernelsOf(weights["4.weight"], pool.length);
  const deep = convolveChannels(pool, second, PLAIN, scaled(weights["4.bias"], UNIT ** 2)).map(relu);
  return { conv, pool, deep };
}

/** @param {Grid} picture @param {Weights} weights */
function flatten(picture, weights) {
  const maps = convolutions(picture, weights);
  const features = Float64Array.from(maps.deep.flatMap(({ values }) => Array.from(values)));
  const scores = linear(features, weights["7.weight"], scaled(weights["7.bias"], UNIT ** 3));
  return { scores, unit: UNIT ** 4, maps };
}

/** @param {Grid} map @returns {number} */
const largest = ({ values }) => values.reduce((best, each) => Math.max(best, each));

/** @param {Grid} map */
const mean = ({ values }) => values.reduce((sum, each) => sum + each, 0) / values.length;

/** A net that keeps one number of each map. @param {(map: Grid) => number} kept @param {number} [padding] */
const globalPooling = (kept, padding) => (/** @type {Grid} */ picture, /** @type {Weights} */ weights) => {
  const maps = convolutions(picture, weights, padding);
  const scores = linear(maps.deep.map(kept), weights["8.weight"], scaled(weights["8.bias"], UNIT ** 3));
  return { scores, unit: UNIT ** 4, maps };
};

const RUN = {
  ...{ dense, flatten, global: globalPooling(largest) },
  ...{ wide: globalPooling(largest, WIDE_PADDING), average: globalPooling(mean) },
};

/** What a net answers to a picture in hundredths. @param {NetName} name @param {Weights} weights @param {Grid} picture @returns {Answer} */
export function answerOf(name, weights, picture) {
  const { scores, unit, maps } = RUN[name](picture, weights);
  const plain = scores.map((score) => score / unit);
  return { scores: plain, shares: softmax(plain), maps };
}
