/** How guesses and answers turned out: right at once, right later, or still open. Pure. */

import { RIGHT } from "../../kit/quiz/answer.js";
import { firstWrong } from "../../kit/quiz/memory.js";

/** @import { KeptGuess, Wrong } from "../../kit/quiz/memory.js" */
/**
 * @typedef {"once" | "later" | "open"} Outcome
 * @typedef {{ tried?: unknown, at?: number }} KeptAnswer
 * @typedef {{ guesses: Record<string, Record<string, KeptGuess>>, answers: Record<string, Record<string, KeptAnswer>> }} Kept
 *   by lesson: guesses by a short name for what was asked, answers by the question's id
 *
 * @typedef {object} Told how one guess or answer turned out
 * @property {string} lesson it is about
 * @property {boolean} isGuess about what a figure was going to show; else the answer to a question
 * @property {Outcome} outcome
 * @property {Wrong | null} slip
 * @property {string} guess
 * @property {string} stem empty where an earlier version of the course has not kept it
 * @property {string} answer the right one
 * @property {string} show the address of what it was about, or empty
 * @property {string | null} language of these words; null for the page's
 * @property {string | null} laterIn the lesson in which the same rule was then got right
 *
 * @typedef {{ lesson: string, at: number, rules: string[] }} Mastery a right answer, and the rules it was offered with
 */

/** @param {unknown} tried @returns {string[]} */
const namesIn = (tried) => (Array.isArray(tried) ? tried.filter((name) => typeof name === "string") : []);

/** The lesson of an address such as "/output-size?stride=2". @param {string} address */
const lessonOf = (address) => /^\/([a-z0-9-]+)/.exec(address)?.[1].replaceAll("-", "_");

/** The words of a question in the page's language, where they are known. @param {Asked | undefined} asked @param {string | null} rule of the wrong option */
function wordsOf(asked, rule) {
  const option = asked?.options.find((each) => each.rule === rule);
  const right = asked?.options.find((each) => each.rule === null);
  if (!asked || !option || !right) return null;
  return { guess: option.text, why: option.why, stem: asked.stem, answer: right.text, language: null };
}

/** @param {string} lesson @param {KeptGuess} kept @param {Record<string, Asked>} questions @returns {Told} */
function toldGuess(lesson, kept, questions) {
  const { guess, rule, stem = "", answer = "", show = "", language = null, id = "" } = kept;
  const wrong = firstWrong(kept) ?? null;
  const outcome = !wrong ? "once" : rule === null ? "later" : "open";
  const { why, ...words } = wordsOf(questions[id], wrong?.rule ?? rule) ?? {
    ...{ guess: wrong?.guess ?? guess, why: wrong?.why ?? "", stem, answer, language },
  };
  const slip = wrong && { ...wrong, guess: words.guess, why };
  const laterIn = outcome === "later" ? lesson : null;
  return { lesson: lessonOf(show) ?? lesson, isGuess: !id, outcome, slip, ...words, show, laterIn };
}

/** @param {Asked} asked @param {KeptAnswer} kept @returns {Told | null} null where nothing was tried */
function toldAnswer(asked, { tried, at = 0 }) {
  const { lesson, show } = asked;
  const names = namesIn(tried);
  const rule = names[0] === RIGHT ? null : (names[0] ?? "");
  const found = wordsOf(asked, rule);
  if (!found) return null;
  const { why, ...words } = found;
  const slip = rule === null ? null : { guess: words.guess, rule, why, at };
  const outcome = !slip ? "once" : names.includes(RIGHT) ? "later" : "open";
  const laterIn = outcome === "later" ? lesson : null;
  return { lesson, isGuess: false, outcome, slip, ...words, show, laterIn };
}

