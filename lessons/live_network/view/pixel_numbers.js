/** The 28x28 numbers that the network reads, exact, in a window of their own. */

import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { make, setText } from "../../kit/dom/dom.js";
import { NumberGrid } from "../../kit/grid/grid.js";
import { greyPaint } from "../../kit/grid/scale.js";
import { createDialog } from "./dialog.js";

const SIDE = 28;
const CELL = 24; // px: the least that holds a number
const WIDE_CELL = 27; // px
const FAR = 7; // cells that Shift and an arrow move by
const HUNDREDTH = 100;

/** @param {number[]} hundredths */
const cellsOf = (hundredths) =>
  Array.from({ length: SIDE }, (_, row) =>
    hundredths.slice(row * SIDE, (row + 1) * SIDE).map((whole) => {
      const value = whole / HUNDREDTH;
      return { text: formatNumber(value, { leadingZero: false }), paint: greyPaint(value) };
    }),
  );

/** @param {number} place */
const within = (place) => Math.min(Math.max(place, 0), SIDE - 1);

/** @param {import("../../kit/dom/kit.js").Kit} kit */
export function createPixelNumbers(kit) {
  let [row, column] = [SIDE / 2, SIDE / 2];
  /** @type {number[]} */
  let pixels = [];
  const name = kit.label("live.numbers");
  const said = make("p.here");
  /** @param {number} y @param {number} x */
  const moveTo = (y, x) => {
    [row, column] = [within(y), within(x)];
    grid.point(row, column);
    grid.mark("window", { row, column, height: 1, width: 1 });
    const value = formatNumber(pixels[row * SIDE + column] / HUNDREDTH);
    setText(said, kit.label("live.pixel", { r: row + 1, c: column + 1, v: value }));
    const { left, top, width, height } = grid.rectOf({ row, column, height: 1, width: 1 });
    const frame = scroller.getBoundingClientRect();
    if (left < frame.left || left + width > frame.right)
      scroller.scrollLeft += left - frame.left - frame.width / 2;
    if (top < frame.top || top + height > frame.bottom)
      scroller.scrollTop += top - frame.top - frame.height / 2;
  };
  const grid = new NumberGrid({
    onPress: moveTo,
    onArrow: (down, across, isFar) =>
      moveTo(row + down * (isFar ? FAR : 1), column + across * (isFar ? FAR : 1)),
    onEnd: (end) => moveTo(row, end === "first" ? 0 : SIDE - 1),
  });
  const scroller = make("div.number-scroll", grid.element);
  const dialog = createDialog(kit, "numbers", [make("b", name), said], scroller);
  dialog.setAttribute("aria-label", name);
  const fill = () => {
    grid.show(name, cellsOf(pixels));
    grid.fit(SIDE * CELL, SIDE * WIDE_CELL);
    moveTo(row, column);
  };
  const open = () => {
    dialog.showModal();
    fill();
    const table = grid.element.querySelector("[role=grid]");
    if (table instanceof HTMLElement) table.focus({ preventScroll: true });
  };
  const button = make("button", { "aria-haspopup": "dialog", onclick: open });
  button.append(kit.label("live.open_numbers"));
  return {
    element: make("div.open-numbers", button, dialog),
    /** @param {number[]} hundredths */
    show(hundredths) {
      pixels = hundredths;
      if (dialog.open) fill();
    },
  };
}
