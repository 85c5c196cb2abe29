// @ts-check
/** What of the network can be seen so far, painted. */

import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { greyPixels, signedPaint, signedPixels } from "../../kit/grid/scale.js";
import { isOver } from "../model/captions.js";
import { HUNDREDTH, limitOf, POOL_SIZE, TEN_THOUSANDTH } from "../model/network.js";
import { KERNEL_SIZE, PLACES } from "../model/sizes.js";

/**
 * @typedef {import("../../kit/dom/kit.js").Kit} Kit
 * @typedef {import("./parts.js").Parts} Parts
 * @typedef {import("../model/filled.js").Filled} Filled
 * @typedef {import("../model/network.js").Network} Network
 * @typedef {import("../model/limits.js").Settings} Settings
 */

/** Pixels and weights: hundredths, without the zero before the point. @param {number} value */
const inCell = (value) => formatNumber(value / HUNDREDTH, { leadingZero: false });

/** @param {import("../model/network.js").Grid} weights in hundredths @param {Kit} kit */
function weightCells(weights, kit) {
  const limit = limitOf(weights);
  return Array.from({ length: KERNEL_SIZE }, (_, row) =>
    Array.from({ length: KERNEL_SIZE }, (_, column) => {
      const weight = weights.values[row * KERNEL_SIZE + column];
      return { text: inCell(weight), paint: signedPaint(weight, limit, kit.theme) };
    }),
  );
}

/** @param {Parts} parts @param {Kit} kit @param {Network} network @param {Settings} chosen @param {Filled} filled */
export function paintMaps({ picture, map, pooled, kernel }, kit, network, chosen, filled) {
  const shown = chosen.kernel - 1;
  const [row, column] = filled.place;
  const units = network.maps[shown];
  const limit = limitOf(units);
  const colour = signedPixels(limit, kit.theme);
  picture.show(kit.label("home.picture"), network.input, (value) => greyPixels()(value / HUNDREDTH));
  picture.mark("window", { row, column, height: KERNEL_SIZE, width: KERNEL_SIZE });
  picture.read({ row, column, height: KERNEL_SIZE, width: KERNEL_SIZE }, inCell);
  map.show(kit.label("home.map"), units, (value, at) =>
    filled.has(Math.floor(at / PLACES), at % PLACES) ? colour(value) : 0,
  );
  map.mark("here", { row, column, height: 1, width: 1 });
  map.read({ row, column, height: 1, width: 1 }, (value) => formatNumber(value / TEN_THOUSANDTH));
  const side = PLACES / POOL_SIZE;
  pooled.show(kit.label("home.pooled"), network.pooled[shown], (value, at) =>
    filled.hasAll(Math.floor(at / side) * POOL_SIZE, (at % side) * POOL_SIZE, POOL_SIZE) ? colour(value) : 0,
  );
  pooled.read({ row: 0, column: 0, height: side, width: side }, (value, y, x) =>
    filled.hasAll(y * POOL_SIZE, x * POOL_SIZE, POOL_SIZE) ? formatNumber(value / TEN_THOUSANDTH) : "–",
  );
  kernel.grid.show(kit.label("fig.kernel"), weightCells(network.kernels[shown], kit));
  kernel.choice.show(String(chosen.kernel));
}

/** From the window to the kernel, and from the kernel to its cell; a finished map has no line across it. @param {Parts} parts @param {Filled} filled @param {import("../model/captions.js").Action} action */
export function drawLinks({ links, picture, map, kernel }, filled, action) {
  if (isOver(filled, action)) return links.draw(() => []);
  const [row, column] = filled.place;
  links.draw(() => {
    const from = picture.rectOf({ row, column, height: KERNEL_SIZE, width: KERNEL_SIZE });
    const box = kernel.grid.element.getBoundingClientRect();
    const to = map.rectOf({ row, column, height: 1, width: 1 });
    const isInRow = to.left > box.right; // on a phone the map lies below: a line would cross the numbers
    return [
      { from, to: box, kind: "lens" },
      ...(isInRow ? [/** @type {const} */ ({ from: box, to, kind: "travel" })] : []),
    ];
  });
}
