/** The network from left to right: five kernels, below each its map and the pooled one; empty boxes of their size before. */

import { convolve } from "../kit/arithmetic/convolution.js";
import { maxPool } from "../kit/arithmetic/pooling.js";
import { formatNumber } from "../kit/arithmetic/rounding.js";
import { linear, relu, softmax } from "../kit/arithmetic/scores.js";
import { make } from "../kit/dom/dom.js";
import { PixelMap } from "../kit/grid/map.js";
import { signedPixels } from "../kit/grid/scale.js";
import { readerOf } from "../kit/pictures/shipped.js";

/** @import { Grid } from "../kit/arithmetic/grid.js" */
/** @import { Kit } from "../kit/dom/kit.js" */

const KERNEL_SIZE = 5;
export const MAPS = 5;
export const SIDE = 28;

/**
 * @typedef {{ pixels: number[], net: import("../kit/pictures/shipped.js").Net }} Data pixels 28x28 in hundredths
 *
 * @typedef {object} Network
 * @property {Grid[]} maps after Conv2d, in ten-thousandths
 * @property {Grid[]} pooled after ReLU and MaxPool2d
 * @property {number[]} shares of each class, softmax
 */

export const HUNDREDTH = 100;
export const TEN_THOUSANDTH = 10_000;
const MILLIONTH = 1_000_000;
const POOL_SIZE = 2;

/** @param {number} side @param {ArrayLike<number>} values @returns {Grid} */
const square = (side, values) => ({ height: side, width: side, values: Float64Array.from(values) });

/** @param {Data["net"]} net @returns {Grid[]} in hundredths */
export const kernelsOf = (net) => net.kernels.map((weights) => square(KERNEL_SIZE, weights));

/** @param {Data} data @returns {Network} */
export function compute({ pixels, net }) {
  const input = square(SIDE, pixels);
  const maps = kernelsOf(net).map((kernel, i) =>
    convolve(input, kernel, { kernel_size: [KERNEL_SIZE, KERNEL_SIZE], bias: net.biases[i] * HUNDREDTH }),
  );
  const pooled = maps.map((map) => maxPool(relu(map), { kernel_size: [POOL_SIZE, POOL_SIZE] }).values);
  const { weights, bias } = readerOf(net);
  const features = pooled.flatMap(({ values }) => [...values]);
  const scores = linear(
    features,
    weights,
    bias.map((each) => each * TEN_THOUSANDTH),
  );
  return { maps, pooled, shares: softmax(scores.map((score) => score / MILLIONTH)) };
}

/** The largest distance from zero in a map: the end of its colours. @param {Grid} map */
export const limitOf = ({ values }) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 1);

const LINK = /\[([^\]]+)\]\(([^)]+)\)/;

/** A label in which a term is written "[kernels](/glossary#kernel)". @param {string} text @returns {(string | HTMLElement)[]} */
export function withTerms(text) {
  const parts = text.split(LINK); // words, a term, where it leads, words, …
  const link = (/** @type {number} */ at) =>
    make("a", { href: parts[at + 1], class: "named-term" }, parts[at]);
  return parts.map((part, at) => (at % 3 === 1 ? link(at) : part)).filter((_, at) => at % 3 !== 2);
}

/** A map whose numbers are read where the pointer or an arrow key is. @param {number} unit of what is drawn */
function createMap(unit) {
  /** @type {Grid | null} */
  let shown = null;
  let [row, column] = [0, 0];
  const read = () => {
    if (shown) map.read({ row, column, height: 1, width: 1 }, (value) => formatNumber(value / unit));
  };
  /** @param {number} wantedRow @param {number} wantedColumn */
  const point = (wantedRow, wantedColumn) => {
    if (!shown) return;
    row = Math.min(Math.max(wantedRow, 0), shown.height - 1);
    column = Math.min(Math.max(wantedColumn, 0), shown.width - 1);
    map.mark("here", { row, column, height: 1, width: 1 });
    read();
  };
  const map = new PixelMap({
    ...{ onPoint: point, onHover: point, onLeave: () => map.mark("here", null) },
    onArrow: (down, across) => point(row + down, column + across),
  });
  return {
    element: map.element,
    /** @param {string} name @param {Grid} grid @param {(value: number) => number} colour */
    show(name, grid, colour) {
      shown = grid;
      map.show(name, grid, colour);
      read();
    },
  };
}

/** @param {Kit} kit @param {Grid[]} kernels in hundredths */
export function createColumns(kit, kernels) {
  const columns = kernels.map((kernel, i) => {
    const parts = {
      kernel: createMap(HUNDREDTH),
      map: createMap(TEN_THOUSANDTH),
      pooled: createMap(TEN_THOUSANDTH),
    };
    parts.kernel.show(
      kit.label("home.kernel", { n: i + 1 }),
      kernel,
      signedPixels(limitOf(kernel), kit.theme),
    );
    const boxes = Object.entries(parts).map(([name, { element }]) =>
      make("div", { class: `box ${name}-box` }, element),
    );
    return { ...parts, element: make("div.column", ...boxes) };
  });
  const note = make("p.note", ...withTerms(kit.label("home.sizes")));
  const row = make("div.columns", ...columns.map(({ element }) => element));
  return {
    element: make("div.network", row, note),
    /** @param {Network} network */
    show({ maps, pooled }) {
      const limit = Math.max(...maps.map(limitOf)); // one scale for all
      const colour = signedPixels(limit, kit.theme);
      for (let i = 0; i < MAPS; i++) {
        columns[i].map.show(kit.label("home.map", { n: i + 1 }), maps[i], colour);
        columns[i].pooled.show(kit.label("home.pooled", { n: i + 1 }), pooled[i], colour);
      }
    },
  };
}
