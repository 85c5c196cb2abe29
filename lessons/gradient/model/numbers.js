/** All numbers of the figure, without a page: forward, back, and what a nudge makes of the loss. */

import { latest } from "../../kit/arithmetic/latest.js";
import { givenCase, inputOf, kernelOf, THOUSAND } from "./given.js";
import { backward, forward, updated } from "./network.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */
/** @import { Settings } from "./given.js" */
/** @import { Gradients, Pass } from "./network.js" */
/** @import { Layer } from "./places.js" */
/**
 * @typedef {object} Numbers
 * @property {Pass} pass
 * @property {Gradients} gradients
 * @property {Pass} moved after the nudge; the same where nothing is nudged
 * @property {number} started the loss before the first step of SGD
 */

const LARGEST_LOSS = 1e6;

/** One number as a grid, so that it is drawn, read and walked like all others. @param {number} value @returns {Grid} */
export const single = (value) => ({ height: 1, width: 1, values: Float64Array.of(value) });

/** The network before its steps of SGD. @param {Omit<Settings, "updates">} chosen */
function untrained(chosen) {
  const { bias, weights } = givenCase(chosen);
  return forward(inputOf(chosen), { kernel: kernelOf(chosen), bias, weights }, chosen.pool, chosen.target);
}

/** The network one step of SGD later. @param {Pass} pass @param {Omit<Settings, "updates">} chosen */
function stepped(pass, { pool, target, rate }) {
  const parameters = updated(pass.parameters, backward(pass, pool, target), rate / THOUSAND);
  return forward(pass.input, parameters, pool, target);
}

/** How many steps of SGD can be looked at: with a large rate the loss soon runs away. @param {Omit<Settings, "updates">} chosen @param {number} most */
export function stepsWithin(chosen, most) {
  let pass = untrained(chosen);
  for (let made = 0; made < most; made++) {
    pass = stepped(pass, chosen);
    if (!(pass.loss <= LARGEST_LOSS)) return made;
  }
  return most;
}

/** The network after its steps of SGD, and the loss before them. @param {Settings} chosen */
function trained(chosen) {
  let pass = untrained(chosen);
  const started = pass.loss;
  for (let made = 0; made < chosen.updates; made++) pass = stepped(pass, chosen);
  return { pass, started };
}

/** One cell of a grid moved. @param {Grid} grid @param {Settings} chosen @param {number} by @returns {Grid} */
function nudgedCell(grid, { row, column }, by) {
  const values = grid.values.slice();
  values[(row - 1) * grid.width + column - 1] += by;
  return { ...grid, values };
}

/** The way forward with one number moved: a pixel, a weight or the bias. @param {Pass} pass @param {Settings} chosen @param {number} by */
export function nudged({ input, parameters }, chosen, by) {
  const { layer, parameter, pool, target } = chosen;
  const { kernel, bias, weights } = parameters;
  if (layer === "pixel") return forward(nudgedCell(input, chosen, by), parameters, pool, target);
  const moved =
    layer === "linear"
      ? { kernel, bias, weights: nudgedCell(weights, chosen, by) }
      : parameter === "bias"
        ? { kernel, bias: bias + by, weights }
        : { kernel: nudgedCell(kernel, chosen, by), bias, weights };
  return forward(input, moved, pool, target);
}

const ofNetwork = latest(
  (/** @type {Settings} */ chosen) => {
    const { pass, started } = trained(chosen);
    return { pass, started, gradients: backward(pass, chosen.pool, chosen.target) };
  },
  ({ input, kernel, target, pool, rate, updates }) => [input, kernel, target, pool, rate, updates],
);

/** @param {Settings} chosen @returns {Numbers} */
export function compute(chosen) {
  const now = ofNetwork(chosen);
  const by = Number(chosen.nudge);
  const moved = chosen.view === "nudge" && by !== 0 ? nudged(now.pass, chosen, by) : now.pass;
  return { ...now, moved };
}

/** The gradients that a layer takes in, or, of a parameter and the pixels, those that it gets. @param {Gradients} gradients @param {Layer} layer @returns {Grid} */
export function gradientAt({ loss, score, weights, pool, active, kernel, input }, layer) {
  const grids = {
    ...{ loss: single(loss), score: single(score), linear: weights, features: pool },
    ...{ pool, relu: active, conv: kernel, pixel: input },
  };
  return grids[layer];
}

/** The cell that is worth a look when a step comes to a layer: the largest gradient, the first of equals. @param {Settings} chosen @param {Layer} layer @returns {[row: number, column: number]} from 1 */
export function brightest(chosen, layer) {
  const { width, values } = gradientAt(ofNetwork(chosen).gradients, layer);
  let best = 0;
  values.forEach((value, at) => {
    if (Math.abs(value) > Math.abs(values[best])) best = at;
  });
  return [Math.floor(best / width) + 1, (best % width) + 1];
}
