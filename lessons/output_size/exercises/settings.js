// @ts-check
/** Which exercise: grade, seed and number make the same one for everybody who opens the link. */

import { oneOf, whole } from "../../kit/settings/address.js";
import { GRADES, MOST, NOTES } from "../counting/exercise.js";

/**
 * @typedef {object} Settings
 * @property {string} grade
 * @property {number} seed
 * @property {number} exercise from 1
 * @property {0 | 1} answer 1 opens it with its answer: a key for the teacher
 * @property {"height" | "width"} side the axis of a rectangle that is drawn
 */

export const SEEDS = /** @type {[number, number]} */ ([1, 9999]);

/** @type {Record<keyof Settings, import("../../kit/settings/address.js").Setting>} */
export const settings = {
  grade: oneOf("note", GRADES),
  seed: whole(4127, () => SEEDS),
  exercise: whole(1, ({ grade }) => [1, grade === "note" ? NOTES : MOST]),
  answer: whole(0, () => [0, 1]),
  side: oneOf("width", ["height", "width"]),
};

/** What all exercises of a grade and a seed are known by. @param {Pick<Settings, "grade" | "seed">} chosen */
export function seriesOf({ grade, seed }) {
  return grade === "note" ? "note" : `${grade} ${seed}`;
}

/** What one exercise is known by. @param {Settings} chosen */
export function keyOf(chosen) {
  return `${seriesOf(chosen)} ${chosen.exercise}`;
}
