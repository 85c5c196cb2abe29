// @ts-check
/** A small grid of numbers that is only read: a table with its name above. */

import { toRows } from "../../kit/arithmetic/grid.js";
import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { make } from "../../kit/dom/dom.js";

/** @param {string} area its place in the layout @param {string} name */
export function createNumberTable(area, name) {
  const body = make("tbody");
  const caption = make("caption", {}, name);
  return {
    element: make("table", { class: `numbers ${area}`, style: `grid-area: ${area}` }, caption, body),
    /** @param {import("../../kit/arithmetic/grid.js").Grid} grid @param {(value: number) => import("../../kit/grid/scale.js").Paint} paintOf */
    show(grid, paintOf) {
      const rows = toRows(grid).map((row) => {
        const cells = row.map((value) => {
          const { background, ink } = paintOf(value);
          return make("td", { style: `background: ${background}; color: ${ink}` }, formatNumber(value));
        });
        return make("tr", {}, ...cells);
      });
      body.replaceChildren(...rows);
    },
  };
}
