/** What a reference in the text points at: `[the window](#input-window)` outlines cells of the companion. */

import { cellOf, placesOf, windowArea } from "../model/limits.js";

/** @import { Area } from "../../kit/grid/marks.js" */
/** @import { Settings } from "../model/limits.js" */
/** @typedef {{ grid: "input" | "output", areas: Area[] }} Pointed */

/** The four sides of a frame of that thickness inside a grid. @param {number} height @param {number} width @param {number} thickness @returns {Area[]} */
function frame(height, width, thickness) {
  if (thickness === 0) return [];
  const [inner, far] = [height - 2 * thickness, width - thickness];
  return [
    { row: 0, column: 0, height: thickness, width },
    { row: height - thickness, column: 0, height: thickness, width },
    { row: thickness, column: 0, height: inner, width: thickness },
    { row: thickness, column: far, height: inner, width: thickness },
  ];
}

/** By the name of the reference. @type {Record<string, (chosen: Settings) => Pointed>} */
const POINTED = {
  "input-window": (chosen) => ({ grid: "input", areas: [windowArea(chosen, ...cellOf(chosen))] }),
  "input-padding": ({ height, width, padding }) => ({
    grid: "input",
    areas: frame(height + 2 * padding, width + 2 * padding, padding),
  }),
  "output-cell": (chosen) => {
    const [row, column] = cellOf(chosen);
    return { grid: "output", areas: [{ row, column, height: 1, width: 1 }] };
  },
  "output-left": (chosen) => {
    const [height] = placesOf(chosen);
    return { grid: "output", areas: [{ row: 0, column: 0, height, width: 1 }] };
  },
  "output-right": (chosen) => {
    const [height, width] = placesOf(chosen);
    return { grid: "output", areas: [{ row: 0, column: width - 1, height, width: 1 }] };
  },
};

/** Where a reference points in this state of the figure; null if it is none. @param {string} hash such as "#input-window" @param {Settings} chosen */
export function pointedAt(hash, chosen) {
  return Object.hasOwn(POINTED, hash.slice(1)) ? POINTED[hash.slice(1)](chosen) : null;
}
