/** A window goes over its places row by row: its steps are counted from 1, its places from 0. */

/** @template Settings @param {(chosen: Settings) => readonly [down: number, across: number]} placesOf how many places there are */
export function walkOver(placesOf) {
  /** @typedef {Settings & { step: number }} Walked */
  return {
    /** How many steps there are, and how many in a row. @param {Settings} chosen @returns {[number, number]} */
    steps(chosen) {
      const [down, across] = placesOf(chosen);
      return [down * across, across];
    },
    /** The output cell of a step. @param {Walked} chosen @returns {[row: number, column: number]} */
    cellOf(chosen) {
      const across = placesOf(chosen)[1];
      return [Math.floor((chosen.step - 1) / across), (chosen.step - 1) % across];
    },
    /** The step at an output cell; a cell beyond the output counts as the last. @param {Settings} chosen @param {number} row @param {number} column */
    stepAt(chosen, row, column) {
      const [down, across] = placesOf(chosen);
      return Math.min(row, down - 1) * across + Math.min(column, across - 1) + 1;
    },
  };
}
