// @ts-check
/** The pinned cell, followed back: its window, the kernel, all products, and what the pooling keeps of it. */

import { formatNumber } from "../kit/arithmetic/rounding.js";
import { icon, make } from "../kit/dom.js";
import { NumberGrid } from "../kit/grid.js";
import { createPanel } from "../kit/panel.js";
import { greyPaint, signedPaint } from "../kit/scale.js";
import { named, operator } from "../kit/terms.js";
import { KERNEL_SIZE, WEIGHT_LIMIT } from "./numbers.js";

/**
 * @typedef {import("../kit/entry.js").Kit} Kit
 * @typedef {import("../kit/arithmetic/grid.js").Grid} Grid
 * @typedef {import("../kit/scale.js").Paint} Paint
 * @typedef {ReturnType<typeof import("./numbers.js").pinned>} Pin
 */

/** @param {Grid} grid @param {(value: number) => Paint} paint @param {boolean} leadingZero */
function cellsOf({ height, width, values }, paint, leadingZero) {
  return Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (_, column) => {
      const value = values[row * width + column];
      return { text: formatNumber(value, { leadingZero }), paint: paint(value) };
    }),
  );
}

/** Buttons for who has no arrow keys. @param {Kit} kit */
function createMoves(kit) {
  const directions = /** @type {const} */ ([
    ["left", "back", 0, -1],
    ["up", "up", -1, 0],
    ["down", "down", 1, 0],
    ["right", "next", 0, 1],
  ]);
  const buttons = directions.map(([name, picture, down, across]) => {
    const press = () => kit.set({ row: kit.settings().row + down, column: kit.settings().column + across });
    return make(
      "button",
      { type: "button", "aria-label": kit.label(`live.move_${name}`), onclick: press },
      icon(picture),
    );
  });
  return make("div", { class: "moves" }, ...buttons);
}

/** The grids of the panel; a weight pointed at lights its pixel and its product. */
function createGrids() {
  let pointer = [0, 0];
  /** @param {number} row @param {number} column */
  const link = (row, column) => {
    pointer = [row, column];
    for (const grid of [window, kernel, products]) {
      grid.point(row, column);
      grid.link([[row, column]]);
    }
  };
  const onLeave = () => {
    for (const grid of [window, kernel, products]) grid.link([]);
  };
  const last = KERNEL_SIZE - 1;
  /** @param {number} down @param {number} across */
  const onArrow = (down, across) =>
    link(Math.min(Math.max(pointer[0] + down, 0), last), Math.min(Math.max(pointer[1] + across, 0), last));
  const wiring = { onHover: link, onPress: link, onLeave, onArrow };
  const [window, kernel, products] = [new NumberGrid(wiring), new NumberGrid(wiring), new NumberGrid(wiring)];
  return { window, kernel, products, four: new NumberGrid() };
}

export class PinnedCell {
  #kit;
  #title = make("b", {});
  #sum = make("b", { class: "term sum" });
  #bias = make("b", { class: "term bias" });
  #output = make("b", { class: "term output" });
  #largest = make("b", { class: "term largest" });
  grids = createGrids();
  #kernelPanel;
  element;

  /** @param {Kit} kit */
  constructor(kit) {
    this.#kit = kit;
    const { window, kernel, products, four } = this.grids;
    this.#kernelPanel = createPanel("kernel", kit.label("fig.kernel"), kernel.element);
    const head = make("div", { class: "pin-head" }, this.#title, createMoves(kit));
    const row = make("div", { class: "pin-grids" });
    row.append(createPanel("window", kit.label("live.window"), window.element).element, operator("×"));
    row.append(this.#kernelPanel.element, operator("="));
    row.append(createPanel("products", kit.label("fig.products"), products.element).element);
    const terms = make("p", { class: "terms" }, named(this.#sum, kit.label("conv.sum_below")), operator("+"));
    terms.append(named(this.#bias, kit.label("conv.bias_below")), operator("="));
    terms.append(named(this.#output, kit.label("conv.output_below")), operator("→"));
    terms.append(createPanel("four", kit.label("live.four"), four.element).element, operator("→"));
    terms.append(named(this.#largest, kit.label("live.largest")));
    this.element = make("section", { class: "pin" }, head, row, terms);
  }

  /** @param {import("../kit/address.js").Settings} chosen @param {Pin} pin @param {number} limit of the maps' colours */
  show(chosen, pin, limit) {
    const { label, theme } = this.#kit;
    /** @param {number} value */
    const signed = (value) => signedPaint(value, limit, theme);
    /** @param {number} value */
    const weight = (value) => signedPaint(value, WEIGHT_LIMIT, theme);
    this.#title.textContent = label("live.pinned", { n: chosen.map, r: chosen.row, c: chosen.column });
    this.#kernelPanel.note.textContent = String(chosen.map);
    const { window, kernel, products, four } = this.grids;
    window.show(label("live.window"), cellsOf(pin.step.window, greyPaint, false));
    kernel.show(label("live.kernel", { n: chosen.map }), cellsOf(pin.kernel, weight, false));
    products.show(label("fig.products"), cellsOf(pin.step.products, weight, false));
    four.show(label("live.four"), cellsOf(pin.four, signed, true));
    const [row, column] = [chosen.row - 1 - pin.area.row, chosen.column - 1 - pin.area.column];
    four.mark("window", { row, column, height: 1, width: 1 });
    four.mark("winner", { row: Math.floor(pin.winner / 2), column: pin.winner % 2, height: 1, width: 1 });
    this.#sum.textContent = formatNumber(pin.step.sum);
    this.#bias.textContent = formatNumber(pin.bias);
    paintResult(this.#output, pin.step.output, signed);
    paintResult(this.#largest, pin.largest, signed);
  }
}

/** @param {HTMLElement} element @param {number} value @param {(value: number) => Paint} paint */
function paintResult(element, value, paint) {
  element.textContent = formatNumber(value);
  const { background, ink } = paint(value);
  Object.assign(element.style, { background, color: ink });
}
