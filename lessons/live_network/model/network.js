/**
 * The network, layer by layer, in whole numbers: pixels and weights are hundredths, so maps are ten-thousandths
 * and scores millionths, and nothing is rounded before it is written.
 */

import { convolve } from "../../kit/arithmetic/convolution.js";
import { averagePool, maxPool } from "../../kit/arithmetic/pooling.js";
import { contributions, linear, relu, softmax } from "../../kit/arithmetic/scores.js";
import { readerOf } from "../../kit/pictures/shipped.js";
import { TRAINED } from "../../kit/pictures/trained_net.js";
import { randomFrom } from "../../kit/quiz/shuffle.js";
import { moved, SIDE } from "../../kit/silhouettes/transforms.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */
/** @import { Net, Reader } from "../../kit/pictures/shipped.js" */
/** @import { Settings } from "./limits.js" */

export const KERNEL_SIZE = 5;
export const MAPS = 5;
/** Trained to be readable, trained plainly, random with a trained reader, from equal starts; and silhouettes. */
const SHIPPED = ["digits", "digits_plain", "digits_random", "digits_equal", "cats_dogs"];
const LARGEST_RANDOM = 20; // hundredths: PyTorch starts nn.Conv2d(1, 5, 5) between -1/5 and 1/5

/** @param {string} filters of a shipped net, or of the one that the visitor has trained */
export const isTrained = (filters) => SHIPPED.includes(filters) || filters === TRAINED;

/** @param {(row: number, column: number) => number} weight in hundredths @returns {Grid} */
function kernelOf(weight) {
  const values = Float64Array.from({ length: KERNEL_SIZE ** 2 }, (_, at) =>
    weight(Math.floor(at / KERNEL_SIZE), at % KERNEL_SIZE),
  );
  return { height: KERNEL_SIZE, width: KERNEL_SIZE, values };
}

const MIDDLE = 2;
/** Bright before dark is above zero. @param {number} place */
const edge = (place) => 10 * Math.sign(MIDDLE - place) + 0;

/** Kernels made by hand, each with the label of its name. @type {[label: string, kernel: Grid][]} */
export const HAND_MADE = [
  ["live.filter_vertical", kernelOf((_, column) => edge(column))],
  ["live.filter_horizontal", kernelOf((row) => edge(row))],
  ["live.filter_diagonal", kernelOf((row, column) => edge((row + column) / 2))],
  ["live.filter_spot", kernelOf((row, column) => (row === MIDDLE && column === MIDDLE ? 48 : -2))],
  ["live.filter_blur", kernelOf(() => 4)],
];

/** The same for the same seed. @param {number} seed @returns {Grid[]} */
export function randomKernels(seed) {
  const random = randomFrom(seed);
  const weight = () => Math.floor(random() * (2 * LARGEST_RANDOM + 1)) - LARGEST_RANDOM;
  return Array.from({ length: MAPS }, () => kernelOf(weight));
}

/** @param {Record<string, Net>} nets @param {Pick<Settings, "filters" | "seed">} chosen */
export function kernelsOf(nets, { filters, seed }) {
  if (filters === "hand_made") return HAND_MADE.map(([, kernel]) => kernel);
  if (filters === "random") return randomKernels(seed);
  return nets[filters].kernels.map((weights) =>
    kernelOf((row, column) => weights[row * KERNEL_SIZE + column]),
  );
}

/**
 * @typedef {object} Received what Python sends
 * @property {number[]} pixels 28x28, in hundredths
 * @property {Record<string, Net>} nets
 * @property {string} [way] whether the picture was read as a "drawing" or a "photo"
 *
 * @typedef {ReturnType<typeof compute>} Network
 */

export const HUNDREDTH = 100;
export const TEN_THOUSANDTH = 10_000; // a pixel times a weight
export const MILLIONTH = 1_000_000; // that times another weight
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
const flattened = (pool) => pool.flatMap(({ values }) => [...values]);

/** Scores, and their shares by softmax. @param {Grid[]} pool @param {Reader} reader */
function read(pool, { weights, bias }) {
  const units = bias.map((each) => each * TEN_THOUSANDTH);
  const scores = linear(flattened(pool), weights, units);
  return { scores, shares: softmax(scores.map((score) => score / MILLIONTH)) };
}

/** Every layer as grids, in the whole numbers named above; biases in hundredths, an average with quarters. @param {Received} received @param {Settings} chosen */
export function compute({ pixels, nets }, chosen) {
  const picture = { height: SIDE, width: SIDE, values: Float64Array.from(pixels) };
  const input = moved(picture, chosen.down, chosen.right);
  const kernels = kernelsOf(nets, chosen);
  const biases = chosen.bias.map((bias) => Math.round(bias * HUNDREDTH));
  const conv = kernels.map((kernel, i) => convolve(input, kernel, layerOf(biases[i])));
  const active = chosen.relu ? conv.map(relu) : null;
  const pool = (active ?? conv).map((map) => pooled(map, chosen.pool));
  const reader = chosen.scores && isTrained(chosen.filters) ? readerOf(nets[chosen.filters]) : null;
  const { scores, shares } = reader ? read(pool, reader) : { scores: null, shares: null };
  return { input, kernels, biases, conv, relu: active, pool, reader, scores, shares };
}

/** What each pooled cell adds to one score. @param {Grid[]} pool @param {Reader} reader @param {number} output */
export const contributionsOf = (pool, reader, output) =>
  contributions(flattened(pool), reader.weights, output);

/** The class of the highest score, the first of equals; -1 without scores. @param {Network} network */
export function answerOf({ scores }) {
  return scores ? scores.indexOf(Math.max(...scores)) : -1;
}
