/**
 * The way back of either network: its steps, the number of a grid that each looks at, and the products that the gradient of
 * this number is made of. And how numbers are written.
 */

import { pixelReaders, weightProducts } from "../../kit/arithmetic/backward.js";
import { formatSmall, formatVisible, roundHalfAway } from "../../kit/arithmetic/rounding.js";
import { rowsOf } from "../../kit/grid/cell.js";
import { isDigit, kernelOf, layerOf } from "./given.js";

/** @import { Digit } from "./digit.js" */
/** @import { Settings } from "./given.js" */
/** @import { Numbers } from "./network.js" */

/**
 * @typedef {"loss" | "score" | "linear" | "features" | "pool" | "relu" | "conv" | "pixel"} Layer
 * @typedef {{ layer: Layer, parameter: "weight" | "bias", row: number, column: number }} Place row and column from 1
 * @typedef {"input" | "kernel" | "bias" | "conv" | "active" | "pool" | "weights" | "score" | "loss"} Name
 * @typedef {Record<Name, Grid>} Grids
 */

/** From the picture to the loss. @type {Name[]} */
export const NAMES = ["input", "kernel", "bias", "conv", "active", "pool", "weights", "score", "loss"];

/** The layers in the order in which the gradient reaches them; at the loss nothing has come back yet. @type {Layer[]} */
export const LAYERS = ["loss", "score", "linear", "features", "pool", "relu", "conv", "pixel"];

/** In which grid the number lies that a step looks at; that of the bias is its own. @type {Record<Layer, Name>} */
export const GRIDS = {
  ...{ loss: "loss", score: "score", linear: "weights", features: "pool", pool: "pool" },
  ...{ relu: "conv", conv: "kernel", pixel: "input" },
};

/** The layer whose step a grid's gradients come at. @type {Record<Name, Layer>} */
export const COMES_AT = {
  ...{ input: "pixel", kernel: "conv", bias: "conv", conv: "relu", active: "pool" },
  ...{ pool: "features", weights: "linear", score: "score", loss: "loss" },
};

/** @param {Pick<Place, "layer" | "parameter">} place @returns {Name} */
export const gridOf = ({ layer, parameter }) =>
  layer === "conv" && parameter === "bias" ? "bias" : GRIDS[layer];

/** Where a place lies in a grid; a number that is alone lies first. @param {Pick<Place, "row" | "column">} place @param {Grid} grid */
export const indexIn = ({ row, column }, { width, values }) =>
  values.length === 1 ? 0 : (row - 1) * width + column - 1;

/** The number that is looked at, or what comes back to it. @param {Place} place @param {Grids} grids */
export function numberIn(place, grids) {
  const grid = grids[gridOf(place)];
  return grid.values[indexIn(place, grid)];
}

/** The same grid with the number that is looked at moved. @param {Place} place @param {Grid} grid @param {number} by @returns {Grid} */
export function movedIn(place, grid, by) {
  const values = grid.values.slice();
  values[indexIn(place, grid)] += by;
  return { ...grid, values };
}

/** The place of the largest number, the first of equals. @param {Grid} grid @returns {[row: number, column: number]} from 1 */
export function strongestIn({ width, values }) {
  let best = 0;
  values.forEach((value, at) => {
    if (Math.abs(value) > Math.abs(values[best])) best = at;
  });
  return [Math.floor(best / width) + 1, (best % width) + 1];
}

/** The steps: one a layer; of a small network one a weight of the kernel, one for its bias. The 7,200 linear weights of the digit are left out. @param {any} chosen @returns {(Partial<Place> & { layer: Layer })[]} */
export function stepsOf(chosen) {
  if (isDigit(chosen)) return LAYERS.flatMap((layer) => (layer === "linear" ? [] : [{ layer }]));
  const layer = "conv";
  const weights = rowsOf(kernelOf(chosen), (y, x) => ({
    ...{ layer, parameter: "weight", row: y + 1, column: x + 1 },
  }));
  const ofKernel = /** @type {any[]} */ ([...weights.flat(), { layer, parameter: "bias" }]);
  return LAYERS.flatMap((each) => (each === layer ? ofKernel : [{ layer: each }]));
}

/** The step at which a place gets its gradient. @param {Partial<Place>} place @param {any} chosen */
export const stepAt = (place, chosen) =>
  stepsOf(chosen).findIndex((step) =>
    Object.entries(step).every(([name, value]) => place[/** @type {keyof Place} */ (name)] === value),
  );

/** What a step reaches. @param {number} step @param {any} chosen */
export function placeOf(step, chosen) {
  const all = stepsOf(chosen);
  return all[Math.min(Math.max(step, 0), all.length - 1)];
}

