/** The exercises on paper: by grade and seed the same as on the screen, with the rule behind each wrong number. */

import {
  answerText,
  codeText,
  consequence,
  diagnosisOf,
  isRight,
  questionOf,
  questionText,
  rulesText,
  settingsOf,
  slippedAxis,
  solvedAxis,
  stackText,
} from "./exercises/model/answer.js";
import { exerciseOf, isBackwards, NOTES, table } from "./exercises/model/exercise.js";
import { givenByRules } from "./model/misconceptions.js";

/** @import { Task } from "./exercises/model/exercise.js" */

const TRIED = [1, 2, 3, 4, 5, 6, 7, 8]; // as a padding or a stride
const MOST_SLIPS = 6;

/** @param {Label} label @returns {[value: string, text: string][]} */
export const levels = (label) =>
  (table.settings.grade.choices ?? []).map((grade) => [grade, label(`size.ex_${grade}`)]);

/** @param {string} level @param {number} seed */
export function addressOf(level, seed) {
  const query = new URLSearchParams({ grade: level, seed: String(seed), exercise: "1" });
  return `/output-size?${query}#exercises`;
}

/** What the rules would answer, whether that is right or not. @param {Task} asked @returns {(number | null)[][]} */
function answersByRules(asked) {
  if (isBackwards(asked)) return TRIED.map((number) => [number]);
  const [question, settings] = questionOf(asked);
  const wholes = Object.values(givenByRules(question, ...settings));
  if (asked.asks !== "shape") return wholes.map((number) => [number]);
  const axes = /** @type {const} */ ([0, 1]);
  const [down, across] = axes.map((axis) => givenByRules("output_size", ...settingsOf(asked, axis)));
  return [...wholes, ...Object.keys(down).map((rule) => [down[rule], across[rule]])];
}

/** @param {Label} label @param {Task} asked @returns {Exercise["slips"]} */
function slipsOf(label, asked) {
  const possible = answersByRules(asked).filter(
    (answer) => answer?.every((number) => number !== null && number > 0) && !isRight(asked, numbers(answer)),
  );
  const different = new Map(possible.map((answer) => [String(answer), numbers(answer)]));
  return [...different.values()]
    .map((answer) => ({ answer, rules: diagnosisOf(asked, answer) }))
    .filter(({ rules }) => rules.length > 0)
    .slice(0, MOST_SLIPS)
    .map(({ answer, rules }) => {
      const axis = asked.asks === "shape" ? slippedAxis(asked, answer, 0) : 1;
      const why = rulesText({ label }, asked, rules, axis, solvedAxis(asked, axis, answer[0]));
      const then = consequence({ label }, asked, answer);
      return { value: answerText(answer), why: then ? `${why} ${then}` : why };
    });
}

/** @param {(number | null)[]} answer */
const numbers = (answer) => answer.map(Number);

/** @param {Label} label @param {string} level @param {number} seed @param {number} count at most @returns {Exercise[]} */
export function exercisesOf(label, level, seed, count) {
  const length = level === "note" ? Math.min(count, NOTES) : count;
  return Array.from({ length }, (_, at) => {
    const asked = exerciseOf(level, seed, at + 1);
    return {
      stem: questionText({ label }, asked),
      code: asked.asks === "features" ? stackText(asked) : [codeText(asked)],
      options: [],
      answer: answerText(asked.answer),
      slips: slipsOf(label, asked),
    };
  });
}
