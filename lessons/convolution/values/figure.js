/** The letters of the formula with their values now, and the sum of this step written out: it follows the figure. */

import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { make, setText } from "../../kit/dom/dom.js";
import { cellOf, isOnItsWay } from "../model/limits.js";
import { compute, stepOf } from "../model/numbers.js";
import { sumSign, writtenSum } from "../view/cells.js";

/** @import { Settings } from "../model/limits.js" */

const MOST_TERMS = 25; // a longer sum is not read

/** The formula's letters, each with the setting it stands for. @type {[letter: string, label: string, value: (chosen: Settings) => string][]} */
const LETTERS = [
  [
    "k",
    "kernel_size",
    ({ kernel_size: [down, across] }) => (down === across ? `${down}` : `${down}×${across}`),
  ],
  ["s", "stride", ({ stride }) => String(stride)],
  ["d", "dilation", ({ dilation }) => String(dilation)],
  ["p", "padding", ({ padding }) => String(padding)],
  ["b", "bias", ({ bias }) => formatNumber(bias)],
];

/** The sum of this step, the bias first as in the formula. @param {Settings} chosen */
function written(chosen) {
  const step = stepOf(compute(chosen), chosen);
  const [{ values }, bias] = [step.products, formatNumber(chosen.bias)];
  const [terms, sign] =
    values.length > MOST_TERMS ? [formatNumber(step.sum), "="] : [writtenSum(values), sumSign(step)];
  return `${bias} + (${terms}) ${sign} ${formatNumber(step.output)}`;
}

/** @param {HTMLElement} root @param {Kit} kit @returns {View} */
function build(root, kit) {
  const values = LETTERS.map(() => make("b"));
  const chips = LETTERS.map(([letter, setting], at) =>
    make("li", make("i", letter), " = ", values[at], " ", make("small", kit.label(`set.${setting}`))),
  );
  const line = make("p.line");
  root.append(make("div.values", make("ul.in-rows", ...chips), line));
  return {
    paint(/** @type {Settings} */ chosen) {
      if (isOnItsWay(chosen)) return;
      for (const [at, [, , value]] of LETTERS.entries()) setText(values[at], value(chosen));
      const [row, column] = cellOf(chosen);
      const place = kit.label("conv.at_cell", { r: row + 1, c: column + 1, i: row, j: column });
      setText(line, `${place} ${written(chosen)}`);
    },
  };
}

/** @type {Figure} */
export const figure = { settings: {}, follows: "convolution", build };
