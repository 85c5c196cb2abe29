/** What this browser keeps of questions: guesses before a figure, answers to questions, by lesson. */

import { keep, recall } from "../dom/storage.js";
import { joined, restored } from "./answer.js";
import { dayOf, openingOf } from "./schedule.js";
import { seedOf } from "./shuffle.js";

/** @import { Asked, Kit, Option } from "../dom/kit.js" */
/** @import { Answer } from "./answer.js" */
/** @import { Question as Predicted } from "./prediction_state.js" */
/**
 * @typedef {{ guess: string, rule: string, why: string, at: number }} Wrong the first wrong guess at a question
 *
 * @typedef {object} KeptGuess guesses of earlier versions of the course have only the first two
 * @property {string} guess the newest one
 * @property {string | null} rule null if it is right
 * @property {string} [stem]
 * @property {string} [answer] the right one
 * @property {string} [why]
 * @property {string[]} [offered] the rules of all options
 * @property {string} [id] of a question about an earlier lesson, as earlier versions kept them
 * @property {string} [show] the address of what was asked about
 * @property {"en" | "ko"} [language] of these words
 * @property {number} [at] when, in ms
 * @property {Wrong} [first] before the question was asked again
 */

const GUESSES = 200; // that a lesson keeps
const OPENED = /** @type {const} */ (["course", "opened"]); // where it is kept what lessons have opened with

/** @param {Asked} question @returns {Answer} */
export const answerOf = ({ lesson, id, options }) => restored(recall(lesson, "answers")[id], options);

/** @param {Asked} question @param {Answer} answer with what was kept of the times before */
export function keepAnswer(question, answer) {
  const { lesson, id } = question;
  const whole = { ...joined(answerOf(question), answer), at: answer.rounds.at(-1)?.at };
  keep(lesson, "answers", { ...recall(lesson, "answers"), [id]: whole });
}

/** @param {KeptGuess | undefined} before @returns {Wrong | undefined} */
export function firstWrong(before) {
  if (!before || before.first) return before?.first;
  const { guess, rule, why = "", at = 0 } = before;
  return rule === null ? undefined : { guess, rule, why, at };
}

/** The rules by which a lesson's guesses went wrong. @param {string} lesson @returns {Set<string>} */
export function slippedIn(lesson) {
  const guesses = Object.values(recall(lesson, "guesses"));
  return new Set(guesses.flatMap((each) => firstWrong(each)?.rule ?? []));
}

/** Whether the visitor has guessed or answered anything there. @param {string} lesson */
const isKnown = (lesson) =>
  ["guesses", "answers"].some((what) => Object.keys(recall(lesson, what)).length > 0);

/** What a lesson asks first, and from now on it has been asked. @template {Asked} Question @param {Question[]} earlier @param {string} lesson @param {number} at now */
export function askOpening(earlier, lesson, at) {
  const opened = recall(...OPENED);
  const known = earlier.filter((each) => isKnown(each.lesson));
  const question = openingOf(known, answerOf, lesson, opened, dayOf(at));
  if (question && opened[lesson] !== question.id) {
    delete opened[lesson];
    keep(...OPENED, { ...opened, [lesson]: question.id });
  }
  return question;
}

/** @param {Predicted} question @param {Option} option @param {KeptGuess | undefined} before at the same question @param {{ show: string, language: "en" | "ko", at: number }} where and when @returns {KeptGuess} */
export function keptGuess({ stem, options }, { text, rule, why }, before, where) {
  const first = firstWrong(before);
  return {
    ...{ guess: text, rule, stem, why },
    answer: options.find((each) => each.rule === null)?.text ?? "",
    offered: options.flatMap((each) => each.rule ?? []),
    ...where,
    ...(first && { first }),
  };
}

/** The figure as it is now, whatever language it speaks. @param {{ pathname: string, search: string }} place */
export function addressOf({ pathname, search }) {
  const query = new URLSearchParams(search);
  query.delete("lang");
  return query.size > 0 ? `${pathname}?${query}` : pathname;
}

/** A question is kept by a short name for exactly its state. @param {Predicted} question */
const keyOf = ({ series, place }) => seedOf(`${series}#${place}`).toString(36);

/** The guesses of one lesson, the newest last. @param {Kit} kit @param {string} lesson */
export function guessesOf({ language }, lesson) {
  const guesses = recall(lesson, "guesses");
  return {
    /** @param {Predicted} question @returns {Option | null} */
    find(question) {
      const kept = guesses[keyOf(question)];
      // By the mistake's name, not by the text: the visitor may have changed the language.
      return question.options.find(({ rule }) => kept && rule === (kept.rule ?? null)) ?? null;
    },
    add(/** @type {Predicted} */ question, /** @type {Option} */ guess) {
      const key = keyOf(question);
      const where = { show: addressOf(location), language, at: Date.now() };
      const kept = keptGuess(question, guess, guesses[key], where);
      delete guesses[key];
      guesses[key] = kept;
      for (const old of Object.keys(guesses).slice(0, -GUESSES)) delete guesses[old];
      keep(lesson, "guesses", guesses);
    },
  };
}
