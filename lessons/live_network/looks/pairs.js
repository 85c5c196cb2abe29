/** A map before and after a move, cell by cell: which cell has gone where, and how many are the same number. */

/** @import { Grid } from "../../kit/arithmetic/grid.js" */
/** @typedef {{ row: number, column: number }} Place */

/** Where a cell of the moved map stood before, null where it was outside. @param {Grid} map @param {Place} place @param {number} down @param {number} right @returns {Place | null} */
export function partnerOf({ height, width }, { row, column }, down, right) {
  const [y, x] = [row - down, column - right];
  return y >= 0 && x >= 0 && y < height && x < width ? { row: y, column: x } : null;
}

/** How many cells of the moved map have a partner, and how many of them hold the same number. @param {Grid} before @param {Grid} after @param {number} down @param {number} right */
export function compared(before, after, down, right) {
  let [pairs, same] = [0, 0];
  after.values.forEach((value, at) => {
    const place = { row: Math.floor(at / after.width), column: at % after.width };
    const partner = partnerOf(before, place, down, right);
    if (!partner) return;
    pairs += 1;
    if (before.values[partner.row * before.width + partner.column] === value) same += 1;
  });
  return { pairs, same };
}
