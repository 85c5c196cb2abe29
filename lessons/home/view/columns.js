/** The network from left to right: five kernels, below each its map and the pooled one; empty boxes of their size before. */

import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { make } from "../../kit/dom/dom.js";
import { PixelMap } from "../../kit/grid/map.js";
import { signedPixels } from "../../kit/grid/scale.js";
import { HUNDREDTH, limitOf, MAPS, TEN_THOUSANDTH } from "../model/network.js";
import { withTerms } from "./with_terms.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */
/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Network } from "../model/network.js" */

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
