/** What the rules behind wrong answers give in the state on the screen, beside what is right: computed, then drawn. */

import { convolutionBackward } from "../../kit/arithmetic/backward.js";
import { mapped, totalOf } from "../../kit/arithmetic/grid.js";
import { poolingBackward } from "../../kit/arithmetic/pooling.js";
import { compute as digitNumbers } from "./digit.js";
import { isDigit, layerOf, single } from "./given.js";
import { compute, NUDGE, poolingOf } from "./network.js";
import { COMES_AT, gridOf, indexIn, numberIn, productsOf } from "./way_back.js";

/** @import { Digit } from "./digit.js" */
/** @import { Settings } from "./given.js" */
/** @import { Numbers } from "./network.js" */
/** @import { Name } from "./way_back.js" */
/**
 * @typedef {{ dots?: Partial<Record<Name, Grid>>, promise?: (by: number) => number, wrong: number, right: number }} Wrong dots:
 *   the gradients that the rule gives; promise: the loss that it foresees; wrong: the number that the question is about
 * @typedef {{ layer: string, of: (chosen: Settings, now: Numbers) => Wrong }} Rule of one layer
 */

/** What a rule makes of one grid. @param {Settings} chosen @param {Name} name @param {Grid} wrong @param {Grid} right @returns {Wrong} */
function ofGrid(chosen, name, wrong, right) {
  const at = indexIn(chosen, right);
  return { dots: { [name]: wrong }, wrong: wrong.values[at], right: right.values[at] };
}

/** A rule that makes another number of the one that is looked at. @param {Settings} chosen @param {Numbers | Digit} now @param {number} wrong @returns {Wrong} */
function ofNumber(chosen, { gradients }, wrong) {
  const name = gridOf(chosen);
  const right = gradients[name];
  const at = indexIn(chosen, right);
  const other = mapped(right, (value, i) => (i === at ? wrong : value));
  return ofGrid(chosen, name, other, right);
}

/** A rule about one grid. @param {Name} name @param {(now: Numbers) => Grid} gridOf @returns {Rule} */
const about = (name, gridOf) => ({
  layer: COMES_AT[name],
  of: (chosen, now) => ofGrid(chosen, name, gridOf(now), now.gradients[name]),
});

/** What reaches the cells before ReLU, and the cells of a window added up. @param {(now: Numbers) => Grid} gridOf @returns {Rule} */
const throughWindow = (gridOf) => ({
  layer: "pool",
  of(chosen, now) {
    const { cells } = now.windows[indexIn(chosen, now.values.pool)];
    const reached = (/** @type {Grid} */ { values }) => cells.reduce((sum, cell) => sum + values[cell], 0);
    const wrong = gridOf(now);
    return { dots: { conv: wrong }, wrong: reached(wrong), right: reached(now.gradients.conv) };
  },
});

/** What the pixels would get of another kernel. @param {(kernel: Float64Array) => Float64Array} other @returns {Rule} */
const withKernel = (other) =>
  about("input", ({ values: { input, kernel }, gradients }) => {
    const turned = { ...kernel, values: other(kernel.values) };
    return convolutionBackward(input, turned, layerOf(kernel), gradients.conv).input;
  });

/** The rules of the check. @type {Record<string, Rule>} */
const RULES = {
  bias_gradient_mean: about("bias", ({ gradients: { conv } }) => single(totalOf(conv) / conv.values.length)),
  bias_gradient_is_one: about("bias", () => single(1)),
  weight_gradient_forgets_pixels: about("kernel", ({ gradients: { kernel, conv } }) =>
    mapped(kernel, () => totalOf(conv)),
  ),
  weight_gradient_first_window: about("kernel", ({ values: { input }, gradients: { kernel, conv } }) => {
    const placeOf = (/** @type {number} */ i) =>
      Math.floor(i / kernel.width) * input.width + (i % kernel.width);
    return mapped(kernel, (_, i) => conv.values[0] * input.values[placeOf(i)]);
  }),
  relu_passes_at_zero: about("conv", ({ values: { conv }, gradients: { active } }) =>
    mapped(active, (value, i) => (conv.values[i] >= 0 ? value : 0)),
  ),
  relu_passes_all: about("conv", ({ gradients }) => gradients.active),
  winner_always_gets_it: throughWindow(({ gradients }) => gradients.active),
  gradient_like_average: throughWindow(({ values, gradients }) =>
    poolingBackward(poolingOf("average"), values.active, gradients.pool.values),
  ),
  input_gradient_turned: withKernel((values) => values.slice().reverse()),
  gradient_forgets_weights: withKernel((values) => values.map(() => 1)),
};

