// @ts-check
/** The note's network on one digit, forward and back: every map with its gradient, and the picture when it is changed. */

import { weightProducts } from "../../kit/arithmetic/convolution_backward.js";
import { latest } from "../../kit/arithmetic/latest.js";
import { forward, parametersOf, pictureGradients } from "../../kit/arithmetic/note_network.js";
import { answerOf, fewestPixels, signStep } from "./breaking.js";

/**
 * @typedef {import("../../kit/arithmetic/grid.js").Grid} Grid
 * @typedef {{ parameters: number[], pixels: number[], label: number }} Sent by Python, in hundredths
 * @typedef {"picture" | "kernel" | "conv" | "relu" | "pool"} Name
 *
 * @typedef {object} Chosen
 * @property {"unsure" | "own"} digit
 * @property {number | "written"} answer the class that it should be; by itself what is written, or of an own picture the second best
 * @property {number} filter from 1
 * @property {"none" | "sign" | "fewest"} change
 * @property {number} size of the sign step, in hundredths
 * @property {Name} pin
 * @property {number} pin_row from 1
 * @property {number} pin_column from 1
 *
 * @typedef {{ values: Record<Name, Grid>, gradients: Record<Name, Grid>, shares: number[], scores: number[], loss: number }} Layers
 * @typedef {Layers & { before: number, now: number, answer: number, pixels: number }} Numbers what the net said before the change and says now
 */

const HUNDRED = 100;
const SIDE = 28;
const MOST_PIXELS = 60;
export const NAMES = /** @type {Name[]} */ (["picture", "kernel", "conv", "relu", "pool"]);

/** @param {readonly number[]} hundredths @returns {Grid} */
const pictureOf = (hundredths) => ({
  height: SIDE,
  width: SIDE,
  values: Float64Array.from(hundredths, (each) => each / HUNDRED),
});

/** The class that it should be. @param {Chosen} chosen @param {Sent} sent @param {number[]} scores of the picture as it was */
function wantedOf({ answer, digit }, { label }, scores) {
  if (answer !== "written") return answer;
  const best = answerOf(scores);
  return digit === "own" ? answerOf(scores.map((score, at) => (at === best ? -Infinity : score))) : label;
}

/** The picture as it was, and as it is changed. @param {Float64Array} flat @param {Grid} picture @param {Chosen} chosen @param {number} before the answer that it is to leave */
function changed(flat, picture, { change, size }, before) {
  if (change === "sign") return signStep(flat, picture, before, size / HUNDRED);
  if (change === "fewest") return fewestPixels(flat, picture, before, MOST_PIXELS).picture;
  return picture;
}

/** @param {{ chosen: Chosen, sent: Sent, own: readonly number[] | null }} asked @returns {Numbers} */
function computed({ chosen, sent, own }) {
  const flat = Float64Array.from(sent.parameters, (each) => each / HUNDRED);
  const original = pictureOf(chosen.digit === "own" && own ? own : sent.pixels);
  const { scores } = forward(parametersOf(flat), original);
  const [before, answer] = [answerOf(scores), wantedOf(chosen, sent, scores)];
  const picture = changed(flat, original, chosen, before);
  const { pass, layers, gradients } = pictureGradients(flat, picture, answer);
  const at = chosen.filter - 1;
  const kernel = parametersOf(flat).kernels[at];
  const values = { picture, kernel, conv: pass.conv[at], relu: pass.active[at], pool: pass.pool[at].values };
  const back = {
    picture: layers.input ?? picture,
    conv: layers.conv[at],
    relu: layers.active[at],
    pool: layers.pool[at],
  };
  return {
    values,
    gradients: { ...back, kernel: parametersOf(gradients).kernels[at] },
    ...{ shares: layers.shares, scores: layers.scores, loss: layers.loss },
    ...{ before, answer, now: answerOf(pass.scores) },
    pixels: picture.values.filter((value, i) => value !== original.values[i]).length,
  };
}

export const compute = latest(computed, ({ chosen, sent, own }) => {
  const { digit, answer, filter, change, size } = chosen;
  return [digit, answer, filter, change, size, sent, own];
});

/** How many products the pinned weight's gradient adds up, and how many of them are not 0. @param {Chosen} chosen @param {Numbers} numbers */
export function productsOf({ pin_row, pin_column }, { values, gradients }) {
  const { picture, kernel } = values;
  const layer = { kernel_size: /** @type {[number, number]} */ ([kernel.height, kernel.width]) };
  const products = weightProducts(picture, kernel, layer, gradients.conv, pin_row - 1, pin_column - 1);
  return { all: products.length, some: products.filter(({ product }) => product !== 0).length };
}
