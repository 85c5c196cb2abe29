/** What is said of the digit: how the pinned number's gradient comes about, or what a change of the picture did. */

import { formatSmall } from "../../kit/arithmetic/rounding.js";
import { shareText } from "../../kit/pictures/shipped.js";
import { limitOf, STOPS } from "./digit.js";
import { gradientOf, indexIn, isStrongest, NUDGE, nudgeOf, productsOf } from "./digit_sums.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Digit } from "./digit.js" */
/** @import { Settings } from "./given.js" */
/** @typedef {Record<string, string | number>} Values */

const SMALL = 0.1; // what is smaller has two digits that are not 0
const SHOWN = 3; // products that are written out, the largest
const SURE = 0.01; // a loss below which hardly anything comes back

/** Two decimals, or two digits that are not 0. @param {number} value */
export function short(value) {
  const size = Math.abs(value);
  if (size < SMALL && value !== 0) return formatSmall(value);
  return `${value < 0 ? "−" : ""}${size.toFixed(2)}`;
}

/** The largest products, and how many others are not 0. @param {[number, number][]} products */
function written(products) {
  const terms = products.filter(([factor, gradient]) => factor * gradient !== 0);
  const largest = terms.slice().sort((a, b) => Math.abs(b[0] * b[1]) - Math.abs(a[0] * a[1]));
  const shown = largest.slice(0, SHOWN).map(([factor, gradient]) => `${short(factor)}×${short(gradient)}`);
  return {
    p: shown.join(" + ") || "0",
    n: terms.length,
    all: products.length,
  };
}

/** What ReLU does with one gradient. @param {Settings} chosen @param {Digit} now @param {Values} place @returns {[label: string, Values]} */
function ofRelu(chosen, now, place) {
  const at = indexIn(chosen, now.values.conv);
  const [value, came] = [now.values.conv.values[at], now.gradients.active.values[at]];
  const kind = came === 0 ? "nothing" : value > 0 ? "passes" : value < 0 ? "stops" : "zero";
  return [`grad.said_relu_${kind}`, { ...place, v: short(value), g: short(came) }];
}

/** Which labels tell of a place, and what goes into them. @param {Settings} chosen @param {Digit} now @returns {[label: string, Values]} */
function told(chosen, now) {
  const { layer, parameter, row, column, target } = chosen;
  const shares = now.values.score.values;
  const place = { r: row, c: column, f: chosen.filter, g: short(gradientOf(chosen, now)) };
  if (layer === "loss") {
    const values = {
      d: now.answer,
      a: target,
      q: shareText(shares[now.answer]),
      p: shareText(shares[target]),
    };
    return ["glive.said_loss", { ...values, l: short(now.loss) }];
  }
  if (layer === "score") {
    const values = { ...place, k: row - 1, p: shareText(shares[row - 1]) };
    return [row - 1 === target ? "glive.said_target" : "glive.said_other", values];
  }
  if (layer === "pool") {
    const { winners } = now.pass.pool[chosen.filter - 1];
    const { width } = now.values.active;
    const winner = winners[indexIn(chosen, now.values.pool)];
    return ["grad.said_pool_max", { ...place, y: Math.floor(winner / width) + 1, x: (winner % width) + 1 }];
  }
  if (layer === "relu") return ofRelu(chosen, now, place);
  const id = layer === "conv" && parameter === "bias" ? "bias" : layer;
  return [`glive.said_${id}`, { ...place, ...written(productsOf(chosen, now)) }];
}

/** What a change of the picture did. @param {Kit} kit @param {Settings} chosen @param {Digit} now */
function sayChange(kit, { change, size }, { before, answer, changed }) {
  const how = kit.label(`glive.by_${change}`, { e: (size / 100).toFixed(2), n: changed.length });
  return kit.label(before === answer ? "glive.holds" : "glive.breaks", { how, a: before, b: answer });
}

/** @param {Kit} kit @param {Settings} chosen @param {Digit | null} now @returns {import("../../kit/figure/lesson_figure.js").Caption} */
export function captionOfDigit(kit, chosen, now) {
  const last = STOPS.length - 1;
  const count = { i: chosen.step, n: last };
  const lead = chosen.step === 0 ? kit.label("grad.forward") : kit.label("grad.back", count);
  const short_ = `${count.i} / ${count.n}`;
  if (!now) return { lead, short: short_, text: "" };
  if (chosen.change !== "none") return { lead, short: short_, text: sayChange(kit, chosen, now) };
  const [label, values] = told(chosen, now);
  const more = now.loss < SURE && chosen.step > 0 ? [kit.label("glive.sure")] : [];
  return { lead, short: short_, text: [kit.label(label, values), ...more].join(" ") };
}

/** What stands beside the maps of the pinned number: what it is, and what 0.01 more of it does. @param {Kit} kit @param {Settings} chosen @param {Digit} now @returns {{ title: string, equation: string, rest: string }} */
export function pinned(kit, chosen, now) {
  const { layer, parameter, row, column, filter } = chosen;
  if (layer === "loss") {
    return { title: kit.label("grad.rule_loss"), equation: kit.label("grad.equation_loss"), rest: "" };
  }
  const isBias = layer === "conv" && parameter === "bias";
  const id = isBias ? "bias" : layer === "pool" ? "features" : layer;
  const title = kit.label(`glive.pin_${id}`, { r: row, c: column, f: filter, k: row - 1 });
  const { promised, up, isKinked } = nudgeOf(chosen, now);
  const isMost = layer === "pixel" && isStrongest(chosen);
  const values = { e: NUDGE, v: short(numberAt(chosen, now)), p: short(promised), q: short(up) };
  return {
    title,
    equation: kit.label("glive.more", values),
    rest: isKinked ? kit.label("glive.kink") : isMost ? kit.label("glive.strongest") : "",
  };
}

/** The pinned number itself. @param {Settings} chosen @param {Digit} now */
function numberAt(chosen, { values, bias, pass }) {
  const { layer, parameter, row } = chosen;
  if (layer === "score") return pass.scores[row - 1];
  if (layer === "conv" && parameter === "bias") return bias;
  const names = { features: "pool", pool: "pool", relu: "conv", conv: "kernel", pixel: "input" };
  const grid = values[/** @type {import("./digit.js").GridName} */ (/** @type {any} */ (names)[layer])];
  return grid.values[indexIn(chosen, grid)];
}

/** The one legend of all maps, and the scale of the kernel's dots. @param {Digit} now */
export const limitTexts = (now) => ({
  m: short(limitOf(now)),
  k: short(Math.max(...Array.from(now.gradients.kernel.values, Math.abs))),
});
