/** The line of code below the figure: what PyTorch holds where the figure looks. */

import { isDigit } from "./digit.js";
import { short } from "./digit_captions.js";
import { gradientOf, indexIn } from "./digit_sums.js";
import { SIDE } from "./network.js";
import { indexOf } from "./sums.js";
import { written } from "./written.js";

/** @import { Settings } from "./given.js" */
/** @import { Numbers } from "./numbers.js" */

/** @param {number} row from 0 @param {number} column */
const cell = (row, column) => `[0, 0, ${row}, ${column}]`;

/** Where PyTorch keeps the gradient that the step has reached, and that gradient. @param {Settings} chosen @param {Numbers} now @returns {[name: string, value: number]} */
function kept(chosen, { pass, gradients }) {
  const { layer, parameter, row, column } = chosen;
  const at = (/** @type {import("../../kit/arithmetic/grid.js").Grid} */ { values, width }) =>
    values[indexOf(chosen, width)];
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

/** The same of the digit, whose maps are one filter's of five. @param {Settings} chosen @param {import("./digit.js").Digit} now @returns {string} */
function keptOfDigit(chosen, { pass, values }) {
  const { layer, parameter, row, column, filter } = chosen;
  const [map, here] = [filter - 1, `${row - 1}, ${column - 1}`];
  if (layer === "score") return `scores.grad[0, ${row - 1}]`;
  if (layer === "features") return `pooled.grad[0, ${map}, ${here}]`;
  if (layer === "relu") return `before.grad[0, ${map}, ${here}]`;
  if (layer === "pixel") return `x.grad[0, 0, ${here}]`;
  if (layer === "conv")
    return parameter === "bias" ? `conv.bias.grad[${map}]` : `conv.weight.grad[${map}, 0, ${here}]`;
  const winner = pass.pool[map].winners[indexIn(chosen, values.pool)];
  const { width } = values.active;
  return `active.grad[0, ${map}, ${Math.floor(winner / width)}, ${winner % width}]`;
}

/** @param {Settings} chosen @param {import("./digit.js").Digit | null} now @returns {import("../../kit/figure/lesson_figure.js").Line} */
function lineOfDigit(chosen, now) {
  const before = "(1, 1, 28, 28)";
  const loss = `loss = cross_entropy(net(x), torch.tensor([${chosen.target}]))`;
  if (chosen.layer === "loss" || !now) return { before, code: loss, after: now ? short(now.loss) : "" };
  return {
    before,
    code: `loss.backward(); ${keptOfDigit(chosen, now)}`,
    after: short(gradientOf(chosen, now)),
  };
}

/** @param {import("../../kit/dom/kit.js").Kit} _ @param {import("../../kit/figure/scenes.js").Scene} scene @returns {import("../../kit/figure/lesson_figure.js").Line} */
export function line(_, { chosen, now }) {
  if (isDigit(chosen)) return lineOfDigit(chosen, now);
  const { height, width } = now.pass.input;
  const before = `(1, 1, ${height}, ${width})`;
  if (chosen.layer === "loss")
    return { before, code: `loss = (score - ${chosen.target}) ** 2 / 2`, after: written(now.pass.loss) };
  const [name, value] = kept(chosen, now);
  return { before, code: `loss.backward(); ${name}`, after: written(value) };
}
