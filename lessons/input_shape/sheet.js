/** The drill on paper: by seed the same questions as on the screen, with the slip behind each wrong shape. */

import { QUESTIONS, questionOf, rightOf } from "./model/drill.js";
import { choiceText, slipText } from "./model/numbers.js";

/** All seeds are as hard. @returns {[value: string, text: string][]} */
export const levels = () => [];

/** @param {string} _level @param {number} seed */
export const addressOf = (_level, seed) => `/input-shape?view=drill&seed=${seed}&question=1`;

/** @param {Label} label @param {string} _level @param {number} seed @param {number} count at most @returns {Exercise[]} */
export const exercisesOf = (label, _level, seed, count) =>
  Array.from({ length: Math.min(count, QUESTIONS) }, (_, at) => {
    const { before, code, choices } = questionOf(seed, at + 1);
    const right = rightOf({ choices });
    const told = choices.map((choice) => ({ rule: choice.rule, value: choiceText({ label }, choice) }));
    return {
      stem: label("shape.drill_ask"),
      code: [`${before} → ${code}`],
      options: told.map(({ value }) => value),
      answer: choiceText({ label }, right),
      slips: told.flatMap(({ rule, value }) =>
        rule ? [{ value, why: slipText({ label }, rule, right) }] : [],
      ),
    };
  });
