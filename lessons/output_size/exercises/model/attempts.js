// @ts-check
/** What a learner has done with each exercise of this visit: typed, asked for hints, answered, given up. */

import { remembered } from "../../../kit/dom/remembered.js";

/**
 * @typedef {object} Attempt
 * @property {string[]} typed as it stands in the fields
 * @property {number[] | null} answer that was checked last
 * @property {number} hints 0 to 3
 * @property {boolean} isShown the answer was asked for
 * @property {string | null} rule that is drawn, of those that fit
 * @property {boolean} isSolved
 */

/** They outlive the figure's elements: Streamlit remounts. @type {Map<string, Attempt>} */
const attempts = remembered();

/** @param {string} key @returns {Attempt} */
export function attemptAt(key) {
  const found = attempts.get(key) ?? {
    typed: ["", ""],
    answer: null,
    hints: 0,
    isShown: false,
    rule: null,
    isSolved: false,
  };
  attempts.set(key, found);
  return found;
}

/** How many exercises of a series were solved. @param {string} series how their keys begin */
export function solvedCount(series) {
  return [...attempts].filter(([key, { isSolved }]) => isSolved && key.startsWith(`${series} `)).length;
}

/** A number as people type it; null for what is none. @param {string} text */
export function readNumber(text) {
  const plain = text.trim().replace(",", ".");
  return /^\d{1,7}(\.\d{1,4})?$/.test(plain) ? Number(plain) : null;
}
