/** A grid of numbers that can be read, pointed at and walked by arrow keys; its box never changes size. */

import { arrowKeys, assign, make, scaleOf } from "../dom/dom.js";
import { plainly } from "../settings/table.js";
import { createCells, createMarks, isAlike, numberCells, patch } from "./cell.js";
import { editCell } from "./cell_editor.js";

/**
 * @typedef {[row: number, column: number]} Place
 * @typedef {{ row: number, column: number, rows: number, columns: number }} Part where the cells lie in a larger grid, and its size
 *
 * @typedef {object} Wiring
 * @property {(row: number, column: number) => void} [onPress] a cell is pressed
 * @property {(down: number, across: number, isFar: boolean) => void} [onArrow]
 * @property {(row: number, column: number) => void} [onHover]
 * @property {() => void} [onLeave]
 * @property {(end: number) => void} [onEnd] Home and End: the first column, 0, or Infinity
 * @property {(first: string) => void} [onEdit] Enter (""), or the first digit of another number
 */

const LARGEST_CELL = 66;
const TWO_LINES = 36; // px: a second line needs that much
const DIGIT = 0.52; // of its size, the width of a digit
const LONG_NUMBER = 28; // px: −1.44 in the smallest digits but one
let grids = 0;

/**
 * The size of a digit in a cell of that many pixels.
 * @param {number} cell its width
 * @param {number} length of the longest number
 */
function digitSize(cell, length) {
  const least = length > 4 && cell < LONG_NUMBER ? 9 : 12;
  if (length > 2) return Math.min(Math.max(Math.floor((cell - 3) / (DIGIT * length)), least), 17);
  if (cell >= 40) return 17;
  if (cell >= 33) return 16;
  return cell >= 24 ? 15 : 12;
}

