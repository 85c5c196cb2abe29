// @ts-check
/** The layers side by side: input, five kernels, five maps after Conv2d, five after MaxPool2d. */

import { formatNumber } from "../kit/arithmetic/rounding.js";
import { make } from "../kit/dom.js";
import { createMap } from "../kit/map.js";
import { greyColour, signedColour } from "../kit/scale.js";
import { fourOf, KERNEL_SIZE, MAPS, settings } from "./numbers.js";

/**
 * @typedef {import("../kit/entry.js").Kit} Kit
 * @typedef {import("../kit/address.js").Settings} Settings
 * @typedef {import("./numbers.js").Network} Network
 */

const WEIGHT_LIMIT = 0.6; // the largest shipped weight is just above one half
/** @param {number} value */
const inCell = (value) => formatNumber(value, { leadingZero: false });

/** How pointing at a map moves the pinned cell. @param {Kit} kit @param {number | null} map from 1; null leaves it @param {number} scale cells of the first map for one of this one */
function pinning(kit, map, scale) {
  const here = () => ({ map: map ?? kit.settings().map });
  /** @param {number} down @param {number} across */
  const onArrow = (down, across) => {
    const { row, column } = kit.settings();
    kit.set({ ...here(), row: row + down * scale, column: column + across * scale });
  };
  /** @param {"first" | "last"} end */
  const onEnd = (end) =>
    kit.set({ ...here(), column: settings.column.limits(kit.settings())[end === "first" ? 0 : 1] });
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

/** @param {Kit} kit */
export function createLayers(kit) {
  const numbers = Array.from({ length: MAPS }, (_, index) => index + 1);
  const walk = pinning(kit, null, 1);
  // A pressed pixel becomes the middle of the window, as far as the picture reaches.
  const reach = Math.floor(KERNEL_SIZE / 2);
  /** @param {number} row @param {number} column */
  const onPoint = (row, column) => walk.onPoint(row - reach, column - reach);
  const input = createMap({ ...walk, onPoint });
  const kernels = numbers.map((map) => createMap({ onPoint: () => kit.set({ map }) }));
  const conv = numbers.map((map) => createMap(pinning(kit, map, 1)));
  const pool = numbers.map((map) => createMap(pinning(kit, map, 2)));
  const elements = [
    column("input", kit.label("fig.input"), "1×28×28", input.element),
    column("kernels", kit.label("live.kernels"), "5×1×5×5", ...kernels.map((map) => map.element)),
    column("conv", "Conv2d", "5×24×24", ...conv.map((map) => map.element)),
    column("pool", "MaxPool2d", "5×12×12", ...pool.map((map) => map.element)),
  ];
  return {
    elements,
    /** A new picture. @param {Network} network */
    show(network) {
      /** @param {number} value */
      const signed = (value) => signedColour(value, network.limit, kit.theme);
      input.show(kit.label("fig.input"), network.input, greyColour);
      network.kernels.forEach((kernel, i) => {
        kernels[i].show(kit.label("live.kernel", { n: i + 1 }), kernel, (value) =>
          signedColour(value, WEIGHT_LIMIT, kit.theme),
        );
        kernels[i].read({ row: 0, column: 0, height: kernel.height, width: kernel.width }, inCell);
        conv[i].show(kit.label("live.map_conv", { n: i + 1 }), network.conv[i], signed);
        pool[i].show(kit.label("live.map_pool", { n: i + 1 }), network.pool[i], signed);
        pool[i].read(
          { row: 0, column: 0, height: network.pool[i].height, width: network.pool[i].width },
          formatNumber,
        );
      });
    },
    /** Another pinned cell. @param {Settings} chosen */
    pin(chosen) {
      const [row, column] = [chosen.row - 1, chosen.column - 1];
      const window = { row, column, height: KERNEL_SIZE, width: KERNEL_SIZE };
      input.mark("window", window);
      input.read(window, inCell);
      const four = fourOf(chosen);
      const pooled = { row: four.row / 2, column: four.column / 2, height: 1, width: 1 };
      numbers.forEach((map, i) => {
        const isPinned = map === chosen.map;
        for (const view of [kernels[i], conv[i], pool[i]]) view.element.classList.toggle("pinned", isPinned);
        conv[i].read(four, formatNumber);
        conv[i].mark("here", isPinned ? { row, column, height: 1, width: 1 } : null);
        pool[i].mark("here", isPinned ? pooled : null);
      });
    },
  };
}