/** What a guess about the loss makes of the gradient that stands there. @type {Record<string, (gradient: number) => number>} */
const TURNS = {
  gradient_points_downhill: (gradient) => -gradient,
  more_is_worse: (gradient) => Math.abs(gradient),
  loss_forgets_score: () => 0,
};

/** The nudge that is made, or the small one that is asked about. @param {Settings} chosen */
export const nudgeIn = ({ view, nudge }) => (view === "nudge" ? Number(nudge) : NUDGE);

/** A gradient taken the other way round, or for the change itself. @param {string} rule @param {Settings} chosen @param {Numbers} now @returns {Wrong | null} */
function ofGuess(rule, chosen, now) {
  const isChange = rule === "gradient_is_the_change";
  if (chosen.layer === "pool" || chosen.layer === "relu" || !(isChange || TURNS[rule])) return null;
  const place = chosen.layer === "loss" ? /** @type {const} */ ({ ...chosen, layer: "score" }) : chosen;
  const slope = numberIn(place, now.gradients);
  const { loss } = now;
  if (chosen.view === "nudge") {
    const promise = (/** @type {number} */ by) => (isChange ? loss + slope : loss + TURNS[rule](slope) * by);
    const by = nudgeIn(chosen);
    return { promise, wrong: promise(by), right: loss + slope * by };
  }
  const right = loss + slope * nudgeIn(chosen);
  return isChange ? { dots: {}, wrong: loss + slope, right } : ofNumber(place, now, TURNS[rule](slope));
}

/** The rules about the digit. @param {string} rule @param {Settings} chosen @param {Digit} now @returns {Wrong | null} */
function ofDigit(rule, chosen, now) {
  const shares = now.values.score;
  const { target, layer } = chosen;
  const ofTarget = { ...chosen, row: target + 1, column: 1 };
  if (layer === "score" && rule === "onehot_forgotten")
    return ofGrid(ofTarget, "score", shares, now.gradients.score);
  if (layer === "score" && rule === "gradient_of_probability") {
    const wrong = mapped(shares, (share, i) => (i === target ? -1 / share : 0));
    return ofGrid(ofTarget, "score", wrong, now.gradients.score);
  }
  const isProducts = rule === "gradient_counts_kernel" || rule === "gradient_only_largest";
  if (gridOf(chosen) !== "kernel" || !isProducts) return null;
  const products = productsOf(chosen, now).map(([factor, gradient]) => factor * gradient);
  const first = products.slice(0, now.values.kernel.values.length).reduce((sum, each) => sum + each, 0);
  const largest = products.reduce((most, each) => (Math.abs(each) > Math.abs(most) ? each : most), 0);
  return ofNumber(chosen, now, rule === "gradient_only_largest" ? largest : first);
}

/** What a rule gives in a state; null where it says nothing there. @param {string | null} rule @param {Settings} chosen @returns {Wrong | null} */
export function wrongOf(rule, chosen) {
  if (!rule) return null;
  if (isDigit(chosen)) {
    const now = digitNumbers(chosen);
    return now && ofDigit(rule, chosen, now);
  }
  const known = RULES[rule];
  if (!known) return ofGuess(rule, chosen, compute(chosen));
  return known.layer === chosen.layer && chosen.view === "step" ? known.of(chosen, compute(chosen)) : null;
}

/** Whether a mistake can be drawn in a state. @param {Settings} chosen @param {string} rule */
export const draws = (chosen, rule) => wrongOf(rule, chosen) !== null;
