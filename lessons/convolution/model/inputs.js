/** Inputs with a name, in any size. */

import { zeros } from "../../kit/arithmetic/grid.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */

/** A heart: flat inside, edges in every direction, and two brighter cells to tell left from right. */
const HEART = ["0220220", "2322222", "2322222", "2222222", "0222220", "0022200", "0002000"];
/** Of the note's window only the sum is known: the products of this one with the cross add up to 8, too. */
const PATCH = ["201", "130", "012"];

/** A drawing in the middle of a larger or smaller field. @param {string[]} drawing @param {number} row @param {number} column @param {number} height @param {number} width */
function centred(drawing, row, column, height, width) {
  const y = row - Math.floor((height - drawing.length) / 2);
  const x = column - Math.floor((width - drawing[0].length) / 2);
  return Number(drawing[y]?.[x] ?? 0);
}

/** @type {Record<string, (row: number, column: number, height: number, width: number) => number>} */
const PIXELS = {
  heart: (row, column, height, width) => centred(HEART, row, column, height, width),
  patch8: (row, column, height, width) => centred(PATCH, row, column, height, width),
  ones: () => 1,
  flat: () => 2,
  impulse: (row, column, height, width) =>
    row === Math.floor((height - 1) / 2) && column === Math.floor((width - 1) / 2) ? 1 : 0,
  gradient: (_, column) => Math.min(column, 9),
  checker: (row, column) => ((row + column) % 2) * 3,
};

export const INPUTS = Object.keys(PIXELS);

/** @param {string} name @param {number} height @param {number} width @returns {Grid} */
export function namedInput(name, height, width) {
  const input = zeros(height, width);
  input.values.forEach((_, at) => {
    input.values[at] = PIXELS[name](Math.floor(at / width), at % width, height, width);
  });
  return input;
}
