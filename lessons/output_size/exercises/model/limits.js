/** Which exercise: grade, seed and number make the same one for everybody who opens the link. */

import { tableOf } from "../../../kit/figure/fetched.js";
import { madeAnswers } from "../../../kit/quiz/made_answers.js";
import { settingsOf } from "../../../kit/settings/table.js";

export const table = await tableOf("output_size/exercises");

/**
 * @typedef {object} Settings
 * @property {string} grade
 * @property {number} seed
 * @property {number} exercise from 1
 * @property {0 | 1} answer 1 opens it with its answer: a key for the teacher
 * @property {"height" | "width"} side the axis of a rectangle that is drawn
 *
 * @typedef {ReturnType<typeof attemptAt>} Attempt
 */

export const NOTES = 5; // the lecture note's own
export const MOST = table.settings.exercise.range?.[1] ?? 0;

export const settings = settingsOf(table, {
  exercise: ({ grade }) => [1, grade === "note" ? NOTES : MOST],
});

/** What all exercises of a grade and a seed are known by. @param {Pick<Settings, "grade" | "seed">} chosen */
export function seriesOf({ grade, seed }) {
  return grade === "note" ? "note" : `${grade} ${seed}`;
}

/** What a learner has done with each exercise of this visit; `answer` is what was checked last, hints are 0 to 3. */
export const attempts = madeAnswers({
  typed: ["", ""],
  answer: /** @type {number[] | null} */ (null),
  hints: 0,
});

/** @param {Settings} chosen */
export const attemptAt = (chosen) => attempts.at(seriesOf(chosen), chosen.exercise);
