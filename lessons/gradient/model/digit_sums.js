/** What the gradient of the pinned number is made of, and what 0.01 more of that number really does. */

import { pixelReaders, weightProducts } from "../../kit/arithmetic/convolution_backward.js";
import { forward, parametersOf } from "../../kit/arithmetic/note_network.js";
import { maxPool } from "../../kit/arithmetic/pooling.js";
import { linear, relu } from "../../kit/arithmetic/scores.js";
import { CLASSES, gridOf, lossOf, strongest } from "./digit.js";

/** @import { Use } from "../../kit/arithmetic/convolution_backward.js" */
/** @import { Grid } from "../../kit/arithmetic/grid.js" */
/** @import { Digit } from "./digit.js" */
/** @import { Settings } from "./given.js" */

export const NUDGE = 0.01;
const KINKED = 0.1; // of the larger slope: sides that differ by more than the curve bends in so small a step
const BENT = 1e-3;
const CELLS = 144; // of a pooled map

/** @param {Settings} chosen @param {Grid} grid */
export const indexIn = ({ row, column }, { width }) => (row - 1) * width + column - 1;

/** @param {Grid} kernel @returns {import("../../kit/arithmetic/windows.js").Settings} */
const layerOf = ({ height, width }) => ({ kernel_size: [height, width] });

/** All readings of a pixel, by all filters. @param {Settings} chosen @param {Digit} now @returns {Use[]} */
function readersOf({ row, column }, { values, layers, flat }) {
  const { kernels } = parametersOf(flat);
  return kernels.flatMap((kernel, at) =>
    pixelReaders(values.input, kernel, layerOf(kernel), layers.conv[at], row - 1, column - 1),
  );
}

/** The weights of a pooled number, each with the gradient of its score. @param {Settings} chosen @param {Digit} now @returns {[number, number][]} */
function throughScores(chosen, { layers, flat }) {
  const { weights } = parametersOf(flat);
  const feature = (chosen.filter - 1) * CELLS + indexIn(chosen, layers.pool[0]);
  const perClass = weights.length / CLASSES;
  return layers.scores.map((gradient, at) => [weights[at * perClass + feature], gradient]);
}

/** The products that the pinned number's gradient adds up: factor and gradient. @param {Settings} chosen @param {Digit} now @returns {[factor: number, gradient: number][]} */
export function productsOf(chosen, now) {
  const { layer, parameter, row, column } = chosen;
  if (layer === "features") return throughScores(chosen, now);
  if (layer === "pixel") return readersOf(chosen, now).map(({ factor, gradient }) => [factor, gradient]);
  if (layer !== "conv") return [];
  const { input, kernel } = now.values;
  const { conv } = now.gradients;
  if (parameter === "bias") return Array.from(conv.values, (gradient) => [1, gradient]);
  const uses = weightProducts(input, kernel, layerOf(kernel), conv, row - 1, column - 1);
  return uses.map(({ factor, gradient }) => [factor, gradient]);
}

/** The loss with the pinned number moved. @param {Settings} chosen @param {Digit} now @param {number} by */
function movedLoss(chosen, now, by) {
  const { layer, target, filter } = chosen;
  const { flat } = now;
  const at = filter - 1;
  if (layer === "score") {
    const scores = now.pass.scores.map((score, i) => score + (i === chosen.row - 1 ? by : 0));
    return lossOf(scores, target);
  }
  if (layer === "conv") {
    const moved = flat.slice();
    const { kernels, biases } = parametersOf(moved);
    if (chosen.parameter === "bias") biases[at] += by;
    else kernels[at].values[indexIn(chosen, kernels[at])] += by;
    return lossOf(forward(parametersOf(moved), now.values.input).scores, target);
  }
  const name = layer === "pool" ? "pool" : gridOf(layer);
  const grid = now.values[name];
  const moved = { ...grid, values: grid.values.slice() };
  moved.values[indexIn(chosen, grid)] += by;
  if (layer === "pixel") return lossOf(forward(parametersOf(flat), moved).scores, target);
  const pooled = name === "pool" ? moved : maxPool(relu(moved), { kernel_size: [2, 2] }).values;
  const features = now.pass.features.slice();
  features.set(pooled.values, at * CELLS);
  const { weights, bias } = parametersOf(flat);
  return lossOf(linear(features, weights, bias), target);
}

/** The gradient of the pinned number. @param {Settings} chosen @param {Digit} now */
export function gradientOf(chosen, { gradients, biasGradient }) {
  if (chosen.layer === "loss") return 1;
  if (chosen.layer === "conv" && chosen.parameter === "bias") return biasGradient;
  const grid = gradients[chosen.layer === "pool" ? "pool" : gridOf(chosen.layer)];
  return grid.values[indexIn(chosen, grid)];
}

/** What 0.01 more does by the gradient and really, and whether the loss has a kink here. @param {Settings} chosen @param {Digit} now */
export function nudgeOf(chosen, now) {
  const gradient = gradientOf(chosen, now);
  const [up, down] = [NUDGE, -NUDGE].map((by) => movedLoss(chosen, now, by) - now.loss);
  const slopes = [BENT, -BENT].map((by) => (movedLoss(chosen, now, by) - now.loss) / by);
  const apart = Math.abs(slopes[0] - slopes[1]);
  const isKinked = apart > KINKED * Math.max(...slopes.map(Math.abs)) && apart > BENT;
  return { promised: gradient * NUDGE, up, down, isKinked };
}

/** Whether no other pixel would change the loss more. @param {Settings} chosen */
export function isStrongest(chosen) {
  const [row, column] = strongest(chosen, chosen.layer);
  return row === chosen.row && column === chosen.column;
}