/** @param {Kept} kept @param {Record<string, Asked>} questions @returns {Mastery[]} */
function masteries({ guesses, answers }, questions) {
  const guessed = Object.entries(guesses).flatMap(([lesson, all]) =>
    Object.values(all)
      .filter(({ rule }) => rule === null)
      .map(({ at = 0, offered = [] }) => ({ lesson, at, rules: offered })),
  );
  const answered = Object.values(answers)
    .flatMap((all) => Object.entries(all))
    .filter(([id, { tried }]) => questions[id] && namesIn(tried).includes(RIGHT))
    .map(([id, { at = 0 }]) => {
      const { lesson, options } = questions[id];
      return { lesson, at, rules: options.flatMap(({ rule }) => rule ?? []) };
    });
  return [...guessed, ...answered].sort((one, other) => one.at - other.at);
}

/** What is still open may have been got right at a later question that offered the same rule. @param {Told} told @param {Mastery[]} mastered @returns {Told} */
function withLater(told, mastered) {
  const { outcome, slip } = told;
  if (outcome !== "open" || !slip) return told;
  const later = mastered.find(({ at, rules }) => at > slip.at && rules.includes(slip.rule));
  return later ? { ...told, outcome: "later", laterIn: later.lesson } : told;
}

/**
 * Everything that was guessed and answered, in reading order and within a lesson as it came.
 * @param {Kept} kept
 * @param {Record<string, Asked>} questions in the page's language
 * @param {string[]} lessons in reading order
 * @returns {Told[]}
 */
export function review(kept, questions, lessons) {
  const guessed = lessons.flatMap((lesson) =>
    Object.values(kept.guesses[lesson] ?? {}).map((each) => toldGuess(lesson, each, questions)),
  );
  const answered = lessons.flatMap((lesson) =>
    Object.entries(kept.answers[lesson] ?? {}).flatMap(([id, each]) =>
      questions[id] ? (toldAnswer(questions[id], each) ?? []) : [],
    ),
  );
  const mastered = masteries(kept, questions);
  return [...guessed, ...answered]
    .map((told) => withLater(told, mastered))
    .sort((one, other) => lessons.indexOf(one.lesson) - lessons.indexOf(other.lesson));
}

/** The wrong ones that can be told in full: guesses first, lessons in turn, the newest first. @param {Told[]} all @returns {Told[]} */
export function storiesOf(all) {
  /** @type {Map<string, number>} */
  const before = new Map();
  return all
    .filter(({ slip, stem }) => slip && stem)
    .sort((one, other) => (other.slip?.at ?? 0) - (one.slip?.at ?? 0))
    .map((told) => {
      const kind = `${told.lesson} ${told.isGuess}`;
      const turn = before.get(kind) ?? 0;
      before.set(kind, turn + 1);
      return { told, turn };
    })
    .sort((one, other) => Number(other.told.isGuess) - Number(one.told.isGuess) || one.turn - other.turn)
    .map(({ told }) => told);
}

/** @typedef {{ name: string, slips: number, lessons: string[], isOpen: boolean }} Again an idea to look at again */

/** The ideas that were slipped at, what is still open and most often first. @param {Told[]} all @param {Record<string, { rules: string[] }>} ideas each with the rules that go against it @returns {Again[]} */
export const ideasAgain = (all, ideas) =>
  Object.entries(ideas)
    .map(([name, { rules }]) => {
      const slips = all.filter(({ slip }) => slip && rules.includes(slip.rule));
      return {
        name,
        slips: slips.length,
        lessons: [...new Set(slips.map(({ lesson }) => lesson))],
        isOpen: slips.some(({ outcome }) => outcome === "open"),
      };
    })
    .filter(({ slips }) => slips > 0)
    .sort((one, other) => other.slips - one.slips || Number(other.isOpen) - Number(one.isOpen));

/** How many questions of a lesson were solved. @param {Record<string, KeptAnswer>} answers */
export const solvedIn = (answers) =>
  Object.values(answers).filter(({ tried }) => namesIn(tried).includes(RIGHT)).length;
