/** Answers to questions that are made by seed, without end: a tab remembers them, nothing of them is kept. */

import { remembered } from "../dom/remembered.js";
import { RIGHT, UNANSWERED } from "./answer.js";

/** @import { Answer } from "./answer.js" */

/** Answers to questions that are made by seed, without end: a tab remembers them, nothing of them is kept. @template {object} Beside @param {Beside} beside what is remembered beside an answer, as it begins */
export function madeAnswers(beside) {
  /** By series, then by number. @type {Map<string, Map<number, Answer & Beside>>} */
  const series = remembered();
  /** @param {string} name of a series @param {number} number */
  const at = (name, number) => series.get(name)?.get(number) ?? { ...UNANSWERED, ...beside };
  return {
    at,
    /** @param {string} name @param {number} number @param {Partial<Answer & Beside>} changes */
    keep(name, number, changes) {
      series.set(name, new Map(series.get(name)).set(number, { ...at(name, number), ...changes }));
    },
    /** How many were found. @param {string} name */
    found: (name) =>
      [...(series.get(name)?.values() ?? [])].filter(({ tried }) => tried.includes(RIGHT)).length,
    forget: (/** @type {string} */ name) => series.delete(name),
  };
}
