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
 * @typedef {object} MapView
 * @property {HTMLElement} element
 * @property {(name: string, map: Grid, colour: (value: number) => import("./scale.js").Rgb) => void} show
 * @property {(area: Area, write: (value: number) => string) => void} read put the cells under the loupe into words
 * @property {(name: string, area: Area | null) => void} mark
 */

let maps = 0;

/** @param {HTMLCanvasElement} canvas @param {Grid} map @param {(value: number) => import("./scale.js").Rgb} colour */
function drawPixels(canvas, { height, width, values }, colour) {
  canvas.width = width;
  canvas.height = height;
  const pixels = new ImageData(width, height);
  values.forEach((value, at) => {
    pixels.data.set([...colour(value), 255], 4 * at);
  });
  canvas.getContext("2d")?.putImageData(pixels, 0, 0);
}

/**
 * @param {object} wiring
 * @param {(row: number, column: number) => void} [wiring.onPoint] pressed, or the pointer dragged over it
 * @param {(down: number, across: number) => void} [wiring.onArrow]
 * @param {(end: "first" | "last") => void} [wiring.onEnd]
 * @returns {MapView}
 */
export function createMap({ onPoint, onArrow, onEnd }) {
  const id = `map-${++maps}`;
  const canvas = make("canvas", { "aria-hidden": true });
  const cells = make("div", { class: "unseen", role: "rowgroup" });
  const marks = createMarks();
  const element = make("div", { class: "map", role: "grid", tabindex: 0 }, canvas, cells, marks.element);
  /** @type {Grid | null} */
  let shown = null;

  /** @param {PointerEvent} event */
  const point = (event) => {
    if (!shown || (event.type === "pointermove" && event.buttons === 0)) return;
    const { left, top, width, height } = canvas.getBoundingClientRect();
    const row = Math.floor(((event.clientY - top) / height) * shown.height);
    const column = Math.floor(((event.clientX - left) / width) * shown.width);
    if (row >= 0 && column >= 0 && row < shown.height && column < shown.width) onPoint?.(row, column);
  };
  canvas.addEventListener("pointerdown", point);
  canvas.addEventListener("pointermove", point);
  element.addEventListener("keydown", (event) => arrowKeys(event, onArrow, onEnd));

  /** @param {Area} area */
  const reshape = ({ height, width }) => {
    const rows = Array.from({ length: height }, (_, row) =>
      make(
        "div",
        { role: "row" },
        ...Array.from({ length: width }, (_, column) =>
          make("div", { role: "gridcell", id: `${id}-${row}-${column}` }),
        ),
      ),
    );
    cells.replaceChildren(...rows);
  };
  return {
    element,
    show(name, map, colour) {
      shown = map;
      element.setAttribute("aria-label", name);
      element.setAttribute("aria-rowcount", String(map.height));
      element.setAttribute("aria-colcount", String(map.width));
      element.style.setProperty("--rows", String(map.height));
      element.style.setProperty("--columns", String(map.width));
      drawPixels(canvas, map, colour);
    },
    read(area, write) {
      if (!shown) return;
      const { width, values } = shown;
      if (
        cells.childElementCount !== area.height ||
        cells.firstElementChild?.childElementCount !== area.width
      )
        reshape(area);
      [...cells.children].forEach((line, row) => {
        line.setAttribute("aria-rowindex", String(area.row + row + 1));
        [...line.children].forEach((cell, column) => {
          cell.setAttribute("aria-colindex", String(area.column + column + 1));
          cell.textContent = write(values[(area.row + row) * width + area.column + column]);
        });
      });
      element.setAttribute("aria-activedescendant", `${id}-0-0`);
    },
    mark: marks.mark,
  };
}
