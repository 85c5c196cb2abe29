/** A small picture of a grid or a map, beside words that speak of it. Its numbers can be read and walked in the figure. */

import { make } from "../../kit/dom/dom.js";
import { isAlike, patch } from "../../kit/grid/cell.js";
import { drawPixels } from "../../kit/grid/map.js";
import { createMarks } from "../../kit/grid/marks.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */
/** @import { Cell } from "../../kit/grid/cell.js" */

const DIGITS = 19; // px: below, a cell is a colour only

export class Miniature {
  #cells = make("div.cells");
  #canvas = make("canvas", { width: 1, height: 1 });
  #marks = createMarks();
  /** @type {Cell[]} */
  #shown = [];
  #columns = 0;
  element = make("div.miniature", { "aria-hidden": true }, this.#cells, this.#canvas, this.#marks.element);
  /** Lay an outline over some cells. */
  mark = this.#marks.mark;

  /** @param {Cell[][]} rows @param {number} size of a cell in pixels */
  showCells(rows, size) {
    const cells = rows.flat();
    this.#become("cells", size);
    if (cells.length !== this.#shown.length || rows[0].length !== this.#columns) {
      this.#cells.replaceChildren(...cells.map(() => make("span.cell")));
      this.#cells.style.setProperty("--columns", String(rows[0].length));
      this.#shown = [];
    }
    cells.forEach((cell, at) => {
      const place = /** @type {HTMLElement} */ (this.#cells.children[at]);
      if (!this.#shown[at] || !isAlike(cell, this.#shown[at])) patch(place, cell);
    });
    [this.#shown, this.#columns] = [cells, rows[0].length];
  }

  /** @param {Grid} map @param {import("../../kit/grid/map.js").Colour} colour @param {number} size of a cell in pixels */
  showMap(map, colour, size) {
    this.#become("canvas", size);
    drawPixels(this.#canvas, map, colour);
    this.#canvas.style.width = `${map.width * size}px`;
  }

  /** @param {"cells" | "canvas"} kind @param {number} size */
  #become(kind, size) {
    this.#cells.hidden = kind !== "cells";
    this.#canvas.hidden = kind !== "canvas";
    this.element.style.setProperty("--cell", `${size}px`);
    this.element.style.setProperty("--cell-width", `${size}px`);
    this.element.style.setProperty("--digit", `${size >= 22 ? 14 : 12}px`);
    this.element.classList.toggle("without-digits", size < DIGITS);
  }
}
