/** The note's network on one digit, forward and back: every map with its gradient, and the picture when it is changed. */

import { latest, mapped } from "../../kit/arithmetic/grid.js";
import { forward, parametersOf, pictureGradients } from "../../kit/arithmetic/note_network.js";
import { argmax } from "../../kit/arithmetic/scores.js";
import { dataOf } from "../../kit/figure/fetched.js";
import { TRAINED, trainedNet } from "../../kit/pictures/nets.js";
import { lastPicture } from "../../kit/pictures/upload.js";
import { single } from "./given.js";

/** @import { Settings } from "./given.js" */
/** @import { Grids, Name } from "./way_back.js" */
/**
 * @typedef {{ flat: Float64Array, picture: Grid, label: number }} Sent
 *
 * @typedef {NonNullable<ReturnType<typeof compute>>} Digit
 */

const HUNDRED = 100;
export const MOST_PIXELS = 60; // that are changed
export const PICTURE = 28; // pixels a side
export const CLASSES = 10;
/** Rows and columns. @type {Partial<Record<Name, [number, number]>>} */
export const SIZES = {
  ...{ input: [PICTURE, PICTURE], kernel: [5, 5], bias: [1, 1], conv: [24, 24], active: [24, 24] },
  ...{ pool: [12, 12], score: [CLASSES, 1], loss: [1, 1] },
};

/** @type {Sent | null} */
let known = null;

/** @param {readonly number[]} hundredths @returns {Grid} */
export const pictureOf = (hundredths) => ({
  height: PICTURE,
  width: PICTURE,
  values: Float64Array.from(hundredths, (each) => each / HUNDRED),
});

/** @param {{ parameters: number[], pixels: number[], label: number }} data by Python, in hundredths */
export function receive({ parameters, pixels, label }) {
  const flat = Float64Array.from(parameters, (each) => each / HUNDRED);
  known = { flat, picture: pictureOf(pixels), label };
}

/** Until the network as it is shipped has come, and the digit that the live view opens with: once a document. */
export async function ready() {
  if (!known) receive(await dataOf("gradient"));
}

/** Every pixel moved by at most `size` the way that makes the loss of the class larger; black and white are the ends. @param {Float64Array} flat all parameters @param {Grid} picture @param {number} label the class that the answer is to leave @param {number} size @returns {Grid} */
export function signStep(flat, picture, label, size) {
  const { input } = pictureGradients(flat, picture, label).layers;
  return mapped(picture, (value, at) =>
    Math.min(Math.max(value + size * Math.sign(input?.values[at] ?? 0), 0), 1),
  );
}

/**
 * Set one pixel after the other to black or white, each time the one whose change promises most, until the answer is
 * another one.
 * @param {Float64Array} flat all parameters
 * @param {Grid} picture @param {number} label
 * @param {number} most pixels
 * @returns {{ picture: Grid, pixels: number[], isBroken: boolean }} the pixels in the order in which they were set
 */
export function fewestPixels(flat, picture, label, most) {
  const parameters = parametersOf(flat);
  const changed = { ...picture, values: picture.values.slice() };
  /** @type {number[]} */
  const pixels = [];
  const isBroken = () => argmax(forward(parameters, changed).scores) !== label;
  while (!isBroken() && pixels.length < most) {
    const { input } = pictureGradients(flat, changed, label).layers;
    const gradients = input?.values ?? new Float64Array();
    const promises = gradients.map((gradient, at) => {
      const end = gradient > 0 ? 1 : 0;
      return pixels.includes(at) ? 0 : gradient * (end - changed.values[at]);
    });
    const best = promises.indexOf(Math.max(...promises));
    if (!(promises[best] > 0)) break; // no pixel promises anything
    changed.values[best] = gradients[best] > 0 ? 1 : 0;
    pixels.push(best);
  }
  return { picture: changed, pixels, isBroken: isBroken() };
}

/** The picture before it is changed: what the visitor has shown last, or the one that is shipped. @param {{ digit?: string }} chosen @param {Sent} sent */
function originalOf({ digit }, { picture }) {
  const own = lastPicture();
  return digit === "own" && own ? pictureOf(own) : picture;
}

/** All parameters: those that are shipped, or the visitor's own. @param {{ net?: string }} chosen @param {Sent} sent */
const flatOf = ({ net }, { flat }) => (net === TRAINED && trainedNet()?.flat) || flat;

/** The class that it should be: what is written, or of a visitor's picture the second best answer. @param {{ digit?: string, net?: string }} chosen @returns {number | null} */
export function targetOf(chosen) {
  if (!known) return null;
  const picture = originalOf(chosen, known);
  if (picture === known.picture) return known.label;
  const { scores } = forward(parametersOf(flatOf(chosen, known)), picture);
  const best = argmax(scores);
  return argmax(scores.map((score, at) => (at === best ? -Infinity : score)));
}

/** @param {Float64Array} flat @param {Grid} picture @param {Settings} chosen @param {number} before the answer that it is to leave */
function changed(flat, picture, { change, size }, before) {
  if (change === "sign") return signStep(flat, picture, before, size / HUNDRED);
  if (change === "fewest") return fewestPixels(flat, picture, before, MOST_PIXELS).picture;
  return picture;
}

/** @param {Iterable<number>} values @returns {Grid} */
const column = (values) => ({ height: CLASSES, width: 1, values: Float64Array.from(values) });

/** All numbers of the filter that is looked at, null before the network has come. Of the scores the softmax stands there, and the linear weights are no grid. */
export const compute = latest(
  (/** @type {Settings} */ chosen) => {
    if (!known) return null;
    const [flat, original, at] = [flatOf(chosen, known), originalOf(chosen, known), chosen.filter - 1];
    const own = parametersOf(flat);
    const before = argmax(forward(own, original).scores);
    const input = changed(flat, original, chosen, before);
    const { pass, layers, gradients } = pictureGradients(flat, input, chosen.target);
    const back = parametersOf(gradients);
    const of = (/** @type {typeof own} */ { kernels, biases }) => ({
      ...{ kernel: kernels[at], bias: single(biases[at]) },
    });
    const { values: pool, winners } = pass.pool[at];
    const maps = { conv: pass.conv[at], active: pass.active[at], pool };
    const ofMaps = { conv: layers.conv[at], active: layers.active[at], pool: layers.pool[at] };
    const ends = { score: column(layers.shares), loss: single(layers.loss) };
    const ofEnds = { score: column(layers.scores), loss: single(1) };
    return {
      values: /** @type {Grids} */ ({ input, ...of(own), ...maps, ...ends }),
      gradients: /** @type {Grids} */ ({ input: layers.input, ...of(back), ...ofMaps, ...ofEnds }),
      ...{ loss: layers.loss, winners, weights: own.weights, flat, pass },
      readers: own.kernels.map((kernel, filter) => /** @type {const} */ ([kernel, layers.conv[filter]])),
      ...{ before, answer: argmax(pass.scores) }, // what the net said of the picture before it was changed, and says now
      changed: [...input.values.keys()].filter((i) => input.values[i] !== original.values[i]),
    };
  },
  ({ net, digit, target, filter, change, size }) => {
    const own = [digit === "own" && lastPicture(), net === TRAINED && trainedNet()];
    return [digit, target, filter, change, size, known, ...own];
  },
);
