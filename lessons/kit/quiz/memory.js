/** What this browser keeps of questions, and which is asked when: three in a lesson, the others on later days. */

import { keep, recall } from "../dom/storage.js";
import { askedAgain, joined, nameOf, pressed, restored } from "./answer.js";
import { seedOf, shuffled } from "./shuffle.js";

/** @import { Answer } from "./answer.js" */

const DAY = 864e5; // ms
const LEVELS = [1, 2, 3]; // one question of each is asked in the lesson
/** Days until a question comes again, by how often in a row it was answered rightly and surely. */
const AFTER = [1, 1, 3, 7];
/** Days after which what was not asked in the lesson comes: a part of it on each, whoever asks. */
const SPREAD = [1, 3, 7];
export const MOST_A_DAY = 5;

/** The visitor's own day, as a number. @param {number} at in ms */
export const dayOf = (at) => Math.floor((at - new Date(at).getTimezoneOffset() * 6e4) / DAY);

/** The day on which an answered question comes again; Infinity for one that is known. @param {Answer} answer */
export function nextDay({ rounds }) {
  const last = rounds.at(-1);
  if (!last) return Number.POSITIVE_INFINITY;
  const streak = rounds.reduce((row, { right, sure }) => (right && sure !== false ? row + 1 : 0), 0);
  return dayOf(last.at) + (AFTER[streak] ?? Number.POSITIVE_INFINITY);
}

/**
 * The three of a lesson: at each level the one that was answered already, else one that offers a rule that was
 * guessed wrong, else the first.
 * @template {Asked} Each
 * @param {Each[]} questions @param {(question: Each) => boolean} isAnswered
 * @param {Set<string>} slipped the rules
 * @returns {Each[]}
 */
export function threeOf(questions, isAnswered, slipped) {
  const offers = (/** @type {Each} */ { options }) => options.some(({ rule }) => slipped.has(rule ?? ""));
  return LEVELS.flatMap((level) => {
    const all = questions.filter((each) => each.level === level);
    return all.find(isAnswered) ?? all.find(offers) ?? all[0] ?? [];
  });
}

/**
 * What is due on a day, the longest overdue first. What has never been asked comes some days after its lesson's
 * first answer.
 * @template {Asked} Each
 * @param {Each[]} questions of all lessons
 * @param {(question: Each) => Answer} answerOf @param {number} today @returns {Each[]}
 */
export function dueOn(questions, answerOf, today) {
  /** @type {Map<string, number>} */
  const begun = new Map();
  for (const question of questions) {
    const [first] = answerOf(question).rounds;
    const day = begun.get(question.lesson) ?? Number.POSITIVE_INFINITY;
    if (first) begun.set(question.lesson, Math.min(day, dayOf(first.at)));
  }
  const days = questions.map((question) => {
    const answer = answerOf(question);
    const start = begun.get(question.lesson) ?? Number.POSITIVE_INFINITY;
    const first = start + SPREAD[seedOf(question.id) % SPREAD.length];
    return { question, day: answer.rounds.length > 0 ? nextDay(answer) : first };
  });
  return days
    .filter(({ day }) => day <= today)
    .sort((one, other) => one.day - other.day)
    .map(({ question }) => question);
}

/**
 * What a lesson asks first about an earlier one: the same until it is answered, then whatever is due, once a day.
 * On a first visit what no lesson has opened with goes before what was asked longest ago.
 * @template {Asked} Each
 * @param {Each[]} earlier about lessons in which this visitor has answered something
 * @param {(question: Each) => Answer} answerOf
 * @param {string} lesson that is opened: each asks in an order of its own
 * @param {Record<string, string>} opened what each lesson has opened with, the newest last
 * @param {number} today @returns {Each | null}
 */
export function openingOf(earlier, answerOf, lesson, opened, today) {
  const mixed = shuffled(earlier, seedOf(lesson));
  const own = mixed.find(({ id }) => id === opened[lesson]);
  const last = own && answerOf(own).rounds.at(-1);
  if (own && !last) return own;
  if (last && dayOf(last.at) === today) return null;
  const [due] = dueOn(mixed, answerOf, today);
  if (due || own) return due ?? null;
  const asked = Object.values(opened);
  const never = mixed.filter((each) => each.kind === "retrieval" && answerOf(each).rounds.length === 0);
  never.sort((one, other) => asked.lastIndexOf(one.id) - asked.lastIndexOf(other.id));
  return never[0] ?? null;
}

/**
 * @typedef {{ guess: string, rule: string, why: string, at: number }} Wrong the first wrong guess at a question, or answer
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

/** What a lesson asks first, and from now on it has been asked. @template {Asked} Each @param {Each[]} earlier @param {string} lesson @param {number} at now */
export function askOpening(earlier, lesson, at) {
  const opened = recall(...OPENED);
  // Lessons in which the visitor has guessed or answered anything.
  const known = earlier.filter(({ lesson: each }) =>
    ["guesses", "answers"].some((what) => Object.keys(recall(each, what)).length > 0),
  );
  const question = openingOf(known, answerOf, lesson, opened, dayOf(at));
  if (question && opened[lesson] !== question.id) {
    delete opened[lesson];
    keep(...OPENED, { ...opened, [lesson]: question.id });
  }
  return question;
}

/** @param {Question} question @param {Option} option @param {KeptGuess | undefined} before at the same question @param {{ show: string, language: "en" | "ko", at: number }} where and when @returns {KeptGuess} */
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

/** A question is kept by a short name for exactly its state. @param {Question} question */
const keyOf = ({ series, place }) => seedOf(`${series}#${place}`).toString(36);

/** What a lesson asks first, as its band asks it. @param {Kit} kit @param {string} lesson @param {Earlier} earlier @returns {Question} */
function openingQuestion({ label }, lesson, { id, number, stem, show, options }) {
  const from = label("step.from_lesson", { n: number });
  return { series: id, place: 0, stem, from, show, options: shuffled(options, seedOf(`${lesson} ${id}`)) };
}

/** What the band of a lesson asks first, and its guesses, the newest last: they are kept by the figure's state, the answer to an earlier lesson's question with that lesson. @param {Kit} kit @param {string} lesson */
export function memoryOf(kit, lesson) {
  const guesses = recall(lesson, "guesses");
  const earlier = askOpening(kit.earlier, lesson, Date.now());
  return {
    opening: earlier && openingQuestion(kit, lesson, earlier),
    /** @param {Question} question @returns {Option | null} */
    find(question) {
      const kept = guesses[keyOf(question)];
      // By the mistake's name, not by the text: the visitor may have changed the language.
      return question.options.find(({ rule }) => kept && rule === (kept.rule ?? null)) ?? null;
    },
    add(/** @type {Question} */ question, /** @type {Option} */ guess) {
      const at = Date.now();
      if (earlier && question.from)
        return keepAnswer(earlier, pressed(askedAgain(answerOf(earlier)), nameOf(guess), at));
      const key = keyOf(question);
      const where = { show: addressOf(location), language: kit.language, at };
      const kept = keptGuess(question, guess, guesses[key], where);
      delete guesses[key];
      guesses[key] = kept;
      for (const old of Object.keys(guesses).slice(0, -GUESSES)) delete guesses[old];
      keep(lesson, "guesses", guesses);
    },
  };
}
