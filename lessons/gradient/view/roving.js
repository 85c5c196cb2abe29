/** The keyboard's way through the lanes: each is one stop, arrows go on from grid to grid, and down from a value to its gradient. */

import { NAMES } from "./cells.js";

/** @import { Layer } from "../model/places.js" */
/** @import { Name } from "./cells.js" */
/**
 * @typedef {{ element: HTMLElement }} Walkable a grid of numbers, or a map
 * @typedef {Partial<Record<Name, Walkable>>} Grids
 */

/** Where the stop of both lanes is: at the numbers of the step, which every stage shows. @type {Record<Layer, Name>} */
export const STOPS = {
  ...{ loss: "loss", score: "score", linear: "weights", features: "pool", pool: "active" },
  ...{ relu: "conv", conv: "kernel", pixel: "input" },
};

/** @param {Walkable | undefined} grid @returns {HTMLElement | null} */
const tableOf = (grid) => grid?.element.querySelector("[role=grid]") ?? null;

/** What a narrow stage hides takes no focus. @param {Walkable | undefined} grid */
function focus(grid) {
  const table = tableOf(grid);
  if (!table || table.offsetParent === null) return false;
  table.focus({ preventScroll: true });
  return true;
}

/** Who is beyond the edge of a grid, the nearest first. @param {Grids} own @param {Grids} twins @param {Name} name @param {number} down @param {number} across */
function beyond(own, twins, name, down, across) {
  if (down !== 0) return [twins[name]];
  const at = NAMES.indexOf(name);
  const names = across > 0 ? NAMES.slice(at + 1) : NAMES.slice(0, at).reverse();
  return names.map((each) => own[each]);
}

/**
 * Go on from a grid whose edge was reached: to its neighbour in the lane, or to its twin in the other one.
 * @param {{ tiles: Grids, dots: Grids }} lanes
 * @param {boolean} isTile
 * @param {Name} name
 * @param {number} down
 * @param {number} across
 */
export function goOn({ tiles, dots }, isTile, name, down, across) {
  const isAway = down !== 0 && down > 0 !== isTile; // up from a value and down from a gradient there is nothing
  if (isAway) return;
  beyond(isTile ? tiles : dots, isTile ? dots : tiles, name, down, across).some(focus);
}

/** One stop of Tab a lane. @param {{ tiles: Grids, dots: Grids }} lanes @param {Layer} layer */
export function setStops({ tiles, dots }, layer) {
  for (const grids of [tiles, dots]) {
    for (const name of NAMES)
      tableOf(grids[name])?.setAttribute("tabindex", name === STOPS[layer] ? "0" : "-1");
  }
}
