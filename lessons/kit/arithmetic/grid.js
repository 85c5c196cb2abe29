/** Numbers: the grid that every module takes and gives, what comes as text, an answer that is kept. */

/**
 * @typedef {object} Grid
 * @property {number} height number of rows
 * @property {number} width number of columns
 * @property {Float64Array} values row by row: the cell at (row, column) is `values[row * width + column]`
 */

/** Return a grid of zeros. @param {number} height @param {number} width @returns {Grid} */
export const zeros = (height, width) => ({ height, width, values: new Float64Array(height * width) });

/** Return the grid whose cells have these values. @param {number} height @param {number} width @param {(row: number, column: number) => number} numberAt @returns {Grid} */
export function gridOf(height, width, numberAt) {
  const cells = { length: height * width };
  const values = Float64Array.from(cells, (_, at) => numberAt(Math.floor(at / width), at % width));
  return { height, width, values };
}

/** Return the square grid of these numbers. @param {ArrayLike<number>} numbers row by row @returns {Grid} */
export function squareOf(numbers) {
  const side = Math.sqrt(numbers.length);
  return { height: side, width: side, values: Float64Array.from(numbers) };
}

/** Return the grid with every number changed. @param {Grid} grid @param {(value: number, at: number) => number} change @returns {Grid} */
export const mapped = (grid, change) => ({ ...grid, values: grid.values.map(change) });

/** Return what all numbers add up to. @param {Grid} grid */
export const totalOf = ({ values }) => values.reduce((sum, value) => sum + value, 0);

/** Return row and column of a place among cells that stand row by row. @param {number} at @param {number} width @returns {[row: number, column: number]} */
export const placeOf = (at, width) => [Math.floor(at / width), at % width];

/** Return one cell as an area. @param {number} row @param {number} column */
export const oneCell = (row, column) => ({ row, column, height: 1, width: 1 });

/** Return whether there is such a cell. @param {{ height: number, width: number }} grid or its size @param {number} row @param {number} column */
export const hasCell = ({ height, width }, row, column) =>
  row >= 0 && column >= 0 && row < height && column < width;

/** Return the number at one cell, 0 outside the grid. @param {Grid} grid @param {number} row @param {number} column */
export const valueAt = (grid, row, column) =>
  hasCell(grid, row, column) ? grid.values[row * grid.width + column] : 0;

/** Return the grid moved: zeros come in, what leaves it is lost. @param {Grid} grid @param {number} down @param {number} right @returns {Grid} */
export function moved(grid, down, right) {
  if (down === 0 && right === 0) return grid;
  return gridOf(grid.height, grid.width, (row, column) => valueAt(grid, row - down, column - right));
}

/** Return the grid with these rows, which must be equally long. @param {number[][]} rows @returns {Grid} */
export function fromRows(rows) {
  const width = rows.length === 0 ? 0 : rows[0].length;
  if (rows.some((row) => row.length !== width))
    throw new TypeError("the rows of a grid must be equally long");
  return { height: rows.length, width, values: Float64Array.from(rows.flat()) };
}

/** Return the grid of these digits, a text a row: "102", "021". @param {...string} rows */
export const digitsOf = (...rows) => fromRows(rows.map((row) => Array.from(row, Number)));

/**
 * Return the number at one cell; a cell outside the grid is a mistake of the caller.
 * @param {Grid} grid @param {number} row @param {number} column @returns {number}
 */
export function at(grid, row, column) {
  if (!hasCell(grid, row, column))
    throw new RangeError(`no cell (${row}, ${column}) in a grid of ${grid.height} x ${grid.width}`);
  return grid.values[row * grid.width + column];
}

/** Return the grid as rows, to show or to compare. @param {Grid} grid @returns {number[][]} */
export const toRows = (grid) =>
  Array.from({ length: grid.height }, (_, row) =>
    Array.from(grid.values.subarray(row * grid.width, (row + 1) * grid.width)),
  );

/**
 * Return the largest number of some grids, whatever its sign; numbers that have run away do not count.
 * @param {readonly Grid[]} grids @param {number} [least] that is returned @returns {number}
 */
export function largestOf(grids, least = 0) {
  let most = least;
  for (const { values } of grids)
    for (const value of values) if (Number.isFinite(value)) most = Math.max(most, Math.abs(value));
  return most;
}

/** @param {string} base64 */
export const bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** Whole numbers of 16 bits, the low byte first. @param {ArrayBuffer} buffer */
export function int16Of(buffer) {
  const view = new DataView(buffer);
  return Int16Array.from({ length: buffer.byteLength / 2 }, (_, at) => view.getInt16(2 * at, true));
}

/**
 * The same function, which remembers its latest answer.
 * @template Asked, Answer @param {(asked: Asked) => Answer} compute
 * @param {(asked: Asked) => unknown[]} dependsOn all that the answer depends on
 * @returns {(asked: Asked) => Answer}
 */
export function latest(compute, dependsOn) {
  /** @type {{ known: unknown[], answer: Answer } | null} */
  let last = null;
  return (asked) => {
    const known = dependsOn(asked);
    if (!last || known.some((value, i) => !Object.is(value, last?.known[i])))
      last = { known, answer: compute(asked) };
    return last.answer;
  };
}
