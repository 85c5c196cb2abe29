// @ts-check
/** How each of the two numbers of a step comes about, written out below its grid. */

import { formatNumber } from "../kit/arithmetic/rounding.js";
import { make } from "../kit/dom/dom.js";
import { plain, writerOf } from "./numbers.js";

/**
 * @typedef {import("../kit/dom/kit.js").Kit} Kit
 * @typedef {import("./numbers.js").Numbers} Numbers
 * @typedef {import("./numbers.js").Output} Output
 * @typedef {import("./numbers.js").Step} Step
 * @typedef {import("./settings.js").Settings} Settings
 */

const MOST_TERMS = 9; // more are not written out one by one

/** The sum of what a window reads, as by hand. @param {Step} step */
export function sumOf({ values }) {
  return values.reduce((sum, value) => sum + value, 0);
}

/** 1.4 − 0.3 − 1.6 @param {string[]} terms each may begin with a minus sign */
function added(terms) {
  return terms
    .map((term, i) => (i === 0 ? term : term.startsWith("−") ? ` − ${term.slice(1)}` : ` + ${term}`))
    .join("");
}

/** A sum of tenths or hundredths, all its digits. @param {number} value */
export function exact(value) {
  const digits = [0, 1, 2, 3].find(
    (count) => Math.abs(value * 10 ** count - Math.round(value * 10 ** count)) < 1e-6,
  );
  return formatNumber(value, { digits: digits ?? 4 });
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
export function createWritten(kit) {
  const [terms, result, changes] = [
    make("p", { class: "written" }),
    make("p", { class: "result-line" }),
    make("p", { class: "changes" }),
  ];
  /** @param {HTMLElement} element @param {string} text what stands between ** is bold */
  const put = (element, text) => {
    element.replaceChildren(...text.split("**").map((part, i) => (i % 2 ? make("b", {}, part) : part)));
  };
  return {
    element: make("div", { class: "how" }, terms, result, changes),
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
