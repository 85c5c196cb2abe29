/** Which cells of a large grid a loupe shows. */

/** @import { Area } from "../../kit/grid/marks.js" */
/** @typedef {{ height: number, width: number }} Size */

/** Along one axis: as near to `first` as a stretch of `length` cells can begin among `size`. @param {number} first @param {number} length @param {number} size */
const inside = (first, length, size) => Math.min(Math.max(first, 0), size - length);

/** The cells around an area, its middle in theirs as far as the edge of the grid allows. @param {Area} area @param {number} cells of a side of the loupe @param {Size} grid @returns {Area} */
export function loupeOver(area, cells, grid) {
  const [height, width] = [Math.min(cells, grid.height), Math.min(cells, grid.width)];
  return {
    row: inside(area.row + Math.floor((area.height - height) / 2), height, grid.height),
    column: inside(area.column + Math.floor((area.width - width) / 2), width, grid.width),
    height,
    width,
  };
}

/** The loupe moved as little as it must to show one more cell. @param {Area} loupe @param {number} row @param {number} column @returns {Area} */
export function loupeShowing(loupe, row, column) {
  /** @param {number} first @param {number} length @param {number} cell */
  const along = (first, length, cell) => Math.min(Math.max(first, cell - length + 1), cell);
  return {
    ...loupe,
    row: along(loupe.row, loupe.height, row),
    column: along(loupe.column, loupe.width, column),
  };
}

/** The middle of a window, or what the loupe shows nearest to it. @param {Area} loupe @param {Area} window @returns {[row: number, column: number]} */
export function middleIn(loupe, window) {
  /** @param {number} start @param {number} length @param {number} first @param {number} size */
  const along = (start, length, first, size) =>
    inside(first + Math.floor((size - 1) / 2) - start, 1, length) + start;
  return [
    along(loupe.row, loupe.height, window.row, window.height),
    along(loupe.column, loupe.width, window.column, window.width),
  ];
}

/** The same area counted from the loupe's corner. @param {{ row: number, column: number }} loupe @param {Area} area */
export function seenThrough(loupe, area) {
  return { ...area, row: area.row - loupe.row, column: area.column - loupe.column };
}
