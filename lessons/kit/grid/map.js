/**
 * A map too small for digits: one picture, one tab stop. Its grid role holds the numbers of the cells under a loupe,
 * which arrow keys and the pointer move, so every number can be read without a thousand live nodes.
 */

import { hasCell } from "../arithmetic/grid.js";
import { arrowKeys, assign, followHand, isAnew, make, setText } from "../dom/dom.js";
import { createCells, createMarks, numberCells } from "./cell.js";

/**
 * @typedef {(value: number, at: number) => number} Colour a cell's four bytes, as pixelOf gives them
 *
 * @typedef {Omit<import("./grid.js").Wiring, "onPress" | "onEdit"> & { onPoint?: (row: number, column: number) => void,
 *   draw?: (canvas: HTMLCanvasElement, map: Grid) => void }} Wiring onPoint: pressed or tapped, or the pointer dragged over it;
 *   draw: in another way than a colour a cell
 */

let maps = 0;

/** @param {HTMLCanvasElement} canvas @param {Grid} map @param {Colour} colour */
export function drawPixels(canvas, { height, width, values }, colour) {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const pixels = new ImageData(width, height);
  const words = new Uint32Array(pixels.data.buffer);
  for (let at = 0; at < words.length; at++) words[at] = colour(values[at], at);
  canvas.getContext("2d")?.putImageData(pixels, 0, 0);
}

export class PixelMap {
  #id = `map-${++maps}`;
  #canvas = make("canvas", { "aria-hidden": true });
  #group = make("div.unseen", { role: "rowgroup" });
  /** @type {HTMLElement[][]} */
  #cells = [];
  #marks = createMarks();
  #size = 0;
  /** @type {Grid | null} */
  #shown = null;
  #box = { width: 0, height: 0 };
  #draw;
  /** Lies over the picture: what is pointed at and read. */
  #grid = make("div.over.placed", { role: "grid", tabindex: 0 }, this.#group);
  element = make("div.map.around", this.#canvas, this.#marks.element, this.#grid);
  /** Lay an outline over some cells. */
  mark = this.#marks.mark;

  constructor(/** @type {Wiring} */ { onPoint, onHover, onLeave, onArrow, onEnd, draw }) {
    this.#draw = draw;
    const isDrawnOn = () => this.element.classList.contains("drawn-on");
    followHand(this.#grid, (event) => this.#point(event, onPoint), isDrawnOn);
    this.#grid.addEventListener("pointermove", (event) => {
      if (event.buttons === 0) this.#point(event, onHover);
    });
    this.#grid.addEventListener("pointerleave", () => onLeave?.());
    this.#grid.addEventListener("keydown", (event) => arrowKeys(event, onArrow, onEnd));
  }

  /** @param {string} name @param {Grid} map @param {Colour} [colour] of a cell, unless it is drawn in another way */
  show(name, map, colour) {
    this.#shown = map;
    assign(this.#grid, { "aria-label": name, "aria-rowcount": map.height, "aria-colcount": map.width });
    this.element.style.setProperty("--rows", String(map.height));
    this.element.style.setProperty("--columns", String(map.width));
    if (this.#draw) this.#draw(this.#canvas, map);
    else if (colour) drawPixels(this.#canvas, map, colour);
    this.#fitCells();
  }

  /** Fill a box, with whole pixels a cell where two or more fit. @param {number} width in pixels @param {number} [height] */
  fit(width, height = width) {
    this.#box = { width, height };
    this.#fitCells();
  }

  /** Whether a finger draws on it, and does not scroll the page. @param {boolean} isDrawnOn */
  beDrawnOn(isDrawnOn) {
    this.element.classList.toggle("drawn-on", isDrawnOn);
  }

  /** How many pixels of the screen one cell has. */
  get scale() {
    return this.#shown
      ? Math.min(this.#box.width / this.#shown.width, this.#box.height / this.#shown.height)
      : 1;
  }

  /** Where some cells lie on the screen. @param {Area} area */
  rectOf({ row, column, height, width }) {
    const { left, top, width: whole } = this.#canvas.getBoundingClientRect();
    const size = whole / (this.#shown?.width ?? 1);
    return new DOMRect(left + column * size, top + row * size, width * size, height * size);
  }

  /** Put the cells under the loupe into words. @param {Area} area @param {(value: number, row: number, column: number) => string} write @param {[row: number, column: number]} [place] the cell that the keyboard is on */
  read(area, write, place = [area.row, area.column]) {
    if (!this.#shown) return;
    const { width, values } = this.#shown;
    const isSame = this.#cells.length === area.height && this.#cells[0]?.length === area.width;
    if (!isSame) this.#cells = createCells(this.#group, this.#id, area.height, area.width);
    if (isAnew(this.#group, area)) numberCells(this.#cells, area.row, area.column);
    for (const [row, line] of this.#cells.entries()) {
      for (const [column, cell] of line.entries()) {
        const [y, x] = [area.row + row, area.column + column];
        setText(cell, write(values[y * width + x], y, x));
      }
    }
    const [row, column] = [place[0] - area.row, place[1] - area.column];
    this.#grid.setAttribute("aria-activedescendant", `${this.#id}-${row}-${column}`);
  }

  #fitCells() {
    if (!this.#box.width || !this.#shown) return;
    const size = this.scale >= 2 ? Math.floor(this.scale) : this.scale;
    if (size === this.#size) return;
    this.#size = size;
    this.element.style.setProperty("--px", `${size}px`);
    this.element.classList.toggle("smooth", size < 2);
    this.#marks.settle();
  }

  /** @param {PointerEvent} event @param {((row: number, column: number) => void) | undefined} call */
  #point(event, call) {
    if (!this.#shown) return;
    const { left, top, width, height } = this.#canvas.getBoundingClientRect();
    const row = Math.floor(((event.clientY - top) / height) * this.#shown.height);
    const column = Math.floor(((event.clientX - left) / width) * this.#shown.width);
    if (hasCell(this.#shown, row, column)) call?.(row, column);
  }
}
