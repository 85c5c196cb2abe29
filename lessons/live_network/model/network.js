/** The network, layer by layer: its five kernels, which are shipped, made by hand or random, all whole hundredths; and what they make of the picture. */

import { moved } from "../../kit/arithmetic/grid.js";
import { HUNDREDTH, KERNEL_SIZE, mapsOf, read, readerOf, TRAINED } from "../../kit/pictures/nets.js";
import { randomFrom } from "../../kit/quiz/shuffle.js";
import { SIDE } from "../../kit/silhouettes/nets.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */
/** @import { Net } from "../../kit/pictures/nets.js" */
/** @import { Settings } from "./limits.js" */

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

/** Every layer as grids, in the whole numbers of kit/pictures/nets.js; biases in hundredths. @param {Received} received @param {Settings} chosen */
export function compute({ pixels, nets }, chosen) {
  const picture = { height: SIDE, width: SIDE, values: Float64Array.from(pixels) };
  const input = moved(picture, chosen.down, chosen.right);
  const kernels = kernelsOf(nets, chosen);
  const biases = chosen.bias.map((bias) => Math.round(bias * HUNDREDTH));
  const maps = mapsOf(input, kernels, biases, chosen);
  const reader = chosen.scores && isTrained(chosen.filters) ? readerOf(nets[chosen.filters]) : null;
  const { scores, shares } = reader ? read(maps.pool, reader) : { scores: null, shares: null };
  return { input, kernels, biases, ...maps, reader, scores, shares };
}

/** The class of the highest score, the first of equals; -1 without scores. @param {Network} network */
export function answerOf({ scores }) {
  return scores ? scores.indexOf(Math.max(...scores)) : -1;
}
