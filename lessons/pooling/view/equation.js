/** How each of the two numbers of a step comes about, as an equation below its grid. */

import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { make } from "../../kit/dom/dom.js";
import { exact, plain, sumOf, writerOf } from "../model/numbers.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Settings } from "../model/limits.js" */
/** @import { Numbers, Output, Step } from "../model/numbers.js" */

const MOST_TERMS = 9; // more are not written out one by one

/** 1.4 − 0.3 − 1.6 @param {string[]} terms each may begin with a minus sign */
function added(terms) {
  return terms
    .map((term, i) => (i === 0 ? term : term.startsWith("−") ? ` − ${term.slice(1)}` : ` + ${term}`))
    .join("");
}

/** The products of the strided convolution, as many as the window has cells of the input. @param {Step} step @param {Numbers} now @param {Settings} chosen */
function productsOf({ cells, values }, { weights, input }, { padding, stride, step }, across = 1) {
  const [row, column] = [Math.floor((step - 1) / across), (step - 1) % across];
  return cells.map((cell, i) => {
    const y = Math.floor(cell / input.width) + padding - row * stride;
    const x = (cell % input.width) + padding - column * stride;
    return `${plain(values[i])} × ${formatNumber(weights.values[y * weights.width + x], { leadingZero: false })}`;
  });
}

/** The terms and the operation of one output. @param {Kit} kit @param {Output} output @param {Step} step @param {Numbers} now @param {Settings} chosen @returns {[terms: string, result: string]} */
function partsOf(kit, { kind, values: { width } }, step, now, chosen) {
  const isShort = step.values.length <= MOST_TERMS;
  const many = kit.label("pool.many", { n: step.values.length });
  const result = writerOf(kind)(step.output);
  if (kind === "max")
    return [isShort ? `max(${step.values.map(plain).join(", ")})` : `max(${many})`, `= **${result}**`];
  if (kind === "conv") {
    return [isShort ? added(productsOf(step, now, chosen, width)) : many, `= **${result}**`];
  }
  const sum = exact(sumOf(step));
  return [
    isShort ? added(step.values.map(plain)) : many,
    `= ${sum}; ${sum} ÷ ${step.divisor} = **${result}**`,
  ];
}

/** @param {Kit} kit */
export function createEquation(kit) {
  const [terms, result, changes] = [make("p.written"), make("p.result-line"), make("p.changes")];
  /** @param {HTMLElement} element @param {string} text what stands between ** is bold */
  const put = (element, text) => {
    element.replaceChildren(...text.split("**").map((part, i) => (i % 2 ? make("b", part) : part)));
  };
  return {
    element: make("div.how", terms, result, changes),
    /** @param {Output} output @param {Step} step @param {Numbers} now @param {Settings} chosen */
    show(output, step, now, chosen) {
      const [first, second] = partsOf(kit, output, step, now, chosen);
      put(terms, first);
      put(result, second);
      const all = output.steps.length;
      put(changes, chosen.shift > 0 ? kit.label("pool.changed", { n: output.changed, all }) : "");
    },
  };
}
