// @ts-check
/** The line of code below the figure: what PyTorch holds where the figure looks. */

import { SIDE } from "./network.js";
import { indexOf } from "./sums.js";
import { written } from "./written.js";

/** @typedef {import("./given.js").Settings} Settings */
/** @typedef {import("./numbers.js").Numbers} Numbers */

/** @param {number} row from 0 @param {number} column */
const cell = (row, column) => `[0, 0, ${row}, ${column}]`;

/** Where PyTorch keeps the gradient that the step has reached, and that gradient. @param {Settings} chosen @param {Numbers} now @returns {[name: string, value: number]} */
function kept(chosen, { pass, gradients }) {
  const { layer, parameter, row, column } = chosen;
  const at = (/** @type {import("./places.js").Grid} */ { values, width }) => values[indexOf(chosen, width)];
  const here = cell(row - 1, column - 1);
  if (layer === "score") return ["score.grad", gradients.score];
  if (layer === "linear")
    return [`linear.weight.grad[0, ${SIDE * (row - 1) + column - 1}]`, at(gradients.weights)];
  if (layer === "features") return [`pooled.grad${here}`, at(gradients.pool)];
  if (layer === "relu") return [`before.grad${here}`, at(gradients.conv)];
  if (layer === "pixel") return [`x.grad${here}`, at(gradients.input)];
  if (layer === "pool") {
    const { winner, cells } = pass.windows[indexOf(chosen, pass.pool.width)];
    const { width, values } = gradients.active;
    const first = winner ?? cells[0];
    return [`active.grad${cell(Math.floor(first / width), first % width)}`, values[first]];
  }
  return parameter === "bias"
    ? ["conv.bias.grad", gradients.bias]
    : [`conv.weight.grad${here}`, at(gradients.kernel)];
}

/** @param {import("../../kit/dom/kit.js").Kit} _ @param {import("../../kit/figure/lesson_figure.js").Scene} scene @returns {import("../../kit/figure/lesson_figure.js").Line} */
export function line(_, { chosen, now }) {
  const { height, width } = now.pass.input;
  const before = `(1, 1, ${height}, ${width})`;
  if (chosen.layer === "loss")
    return { before, code: `loss = (score - ${chosen.target}) ** 2 / 2`, after: written(now.pass.loss) };
  const [name, value] = kept(chosen, now);
  return { before, code: `loss.backward(); ${name}`, after: written(value) };
}
