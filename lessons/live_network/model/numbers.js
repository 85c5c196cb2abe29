/** The numbers of the pinned cell, without a page: where it comes from, and how its sentence puts it. */

import { convolutionStep } from "../../kit/arithmetic/convolution.js";
import { averagePool, maxPool } from "../../kit/arithmetic/pooling.js";
import { formatNumber, roundHalfAway } from "../../kit/arithmetic/rounding.js";
import { relu } from "../../kit/arithmetic/scores.js";
import { placeIn } from "./limits.js";
import {
  contributionsOf,
  HUNDREDTH,
  layerOf,
  MAPS,
  MILLIONTH,
  POOL_SIZE,
  TEN_THOUSANDTH,
} from "./network.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */
/** @import { Area } from "../../kit/grid/marks.js" */
/** @import { Settings } from "./limits.js" */
/** @import { Network } from "./network.js" */
/**
 * @typedef {object} Pin one cell of a map, and what it comes from
 * @property {{ row: number, column: number }} cell of the map after Conv2d, from 0: whose window is shown
 * @property {Area} area the four cells that are pooled together
 * @property {import("../../kit/arithmetic/convolution.js").Step} step
 * @property {Grid} kernel
 * @property {number} bias
 * @property {Grid} four after Conv2d
 * @property {Grid | null} active the same after ReLU
 * @property {number} winner of the four, by its index; -1 where they are averaged
 * @property {number} pooled
 *
 * @typedef {{ map: number, row: number, column: number, value: number, weight: number, product: number }} Contribution
 *
 * @typedef {object} Score one score, and what it comes from
 * @property {number[]} sums of the contributions of each map
 * @property {number} bias
 * @property {number} score
 * @property {number} share
 * @property {Contribution[]} largest the ten that move it most, up or down
 */

export const WEIGHT_LIMIT = 0.6; // of the kernels' colours: a few weights that were trained plainly are larger
const LISTED = 10;
const EXACT = 10; // decimals: an average of ten-thousandths times a hundredth has eight
/** @type {[number, number]} */
const POOL = [POOL_SIZE, POOL_SIZE];

/** A grid of whole numbers as the numbers they stand for. @param {Grid} grid @param {number} unit @returns {Grid} */
export function inUnits({ height, width, values }, unit) {
  return { height, width, values: values.map((value) => value / unit) };
}

/** A number with all its decimals, two at least. @param {number} value */
export function exactly(value) {
  const rounded = roundHalfAway(value, EXACT);
  const [whole, decimals = ""] = Math.abs(rounded).toFixed(EXACT).replace(/0+$/, "").split(".");
  const text = decimals === "" ? whole : `${whole}.${decimals.padEnd(2, "0")}`;
  return rounded < 0 ? `−${text}` : text;
}

/** Some cells of a grid as a grid. @param {Grid} grid @param {Area} area @returns {Grid} */
export function cut({ width, values }, area) {
  const cells = Array.from({ length: area.height * area.width }, (_, at) => {
    const [row, column] = [Math.floor(at / area.width), at % area.width];
    return values[(area.row + row) * width + area.column + column];
  });
  return { height: area.height, width: area.width, values: Float64Array.from(cells) };
}

/** The four cells that the pinned one is pooled with, or was pooled from. @param {Settings} chosen @returns {Area} */
export function fourOf(chosen) {
  const { row, column } = placeIn(chosen, "pool");
  return {
    row: (row - 1) * POOL_SIZE,
    column: (column - 1) * POOL_SIZE,
    height: POOL_SIZE,
    width: POOL_SIZE,
  };
}

/** The pinned cell of a map; for a score the pooled cell that was pinned last. @param {Network} network @param {Settings} chosen @returns {Pin} */
export function pinned(network, chosen) {
  const map = chosen.map - 1;
  const area = fourOf(chosen);
  const four = cut(network.conv[map], area);
  const active = network.relu ? relu(four) : null;
  const best = maxPool(active ?? four, { kernel_size: POOL });
  const isMax = chosen.pool === "max";
  const average = averagePool(active ?? four, { kernel_size: POOL });
  const followed = isMax ? best.winners[0] : 0;
  const isPooled = chosen.layer === "pool" || chosen.layer === "score";
  const cell = isPooled
    ? { row: area.row + Math.floor(followed / POOL_SIZE), column: area.column + (followed % POOL_SIZE) }
    : { row: chosen.row - 1, column: chosen.column - 1 };
  const layer = layerOf(network.biases[map]);
  const step = convolutionStep(network.input, network.kernels[map], layer, cell.row, cell.column);
  return {
    cell,
    area,
    step: {
      window: inUnits(step.window, HUNDREDTH),
      products: inUnits(step.products, TEN_THOUSANDTH),
      sum: step.sum / TEN_THOUSANDTH,
      output: step.output / TEN_THOUSANDTH,
    },
    kernel: inUnits(network.kernels[map], HUNDREDTH),
    bias: network.biases[map] / HUNDREDTH,
    four: inUnits(four, TEN_THOUSANDTH),
    active: active && inUnits(active, TEN_THOUSANDTH),
    winner: isMax ? best.winners[0] : -1,
    pooled: (isMax ? best.values.values[0] : average.values[0]) / TEN_THOUSANDTH,
  };
}

/** @param {Network} network @param {number} output @returns {Score} */
export function scoreOf(network, output) {
  const { pool, reader, scores, shares } = network;
  if (!reader || !scores || !shares) throw new TypeError("a network without a reader has no scores");
  const products = contributionsOf(network, output);
  const each = pool[0].values.length;
  const sums = Array.from({ length: MAPS }, (_, map) =>
    products.subarray(map * each, (map + 1) * each).reduce((sum, product) => sum + product, 0),
  );
  const order = [...products.keys()].sort((a, b) => Math.abs(products[b]) - Math.abs(products[a]) || a - b);
  const largest = order.slice(0, LISTED).map((at) => {
    const [map, cell] = [Math.floor(at / each), at % each];
    return {
      map: map + 1,
      row: Math.floor(cell / pool[0].width) + 1,
      column: (cell % pool[0].width) + 1,
      value: pool[map].values[cell] / TEN_THOUSANDTH,
      weight: reader.weights[output * products.length + at] / HUNDREDTH,
      product: products[at] / MILLIONTH,
    };
  });
  return {
    sums: sums.map((sum) => sum / MILLIONTH),
    bias: reader.bias[output] / HUNDREDTH,
    score: scores[output] / MILLIONTH,
    share: shares[output],
    largest,
  };
}

/** How far the colours of the maps reach: those of all, or those of one filter. @param {Network} network @param {Settings} chosen @returns {number[]} one a map */
export function limitsOf({ conv }, { scale }) {
  const largest = conv.map(({ values }) => {
    const units = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    return units / TEN_THOUSANDTH;
  });
  if (scale === "filter") return largest.map((each) => Math.max(Math.ceil(each * 10) / 10, 0.1));
  const common = Math.max(Math.ceil(Math.max(...largest)), 1);
  return largest.map(() => common);
}

/** What the sentence of a pinned map cell says, as the values of its label. @param {Pin} pin */
export function say({ step, bias, pooled, four, active }) {
  const [a, b, c, d] = [...(active ?? four).values].map((value) => formatNumber(value));
  return {
    s: formatNumber(step.sum),
    b: formatNumber(bias),
    o: formatNumber(step.output),
    a: formatNumber(Math.max(step.output, 0)),
    m: formatNumber(pooled),
    ...{ p: a, q: b, v: c, w: d },
  };
}
