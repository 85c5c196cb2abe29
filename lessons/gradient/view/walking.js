/** How the grids answer: a press chooses a number or opens it for another one, arrows walk. */

import { NumberGrid } from "../../kit/grid/grid.js";
import { createPointer } from "../../kit/grid/pointer.js";
import { typeNumber } from "../../kit/grid/typed_grid.js";
import { writeCells } from "../../kit/settings/cells_text.js";
import { inputOf, kernelOf, NUMBER_LIMITS } from "../model/given.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Settings } from "../model/given.js" */
/** @import { Place } from "../model/places.js" */
/** @import { Name } from "./cells.js" */
/**
 * @typedef {{ pause: () => void, remark: (saying: string) => void }} Hands
 * @typedef {(down: number, across: number) => void} GoOn what an arrow does beyond the edge
 */

/** The layer whose step a grid's gradients come at. @type {Record<Name, Place["layer"]>} */
const LAYER_OF = {
  ...{ input: "pixel", kernel: "conv", bias: "conv", conv: "relu", active: "relu" },
  ...{ pool: "features", weights: "linear", score: "score", loss: "loss" },
};
const POOL = 2; // cells a side of a window of the pooling

/** What can be typed. */
const EDITABLE = /** @type {const} */ ({ input: inputOf, kernel: kernelOf });

/** Look at the number of a grid. @param {Name} name @param {number} row from 0 @param {number} column @returns {Partial<Settings>} */
export function placeAt(name, row, column) {
  return {
    layer: LAYER_OF[name],
    parameter: name === "bias" ? "bias" : "weight",
    row: row + 1,
    column: column + 1,
  };
}

/** @param {Kit} kit @param {Hands} hands @param {NumberGrid} grid @param {"input" | "kernel"} name @param {number} row @param {number} column @param {string} first */
function edit(kit, { remark }, grid, name, row, column, first) {
  const asked = { limits: NUMBER_LIMITS, isWhole: true, refused: "grad.edit_refused", remark };
  typeNumber(kit, grid, [row, column, first], asked, (number) => {
    const own = EDITABLE[name](kit.settings());
    const values = own.values.slice();
    values[row * own.width + column] = number;
    kit.set({ [name]: writeCells({ ...own, values }) });
  });
}

/** @param {Kit} kit @param {Hands} hands @param {Name} name @param {() => readonly [number, number]} size @param {boolean} isTile @param {GoOn} goOn */
export function createWalked(kit, hands, name, size, isTile, goOn) {
  const pointer = createPointer(size, (row, column) => grid.point(row, column));
  /** @param {number} row @param {number} column @param {string} [first] */
  const press = (row, column, first = "") => {
    hands.pause();
    pointer.goTo(row, column);
    const isOpened = isTile && kit.settings().view === "step" && (name === "input" || name === "kernel");
    if (isOpened) edit(kit, hands, grid, name, row, column, first);
    else kit.set(placeAt(name, row, column));
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

/** The same hands on a map: a press pins a cell, arrows walk from where the figure looks. @param {Kit} kit @param {Hands} hands @param {Name} name @param {readonly [number, number]} size @param {GoOn} goOn @returns {import("../../kit/grid/map.js").Wiring} */
export function createWalkedMap(kit, hands, name, [height, width], goOn) {
  const look = (/** @type {number} */ row, /** @type {number} */ column) => {
    hands.pause();
    kit.set(placeOnMap(name, row, column));
  };
  /** Where the figure looks on this map; from elsewhere one comes in at the first cell. @returns {[row: number, column: number]} */
  const at = () => {
    const { layer, row, column } = kit.settings();
    if (placeOnMap(name, 0, 0).layer !== layer) return [0, -1];
    return name === "active" ? [POOL * (row - 1), POOL * (column - 1)] : [row - 1, column - 1];
  };
  return {
    onPoint: look,
    onArrow(down, across) {
      const stride = name === "active" ? POOL : 1;
      const [row, column] = at();
      const [y, x] = [row + stride * down, column + stride * across];
      const isAway = y < 0 || y >= height || x < 0 || x >= width;
      if (isAway && column >= 0) goOn(down, across);
      else look(Math.max(y, 0), Math.max(x, 0));
    },
    onEnd: (end) => look(at()[0], end === "first" ? 0 : width - 1),
  };
}

/** Look at a cell of a map: behind ReLU at the window of the pooling that it lies in. @param {Name} name @param {number} row from 0 @param {number} column @returns {Partial<Settings>} */
function placeOnMap(name, row, column) {
  if (name !== "active") return placeAt(name, row, column);
  return placeAt(name, Math.floor(row / POOL), Math.floor(column / POOL));
}
