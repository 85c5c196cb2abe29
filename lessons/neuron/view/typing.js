/** Other numbers, typed into the picture and into the shared weights. */

import { typeNumber } from "../../kit/grid/typed_grid.js";
import { writeCells } from "../../kit/settings/cells_text.js";
import { placeOf, SIDE } from "../model/limits.js";
import { pixelOf } from "../model/numbers.js";
import { inputOf, kernelOf, limitsOf } from "../model/weights.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { NumberGrid } from "../../kit/grid/grid.js" */
/** @import { Settings } from "../model/limits.js" */
/** @typedef {(grid: NumberGrid, row: number, column: number, first: string) => void} Edit */

/** @param {Kit} kit @param {(saying: string) => void} remark */
export function createTyping(kit, remark) {
  /** @param {"input" | "kernel"} id @param {number} at which of its numbers @param {Parameters<Edit>} cell */
  const type = (id, at, [grid, ...cell]) => {
    const asked = { limits: limitsOf(id), isWhole: true, refused: "neuron.edit_refused", remark };
    typeNumber(kit, grid, cell, asked, (number) => {
      /** @type {Settings} */
      const chosen = kit.settings();
      const cells = id === "input" ? inputOf(chosen) : kernelOf(chosen);
      cells.values[at] = number;
      kit.set({ [id]: writeCells(cells) });
    });
  };
  /** @param {number} pixel where it lies now @param {Parameters<Edit>} cell */
  const typePixel = (pixel, ...cell) => {
    const { down, right } = kit.settings();
    const [row, column] = placeOf(pixel, SIDE);
    const [y, x] = [row - down, column - right];
    if (Math.min(y, x) < 0 || Math.max(y, x) >= SIDE) return remark(kit.label("neuron.came_in"));
    type("input", y * SIDE + x, cell);
  };
  /** @type {{ window: Edit, neuron: Edit }} */
  const edits = {
    window: (grid, row, column, first) => typePixel(row * SIDE + column, grid, row, column, first),
    neuron: (grid, row, column, first) => {
      const { step, shared } = kit.settings();
      if (column === 0) return typePixel(pixelOf(step - 1, row), grid, row, column, first);
      if (!shared) return remark(kit.label("neuron.own_fixed"));
      type("kernel", row, [grid, row, column, first]);
    },
  };
  return edits;
}
