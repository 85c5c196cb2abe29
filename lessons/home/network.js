/** The network from left to right: five kernels, below each its map and the pooled one; empty boxes of their size before. */

import { formatNumber } from "../kit/arithmetic/rounding.js";
import { make } from "../kit/dom/dom.js";
import { PixelMap } from "../kit/grid/map.js";
import { signedPixels } from "../kit/grid/scale.js";
import { createPointer } from "../kit/grid/walking.js";
import { HUNDREDTH, mapsOf, read, readerOf, TEN_THOUSANDTH } from "../kit/pictures/nets.js";

/** @import { Grid } from "../kit/arithmetic/grid.js" */
/** @import { Kit } from "../kit/dom/kit.js" */

/** @typedef {import("../kit/pictures/nets.js").Net} Net @typedef {ReturnType<typeof compute>} Network */

export const SIDE = 28;

/** @param {ArrayLike<number>} values @returns {Grid} */
export function square(values) {
  const side = Math.sqrt(values.length);
  return { height: side, width: side, values: Float64Array.from(values) };
}

/** The maps of a picture 28x28 in hundredths, and the share of each class. @param {readonly number[]} pixels @param {Net} net */
export function compute(pixels, net) {
  const { conv, pool } = mapsOf(square(pixels), net.kernels.map(square), net.biases, {
    relu: 1,
    pool: "max",
  });
  return { maps: conv, pooled: pool, shares: read(pool, readerOf(net)).shares };
}

/** The largest distance from zero in a map: the end of its colours. @param {Grid} map */
const limitOf = ({ values }) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 1);

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
  let { height, width } = { height: 1, width: 1 };
  let isDrawn = false;
  const read = () => {
    const [row, column] = pointer.at();
    map.read({ row, column, height: 1, width: 1 }, (value) => formatNumber(value / unit));
  };
  const pointer = createPointer(
    () => [height, width],
    (row, column) => {
      if (!isDrawn) return;
      map.mark("here", { row, column, height: 1, width: 1 });
      read();
    },
  );
  const { goTo, onArrow } = pointer;
  const map = new PixelMap({ onPoint: goTo, onHover: goTo, onLeave: () => map.mark("here", null), onArrow });
  return {
    element: map.element,
    /** @param {string} name @param {Grid} grid @param {(value: number) => number} colour */
    show(name, grid, colour) {
      ({ height, width } = grid);
      isDrawn = true;
      map.show(name, grid, colour);
      read();
    },
  };
}

/** @param {Kit} kit @param {Net} net */
export function createColumns({ label, theme }, net) {
  const columns = net.kernels.map((weights, i) => {
    const [kernel, shown] = [square(weights), createMap(HUNDREDTH)];
    shown.show(label("home.kernel", { n: i + 1 }), kernel, signedPixels(limitOf(kernel), theme));
    const parts = { kernel: shown, map: createMap(TEN_THOUSANDTH), pooled: createMap(TEN_THOUSANDTH) };
    const boxes = Object.entries(parts).map(([name, { element }]) =>
      make("div", { class: `box ${name}-box` }, element),
    );
    return { ...parts, element: make("div.column", ...boxes) };
  });
  const note = make("p.note", ...withTerms(label("home.sizes")));
  const row = make("div.columns", ...columns.map(({ element }) => element));
  return {
    element: make("div.network", row, note),
    /** @param {Network} network */
    show({ maps, pooled }) {
      const colour = signedPixels(Math.max(...maps.map(limitOf)), theme); // one scale for all
      columns.forEach((column, i) => {
        column.map.show(label("home.map", { n: i + 1 }), maps[i], colour);
        column.pooled.show(label("home.pooled", { n: i + 1 }), pooled[i], colour);
      });
    },
  };
}
