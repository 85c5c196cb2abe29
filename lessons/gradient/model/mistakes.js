/** What the rules behind wrong answers give in the state on the screen, beside what is right: computed, then drawn. */

import { convolutionBackward } from "../../kit/arithmetic/convolution_backward.js";
import { poolingBackward } from "../../kit/arithmetic/pooling_step.js";
import { compute as digitNumbers, isDigit } from "./digit.js";
import { productsOf } from "./digit_sums.js";
import { layerOf, SIDE } from "./network.js";
import { slopeOf } from "./nudging.js";
import { compute, gradientAt, single } from "./numbers.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */
/** @import { Name } from "../view/cells.js" */
/** @import { Digit } from "./digit.js" */
/** @import { Settings } from "./given.js" */
/** @import { Numbers } from "./numbers.js" */
/**
 * @typedef {object} Wrong
 * @property {Partial<Record<Name, Grid>>} [dots] the gradients that the rule gives
 * @property {(by: number) => number} [promise] the loss that it foresees
 * @property {number} wrong the number that the question is about, by the rule
 * @property {number} right
 */

/** @param {Grid} grid */
const sumOf = ({ values }) => values.reduce((sum, value) => sum + value, 0);
/** @param {Grid} like @param {(value: number, at: number) => number} change @returns {Grid} */
const map = (like, change) => ({ ...like, values: like.values.map(change) });
/** @param {Grid} grid @param {Settings} chosen */
const at = ({ values, width }, { row, column }) => values[(row - 1) * width + column - 1];

/** A rule about one grid. @param {Name} name @param {(now: Numbers) => Grid} gridOf @returns {(chosen: Settings, now: Numbers) => Wrong} */
const about = (name, gridOf) => (chosen, now) => {
  const [wrong, { gradients }] = [gridOf(now), now];
  const right = name === "bias" ? single(gradients.bias) : /** @type {any} */ (gradients)[name];
  const place = name === "bias" ? { ...chosen, row: 1, column: 1 } : chosen;
  return { dots: { [name]: wrong }, wrong: at(wrong, place), right: at(right, place) };
};

/** What reaches the cells before ReLU, and the cells of a window added up. @param {(now: Numbers) => Grid} gridOf @returns {(chosen: Settings, now: Numbers) => Wrong} */
const throughWindow = (gridOf) => (chosen, now) => {
  const [wrong, { cells }] = [gridOf(now), now.pass.windows[(chosen.row - 1) * SIDE + chosen.column - 1]];
  const reached = (/** @type {Grid} */ { values }) => cells.reduce((sum, cell) => sum + values[cell], 0);
  return { dots: { conv: wrong }, wrong: reached(wrong), right: reached(now.gradients.conv) };
};

/** What the pixels would get of another kernel. @param {(kernel: Float64Array) => Float64Array} other @returns {(now: Numbers) => Grid} */
const withKernel =
  (other) =>
  ({ pass, gradients }) => {
    const { kernel } = pass.parameters;
    const turned = { ...kernel, values: other(kernel.values) };
    return convolutionBackward(pass.input, turned, layerOf(kernel), gradients.conv).input;
  };

/** The rules of the check. @type {Record<string, { layers: string[], of: (chosen: Settings, now: Numbers) => Wrong }>} */
const RULES = {
  bias_gradient_mean: {
    layers: ["conv"],
    of: about("bias", ({ gradients: { conv } }) => single(sumOf(conv) / conv.values.length)),
  },
  bias_gradient_is_one: { layers: ["conv"], of: about("bias", () => single(1)) },
  weight_gradient_forgets_pixels: {
    layers: ["conv"],
    of: about("kernel", ({ gradients: { kernel, conv } }) => map(kernel, () => sumOf(conv))),
  },
  weight_gradient_first_window: {
    layers: ["conv"],
    of: about("kernel", ({ pass: { input }, gradients: { kernel, conv } }) => {
      const placeOf = (/** @type {number} */ i) =>
        Math.floor(i / kernel.width) * input.width + (i % kernel.width);
      return map(kernel, (_, i) => conv.values[0] * input.values[placeOf(i)]);
    }),
  },
  relu_passes_at_zero: {
    layers: ["relu"],
    of: about("conv", ({ pass, gradients: { active } }) =>
      map(active, (value, i) => (pass.conv.values[i] >= 0 ? value : 0)),
    ),
  },
  relu_passes_all: { layers: ["relu"], of: about("conv", ({ gradients }) => gradients.active) },
  winner_always_gets_it: { layers: ["pool"], of: throughWindow(({ gradients }) => gradients.active) },
  gradient_like_average: {
    layers: ["pool"],
    of: throughWindow(({ pass, gradients }) => {
      const average = { name: /** @type {const} */ ("AvgPool2d"), kernel_size: [SIDE, SIDE] };
      return poolingBackward(/** @type {any} */ (average), pass.active, gradients.pool.values);
    }),
  },
  input_gradient_turned: {
    layers: ["pixel"],
    of: about(
      "input",
      withKernel((values) => values.slice().reverse()),
    ),
  },
  gradient_forgets_weights: {
    layers: ["pixel"],
    of: about(
      "input",
      withKernel((values) => values.map(() => 1)),
    ),
  },
};

