/** The nets that can be trained: the note's, and a dense one. All parameters of each lie in one array in PyTorch's order. */

import * as note from "../../kit/arithmetic/note_network.js";
import * as dense from "./dense_network.js";
import { PIXELS, SIDE } from "./digits.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */
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
const { pixels, units } = dense.DENSE;

/** @param {string} layer @param {number[]} weight shape of its weights, the outputs first @returns {Part[]} */
function layer(layer, weight) {
  const fanIn = weight.slice(1).reduce((product, side) => product * side, 1);
  return [
    { name: `${layer}.weight`, shape: weight, fanIn },
    { name: `${layer}.bias`, shape: [weight[0]], fanIn },
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
    parts: [...layer("0", [filters, 1, kernelSize, kernelSize]), ...layer("4", [classes, FEATURES])],
    ...{ parametersOf: note.parametersOf, forward: note.forward },
    backward: (parameters, picture, pass, target, into, how) =>
      note.backward(parameters, picture, pass, target, into, { ...how, wantsInput: false }),
    weightsShown: (flat) => note.parametersOf(flat).kernels,
    mapsShown: (_flat, _picture, pass) => pass.conv,
  },
  dense: {
    parts: [...layer("1", [units, pixels]), ...layer("3", [classes, units])],
    ...{ parametersOf: dense.parametersOf, forward: dense.forward, backward: dense.backward },
    weightsShown: unitsOf,
    /** Each unit's products with the picture: their sum, and its bias, is what it says. */
    mapsShown: (flat, picture) =>
      unitsOf(flat).map((unit) => ({
        ...unit,
        values: unit.values.map((weight, at) => weight * picture.values[at]),
      })),
  },
};

/** How many numbers a part has. @param {Part} part */
export const sizeOf = ({ shape }) => shape.reduce((product, side) => product * side, 1);
