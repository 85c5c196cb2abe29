/** The written sum: products, their sum, the bias, the result. */

import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { make, named, operator, setText } from "../../kit/dom/dom.js";

/** The products written as one sum: 2 + 0 − 2 … @param {ArrayLike<number>} values */
export function writtenSum(values) {
  const terms = Array.from(values, (value, i) => {
    if (i === 0) return formatNumber(value);
    return value < 0 ? ` − ${formatNumber(-value)}` : ` + ${formatNumber(value)}`;
  });
  return terms.join("");
}

/** @param {import("../../kit/dom/kit.js").Kit} kit */
export function createFormula(kit) {
  const written = make("span.written");
  const [sum, again] = [make("b.sum"), make("b.term.plain-term")];
  const [bias, result] = [make("b.term"), make("b.result")];
  const first = make("p.terms", written, make("span.total", "= ", sum));
  const second = make("p.terms", named(again, kit.label("conv.sum_below")), operator("+"));
  second.append(named(bias, kit.label("conv.bias_below")), operator("="));
  second.append(named(result, kit.label("conv.output_below")));
  return {
    element: make("section.panel.formula", first, second),
    result,
    /**
     * @param {import("../../kit/arithmetic/convolution.js").Step} step
     * @param {number} added the bias
     * @param {import("../../kit/grid/scale.js").Paint} paint
     */
    show(step, added, paint) {
      setText(written, writtenSum(step.products.values));
      setText(sum, formatNumber(step.sum));
      setText(again, formatNumber(step.sum));
      setText(bias, formatNumber(added));
      setText(result, formatNumber(step.output));
      Object.assign(result.style, { background: paint.background, color: paint.ink });
    },
  };
}
