/**
 * The nets that can be trained: the note's, and the dense one of lesson 1 with ten classes. All parameters of each lie in
 * one array in PyTorch's order.
 */

import { linearBackward } from "../../kit/arithmetic/backward.js";
import { mapped } from "../../kit/arithmetic/grid.js";
import * as note from "../../kit/arithmetic/note_network.js";
import { linear } from "../../kit/arithmetic/scores.js";
import { PIXELS, SIDE } from "./digits.js";

/**
 * @typedef {"conv" | "dense"} NetName
 * @typedef {{ name: string, shape: number[], fanIn: number }} Part parameters by their name in nn.Sequential
 *
 * @typedef {object} Net
 * @property {Part[]} parts in the order in which they lie in the array
 * @property {(flat: Float64Array) => any} parametersOf
 * @property {(parameters: any, picture: Grid, snapped: number) => { scores: number[] }} forward
 * @property {(parameters: any, picture: Grid, pass: any, target: number, into: any, how: any) => { loss: number }} backward
 * @property {(flat: Float64Array) => Grid[]} weightsShown of five filters, or of the first five units
 * @property {(flat: Float64Array, picture: Grid, pass: any) => Grid[]} mapsShown what these make of a picture
 */

export const SHOWN = 5;
const { kernelSize, filters, classes } = note.NOTE;
const FEATURES = 720;
const UNITS = 128;

/** @typedef {ReturnType<typeof denseOf>} Dense */

/** Views into one array, writing into it changes them: of the units 784 weights each, of the classes 128. @param {Float64Array} flat 1.weight, 1.bias, 3.weight, 3.bias of nn.Sequential */
function denseOf(flat) {
  const [bias, out, last] = [UNITS * PIXELS, UNITS * (PIXELS + 1), UNITS * (PIXELS + 1 + classes)];
  return {
    weights: flat.subarray(0, bias),
    biases: flat.subarray(bias, out),
    outWeights: flat.subarray(out, last),
    outBias: flat.subarray(last),
  };
}

/** Every pixel into each of 128 units, ReLU, a linear layer. Most pixels of a digit are black: a product with 0 adds nothing, so only the others are gone through. @param {Dense} parameters @param {Grid} picture 0 black to 1 white */
function denseForward({ weights, biases, outWeights, outBias }, { values }) {
  const ink = [...values.keys()].filter((at) => values[at] !== 0);
  const hidden = new Float64Array(UNITS);
  for (let unit = 0; unit < UNITS; unit++) {
    let sum = biases[unit];
    for (const at of ink) sum += weights[unit * PIXELS + at] * values[at];
    hidden[unit] = Math.max(sum, 0);
  }
  return { ink, hidden, scores: linear(hidden, outWeights, outBias) };
}

/** Add one picture's gradients to `into`, times `share`. @param {Dense} parameters @param {Grid} picture @param {ReturnType<typeof denseForward>} pass of this picture @param {number} target the right class, from 0 @param {Dense} into @param {{ share: number, lossOf: typeof import("../../kit/arithmetic/backward.js").crossEntropy }} how */
function denseBackward({ outWeights }, { values }, { ink, hidden, scores }, target, into, how) {
  const { loss, gradient } = how.lossOf(scores, target);
  const incoming = gradient.map((each) => each * how.share);
  const behind = linearBackward(hidden, outWeights, incoming);
  for (let at = 0; at < behind.weights.length; at++) into.outWeights[at] += behind.weights[at];
  for (let at = 0; at < incoming.length; at++) into.outBias[at] += incoming[at];
  for (let unit = 0; unit < UNITS; unit++) {
    const back = behind.features[unit];
    if (hidden[unit] <= 0 || back === 0) continue; // ReLU lets nothing back
    into.biases[unit] += back;
    for (const at of ink) into.weights[unit * PIXELS + at] += back * values[at];
  }
  return { loss };
}

/** How many numbers a part has. @param {Pick<Part, "shape">} part */
export const sizeOf = ({ shape }) => shape.reduce((product, side) => product * side, 1);

/** @param {string} layer @param {number[]} shape of its weights, the outputs first @returns {Part[]} */
function partsOf(layer, shape) {
  const fanIn = sizeOf({ shape: shape.slice(1) });
  return [
    { name: `${layer}.weight`, shape, fanIn },
    { name: `${layer}.bias`, shape: [shape[0]], fanIn },
  ];
}

/** The weights of the first units, as pictures. @param {Float64Array} flat @returns {Grid[]} */
const unitsOf = (flat) =>
  Array.from({ length: SHOWN }, (_, unit) => ({
    ...{ height: SIDE, width: SIDE },
    values: flat.subarray(unit * PIXELS, (unit + 1) * PIXELS),
  }));

/** @type {Record<NetName, Net>} */
export const NETS = {
  conv: {
    parts: [...partsOf("0", [filters, 1, kernelSize, kernelSize]), ...partsOf("4", [classes, FEATURES])],
    ...{ parametersOf: note.parametersOf, forward: note.forward },
    backward: (parameters, picture, pass, target, into, how) =>
      note.backward(parameters, picture, pass, target, into, { ...how, wantsInput: false }),
    weightsShown: (flat) => note.parametersOf(flat).kernels,
    mapsShown: (_flat, _picture, pass) => pass.conv,
  },
  dense: {
    parts: [...partsOf("1", [UNITS, PIXELS]), ...partsOf("3", [classes, UNITS])],
    ...{ parametersOf: denseOf, forward: denseForward, backward: denseBackward },
    weightsShown: unitsOf,
    /** Each unit's products with the picture: their sum, and its bias, is what it says. */
    mapsShown: (flat, picture) =>
      unitsOf(flat).map((unit) => mapped(unit, (weight, at) => weight * picture.values[at])),
  },
};
