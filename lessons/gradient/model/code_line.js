// @ts-check
/** The line of code below the figure: what PyTorch holds where the figure looks. */

import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { gradientAt } from "./numbers.js";
import { indexOf } from "./sums.js";

/** Where PyTorch keeps the gradient of a place. @param {import("./given.js").Settings} chosen */
function nameOf({ layer, parameter, row, column }) {
  const cell = `[0, 0, ${row - 1}, ${column - 1}]`;
  if (layer === "score") return "score.grad";
  if (layer === "linear") return `linear.weight.grad[0, ${2 * (row - 1) + column - 1}]`;
  if (layer === "features" || layer === "pool") return `pooled.grad${cell}`;
  if (layer === "relu") return `active.grad${cell}`;
  if (layer === "pixel") return `x.grad${cell}`;
  return parameter === "bias" ? "conv.bias.grad" : `conv.weight.grad${cell}`;
}

/** @param {import("../../kit/dom/kit.js").Kit} _ @param {import("../../kit/figure/lesson_figure.js").Scene} scene @returns {import("../../kit/figure/lesson_figure.js").Line} */
export function line(_, { chosen, now }) {
  const { height, width } = now.pass.input;
  const before = `(1, 1, ${height}, ${width})`;
  if (chosen.layer === "loss")
    return { before, code: `loss = (score - ${chosen.target}) ** 2 / 2`, after: formatNumber(now.pass.loss) };
  const grid = gradientAt(now.gradients, chosen.layer);
  const isBias = chosen.layer === "conv" && chosen.parameter === "bias";
  const value = isBias ? now.gradients.bias : grid.values[indexOf(chosen, grid.width)];
  return { before, code: `loss.backward(); ${nameOf(chosen)}`, after: formatNumber(value) };
}
