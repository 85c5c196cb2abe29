/** The note's network on one digit, forward and back: every map with its gradient, and the picture when it is changed. */

import { crossEntropy } from "../../kit/arithmetic/backward.js";
import { latest } from "../../kit/arithmetic/latest.js";
import { forward, parametersOf, pictureGradients } from "../../kit/arithmetic/note_network.js";
import { lastPicture } from "../../kit/pictures/last_picture.js";
import { TRAINED, trainedNet } from "../../kit/pictures/trained_net.js";
import { answerOf, fewestPixels, signStep } from "./breaking.js";
import { pictureOf, sent } from "./sent.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */
/** @import { Settings } from "./given.js" */
/**
 * @typedef {"input" | "kernel" | "conv" | "active" | "pool" | "score"} GridName
 *
 * @typedef {object} Digit
 * @property {Record<GridName, Grid>} values of the filter that is looked at; of the scores their softmax
 * @property {Record<GridName, Grid>} gradients
 * @property {number} bias of the filter
 * @property {number} biasGradient
 * @property {number} loss
 * @property {Float64Array} flat all parameters of the network
 * @property {number} before what the net said before the picture was changed
 * @property {number} answer what it says now
 * @property {number[]} changed the pixels that are other than they were
 * @property {import("../../kit/arithmetic/note_network.js").Pass} pass of all filters
 * @property {import("../../kit/arithmetic/note_network.js").Gradients} layers
 */

const HUNDRED = 100;
const MOST_PIXELS = 60;
export const CLASSES = 10;
/** Rows and columns of what each layer lets one look at. @type {Record<string, [number, number]>} */
export const SIZES = {
  ...{ loss: [1, 1], score: [CLASSES, 1], features: [12, 12], pool: [12, 12], relu: [24, 24] },
  ...{ conv: [5, 5], pixel: [28, 28] },
};
/** The layers as the gradient reaches them; the 7,200 linear weights are left out. @type {import("./places.js").Layer[]} */
export const STOPS = ["loss", "score", "features", "pool", "relu", "conv", "pixel"];

/** @param {{ input?: string }} chosen */
export const isDigit = ({ input }) => input === "digit";

/** The picture before it is changed: what the visitor has shown last, or the one that is shipped. @param {{ digit?: string }} chosen */
function originalOf({ digit }) {
  const own = lastPicture();
  return digit === "own" && own ? pictureOf(own) : sent()?.picture;
}

/** All parameters: those that are shipped, or the visitor's own. @param {{ net?: string }} chosen @param {import("./sent.js").Sent} known */
const flatOf = ({ net }, known) => (net === TRAINED && trainedNet()?.flat) || known.flat;

/** The class that it should be: what is written, or of a visitor's picture the second best answer. @param {{ digit?: string, net?: string }} chosen @returns {number | null} */
export function targetOf(chosen) {
  const [known, picture] = [sent(), originalOf(chosen)];
  if (!known || !picture) return null;
  if (picture === known.picture) return known.label;
  const { scores } = forward(parametersOf(flatOf(chosen, known)), picture);
  const best = answerOf(scores);
  return answerOf(scores.map((score, at) => (at === best ? -Infinity : score)));
}

/** @param {Float64Array} flat @param {Grid} picture @param {Settings} chosen @param {number} before the answer that it is to leave */
function changed(flat, picture, { change, size }, before) {
  if (change === "sign") return signStep(flat, picture, before, size / HUNDRED);
  if (change === "fewest") return fewestPixels(flat, picture, before, MOST_PIXELS).picture;
  return picture;
}

/** @param {Iterable<number>} values @returns {Grid} */
const column = (values) => ({ height: CLASSES, width: 1, values: Float64Array.from(values) });

/** @param {Settings} chosen @returns {Digit | null} */
function computed(chosen) {
  const [known, original] = [sent(), originalOf(chosen)];
  if (!known || !original) return null;
  const flat = flatOf(chosen, known);
  const before = answerOf(forward(parametersOf(flat), original).scores);
  const input = changed(flat, original, chosen, before);
  const { pass, layers, gradients } = pictureGradients(flat, input, chosen.target);
  const at = chosen.filter - 1;
  const [own, back] = [parametersOf(flat), parametersOf(gradients)];
  const maps = { conv: pass.conv[at], active: pass.active[at], pool: pass.pool[at].values };
  const ofMaps = { conv: layers.conv[at], active: layers.active[at], pool: layers.pool[at] };
  return {
    values: { input, kernel: own.kernels[at], ...maps, score: column(layers.shares) },
    gradients: {
      ...{ input: layers.input ?? input, kernel: back.kernels[at], ...ofMaps },
      score: column(layers.scores),
    },
    ...{ bias: own.biases[at], biasGradient: back.biases[at], loss: layers.loss },
    ...{ before, answer: answerOf(pass.scores), pass, layers, flat },
    changed: [...input.values.keys()].filter((i) => input.values[i] !== original.values[i]),
  };
}

export const compute = latest(computed, ({ net, digit, target, filter, change, size }) => {
  const own = [digit === "own" && lastPicture(), net === TRAINED && trainedNet()];
  return [digit, target, filter, change, size, sent(), ...own];
});

/** Which grid a layer's gradients stand in. @type {Record<string, GridName>} */
const GRID_OF = {
  ...{ loss: "score", score: "score", features: "pool", pool: "active", relu: "conv" },
  ...{ conv: "kernel", pixel: "input" },
};

/** @param {string} layer */
export const gridOf = (layer) => GRID_OF[layer];

/** The place of the largest gradient of a layer, the first of equals. @param {Settings} chosen @param {string} layer @returns {[row: number, column: number]} from 1 */
export function strongest(chosen, layer) {
  const now = compute(chosen);
  if (!now || layer === "loss") return [1, 1];
  const { width, values } = now.gradients[layer === "pool" ? "pool" : gridOf(layer)];
  let best = 0;
  values.forEach((value, at) => {
    if (Math.abs(value) > Math.abs(values[best])) best = at;
  });
  return [Math.floor(best / width) + 1, (best % width) + 1];
}

/** The largest gradient of all maps, so that one legend holds for all of them. @param {Digit} now */
export function limitOf({ gradients: { input, conv, active, pool } }) {
  const all = [input, conv, active, pool].flatMap(({ values }) => Array.from(values, Math.abs));
  return Math.max(LEAST_LIMIT, ...all);
}
const LEAST_LIMIT = 0.01; // what is smaller than a part of this looks like the nothing that it is

/** What the loss is with these scores. @param {number[]} scores @param {number} target */
export const lossOf = (scores, target) => crossEntropy(scores, target).loss;
