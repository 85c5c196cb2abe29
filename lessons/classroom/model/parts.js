/** What stands on a sheet: exercises of the lessons that have some by seed, and check questions. */

import { plainText } from "../../kit/grid/rich_text.js";
import { seedOf, shuffled } from "../../kit/quiz/shuffle.js";

/** @import { Asked, Exercise } from "../../kit/dom/kit.js" */
/** @typedef {{ title: string, address: string, items: Exercise[] }} Part */

export const MOST_EXERCISES = 20;
export const MOST_SEED = 9999;

/** Options are told from one another as text: no marks for code. @param {Exercise} exercise @returns {Exercise} */
export function asText({ stem, code, options, answer, slips }) {
  return {
    stem: plainText(stem),
    code,
    options: options.map(plainText),
    answer: plainText(answer),
    slips: slips.map(({ value, why }) => ({ value: plainText(value), why: plainText(why) })),
  };
}

/** Check questions of a lesson, the same for a seed. @param {Asked[]} questions of all lessons @param {string} lesson @param {number} seed @param {number} count at most @returns {Exercise[]} */
export function checkQuestions(questions, lesson, seed, count) {
  const own = questions.filter((each) => each.lesson === lesson && each.kind === "check");
  return shuffled(own, seedOf(`sheet ${lesson} ${seed}`))
    .slice(0, count)
    .map(({ id, stem, options }) => {
      const ordered = shuffled(options, seedOf(`sheet ${id} ${seed}`));
      return {
        stem,
        code: [],
        options: ordered.map(({ text }) => text),
        answer: ordered.find(({ rule }) => rule === null)?.text ?? "",
        slips: ordered.filter(({ rule }) => rule !== null).map(({ text, why }) => ({ value: text, why })),
      };
    });
}
