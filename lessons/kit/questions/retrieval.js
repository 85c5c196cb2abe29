// @ts-check
/** What a lesson asks first: a question about an earlier lesson in which this visitor has answered something. */

import { recall } from "../page/kept.js";
import { seedOf, shuffled } from "./shuffle.js";

/**
 * @typedef {object} Earlier a question about an earlier lesson, as Python sends it
 * @property {string} id
 * @property {string} lesson it is about
 * @property {string} from such as "From lesson 3"
 * @property {string} stem
 * @property {import("./verdict.js").Option[]} options
 */

/** @param {string} lesson */
function hasAnsweredIn(lesson) {
  return ["guesses", "answers"].some((what) => Object.keys(recall(lesson, what)).length > 0);
}

/**
 * The same question for the same visitor until it is answered; null where nothing has been learned before.
 * @param {Earlier[]} earlier
 * @param {string} lesson that is opened: each asks in an order of its own
 * @param {(lesson: string) => boolean} [isKnown]
 * @returns {import("./asking.js").Question | null}
 */
export function openingQuestion(earlier, lesson, isKnown = hasAnsweredIn) {
  const known = earlier.filter((each) => isKnown(each.lesson));
  const [chosen] = shuffled(known, seedOf(lesson));
  if (!chosen) return null;
  const { id, stem, from, options } = chosen;
  return { series: id, place: 0, stem, from, options: shuffled(options, seedOf(`${lesson} ${id}`)) };
}
