/**
 * A shipped network as Python sends it, and what it makes of a picture, in whole numbers: pixels and weights are
 * hundredths, so maps are ten-thousandths and scores millionths, and nothing is rounded before it is written.
 */

import { convolve } from "../arithmetic/convolution.js";
import { bytesOf, int16Of } from "../arithmetic/packed.js";
import { averagePool, maxPool } from "../arithmetic/pooling.js";
import { linear, relu, softmax } from "../arithmetic/scores.js";

/** @import { Grid } from "../arithmetic/grid.js" */
/**
 * @typedef {object} Net a shipped network, as Python sends it: whole hundredths
 * @property {number[][]} kernels 5 of 25
 * @property {number[]} biases
 * @property {string} linear 720 weights for each class, packed
 * @property {number[]} linear_bias
 * @property {string[]} classes "0" to "9", or "cat" and "dog"
 * @property {number} pictures held-out ones
 * @property {number[]} right_by_seed the same for nets of the same recipe, centred
 * @property {Record<string, number[][]>} right_when_moved how many of them it names rightly, by the way through the network
 *
 * @typedef {{ weights: Int16Array, bias: number[], classes: string[] }} Reader the linear layer behind the maps, in hundredths
 */

/** @type {WeakMap<Net, Reader>} */
const readers = new WeakMap();

/** The linear layer of a shipped network. @param {Net} net @returns {Reader} */
export function readerOf(net) {
  const known = readers.get(net);
  if (known) return known;
  const weights = int16Of(bytesOf(net.linear).buffer);
  const reader = { weights, bias: net.linear_bias, classes: net.classes };
  readers.set(net, reader);
  return reader;
}

export const HUNDREDTH = 100;
export const TEN_THOUSANDTH = 10_000; // a pixel times a weight
export const MILLIONTH = 1_000_000; // that times another weight
export const KERNEL_SIZE = 5;
export const POOL_SIZE = 2;
/** @type {[number, number]} */
const KERNEL = [KERNEL_SIZE, KERNEL_SIZE];
/** @type {[number, number]} */
const POOL = [POOL_SIZE, POOL_SIZE];

/** How one kernel is laid on. @param {number} bias in hundredths */
export const layerOf = (bias) => ({ kernel_size: KERNEL, bias: bias * HUNDREDTH });

/** @param {Grid} map @param {"max" | "average"} kind @returns {Grid} */
const pooled = (map, kind) =>
  kind === "max" ? maxPool(map, { kernel_size: POOL }).values : averagePool(map, { kernel_size: POOL });

/** All pooled cells in the order of nn.Flatten. @param {Grid[]} pool */
export const flattened = (pool) => pool.flatMap(({ values }) => [...values]);

/** Scores, and their shares by softmax. @param {Grid[]} pool @param {Reader} reader */
export function read(pool, { weights, bias }) {
  const units = bias.map((each) => each * TEN_THOUSANDTH);
  const scores = linear(flattened(pool), weights, units);
  return { scores, shares: softmax(scores.map((score) => score / MILLIONTH)) };
}

/** The maps after each layer: the ones of ReLU are null where it is left out, an average has quarters. @param {Grid} input @param {Grid[]} kernels @param {number[]} biases in hundredths @param {{ relu: number, pool: "max" | "average" }} chosen */
export function mapsOf(input, kernels, biases, chosen) {
  const conv = kernels.map((kernel, i) => convolve(input, kernel, layerOf(biases[i])));
  const active = chosen.relu ? conv.map(relu) : null;
  return { conv, relu: active, pool: (active ?? conv).map((map) => pooled(map, chosen.pool)) };
}

/** A share of softmax, which is never all or nothing. @param {number} share */
export function shareText(share) {
  if (share >= 0.9995) return ">0.999";
  return share < 0.001 ? "<0.001" : share.toFixed(3);
}
