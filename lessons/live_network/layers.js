// @ts-check
/** The layers side by side: input, five kernels, five maps after Conv2d, five after MaxPool2d. */

import { formatNumber } from "../kit/arithmetic/rounding.js";
import { make } from "../kit/dom.js";
import { PixelMap } from "../kit/map.js";
import { greyPixels, signedPixels } from "../kit/scale.js";
import { fourOf, KERNEL_SIZE, MAPS, POOL_SIZE, WEIGHT_LIMIT } from "./numbers.js";

/**
 * @typedef {import("../kit/entry.js").Kit} Kit
 * @typedef {import("../kit/address.js").Settings} Settings
 * @typedef {import("./numbers.js").Network} Network
 */

const LAST = Number.MAX_SAFE_INTEGER; // clamped to the last column there is
const NUMBERS = Array.from({ length: MAPS }, (_, index) => index + 1);
/** @param {number} value */
const inCell = (value) => formatNumber(value, { leadingZero: false });
/** @param {number} value */
const inMap = (value) => formatNumber(value);

/** How pointing at a map moves the pinned cell. @param {Kit} kit @param {number | null} map from 1; null leaves it @param {number} scale cells of the first map for one of this one */
function pinning(kit, map, scale) {
  const here = () => ({ map: map ?? kit.settings().map });
  /** @param {number} down @param {number} across */
  const onArrow = (down, across) => {
    const { row, column } = kit.settings();
    kit.set({ ...here(), row: row + down * scale, column: column + across * scale });
  };
  /** @param {"first" | "last"} end */
  const onEnd = (end) => kit.set({ ...here(), column: end === "first" ? 1 : LAST });
  /** @param {number} row @param {number} column */
  const onPoint = (row, column) => kit.set({ ...here(), row: row * scale + 1, column: column * scale + 1 });
  return { onArrow, onEnd, onPoint };
}

/** @param {string} area @param {string} name @param {string} shape @param {...HTMLElement} content */
function column(area, name, shape, ...content) {
  const head = make(
    "p",
    { class: "panel-head" },
    make("b", {}, name),
    make("span", { class: "note" }, shape),
  );
  return make("section", { class: `layer ${area}` }, head, make("div", { class: "stack" }, ...content));
}

/** All cells of a grid. @param {import("../kit/arithmetic/grid.js").Grid} grid */
const whole = ({ height, width }) => ({ row: 0, column: 0, height, width });

export class Layers {
  #kit;
  #input;
  #kernels;
  #conv;
  #pool;
  elements;

  /** @param {Kit} kit */
  constructor(kit) {
    this.#kit = kit;
    const walk = pinning(kit, null, 1);
    // A pressed pixel becomes the middle of the window, as far as the picture reaches.
    const reach = Math.floor(KERNEL_SIZE / 2);
    /** @param {number} row @param {number} column */
    const onPoint = (row, column) => walk.onPoint(row - reach, column - reach);
    this.#input = new PixelMap({ ...walk, onPoint });
    this.#kernels = NUMBERS.map((map) => new PixelMap({ onPoint: () => kit.set({ map }) }));
    this.#conv = NUMBERS.map((map) => new PixelMap(pinning(kit, map, 1)));
    this.#pool = NUMBERS.map((map) => new PixelMap(pinning(kit, map, 2)));
    this.elements = [
      column("input", kit.label("fig.input"), "1×28×28", this.#input.element),
      column("kernels", kit.label("live.kernels"), "5×1×5×5", ...this.#kernels.map(({ element }) => element)),
      column("conv", "Conv2d", "5×24×24", ...this.#conv.map(({ element }) => element)),
      column("pool", "MaxPool2d", "5×12×12", ...this.#pool.map(({ element }) => element)),
    ];
  }

  /** A new picture. @param {Network} network */
  show({ input, kernels, conv, pool, limit }) {
    const { label, theme } = this.#kit;
    const [signed, weight] = [signedPixels(limit, theme), signedPixels(WEIGHT_LIMIT, theme)];
    this.#input.show(label("fig.input"), input, greyPixels());
    NUMBERS.forEach((n, i) => {
      this.#kernels[i].show(label("live.kernel", { n }), kernels[i], weight);
      this.#kernels[i].read(whole(kernels[i]), inCell);
      this.#conv[i].show(label("live.map_conv", { n }), conv[i], signed);
      this.#pool[i].show(label("live.map_pool", { n }), pool[i], signed);
      this.#pool[i].read(whole(pool[i]), inMap);
    });
  }

  /** Another pinned cell. @param {Settings} chosen */
  pin(chosen) {
    const [row, column] = [chosen.row - 1, chosen.column - 1];
    const window = { row, column, height: KERNEL_SIZE, width: KERNEL_SIZE };
    this.#input.mark("window", window);
    this.#input.read(window, inCell);
    const four = fourOf(chosen);
    const pooled = { row: four.row / POOL_SIZE, column: four.column / POOL_SIZE, height: 1, width: 1 };
    NUMBERS.forEach((map, i) => {
      const isPinned = map === chosen.map;
      for (const { element } of [this.#kernels[i], this.#conv[i], this.#pool[i]]) {
        element.classList.toggle("pinned", isPinned);
      }
      this.#conv[i].read(four, inMap);
      this.#conv[i].mark("here", isPinned ? { row, column, height: 1, width: 1 } : null);
      this.#pool[i].mark("here", isPinned ? pooled : null);
    });
  }
}
