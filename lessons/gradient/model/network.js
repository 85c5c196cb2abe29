/** The small network forward and back, and its steps of SGD; what a nudge does to the loss of either network, beside what the gradient foresees: a curve, its straight line, and kinks. */

import {
  convolutionBackward,
  crossEntropy,
  halfSquaredError,
  linearBackward,
  reluBackward,
} from "../../kit/arithmetic/backward.js";
import { convolve } from "../../kit/arithmetic/convolution.js";
import { latest } from "../../kit/arithmetic/grid.js";
import { forward, parametersOf } from "../../kit/arithmetic/note_network.js";
import { maxPool, poolingBackward, poolingSteps } from "../../kit/arithmetic/pooling.js";
import { linear, relu } from "../../kit/arithmetic/scores.js";
import { givenCase, inputOf, kernelOf, layerOf, single, THOUSAND } from "./given.js";
import { gridOf, indexIn, movedIn, numberIn } from "./way_back.js";

/** @import { Digit } from "./digit.js" */
/** @import { Settings } from "./given.js" */
/** @import { Grids } from "./way_back.js" */

/**
 * @typedef {{ values: Grids, windows: import("../../kit/arithmetic/pooling.js").PoolingStep[], loss: number }} Pass the way forward
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
function passOf({ input, kernel, bias, weights }, { pool, target }) {
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
  return passOf({ input: inputOf(chosen), kernel: kernelOf(chosen), bias, weights }, chosen);
}

/** The network one step of SGD later: against the gradient. @param {Pass} pass @param {Omit<Settings, "updates">} chosen */
function stepped({ values }, chosen) {
  const gradients = backward(values, chosen);
  const rate = chosen.rate / THOUSAND;
  const learned = LEARNED.map((name) => {
    const moved = values[name].values.map((each, at) => each - rate * gradients[name].values[at]);
    return [name, { ...values[name], values: moved }];
  });
  return passOf({ ...values, ...Object.fromEntries(learned) }, chosen);
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
  return passOf({ ...values, [name]: movedIn(chosen, values[name], by) }, chosen);
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

/** @typedef {"here" | "woke" | "slept" | "winner"} Kink at the start itself, or on the way: a cell opened, closed, or another one won */

const ROWS = [0.01, 0.1, 0.25, 0.5, 1];
export const [FROM, TO] = [-1, 1.5];
const STEP = 0.01;
const TINY = 1e-6;
const SAME = 1e-3; // slopes that differ by less are one slope
/** By how much a number of the digit is moved. */
export const NUDGE = 0.01;
const KINKED = 0.1; // of the larger slope: sides that differ by more than the curve bends in so small a step
const BENT = 1e-3;

/** Which kink lies between two passes, if one does. @param {Pass} before @param {Pass} after @returns {Kink | null} */
function kinkBetween(before, after) {
  const [was, is] = [before, after].map(({ values }) => Array.from(values.conv.values, (value) => value > 0));
  // Of a maximum only where nothing else is above 0: else the kink is where another cell wins.
  const alone = (/** @type {number} */ at, /** @type {Pass} */ open, /** @type {Pass} */ closed) =>
    open.windows.some(({ winner, cells }, i) =>
      winner === undefined ? cells.includes(at) : winner === at && !(closed.windows[i].output > 0),
    );
  if (is.some((open, at) => open && !was[at] && alone(at, after, before))) return "woke";
  if (was.some((open, at) => open && !is[at] && alone(at, before, after))) return "slept";
  const isOther = before.windows.some(
    ({ winner, output }, i) =>
      winner !== after.windows[i].winner && (output > 0 || after.windows[i].output > 0),
  );
  return isOther ? "winner" : null;
}

/** Whether the loss has a kink right where it stands. @param {Settings} chosen @param {Numbers} now */
function isKinked(chosen, now) {
  const [up, down] = [TINY, -TINY].map((by) => (nudged(now, chosen, by).loss - now.loss) / by);
  return Math.abs(up - down) > SAME;
}

/** What the gradient foresees, and why it may be far off. @param {Settings} chosen @param {Numbers} now @returns {{ promised: number, kink: Kink | null }} */
export function foreseen(chosen, now) {
  const kink = isKinked(chosen, now) ? "here" : kinkBetween(now, now.moved);
  return { promised: now.loss + numberIn(chosen, now.gradients) * Number(chosen.nudge), kink };
}

/** The loss for every nudge, each beside it. */
export const curveOf = latest(
  (/** @type {Settings} */ chosen) => {
    const now = compute(chosen);
    return Array.from({ length: Math.round((TO - FROM) / STEP) + 1 }, (_, i) => {
      const by = Math.round(100 * (FROM + i * STEP)) / 100;
      return /** @type {[by: number, loss: number]} */ ([by, nudged(now, chosen, by).loss]);
    });
  },
  ({ nudge: _, view: __, step: ___, ...others }) => Object.values(others),
);

/** What the gradient foresees and what comes, for some nudges and the one that is made. @param {Settings} chosen @param {Numbers} now @returns {[by: number, promised: number, real: number][]} */
export function promises(chosen, now) {
  const by = Number(chosen.nudge);
  const slope = numberIn(chosen, now.gradients);
  const wanted = by === 0 || ROWS.includes(by) ? ROWS : [...ROWS, by].sort((a, b) => a - b);
  return wanted.map((each) => [each, now.loss + slope * each, nudged(now, chosen, each).loss]);
}

/** The ten scores of the digit with a number of one of its maps moved, or of its picture. @param {Settings} chosen @param {Digit} now @param {number} by */
function scoresOfMap(chosen, { flat, values, pass }, by) {
  const name = gridOf(chosen);
  const moved = movedIn(chosen, values[name], by);
  if (name === "input") return forward(parametersOf(flat), moved).scores;
  const pooled = name === "pool" ? moved : maxPool(relu(moved), { kernel_size: [SIDE, SIDE] }).values;
  const features = pass.features.slice();
  features.set(pooled.values, (chosen.filter - 1) * pooled.values.length);
  const { weights, bias } = parametersOf(flat);
  return linear(features, weights, bias);
}

/** The ten scores of the digit with the number that is looked at moved. @param {Settings} chosen @param {Digit} now @param {number} by */
function movedScores(chosen, now, by) {
  const [name, at] = [gridOf(chosen), chosen.filter - 1];
  if (name === "score") return now.pass.scores.map((score, i) => score + (i === chosen.row - 1 ? by : 0));
  if (name !== "kernel" && name !== "bias") return scoresOfMap(chosen, now, by);
  const own = parametersOf(now.flat.slice());
  const numbers = name === "bias" ? own.biases.subarray(at) : own.kernels[at].values;
  numbers[indexIn(chosen, now.values[name])] += by;
  return forward(own, now.values.input).scores;
}

/** What 0.01 more does to the digit's loss, by the gradient and really, and whether the loss has a kink here. @param {Settings} chosen @param {Digit} now */
export function nudgeOf(chosen, now) {
  const more = (/** @type {number} */ by) =>
    crossEntropy(movedScores(chosen, now, by), chosen.target).loss - now.loss;
  const slopes = [BENT, -BENT].map((by) => more(by) / by);
  const apart = Math.abs(slopes[0] - slopes[1]);
  const isBent = apart > KINKED * Math.max(...slopes.map(Math.abs)) && apart > BENT;
  const promised = numberIn(chosen, now.gradients) * NUDGE;
  return { promised, up: more(NUDGE), down: more(-NUDGE), isKinked: isBent };
}
