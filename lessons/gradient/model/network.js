/** The small network forward and back, its steps of SGD, and the loss when one of its numbers is moved. */

import {
  convolutionBackward,
  halfSquaredError,
  linearBackward,
  reluBackward,
} from "../../kit/arithmetic/backward.js";
import { convolve } from "../../kit/arithmetic/convolution.js";
import { latest } from "../../kit/arithmetic/grid.js";
import { poolingBackward, poolingSteps } from "../../kit/arithmetic/pooling.js";
import { linear, relu } from "../../kit/arithmetic/scores.js";
import { givenCase, inputOf, kernelOf, layerOf, single, THOUSAND } from "./given.js";
import { gridOf, movedIn } from "./way_back.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */
/** @import { PoolingStep } from "../../kit/arithmetic/pooling.js" */
/** @import { Settings } from "./given.js" */
/** @import { Grids } from "./way_back.js" */
/**
 * @typedef {{ values: Grids, windows: PoolingStep[], loss: number }} Pass the way forward
 *
 * @typedef {ReturnType<typeof compute>} Numbers
 */

export const SIDE = 2; // of a pooling window
const LARGEST_LOSS = 1e6;
const LEARNED = /** @type {const} */ (["kernel", "bias", "weights"]);

/** @param {"max" | "average"} pool @returns {import("../../kit/arithmetic/pooling.js").PoolingLayer} */
export const poolingOf = (pool) => ({
  name: pool === "max" ? "MaxPool2d" : "AvgPool2d",
  kernel_size: [SIDE, SIDE],
});

/** @param {Pick<Grids, "input" | "kernel" | "bias" | "weights">} given @param {Pick<Settings, "pool" | "target">} chosen @returns {Pass} */
function forward({ input, kernel, bias, weights }, { pool, target }) {
  const conv = convolve(input, kernel, layerOf(kernel, bias.values[0]));
  const active = relu(conv);
  const steps = poolingSteps(poolingOf(pool), active);
  const windows = steps.flat();
  const values = Float64Array.from(windows, ({ output }) => output);
  const [score] = linear(values, weights.values, [0]);
  const { loss } = halfSquaredError(score, target);
  const pooled = { height: steps.length, width: steps[0].length, values };
  const behind = { conv, active, pool: pooled, score: single(score), loss: single(loss) };
  return { values: { input, kernel, bias, weights, ...behind }, windows, loss };
}

/** @param {Grids} values @param {Pick<Settings, "pool" | "target">} chosen @returns {Grids} */
function backward({ input, kernel, conv, active, pool: pooled, weights, score }, { pool, target }) {
  const { gradient } = halfSquaredError(score.values[0], target);
  const behind = linearBackward(pooled.values, weights.values, [gradient]);
  const ofActive = poolingBackward(poolingOf(pool), active, behind.features);
  const ofConv = reluBackward(conv, ofActive);
  const of = convolutionBackward(input, kernel, layerOf(kernel), ofConv);
  return {
    ...{ input: of.input, kernel: of.weight, bias: single(of.bias), conv: ofConv, active: ofActive },
    ...{ score: single(gradient), loss: single(1) },
    weights: { ...weights, values: behind.weights },
    pool: { ...pooled, values: behind.features },
  };
}

/** The network before its steps of SGD. @param {Omit<Settings, "updates">} chosen */
function untrained(chosen) {
  const { bias, weights } = givenCase(chosen);
  return forward({ input: inputOf(chosen), kernel: kernelOf(chosen), bias, weights }, chosen);
}

/** The network one step of SGD later: against the gradient. @param {Pass} pass @param {Omit<Settings, "updates">} chosen */
function stepped({ values }, chosen) {
  const gradients = backward(values, chosen);
  const rate = chosen.rate / THOUSAND;
  const learned = LEARNED.map((name) => {
    const moved = values[name].values.map((each, at) => each - rate * gradients[name].values[at]);
    return [name, { ...values[name], values: moved }];
  });
  return forward({ ...values, ...Object.fromEntries(learned) }, chosen);
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

/** The way forward with one number moved: a pixel, a weight or the bias. @param {Pick<Pass, "values">} now @param {Settings} chosen @param {number} by */
export function nudged({ values }, chosen, by) {
  const name = gridOf(chosen);
  return forward({ ...values, [name]: movedIn(chosen, values[name], by) }, chosen);
}

const ofNetwork = latest(
  (/** @type {Settings} */ chosen) => {
    let pass = untrained(chosen);
    const started = pass.loss;
    for (let made = 0; made < chosen.updates; made++) pass = stepped(pass, chosen);
    const { values, windows } = pass;
    const gradients = backward(values, chosen);
    return {
      ...{ ...pass, gradients, weights: values.weights.values },
      winners: windows.map(({ winner, cells }) => winner ?? cells[0]), // of an average the first cell
      // The filters that read the picture, with what came back to their maps.
      readers: /** @type {[kernel: Grid, gradient: Grid][]} */ ([[values.kernel, gradients.conv]]),
      started, // the loss before the first step of SGD
    };
  },
  ({ input, kernel, target, pool, rate, updates }) => [input, kernel, target, pool, rate, updates],
);

/** All numbers, and the pass after the nudge: the same where nothing is nudged. @param {Settings} chosen */
export function compute(chosen) {
  const now = ofNetwork(chosen);
  const by = Number(chosen.nudge);
  return { ...now, moved: chosen.view === "nudge" && by !== 0 ? nudged(now, chosen, by) : now };
}
