// @ts-check
/** The written sum: products, their sum, the bias, the result. */

import { formatNumber } from "../kit/arithmetic/rounding.js";
import { make } from "../kit/dom.js";

/** The products written as one sum: 2 + 0 − 2 … @param {ArrayLike<number>} values */
export function writtenSum(values) {
  const terms = Array.from(values, (value, i) => {
    if (i === 0) return formatNumber(value);
    return value < 0 ? ` − ${formatNumber(-value)}` : ` + ${formatNumber(value)}`;
  });
  return terms.join("");
}

/** @param {import("../kit/entry.js").Kit} kit */
export function createFormula(kit) {
  const written = make("span", { class: "written" });
  const [sum, again] = [make("b", { class: "sum" }), make("b", { class: "term plain-term" })];
  const [bias, result] = [make("b", { class: "term" }), make("b", { class: "result" })];
  /** @param {string} sign */
  const operator = (sign) => make("span", { class: "op" }, sign);
  /** @param {HTMLElement} number @param {string} name */
  const named = (number, name) =>
    make("span", { class: "named" }, number, make("small", {}, kit.label(name)));
  const first = make("p", { class: "terms" }, written, make("span", { class: "total" }, "= ", sum));
  const second = make("p", { class: "terms" }, named(again, "conv.sum_below"), operator("+"));
  second.append(named(bias, "conv.bias_below"));
  second.append(operator("="), named(result, "conv.output_below"));
  return {
    element: make("section", { class: "panel formula" }, first, second),
    result,
    /**
     * @param {import("../kit/arithmetic/convolution.js").Step} step
     * @param {number} added the bias
     * @param {import("../kit/scale.js").Paint} paint
     */
    show(step, added, paint) {
      written.textContent = writtenSum(step.products.values);
      sum.textContent = formatNumber(step.sum);
      again.textContent = formatNumber(step.sum);
      bias.textContent = formatNumber(added);
      result.textContent = formatNumber(step.output);
      Object.assign(result.style, { background: paint.background, color: paint.ink });
    },
  };
}
