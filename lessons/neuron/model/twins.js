/** One thing that is pointed at, and where it stands in each view. Pure: what is outlined of it is the view's. */

import { KERNEL_SIZE, OUTPUTS, PIXELS, PLACES, placeOf, SIDE } from "./limits.js";
import { pixelOf, weightAt } from "./numbers.js";

/**
 * @typedef {[row: number, column: number]} Place
 *
 * @typedef {{ kind: "weight", weight: number, output: number }
 *   | { kind: "pixel", pixel: number }
 *   | { kind: "output", output: number }} Pointed counted from 0; a weight is that of one output
 *
 * @typedef {object} Twins
 * @property {Place[]} window in the picture
 * @property {Place[]} products
 * @property {Place[]} neuron a pixel and its edge's weight
 * @property {Place[]} matrix
 * @property {Place[]} pixels above the matrix
 * @property {Place[]} column the outputs beside it
 * @property {Place[]} output the same, folded
 * @property {number[]} edges from 0
 */

/** @type {Twins} */
const NONE = {
  window: [],
  products: [],
  neuron: [],
  matrix: [],
  pixels: [],
  column: [],
  output: [],
  edges: [],
};
const ALL_OUTPUTS = Array.from({ length: OUTPUTS }, (_, output) => output);

/** A pixel in the picture and above the matrix. @param {number} pixel */
function pixelPlaces(pixel) {
  return { window: [placeOf(pixel, SIDE)], pixels: [/** @type {Place} */ ([0, pixel])] };
}

/** A weight of the output that is looked at. @param {number} weight -1: none */
function neuronPlaces(weight) {
  if (weight < 0) return {};
  /** @type {Place[]} */
  const neuron = [
    [weight, 0],
    [weight, 1],
  ];
  return { products: [placeOf(weight, KERNEL_SIZE)], neuron, edges: [weight] };
}

/** @param {number[]} outputs */
function outputPlaces(outputs) {
  return {
    column: outputs.map((output) => /** @type {Place} */ ([output, 0])),
    output: outputs.map((output) => placeOf(output, PLACES)),
  };
}

/** @param {{ weight: number, output: number }} pointed @param {number} current @param {boolean} isShared @returns {Twins} */
function ofWeight({ weight, output }, current, isShared) {
  const owners = isShared ? ALL_OUTPUTS : [output];
  const matrix = owners.map((owner) => /** @type {Place} */ ([owner, pixelOf(owner, weight)]));
  const isHere = isShared || output === current;
  const pixel = pixelOf(isHere ? current : output, weight);
  return { ...NONE, ...pixelPlaces(pixel), ...neuronPlaces(isHere ? weight : -1), matrix };
}

/** @param {number} pixel @param {number} current @returns {Twins} */
function ofPixel(pixel, current) {
  const readers = ALL_OUTPUTS.filter((output) => weightAt(output, pixel) >= 0);
  const matrix = readers.map((output) => /** @type {Place} */ ([output, pixel]));
  const here = neuronPlaces(weightAt(current, pixel));
  return { ...NONE, ...pixelPlaces(pixel), ...here, ...outputPlaces(readers), matrix };
}

/** @param {number} output @returns {Twins} */
function ofOutput(output) {
  const pixels = Array.from({ length: PIXELS }, (_, pixel) => pixel).filter(
    (pixel) => weightAt(output, pixel) >= 0,
  );
  return {
    ...NONE,
    ...outputPlaces([output]),
    window: pixels.map((pixel) => placeOf(pixel, SIDE)),
    pixels: pixels.map((pixel) => /** @type {Place} */ ([0, pixel])),
    matrix: pixels.map((pixel) => /** @type {Place} */ ([output, pixel])),
  };
}

/** Where it stands. @param {Pointed} pointed @param {number} current the output that is looked at, from 0 @param {boolean} isShared */
export function twinsOf(pointed, current, isShared) {
  if (pointed.kind === "weight") return ofWeight(pointed, current, isShared);
  return pointed.kind === "pixel" ? ofPixel(pointed.pixel, current) : ofOutput(pointed.output);
}
