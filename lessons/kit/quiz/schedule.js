/** Which question is asked when: three in the lesson, the others on later days, one at the start of a lesson. Pure. */

import { seedOf, shuffled } from "./shuffle.js";

/** @import { Asked } from "../dom/kit.js" */
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
 * @template {Asked} Question
 * @param {Question[]} questions @param {(question: Question) => boolean} isAnswered
 * @param {Set<string>} slipped the rules
 * @returns {Question[]}
 */
export function threeOf(questions, isAnswered, slipped) {
  const offers = (/** @type {Question} */ { options }) => options.some(({ rule }) => slipped.has(rule ?? ""));
  return LEVELS.flatMap((level) => {
    const all = questions.filter((each) => each.level === level);
    return all.find(isAnswered) ?? all.find(offers) ?? all[0] ?? [];
  });
}

/**
 * What is due on a day, the longest overdue first. What has never been asked comes some days after its lesson's
 * first answer.
 * @template {Asked} Question
 * @param {Question[]} questions of all lessons
 * @param {(question: Question) => Answer} answerOf @param {number} today @returns {Question[]}
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
    const start = question.kind === "check" ? begun.get(question.lesson) : undefined;
    const first = (start ?? Number.POSITIVE_INFINITY) + SPREAD[seedOf(question.id) % SPREAD.length];
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
 * @template {Asked} Question
 * @param {Question[]} earlier about lessons in which this visitor has answered something
 * @param {(question: Question) => Answer} answerOf
 * @param {string} lesson that is opened: each asks in an order of its own
 * @param {Record<string, string>} opened what each lesson has opened with, the newest last
 * @param {number} today @returns {Question | null}
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
