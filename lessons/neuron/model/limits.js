/** The settings of the neuron figure; its picture and weights: whole numbers, so that every sum can be done by hand; one output as a window, and all of them as a matrix. */

import { convolutionStep } from "../../kit/arithmetic/convolution.js";
import {
  digitsOf,
  gridOf,
  hasCell,
  latest,
  moved,
  placeOf,
  squareOf,
  toRows,
} from "../../kit/arithmetic/grid.js";
import { pairOf } from "../../kit/arithmetic/windows.js";
import { tableOf } from "../../kit/figure/fetched.js";
import { chanceFrom } from "../../kit/quiz/shuffle.js";
import { askedOf, rangeOf, readCells, settingsOf } from "../../kit/settings/table.js";

export const SIDE = 5; // of the picture
export const KERNEL_SIZE = 3;
export const PLACES = SIDE - KERNEL_SIZE + 1; // of the window, along one axis
export const PIXELS = SIDE ** 2;
export const OUTPUTS = PLACES ** 2;
export const WEIGHTS = KERNEL_SIZE ** 2;

export const table = await tableOf("neuron");

/**
 * input: the picture, the note's or its cells; kernel: the nine shared weights by name, or their cells; shared: 1 where every
 * output has the same nine weights, 0 where each has its own, by seed; down, right: how far the picture is moved; step:
 * which output, from 1; weight: which of its nine weights is lit everywhere, from 1.
 * @typedef {ChosenIn<typeof import("../settings.json")>} Settings
 */

export const settings = settingsOf(table);

/** Of the note's window only the sum is known: the products of the one in the middle with the cross add up to 8, too. */
const PICTURE = digitsOf("10210", "02012", "21301", "10120", "01201");

/** @type {Record<string, number[]>} */
const NAMED = {
  cross: [1, 0, 1, 0, 1, 0, 1, 0, 1],
  vertical_edges: [1, 0, -1, 1, 0, -1, 1, 0, -1],
  laplacian: [0, 1, 0, 1, -4, 1, 0, 1, 0],
  count: [1, 2, 3, 4, 5, 6, 7, 8, 9],
};

/** The picture where it lay first. @param {{ input: string }} chosen @returns {Grid} */
export const inputOf = ({ input }) =>
  readCells(input, rangeOf(table, "input")) ?? { ...PICTURE, values: PICTURE.values.slice() };

/** The nine shared weights. @param {{ kernel: string }} chosen @returns {Grid} */
export const kernelOf = ({ kernel }) => readCells(kernel, rangeOf(table, "kernel")) ?? namedKernel(kernel);

/** @param {string} name @returns {Grid} */
export const namedKernel = (name) => squareOf(NAMED[name]);

const [SMALLEST, LARGEST] = [-1, 3]; // mostly above zero, so that ReLU leaves something to compare

/** The nine weights of each output: the shared ones, or its own, the same for the same seed. @param {Settings} chosen */
export function weightsOf({ shared, kernel, seed }) {
  const { whole } = chanceFrom(seed);
  const weight = () => whole(SMALLEST, LARGEST);
  const same = [...kernelOf({ kernel }).values];
  return Array.from({ length: OUTPUTS }, () => (shared ? same : Array.from({ length: WEIGHTS }, weight)));
}

/** @typedef {ReturnType<typeof compute>} Numbers */

const WINDOW = { kernel_size: pairOf(KERNEL_SIZE) };
export const EDGES = OUTPUTS * WEIGHTS;

/** Which pixel each weight of an output multiplies. */
const PIXELS_OF = Array.from({ length: OUTPUTS }, (_, output) => {
  const [top, left] = placeOf(output, PLACES);
  return gridOf(KERNEL_SIZE, KERNEL_SIZE, (row, column) => (top + row) * SIDE + left + column).values;
});
/** @param {number} output @param {number} weight */
export const pixelOf = (output, weight) => PIXELS_OF[output][weight];
/** Which weight joins an output to a pixel, from 0; -1: none does. @param {number} output @param {number} pixel */
export const weightAt = (output, pixel) => PIXELS_OF[output].indexOf(pixel);

/** The matrix times the pixels. @param {number[][]} weights @param {Grid} picture @returns {number[]} */
const multiplied = (weights, { values }) =>
  weights.map((row, output) =>
    row.reduce((sum, weight, at) => sum + weight * values[PIXELS_OF[output][at]], 0),
  );

/** @param {number[]} sums @param {Settings} chosen */
const finished = (sums, { bias, relu }) => sums.map((sum) => (relu ? Math.max(sum + bias, 0) : sum + bias));

/** @param {number[]} before @param {Settings} chosen @returns {(number | null)[]} */
const cameFrom = (before, { down, right }) =>
  before.map((_, at) => {
    const [row, column] = placeOf(at, PLACES);
    const isInside = hasCell({ height: PLACES, width: PLACES }, row - down, column - right);
    return isInside ? before[at - down * PLACES - right] : null;
  });

/** All that does not depend on which output is looked at. */
export const compute = latest(
  (/** @type {Settings} */ chosen) => {
    const { down, right, bias } = chosen;
    const [weights, input] = [weightsOf(chosen), inputOf(chosen)];
    const picture = moved(input, down, right);
    const sums = multiplied(weights, picture);
    const sizes = weights.map((row) => row.reduce((sum, weight) => sum + Math.abs(weight), 0));
    return {
      picture,
      weights, // nine for each output
      sums, // matrix times pixels, one an output
      outputs: finished(sums, chosen), // with the bias, and after ReLU if there is one
      /** What stood, before the picture was moved, where each output's window came from; null: it came from outside. */
      came: cameFrom(finished(multiplied(weights, input), chosen), chosen),
      heaviest: Math.max(...weights.flat().map(Math.abs), 1), // weight, by size
      limit: 2 * Math.max(...sizes, 1) + Math.abs(bias), // how far the colours of the outputs reach
    };
  },
  ({ step: _, weight: __, ...others }) => Object.values(others),
);

/** One output as its window computes it. @param {Numbers} now @param {Settings} chosen @param {number} output from 0 */
export function neuronOf({ picture, weights }, { bias, relu }, output) {
  const kernel = squareOf(weights[output]);
  const step = convolutionStep(picture, kernel, { ...WINDOW, bias }, ...placeOf(output, PLACES));
  return { ...step, kernel, before: step.output, output: relu ? Math.max(step.output, 0) : step.output };
}

/** How many outputs have moved along with the picture, of those whose window came from inside. @param {Numbers} now */
export function movedAlong({ outputs, came }) {
  const inside = came.filter((value) => value !== null).length;
  return { along: came.filter((value, at) => value !== null && value === outputs[at]).length, inside };
}

/** How many weights are learned for this map. @param {Settings} chosen */
export const learned = ({ shared }) => (shared ? WEIGHTS : EDGES);

/** How many outputs there are, and how many in a row. @returns {[number, number]} */
export const steps = () => [OUTPUTS, PLACES];

/** The numbers themselves, whatever they are called: the picture where it lies, and the nine weights or those of each output. @param {Settings} chosen */
export function asked(chosen) {
  const { picture, weights } = compute(chosen);
  const kernel = chosen.shared ? toRows(kernelOf(chosen)) : weights;
  return { ...askedOf(table, chosen), input: toRows(picture), kernel };
}
