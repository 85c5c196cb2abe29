/** The numbers of the pinned cell, without a page: where it comes from, and how its sentence puts it. */

import { convolutionStep } from "../../kit/arithmetic/convolution.js";
import { at, gridOf, largestOf, mapped, placeOf } from "../../kit/arithmetic/grid.js";
import { averagePool, maxPool } from "../../kit/arithmetic/pooling.js";
import { formatNumber, roundHalfAway } from "../../kit/arithmetic/rounding.js";
import { relu } from "../../kit/arithmetic/scores.js";
import {
  flattened,
  HUNDREDTH,
  layerOf,
  MILLIONTH,
  POOL,
  POOL_SIZE,
  TEN_THOUSANDTH,
} from "../../kit/pictures/nets.js";
import { placeIn } from "./limits.js";

/** @import { Settings } from "./limits.js" */
/** @import { Network } from "./network.js" */
/** @typedef {ReturnType<typeof pinned>} Pin @typedef {ReturnType<typeof scoreOf>} Score */

export const WEIGHT_LIMIT = 0.6; // of the kernels' colours: a few weights that were trained plainly are larger
const LISTED = 10;
const EXACT = 10; // decimals: an average of ten-thousandths times a hundredth has eight

/** A grid of whole numbers as the numbers they stand for. @param {Grid} grid @param {number} unit @returns {Grid} */
export const inUnits = (grid, unit) => mapped(grid, (value) => value / unit);

/** A number with all its decimals, two at least. @param {number} value */
export function exactly(value) {
  const rounded = roundHalfAway(value, EXACT);
  const [whole, decimals = ""] = Math.abs(rounded).toFixed(EXACT).replace(/0+$/, "").split(".");
  const text = decimals === "" ? whole : `${whole}.${decimals.padEnd(2, "0")}`;
  return rounded < 0 ? `−${text}` : text;
}

/** One cell of a map, and what it comes from; for a score the pooled cell that was pinned last. @param {Network} network @param {Settings} chosen */
export function pinned(network, chosen) {
  const map = chosen.map - 1;
  const place = placeIn(chosen, "pool");
  const size = { height: POOL_SIZE, width: POOL_SIZE };
  const area = { row: (place.row - 1) * POOL_SIZE, column: (place.column - 1) * POOL_SIZE, ...size };
  const four = gridOf(POOL_SIZE, POOL_SIZE, (y, x) => at(network.conv[map], area.row + y, area.column + x));
  const active = network.relu ? relu(four) : null;
  const best = maxPool(active ?? four, POOL);
  const isMax = chosen.pool === "max";
  const average = averagePool(active ?? four, POOL);
  const winner = isMax ? best.winners[0] : 0;
  const isPooled = chosen.layer === "pool" || chosen.layer === "score";
  const cell = isPooled
    ? { row: area.row + Math.floor(winner / POOL_SIZE), column: area.column + (winner % POOL_SIZE) }
    : { row: chosen.row - 1, column: chosen.column - 1 };
  const layer = layerOf(network.biases[map]);
  const step = convolutionStep(network.input, network.kernels[map], layer, cell.row, cell.column);
  return {
    cell, // of the map after Conv2d, from 0: whose window is shown
    area, // the four cells that are pooled together
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
    winner: isMax ? winner : -1, // of the four, by its index
    pooled: (isMax ? best.values : average).values[0] / TEN_THOUSANDTH,
  };
}

/** One score, and what it comes from: the sum of each map's contributions, a bias, and the cells that move it most, up or down. @param {Network} network @param {number} output */
export function scoreOf({ pool, reader, scores, shares }, output) {
  if (!reader || !scores || !shares) throw new TypeError("a network without a reader has no scores");
  const features = flattened(pool);
  const weights = reader.weights.subarray(output * features.length, (output + 1) * features.length);
  const products = Float64Array.from(features, (feature, at) => feature * weights[at]);
  const [{ width, values }] = pool;
  const each = values.length;
  const sums = pool.map((_, map) =>
    products.subarray(map * each, (map + 1) * each).reduce((sum, product) => sum + product, 0),
  );
  const moving = [...products.keys()].filter((at) => products[at] !== 0);
  const order = moving.sort((a, b) => Math.abs(products[b]) - Math.abs(products[a]) || a - b);
  const largest = order.slice(0, LISTED).map((at) => {
    const [map, cell] = placeOf(at, each);
    const [row, column] = placeOf(cell, width);
    return {
      ...{ map: map + 1, row: row + 1, column: column + 1 },
      value: pool[map].values[cell] / TEN_THOUSANDTH,
      weight: weights[at] / HUNDREDTH,
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
  const largest = conv.map((map) => largestOf([map]) / TEN_THOUSANDTH);
  if (scale === "filter") return largest.map((each) => Math.max(Math.ceil(each * 10) / 10, 0.1));
  return largest.map(() => Math.max(Math.ceil(Math.max(...largest)), 1));
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
