/** How far a visitor is in the course, and the file it can be taken along in. */

import { recall } from "../dom/storage.js";

/**
 * @typedef {{ answered: number, of: number, isDone: boolean, isBegun: boolean }} Progress of one lesson
 */

const KIND = "cnn-course-progress";
const VERSION = 1;
const COURSE = "course"; // what is kept of no single lesson
export const SOLVED = 3; // questions after which a lesson is done
export const LARGEST_FILE = 1e6; // bytes

/** @param {string} lesson @returns {Progress} */
export function progressOf(lesson) {
  const { answered, of } = recall(lesson, "progress");
  const [known, all] = [answered, of].map((count) => (Number.isInteger(count) ? count : 0));
  const isDone = all > 0 && known >= Math.min(SOLVED, all);
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
  return JSON.stringify({ kind: KIND, version: VERSION, kept: all }, null, 2);
}

/** @param {unknown} value @returns {value is Record<string, object>} */
const isTable = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** The lesson of a name such as "convolution.answers"; null if it is none. @param {string} name */
const lessonOf = (name) => /^(\w+)\.\w+$/.exec(name)?.[1] ?? null;

/**
 * What such a file holds of this course; null if that is nothing.
 * @param {string} text
 * @param {string[]} lessons of the course
 * @returns {Record<string, object> | null}
 */
export function fromFile(text, lessons) {
  try {
    const { kind, version, kept } = JSON.parse(text);
    if (kind !== KIND || version !== VERSION || !isTable(kept)) return null;
    const all = Object.entries(kept);
    if (!all.every(([name, values]) => lessonOf(name) && isTable(values))) return null;
    const known = all.filter(([name]) => [COURSE, ...lessons].includes(lessonOf(name) ?? ""));
    const found = Object.fromEntries(known);
    return lessonsIn(found) > 0 ? found : null;
  } catch {
    return null;
  }
}

/** How many lessons there is something of. @param {Record<string, object>} all */
export function lessonsIn(all) {
  return new Set(
    Object.keys(all)
      .map(lessonOf)
      .filter((lesson) => lesson !== COURSE),
  ).size;
}
