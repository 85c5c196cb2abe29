// @ts-check
/** Which exercise: grade, seed and number make the same one for everybody who opens the link. */

import { settingsOf } from "../../../kit/settings/table.js";
import { MOST, NOTES } from "./exercise.js";
import { table } from "./table.js";

/**
 * @typedef {object} Settings
 * @property {string} grade
 * @property {number} seed
 * @property {number} exercise from 1
 * @property {0 | 1} answer 1 opens it with its answer: a key for the teacher
 * @property {"height" | "width"} side the axis of a rectangle that is drawn
 */

export const settings = settingsOf(table, {
  exercise: ({ grade }) => [1, grade === "note" ? NOTES : MOST],
});

/** What all exercises of a grade and a seed are known by. @param {Pick<Settings, "grade" | "seed">} chosen */
export function seriesOf({ grade, seed }) {
  return grade === "note" ? "note" : `${grade} ${seed}`;
}

/** What one exercise is known by. @param {Settings} chosen */
export function keyOf(chosen) {
  return `${seriesOf(chosen)} ${chosen.exercise}`;
}
