// @ts-check
/** What a lesson asks first: a question about an earlier lesson in which this visitor has answered something. */

import { keep, recall } from "../dom/storage.js";
import { seedOf, shuffled } from "./shuffle.js";

/** @typedef {import("../dom/kit.js").Earlier} Earlier */

const OPENED = /** @type {const} */ (["course", "opened"]); // where it is kept what was asked

/** @param {string} lesson */
function hasAnsweredIn(lesson) {
  return ["guesses", "answers"].some((what) => Object.keys(recall(lesson, what)).length > 0);
}

/**
 * The same question for the same visitor until it is answered; null where nothing has been learned before. What no
 * lesson has opened with goes first, then what was asked longest ago.
 * @param {Earlier[]} earlier
 * @param {string} lesson that is opened: each asks in an order of its own
 * @param {(lesson: string) => boolean} [isKnown]
 * @param {Record<string, string>} [opened] what each lesson has opened with, the newest last
 * @returns {import("./prediction_state.js").Question | null}
 */
export function openingQuestion(earlier, lesson, isKnown = hasAnsweredIn, opened = {}) {
  const known = shuffled(
    earlier.filter((each) => isKnown(each.lesson)),
    seedOf(lesson),
  );
  const asked = Object.values(opened);
  const own = known.find(({ id }) => id === opened[lesson]);
  const [oldest] = known.sort((one, other) => asked.lastIndexOf(one.id) - asked.lastIndexOf(other.id));
  const chosen = own ?? oldest;
  if (!chosen) return null;
  const { id, stem, from, options } = chosen;
  const show = `/${chosen.lesson.replaceAll("_", "-")}${chosen.show}`;
  return { series: id, place: 0, stem, from, show, options: shuffled(options, seedOf(`${lesson} ${id}`)) };
}

/** The same, and from now on it has been asked. @param {Earlier[]} earlier @param {string} lesson */
export function askOpening(earlier, lesson) {
  const opened = recall(...OPENED);
  const question = openingQuestion(earlier, lesson, hasAnsweredIn, opened);
  if (question && opened[lesson] !== question.series) {
    delete opened[lesson];
    keep(...OPENED, { ...opened, [lesson]: question.series });
  }
  return question;
}
