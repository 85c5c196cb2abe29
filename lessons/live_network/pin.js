// @ts-check
/** The pinned cell, followed back: its window, the kernel, all products, and what the pooling keeps of it. */

import { formatNumber } from "../kit/arithmetic/rounding.js";
import { icon, make } from "../kit/dom.js";
import { createGrid } from "../kit/grid.js";
import { createPanel } from "../kit/panel.js";
import { greyPaint, signedPaint } from "../kit/scale.js";

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

/** The four grids; a weight pointed at lights its pixel and its product. */
function createGrids() {
  let pointer = [0, 0];
  /** @param {number} row @param {number} column */
  const link = (row, column) => {
    pointer = [row, column];
    for (const grid of [window, kernel, products]) {
      grid.point(row, column);
      grid.mark("linked", { row, column, height: 1, width: 1 });
    }
  };
  const onLeave = () => {
    for (const grid of [window, kernel, products]) grid.mark("linked", null);
  };
  /** @param {number} down @param {number} across */
  const onArrow = (down, across) =>
    link(Math.min(Math.max(pointer[0] + down, 0), 4), Math.min(Math.max(pointer[1] + across, 0), 4));
  const wiring = { onHover: link, onPress: link, onLeave, onArrow, hasDecimals: true };
  const [window, kernel, products, four] = [
    createGrid(wiring),
    createGrid(wiring),
    createGrid(wiring),
    createGrid({ hasDecimals: true }),
  ];
  return { window, kernel, products, four };
}

/** @param {Kit} kit */
export function createPin(kit) {
  const title = make("b", {});
  const grids = createGrids();
  const panels = {
    window: createPanel("window", kit.label("live.window"), grids.window.element),
    kernel: createPanel("kernel", kit.label("fig.kernel"), grids.kernel.element),
    products: createPanel("products", kit.label("fig.products"), grids.products.element),
    four: createPanel("four", kit.label("live.four"), grids.four.element),
  };
  const [sum, bias, output, largest] = ["sum", "bias", "output", "largest"].map((name) =>
    make("b", { class: `term ${name}` }),
  );
  /** @param {HTMLElement} number @param {string} label */
  const named = (number, label) =>
    make("span", { class: "named" }, number, make("small", {}, kit.label(label)));
  /** @param {string} sign */
  const operator = (sign) => make("span", { class: "op" }, sign);
  const terms = make(
    "p",
    { class: "terms" },
    named(sum, "conv.sum_below"),
    operator("+"),
    named(bias, "conv.bias_below"),
  );
  terms.append(
    operator("="),
    named(output, "conv.output_below"),
    operator("→"),
    panels.four.element,
    operator("→"),
    named(largest, "live.largest"),
  );
  const head = make("div", { class: "pin-head" }, title, createMoves(kit));
  const row = make(
    "div",
    { class: "pin-grids" },
    panels.window.element,
    operator("×"),
    panels.kernel.element,
    operator("="),
    panels.products.element,
  );
  return {
    element: make("section", { class: "pin" }, head, row, terms),
    grids,
    /** @param {import("../kit/address.js").Settings} chosen @param {Pin} pin @param {number} limit */
    show(chosen, { step, bias: added, kernel, four, area, largest: kept, winner }, limit) {
      /** @param {number} value */
      const signed = (value) => signedPaint(value, limit, kit.theme);
      /** @param {number} value */
      const weight = (value) => signedPaint(value, 0.6, kit.theme);
      title.textContent = kit.label("live.pinned", { n: chosen.map, r: chosen.row, c: chosen.column });
      grids.window.show(kit.label("live.window"), cellsOf(step.window, greyPaint, false));
      grids.kernel.show(kit.label("live.kernel", { n: chosen.map }), cellsOf(kernel, weight, false));
      grids.products.show(kit.label("fig.products"), cellsOf(step.products, weight, false));
      grids.four.show(kit.label("live.four"), cellsOf(four, signed, true));
      panels.kernel.note.textContent = String(chosen.map);
      const pinnedAt = {
        row: chosen.row - 1 - area.row,
        column: chosen.column - 1 - area.column,
        height: 1,
        width: 1,
      };
      grids.four.mark("window", pinnedAt);
      grids.four.mark("winner", { row: Math.floor(winner / 2), column: winner % 2, height: 1, width: 1 });
      sum.textContent = formatNumber(step.sum);
      bias.textContent = formatNumber(added);
      for (const [element, value] of /** @type {const} */ ([
        [output, step.output],
        [largest, kept],
      ])) {
        element.textContent = formatNumber(value);
        const { background, ink } = signed(value);
        Object.assign(element.style, { background, color: ink });
      }
    },
  };
}
