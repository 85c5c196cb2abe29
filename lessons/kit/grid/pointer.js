/** Where the keyboard stands in a grid, whose size may change. */

/** Of any axis: it is brought inside. */
const LAST_CELL = Number.MAX_SAFE_INTEGER;

/** A cell that arrows move inside a grid. @param {() => readonly [height: number, width: number]} size @param {(row: number, column: number) => void} onMove */
export function createPointer(size, onMove) {
  let [row, column] = [0, 0];
  /** @param {number} y @param {number} x */
  const goTo = (y, x) => {
    const [height, width] = size();
    [row, column] = [Math.min(Math.max(y, 0), height - 1), Math.min(Math.max(x, 0), width - 1)];
    onMove(row, column);
  };
  return {
    goTo,
    /** Stand there without a move. @param {number} y @param {number} x */
    standAt(y, x) {
      [row, column] = [y, x];
    },
    at: () => /** @type {[number, number]} */ ([row, column]),
    onArrow: (/** @type {number} */ down, /** @type {number} */ across) => goTo(row + down, column + across),
    onEnd: (/** @type {"first" | "last"} */ end) => goTo(row, end === "first" ? 0 : LAST_CELL),
  };
}

/** Keys that move a window over its places: arrows inside them, Home and End to the ends of a row. @param {() => readonly [row: number, column: number]} at @param {() => readonly [down: number, across: number]} places @param {(row: number, column: number) => void} goTo */
export const walkPlaces = (at, places, goTo) => ({
  onArrow(/** @type {number} */ down, /** @type {number} */ across) {
    const [height, width] = places();
    const [row, column] = at();
    const [y, x] = [row + down, column + across];
    if (y >= 0 && x >= 0 && y < height && x < width) goTo(y, x);
  },
  onEnd: (/** @type {"first" | "last"} */ end) => goTo(at()[0], end === "first" ? 0 : LAST_CELL),
});
