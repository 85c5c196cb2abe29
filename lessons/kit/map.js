// @ts-check
/**
 * A map too small for digits: one picture, one tab stop. Its grid role holds the numbers of the cells under a loupe,
 * which arrow keys and the pointer move, so every number can be read without a thousand live nodes.
 */

import { arrowKeys, make } from "./dom.js";
import { createMarks } from "./marks.js";

/**
 * @typedef {import("./arithmetic/grid.js").Grid} Grid
 * @typedef {import("./marks.js").Area} Area
 * @typedef {(value: number) => import("./scale.js").Rgb} Colour
 *
 * @typedef {object} Wiring
 * @property {(row: number, column: number) => void} [onPoint] pressed, or the pointer dragged over it
 * @property {(down: number, across: number) => void} [onArrow]
 * @property {(end: "first" | "last") => void} [onEnd]
 */

let maps = 0;

/** @param {HTMLCanvasElement} canvas @param {Grid} map @param {Colour} colour */
function drawPixels(canvas, { height, width, values }, colour) {
  canvas.width = width;
  canvas.height = height;
  const pixels = new ImageData(width, height);
  values.forEach((value, at) => {
    pixels.data.set([...colour(value), 255], 4 * at);
  });
  canvas.getContext("2d")?.putImageData(pixels, 0, 0);
}

export class PixelMap {
  #id = `map-${++maps}`;
  #canvas = make("canvas", { "aria-hidden": true });
  #cells = make("div", { class: "unseen", role: "rowgroup" });
  #marks = createMarks();
  /** @type {Grid | null} */
  #shown = null;
  element = make(
    "div",
    { class: "map", role: "grid", tabindex: 0 },
    this.#canvas,
    this.#cells,
    this.#marks.element,
  );
  /** Lay an outline over some cells. */
  mark = this.#marks.mark;

  /** @param {Wiring} wiring */
  constructor({ onPoint, onArrow, onEnd }) {
    /** @param {PointerEvent} event */
    const point = (event) => this.#point(event, onPoint);
    this.#canvas.addEventListener("pointerdown", point);
    this.#canvas.addEventListener("pointermove", point);
    this.element.addEventListener("keydown", (event) => arrowKeys(event, onArrow, onEnd));
  }

  /** @param {string} name @param {Grid} map @param {Colour} colour */
  show(name, map, colour) {
    this.#shown = map;
    this.element.setAttribute("aria-label", name);
    this.element.setAttribute("aria-rowcount", String(map.height));
    this.element.setAttribute("aria-colcount", String(map.width));
    this.element.style.setProperty("--rows", String(map.height));
    this.element.style.setProperty("--columns", String(map.width));
    drawPixels(this.#canvas, map, colour);
  }

  /** Put the cells under the loupe into words. @param {Area} area @param {(value: number) => string} write */
  read(area, write) {
    if (!this.#shown) return;
    const { width, values } = this.#shown;
    const isSame = this.#cells.childElementCount === area.height;
    if (!isSame || this.#cells.firstElementChild?.childElementCount !== area.width) this.#reshape(area);
    [...this.#cells.children].forEach((line, row) => {
      line.setAttribute("aria-rowindex", String(area.row + row + 1));
      [...line.children].forEach((cell, column) => {
        cell.setAttribute("aria-colindex", String(area.column + column + 1));
        cell.textContent = write(values[(area.row + row) * width + area.column + column]);
      });
    });
    this.element.setAttribute("aria-activedescendant", `${this.#id}-0-0`);
  }

  /** @param {PointerEvent} event @param {Wiring["onPoint"]} onPoint */
  #point(event, onPoint) {
    if (!this.#shown || (event.type === "pointermove" && event.buttons === 0)) return;
    const { left, top, width, height } = this.#canvas.getBoundingClientRect();
    const row = Math.floor(((event.clientY - top) / height) * this.#shown.height);
    const column = Math.floor(((event.clientX - left) / width) * this.#shown.width);
    if (row >= 0 && column >= 0 && row < this.#shown.height && column < this.#shown.width)
      onPoint?.(row, column);
  }

  /** @param {Area} area */
  #reshape({ height, width }) {
    /** @param {number} row */
    const cells = (row) =>
      Array.from({ length: width }, (_, column) =>
        make("div", { role: "gridcell", id: `${this.#id}-${row}-${column}` }),
      );
    const rows = Array.from({ length: height }, (_, row) => make("div", { role: "row" }, ...cells(row)));
    this.#cells.replaceChildren(...rows);
  }
}
