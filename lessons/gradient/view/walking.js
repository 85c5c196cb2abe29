/**
 * How the grids answer: a press chooses a number or opens it for another one, arrows walk. Each lane is one stop of the
 * keyboard; arrows go on from grid to grid, and down from a value to its gradient.
 */

import { NumberGrid } from "../../kit/grid/grid.js";
import { PixelMap } from "../../kit/grid/map.js";
import { createPointer, typeCell } from "../../kit/grid/walking.js";
import { inputOf, kernelOf, NUMBER_LIMITS } from "../model/given.js";
import { SIDE } from "../model/network.js";
import { COMES_AT, GRIDS, NAMES } from "../model/way_back.js";

/** @import { Settings } from "../model/given.js" */
/** @import { Layer, Name } from "../model/way_back.js" */
/**
 * @typedef {(down: number, across: number) => void} GoOn what an arrow does beyond the edge
 * @typedef {{ element: HTMLElement }} Walkable a grid of numbers, or a map
 * @typedef {Partial<Record<Name, Walkable>>} Grids
 */

/** What can be typed. */
const EDITABLE = /** @type {const} */ ({ input: inputOf, kernel: kernelOf });

/** Look at the number of a grid. @param {Name} name @param {number} row from 0 @param {number} column @param {Layer} [layer] @returns {Partial<Settings>} */
const placeAt = (name, row, column, layer = COMES_AT[name]) => ({
  layer,
  parameter: name === "bias" ? "bias" : "weight",
  row: row + 1,
  column: column + 1,
});

/** @param {Kit} kit @param {LessonHands} hands @param {Name} name @param {() => readonly [number, number]} size @param {boolean} isTile @param {GoOn} goOn */
export function createWalked(kit, hands, name, size, isTile, goOn) {
  const pointer = createPointer(size, (row, column) => grid.point(row, column));
  /** @param {number} row @param {number} column @param {string} [first] */
  const press = (row, column, first = "") => {
    hands.pause();
    pointer.goTo(row, column);
    const isOpened = isTile && kit.settings().view === "step" && (name === "input" || name === "kernel");
    if (!isOpened) return kit.set(placeAt(name, row, column, name === "active" ? "relu" : undefined));
    const cells = EDITABLE[name](kit.settings());
    typeCell(kit, hands, [grid, row, column, first], { name, cells, limits: NUMBER_LIMITS, isWhole: true });
  };
  /** @type {NumberGrid} */
  const grid = new NumberGrid({
    onArrow(down, across) {
      const [row, column] = pointer.at();
      const [height, width] = size();
      const [y, x] = [row + down, column + across];
      if (y < 0 || x < 0 || y >= height || x >= width) goOn(down, across);
      else pointer.goTo(y, x);
    },
    onEnd: pointer.onEnd,
    onPress: press,
    onEdit: (first) => press(...pointer.at(), first),
  });
  return grid;
}

/** The same hands on a map: a press pins a cell, arrows walk from where the figure looks. @param {Kit} kit @param {LessonHands} hands @param {Name} name @param {readonly [number, number]} size @param {GoOn} goOn @param {import("../../kit/grid/map.js").Wiring["draw"]} draw */
export function createWalkedMap(kit, hands, name, [height, width], goOn, draw) {
  const look = (/** @type {number} */ row, /** @type {number} */ column) => {
    hands.pause();
    kit.set(placeOnMap(name, row, column));
  };
  /** Where the figure looks on this map; from elsewhere one comes in at the first cell. @returns {[row: number, column: number]} */
  const at = () => {
    const { layer, row, column } = kit.settings();
    if (placeOnMap(name, 0, 0).layer !== layer) return [0, -1];
    return name === "active" ? [SIDE * (row - 1), SIDE * (column - 1)] : [row - 1, column - 1];
  };
  return new PixelMap({
    ...{ draw, onPoint: look },
    onArrow(down, across) {
      const stride = name === "active" ? SIDE : 1;
      const [row, column] = at();
      const [y, x] = [row + stride * down, column + stride * across];
      const isAway = y < 0 || y >= height || x < 0 || x >= width;
      if (isAway && column >= 0) goOn(down, across);
      else look(Math.max(y, 0), Math.max(x, 0));
    },
    onEnd: (end) => look(at()[0], Math.min(end, width - 1)),
  });
}

/** Look at a cell of a map: behind ReLU at the window of the pooling that it lies in. @param {Name} name @param {number} row from 0 @param {number} column @returns {Partial<Settings>} */
function placeOnMap(name, row, column) {
  if (name !== "active") return placeAt(name, row, column);
  return placeAt(name, Math.floor(row / SIDE), Math.floor(column / SIDE));
}

/** Where the stop of both lanes is: at the numbers of the step, which every stage shows. @param {Layer} layer */
export const stopOf = (layer) => (layer === "pool" ? "active" : GRIDS[layer]);

/** @param {Walkable | undefined} grid @returns {HTMLElement | null} */
const tableOf = (grid) => grid?.element.querySelector("[role=grid]") ?? null;

/** What a narrow stage hides takes no focus. @param {Walkable | undefined} grid */
function focus(grid) {
  const table = tableOf(grid);
  if (!table || table.offsetParent === null) return false;
  table.focus({ preventScroll: true });
  return true;
}

/**
 * Go on from a grid whose edge was reached: to its neighbour in the lane, the nearest that takes the focus, or to its twin in
 * the other one; up from a value and down from a gradient there is nothing.
 * @param {{ tiles: Grids, dots: Grids }} lanes @param {boolean} isTile @param {Name} name @param {number} down
 * @param {number} across
 */
export function goOn({ tiles, dots }, isTile, name, down, across) {
  const [own, twins] = isTile ? [tiles, dots] : [dots, tiles];
  const at = NAMES.indexOf(name);
  if (down !== 0) return down > 0 === isTile && focus(twins[name]);
  const names = across > 0 ? NAMES.slice(at + 1) : NAMES.slice(0, at).reverse();
  return names.some((each) => focus(own[each]));
}

/** One stop of Tab a lane. @param {{ tiles: Grids, dots: Grids }} lanes @param {Layer} layer */
export function setStops({ tiles, dots }, layer) {
  for (const grids of [tiles, dots]) {
    for (const name of NAMES)
      tableOf(grids[name])?.setAttribute("tabindex", name === stopOf(layer) ? "0" : "-1");
  }
}
