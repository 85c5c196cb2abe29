/** What is said of a step and of a nudge: a sentence below the figure, and the rule beside the gradients. */

import { isDigit } from "./digit.js";
import { captionOfDigit } from "./digit_captions.js";
import { inputOf, kernelOf } from "./given.js";
import { wrongOf } from "./mistakes.js";
import { foreseen } from "./nudging.js";
import { lastStep } from "./places.js";
import { indexOf, sumOf, writtenProducts, writtenSum } from "./sums.js";
import { written } from "./written.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Settings } from "./given.js" */
/** @import { Numbers } from "./numbers.js" */
/** @typedef {{ title: string, equation: string, rest: string }} Rule */

const DECIMALS = 3;

/** The sign of a number as a word of a label. @param {number} value */
const signOf = (value) => (value < 0 ? "below" : value > 0 ? "above" : "zero");

/** What goes into the labels of a step. @param {Settings} chosen @param {Numbers} now @returns {Record<string, string | number>} */
function valuesOf(chosen, now) {
  const { pass, gradients } = now;
  const { row, column, target } = chosen;
  const place = { r: row, c: column, t: written(target), s: written(pass.score) };
  const back = { g: written(gradients.score), l: written(pass.loss), d: written(target) };
  return { ...place, ...back };
}

/** What the pooling hands on from one of its cells. @param {Settings} chosen @param {Numbers} now @returns {[label: string, Record<string, string | number>]} */
function pooling(chosen, { pass, gradients }) {
  const at = indexOf(chosen, pass.pool.width);
  const [gradient, { cells, winner = -1, divisor = 1 }] = [gradients.pool.values[at], pass.windows[at]];
  const { width } = pass.active;
  const shared = { g: written(gradient), n: cells.length };
  if (chosen.pool === "average") return ["pool_average", { ...shared, q: written(gradient / divisor) }];
  return ["pool_max", { ...shared, y: Math.floor(winner / width) + 1, x: (winner % width) + 1 }];
}

/** What ReLU does with one gradient. @param {Settings} chosen @param {Numbers} now @returns {[label: string, Record<string, string | number>]} */
function relu(chosen, { pass, gradients }) {
  const at = indexOf(chosen, pass.conv.width);
  const [value, gradient] = [pass.conv.values[at], gradients.active.values[at]];
  const label =
    gradient === 0 ? "relu_nothing" : value > 0 ? "relu_passes" : value < 0 ? "relu_stops" : "relu_zero";
  return [label, { v: written(value), g: written(gradient) }];
}

/** Which labels tell of a place, and what goes into them. @param {Settings} chosen @param {Numbers} now @returns {[label: string, Record<string, string | number>]} */
function told(chosen, now) {
  const { layer } = chosen;
  const values = valuesOf(chosen, now);
  if (layer === "loss") return ["loss", values];
  if (layer === "score") return [`score_${signOf(now.gradients.score)}`, values];
  if (layer === "pool" || layer === "relu") {
    const [label, more] = (layer === "pool" ? pooling : relu)(chosen, now);
    return [label, { ...values, ...more }];
  }
  const sum = sumOf(chosen, now);
  const { kernel } = now.pass.parameters;
  const nothing = now.gradients.input.values.filter((value) => value === 0).length;
  const isBias = layer === "conv" && chosen.parameter === "bias";
  return [
    isBias ? "bias" : layer,
    {
      ...values,
      i: indexOf(chosen, kernel.width) + 1,
      n: sum.terms.length + sum.zeros,
      p: writtenProducts(sum),
      a: writtenSum(sum),
      b: written(sum.total),
      z: sum.zeros,
      none: nothing,
      all: now.gradients.input.values.length,
    },
  ];
}

/** The rule by which the gradient comes to the place that is looked at. @param {Kit} kit @param {Settings} chosen @param {Numbers} now @returns {Rule} */
export function rule(kit, chosen, now) {
  const [name, values] = told(chosen, now);
  const base = name.replace(/_.*/, "");
  const title = kit.label(`grad.rule_${base === "pool" ? name : base}`, values);
  const equation = kit.label(`grad.equation_${base === "relu" || base === "pool" ? name : base}`, values);
  const hasZeros = (base === "conv" || base === "pixel" || base === "bias") && Number(values.z) > 0;
  return { title, equation, rest: hasZeros ? kit.label("grad.zeros", values) : "" };
}

/** By how much a number is moved: +0.50. @param {number} by */
export function signed(by) {
  const text = Math.abs(by).toFixed(2);
  return by < 0 ? `−${text}` : `+${text}`;
}

/** @param {Kit} kit @param {Settings} chosen @param {Numbers} now */
function sayNudge(kit, chosen, now) {
  const by = Number(chosen.nudge);
  const { promised, kink } = foreseen(chosen, now);
  const loss = written(now.pass.loss);
  if (by === 0 && chosen.updates > 0) {
    const better = now.pass.loss < now.started ? "better" : "worse";
    const values = { k: chosen.updates, a: written(now.started), b: loss };
    return kit.label(`grad.updated_${better}`, values);
  }
  if (by === 0) return kit.label("grad.nudge_start", { l: loss });
  const values = { p: written(promised), l: written(now.moved.loss, 4) };
  const said = kit.label("grad.nudge_said", values);
  return kink ? `${said} ${kit.label(`grad.kink_${kink}`)}` : said;
}

/** What the rule behind a wrong answer gives here, and what is right. @param {Kit} kit @param {Settings} chosen @param {string | null} mistake */
function sayMistake(kit, chosen, mistake) {
  const found = wrongOf(mistake, chosen);
  if (!found) return null;
  const values = { w: written(found.wrong, DECIMALS), b: written(found.right, DECIMALS) };
  return kit.label(`grad.mistake_${mistake}`, values);
}

/** @param {Kit} kit @param {import("../../kit/figure/scenes.js").Scene} scene @returns {import("../../kit/figure/lesson_figure.js").Caption} */
export function caption(kit, { chosen, now, mistake }) {
  const said = isDigit(chosen) ? captionOfDigit(kit, chosen, now) : captionOfSmall(kit, chosen, now);
  const wrong = sayMistake(kit, chosen, mistake);
  return wrong ? { ...said, text: wrong } : said;
}

/** @param {Kit} kit @param {Settings} chosen @param {Numbers} now @returns {import("../../kit/figure/lesson_figure.js").Caption} */
function captionOfSmall(kit, chosen, now) {
  if (chosen.view === "nudge") {
    const lead = signed(Number(chosen.nudge));
    return { lead, short: lead, text: sayNudge(kit, chosen, now) };
  }
  const [name, values] = told(chosen, now);
  const count = { i: chosen.step, n: lastStep({ kernel: kernelOf(chosen) }) };
  const lead = chosen.step === 0 ? kit.label("grad.forward") : kit.label("grad.back", count);
  return { lead, short: `${count.i} / ${count.n}`, text: kit.label(`grad.said_${name}`, values) };
}

const OTHERS = 39; // all but the two grids and what a state adds
const UPDATES = 7;
const NUDGE = 4;
const OF_DIGIT = 46;

/** How long the code of a state is, so that its place is as high before it comes; code.py writes it. @param {Settings} chosen */
export function codeLines(chosen) {
  if (isDigit(chosen)) return OF_DIGIT;
  const grids = inputOf(chosen).height + kernelOf(chosen).height;
  const nudge = chosen.view === "nudge" && Number(chosen.nudge) !== 0 ? NUDGE : 0;
  return OTHERS + grids + (chosen.updates > 0 ? UPDATES : 0) + nudge;
}
