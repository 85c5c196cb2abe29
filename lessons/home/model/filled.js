// @ts-check
/** Which places the window has been at: row by row as it slides, and wherever a pointer has taken it. */

import { PLACES, STEPS } from "./sizes.js";

/** @typedef {[row: number, column: number]} Place from 0 */

/** The places from one to another, both among them, without a gap. @param {Place} from @param {Place} to @returns {Place[]} */
function between([row, column], [toRow, toColumn]) {
  const moves = Math.max(Math.abs(toRow - row), Math.abs(toColumn - column), 1);
  return Array.from({ length: moves + 1 }, (_, i) => [
    Math.round(row + ((toRow - row) * i) / moves),
    Math.round(column + ((toColumn - column) * i) / moves),
  ]);
}

export class Filled {
  #been = new Uint8Array(STEPS);
  #count = 0;
  /** Where the window is. @type {Place} */
  place = [0, 0];

  get count() {
    return this.#count;
  }

  get isComplete() {
    return this.#count === STEPS;
  }

  /** @param {number} row @param {number} column */
  has(row, column) {
    return this.#been[row * PLACES + column] === 1;
  }

  /** Whether all places of a square of the map have been seen. @param {number} row @param {number} column @param {number} size */
  hasAll(row, column, size) {
    return Array.from({ length: size ** 2 }, (_, i) => [Math.floor(i / size), i % size]).every(
      ([down, across]) => this.has(row + down, column + across),
    );
  }

  /** Take the window there; on the way it has been everywhere between. @param {Place} place @param {boolean} isSliding whether it comes from where it was */
  visit(place, isSliding) {
    for (const each of isSliding ? between(this.place, place) : [place]) this.#mark(each);
    this.place = place;
  }

  /** Exactly so many places: one more is the next that is missing, anything else is counted row by row. @param {number} count */
  fillTo(count) {
    if (count > this.#count) this.#goOn(count - this.#count);
    else if (count < this.#count) {
      this.#been.fill(0);
      this.#count = 0;
      this.#goOn(count);
    }
  }

  /** @param {number} more */
  #goOn(more) {
    for (let at = 0, left = more; at < STEPS && left > 0; at++) {
      if (this.#been[at]) continue;
      this.place = [Math.floor(at / PLACES), at % PLACES];
      this.#mark(this.place);
      left--;
    }
  }

  /** @param {Place} place */
  #mark([row, column]) {
    const at = row * PLACES + column;
    this.#count += this.#been[at] ? 0 : 1;
    this.#been[at] = 1;
  }
}