export class NumberGrid {
  #id = `grid-${++grids}`;
  #table = make("div", { role: "grid", tabindex: 0, class: "cells" });
  #marks = createMarks();
  /** @type {HTMLElement[][]} */
  #cells = [];
  /** @type {Cell[][]} */
  #shown = [];
  #part = "";
  #box = 0;
  #room = 0;
  #size = 0;
  #wide = 0;
  #longest = 1;
  /** What the pointer has last moved over. @type {EventTarget | null} */
  #under = null;
  element = make("div.grid-box.around", this.#table, this.#marks.element);
  /** Lay an outline over some cells. */
  mark = this.#marks.mark;

  /** @param {Wiring} [wiring] */
  constructor(wiring = {}) {
    const { onPress, onHover, onLeave } = wiring;
    this.#table.addEventListener("click", (event) => this.#onCell(event, onPress));
    this.#table.addEventListener("pointermove", (event) => this.#onMove(event, onHover));
    this.#table.addEventListener("pointerleave", () => {
      this.#under = null;
      onLeave?.();
    });
    this.#table.addEventListener("blur", () => onLeave?.());
    this.#table.addEventListener("keydown", (event) => this.#onKey(event, wiring));
  }

  /** Put these cells in; the grid takes their number of rows and columns. @param {string} name @param {Cell[][]} rows @param {Part} [part] */
  show(name, rows, part) {
    this.#table.setAttribute("aria-label", name);
    const isSame = rows.length === this.#cells.length && rows[0].length === this.#cells[0].length;
    if (!isSame) this.#reshape(rows.length, rows[0].length);
    if (part) this.#number(part);
    const longest = Math.max(...rows.flat().map(({ text }) => text.length));
    if (!isSame || longest !== this.#longest) {
      this.#longest = longest;
      this.#fitCells();
    }
    this.link([]);
    rows.forEach((row, y) => {
      row.forEach((cell, x) => {
        if (!isSame || !isAlike(cell, this.#shown[y][x])) patch(this.#cells[y][x], cell);
      });
    });
    this.#shown = rows;
  }

  /** Outline some cells in ink; [] takes it away. @param {Place[]} places */
  link(places) {
    for (const cell of this.#table.querySelectorAll(".linked")) cell.classList.remove("linked");
    for (const [row, column] of places) this.#cells[row]?.[column]?.classList.add("linked");
  }

  /** Let the rows come one after another. @param {number} delay ms between two rows */
  appear(delay) {
    this.#cells.forEach((row, y) => {
      for (const cell of row) {
        cell.animate([{ opacity: 0 }, { opacity: 1 }], {
          duration: 120,
          delay: y * delay,
          fill: "backwards",
        });
      }
    });
  }

  /**
   * Type another number.
   * @param {number} row @param {number} column
   * @param {string} first what has been typed already
   * @param {string} sign the name of the key that turns the sign
   * @param {(text: string) => void} done
   */
  edit(row, column, first, sign, done) {
    const cell = this.#cells[row]?.[column];
    if (cell) editCell(this.element, cell, this.#table, first, sign, done);
  }

  /** Say which cell the keyboard is on. @param {number} row @param {number} column */
  point(row, column) {
    this.#table.setAttribute("aria-activedescendant", `${this.#id}-${row}-${column}`);
  }

  /** @param {number} box pixels of a side of the grid's place @param {number} [room] for cells that are wider than high, where long numbers need it */
  fit(box, room = box) {
    this.#box = box;
    this.#room = room;
    this.element.style.setProperty("--box", `${box}px`);
    this.#fitCells();
  }

  /** Where some cells lie on the screen, also while an outline still moves. @param {Area} area */
  rectOf({ row, column, height, width }) {
    const { left, top } = this.#table.getBoundingClientRect();
    const scale = scaleOf(this.#table);
    const [tall, wide] = [this.#size * scale, this.#wide * scale];
    return new DOMRect(left + column * wide, top + row * tall, width * wide, height * tall);
  }

  /** How many pixels high a cell is where the grid has that many rows and columns. @param {number} rows @param {number} columns */
  cellSize(rows, columns) {
    return Math.min(Math.floor(this.#box / Math.max(rows, columns, 1)), LARGEST_CELL);
  }

  #fitCells() {
    const before = [this.#size, this.#wide];
    this.#size = this.cellSize(this.#cells.length, this.#cells[0]?.length ?? 1);
    const needed = Math.ceil(DIGIT * 12 * this.#longest) + 3;
    const possible = Math.floor(this.#room / Math.max(this.#cells[0]?.length ?? 1, 1));
    this.#wide = Math.max(this.#size, Math.min(needed, possible));
    this.element.style.setProperty("--cell", `${this.#size}px`);
    this.element.style.setProperty("--cell-width", `${this.#wide}px`);
    this.element.style.setProperty("--digit", `${digitSize(this.#wide, this.#longest)}px`);
    this.element.classList.toggle("two-lines", this.#size >= TWO_LINES);
    if (before[0] !== this.#size || before[1] !== this.#wide) this.#marks.settle();
  }

  /** @param {number} height @param {number} width */
  #reshape(height, width) {
    this.#part = "";
    this.#cells = createCells(this.#table, this.#id, height, width);
    numberCells(this.#cells, 0, 0);
    this.#table.style.setProperty("--columns", String(width));
    assign(this.#table, { "aria-rowcount": height, "aria-colcount": width });
  }

  /** Count rows and columns as the larger grid does. @param {Part} part */
  #number({ row, column, rows, columns }) {
    const number = `${row} ${column} ${rows} ${columns}`;
    if (number === this.#part) return;
    this.#part = number;
    assign(this.#table, { "aria-rowcount": rows, "aria-colcount": columns });
    numberCells(this.#cells, row, column);
  }

  /** @param {Event} event @param {((row: number, column: number) => void) | undefined} call */
  #onCell(event, call) {
    const target = event.target instanceof Element ? event.target.closest("[role=gridcell]") : null;
    const [, , row, column] = target?.id.split("-") ?? [];
    if (target) call?.(Number(row), Number(column));
  }

  /** What comes to lie under a pointer that rests was not pointed at. @param {PointerEvent} event @param {Wiring["onHover"]} onHover */
  #onMove(event, onHover) {
    if (event.target === this.#under) return;
    this.#under = event.target;
    this.#onCell(event, onHover);
  }

  /** @param {KeyboardEvent} event @param {Wiring} wiring */
  #onKey(event, { onArrow, onEnd, onEdit }) {
    arrowKeys(event, onArrow, onEnd);
    const key = plainly(event.key);
    const isEdit = key === "Enter" || /^[-0-9]$/.test(key);
    if (!onEdit || !isEdit || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    onEdit(key === "Enter" ? "" : key);
  }
}