/** @typedef {[factor: number, gradient: number]} Product */

const NOISE_DIGITS = 10; // what stands beyond is of binary sums
const SMALL = 0.1; // what is smaller has two digits that are not 0

/** A number as it is written and judged: 0 where only noise is left. @param {number} value */
export const asSeen = (value) => roundHalfAway(value, NOISE_DIGITS);

/** 6.5 and not 6.50, for most numbers of the small networks are whole; in a cell 6.3e−7. @param {number} value @param {number} [digits] at most so many decimals */
export function inCell(value, digits = 2) {
  const text = formatVisible(asSeen(value), { digits });
  return /\.\d+$/.test(text) ? text.replace(/\.?0+$/, "") : text;
}

/** Two decimals, or two digits that are not 0: numbers of the digit, in a cell. @param {number} value */
export function shortInCell(value) {
  const size = Math.abs(value);
  if (size < SMALL && value !== 0) return formatSmall(value);
  return `${value < 0 ? "−" : ""}${size.toFixed(2)}`;
}

/** 6.3e−7 as a sentence has it, 0.00000063, as long as the zeros can be counted. @param {string} text */
const inFull = (text) =>
  text.replace(
    /(\d)(?:\.(\d))?e−(\d|1\d)$/,
    (_, one, two = "", power) => `0.${"0".repeat(power - 1)}${one}${two}`,
  );

/** A number of the small networks in a sentence. @param {number} value @param {number} [digits] */
export const written = (value, digits) => inFull(inCell(value, digits));
/** A number of the digit in a sentence. @param {number} value */
export const short = (value) => inFull(shortInCell(value));

/** "=" where all that is written is exact, "≈" where a number of it is rounded. @param {...number} values */
export const equals = (...values) =>
  values.every((value) => Math.abs(value - roundHalfAway(value, 2)) < 10 ** -NOISE_DIGITS) ? "=" : "≈";

/** All uses of a weight, or all readings of a pixel by all filters. @param {Settings} chosen @param {Numbers | Digit} now @returns {import("../../kit/arithmetic/backward.js").Use[]} */
export function usesOf({ layer, row, column }, { values, gradients, readers }) {
  const { input, kernel } = values;
  if (layer === "conv")
    return weightProducts(input, kernel, layerOf(kernel), gradients.conv, row - 1, column - 1);
  return readers.flatMap(([each, back]) =>
    pixelReaders(input, each, layerOf(each), back, row - 1, column - 1),
  );
}

/** The weights of a pooled number, each with the gradient of its score. @param {Settings} chosen @param {Numbers | Digit} now @returns {Product[]} */
function throughScores(chosen, { gradients: { pool, score }, weights }) {
  const map = isDigit(chosen) ? chosen.filter - 1 : 0;
  const feature = map * pool.values.length + indexIn(chosen, pool);
  const ofScore = weights.length / score.values.length;
  return Array.from(score.values, (gradient, at) => [weights[at * ofScore + feature], gradient]);
}

/** The products that make the gradient: none where it only passes on. @param {Settings} chosen @param {Numbers | Digit} now @returns {Product[]} */
export function productsOf(chosen, now) {
  const { values, gradients } = now;
  const [layer, grid] = [chosen.layer, gridOf(chosen)];
  if (layer === "linear")
    return [[values.pool.values[indexIn(chosen, values.pool)], gradients.score.values[0]]];
  if (layer === "features") return throughScores(chosen, now);
  if (grid === "bias") return Array.from(gradients.conv.values, (gradient) => [1, gradient]);
  if (grid !== "kernel" && grid !== "input") return [];
  return usesOf(chosen, now).map(({ factor, gradient }) => [factor, gradient]);
}

/** The products that are not 0, how many others there are, and what all add up to. @param {Settings} chosen @param {Numbers | Digit} now */
export function sumOf(chosen, now) {
  const products = productsOf(chosen, now);
  const terms = products.filter(([factor, gradient]) => factor * gradient !== 0);
  const total = products.reduce((sum, [factor, gradient]) => sum + factor * gradient, 0);
  return { terms, zeros: products.length - terms.length, total };
}

/** 2×2 + 3×−2 @param {Product[]} terms @param {(value: number) => string} [write] */
export const writtenProducts = (terms, write = written) =>
  terms.map((factors) => factors.map((each) => write(each)).join("×")).join(" + ") || "0";

/** 4 − 6 − 6 @param {Product[]} terms */
export function writtenSum(terms) {
  const products = terms.map(([factor, gradient], i) => {
    const text = written(factor * gradient);
    if (i === 0) return text;
    return text.startsWith("−") ? ` − ${text.slice(1)}` : ` + ${text}`;
  });
  return products.join("") || "0";
}