/** What a guess about the loss makes of the gradient that stands there. @type {Record<string, (gradient: number) => number>} */
const TURNS = {
  gradient_points_downhill: (gradient) => -gradient,
  more_is_worse: (gradient) => Math.abs(gradient),
  loss_forgets_score: () => 0,
};

/** Which grid the number of a step stands in. @param {Settings} chosen @returns {Name | null} */
function gridOfStep({ layer, parameter }) {
  if (layer === "conv") return parameter === "bias" ? "bias" : "kernel";
  const names = { loss: "score", score: "score", linear: "weights", features: "pool", pixel: "input" };
  return /** @type {Record<string, Name>} */ (names)[layer] ?? null;
}

/** A gradient taken the other way round, or for the change itself. @param {string} rule @param {Settings} chosen @param {Numbers} now @returns {Wrong | null} */
function ofGuess(rule, chosen, now) {
  const name = gridOfStep(chosen);
  const isChange = rule === "gradient_is_the_change";
  if (!name || !(isChange || TURNS[rule])) return null;
  const slope = chosen.layer === "loss" ? now.gradients.score : slopeOf(chosen, now);
  const { loss } = now.pass;
  if (chosen.view === "nudge") {
    const promise = (/** @type {number} */ by) => (isChange ? loss + slope : loss + TURNS[rule](slope) * by);
    const by = Number(chosen.nudge);
    return { promise, wrong: promise(by), right: loss + slope * by };
  }
  if (isChange) return { dots: {}, wrong: loss + slope, right: loss };
  const right = wholeGrid(chosen, now);
  const place = name === "score" ? 0 : (chosen.row - 1) * right.width + chosen.column - 1;
  const dots = { [name]: map(right, (value, i) => (i === place ? TURNS[rule](slope) : value)) };
  return { dots, wrong: TURNS[rule](slope), right: slope };
}

/** The gradients that stand where a step looks. @param {Settings} chosen @param {Numbers} now @returns {Grid} */
function wholeGrid({ layer, parameter }, { gradients }) {
  if (layer === "conv" && parameter === "bias") return single(gradients.bias);
  return gradientAt(gradients, layer === "loss" ? "score" : layer);
}

/** The rules about the digit. @param {string} rule @param {Settings} chosen @param {Digit} now @returns {Wrong | null} */
function ofDigit(rule, chosen, now) {
  const { score, kernel } = now.gradients;
  const shares = now.values.score;
  const { target, layer } = chosen;
  if (layer === "score" && rule === "onehot_forgotten")
    return { dots: { score: shares }, wrong: shares.values[target], right: score.values[target] };
  if (layer === "score" && rule === "gradient_of_probability") {
    const dots = { score: map(score, (_, i) => (i === target ? -1 / shares.values[target] : 0)) };
    return { dots, wrong: dots.score.values[target], right: score.values[target] };
  }
  const isProducts = rule === "gradient_counts_kernel" || rule === "gradient_only_largest";
  if (layer !== "conv" || chosen.parameter === "bias" || !isProducts) return null;
  const products = productsOf(chosen, now).map(([factor, gradient]) => factor * gradient);
  const first = products.slice(0, kernel.values.length).reduce((sum, product) => sum + product, 0);
  const largest = products.reduce((most, each) => (Math.abs(each) > Math.abs(most) ? each : most), 0);
  const wrong = rule === "gradient_only_largest" ? largest : first;
  const place = (chosen.row - 1) * kernel.width + chosen.column - 1;
  return {
    dots: { kernel: map(kernel, (value, i) => (i === place ? wrong : value)) },
    wrong,
    right: kernel.values[place],
  };
}

/** What a rule gives in a state; null where it says nothing there. @param {string | null} rule @param {Settings} chosen @returns {Wrong | null} */
export function wrongOf(rule, chosen) {
  if (!rule) return null;
  if (isDigit(chosen)) {
    const now = digitNumbers(chosen);
    return now && ofDigit(rule, chosen, now);
  }
  const now = compute(chosen);
  const known = RULES[rule];
  if (known)
    return known.layers.includes(chosen.layer) && chosen.view === "step" ? known.of(chosen, now) : null;
  return ofGuess(rule, chosen, now);
}

/** Whether a mistake can be drawn in a state. @param {Settings} chosen @param {string} rule */
export const draws = (chosen, rule) => wrongOf(rule, chosen) !== null;
