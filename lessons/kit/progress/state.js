// @ts-check
/** How far a visitor is in the course, and the file it can be taken along in. */

import { recall } from "../page/kept.js";

/**
 * @typedef {{ answered: number, of: number, isDone: boolean, isBegun: boolean }} Progress of one lesson
 */

const KIND = "cnn-course-progress";
const NAME = /^[a-z_]{1,40}\.[a-z_]{1,40}$/;
export const LARGEST_FILE = 1e6; // bytes

/** @param {string} lesson @returns {Progress} */
export function progressOf(lesson) {
  const { answered, of } = recall(lesson, "progress");
  const [known, all] = [answered, of].map((count) => (Number.isInteger(count) ? count : 0));
  const isDone = all > 0 && known >= all;
  return {
    answered: known,
    of: all,
    isDone,
    isBegun: known > 0 || Object.keys(recall(lesson, "guesses")).length > 0,
  };
}

/** The lesson to go on with: the one visited last, or the next one that is not done; null when all are. @param {string[]} lessons in reading order @param {string | undefined} last visited @param {(lesson: string) => boolean} isDone */
export function nextOf(lessons, last, isDone) {
  const from = Math.max(lessons.indexOf(last ?? ""), 0);
  const order = [...lessons.slice(from), ...lessons.slice(0, from)];
  return order.find((lesson) => !isDone(lesson)) ?? null;
}

/** @param {Record<string, object>} all */
export function toFile(all) {
  return JSON.stringify({ kind: KIND, version: 1, kept: all }, null, 2);
}

/** What such a file holds; null if it is none. @param {string} text @returns {Record<string, object> | null} */
export function fromFile(text) {
  try {
    const { kind, kept } = JSON.parse(text);
    const isKept = kind === KIND && typeof kept === "object" && kept !== null;
    const fits = (/** @type {[string, unknown]} */ [name, values]) =>
      NAME.test(name) && typeof values === "object" && values !== null && !Array.isArray(values);
    return isKept && Object.entries(kept).every(fits) ? kept : null;
  } catch {
    return null;
  }
}
