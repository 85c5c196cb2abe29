/** How far a visitor is in the course, below the list of lessons, and the file it can be taken along in. */

import { make, setText } from "../dom/dom.js";
import { keep, recall, whenKept } from "../dom/storage.js";

const KIND = "cnn-course-progress";
const VERSION = 1;
const COURSE = "course"; // what is kept of no single lesson
export const SOLVED = 3; // questions after which a lesson is done
export const LARGEST_FILE = 1e6; // bytes

/** How many questions of a lesson are answered, and whether that is enough. @param {string} lesson */
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
export const toFile = (all) => JSON.stringify({ kind: KIND, version: VERSION, kept: all }, null, 2);

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
  const lessons = Object.keys(all).map(lessonOf);
  return new Set(lessons.filter((lesson) => lesson !== COURSE)).size;
}

/** A rule that puts another mark before a lesson's links. @param {string} lesson @param {string} icon the name of one of Streamlit's icons */
function markOf(lesson, icon) {
  const address = lesson.replaceAll("_", "-");
  const mark = `a[data-testid="stPageLink-NavLink"][href="${address}"] [data-testid="stIconMaterial"]`;
  return `${mark} { font-size: 0; } ${mark}::before { content: "${icon}"; font-size: 20px; }`;
}

/** Fill the marks of lessons that are begun or done: the links are Streamlit's, their marks are letters of its font. @param {string[]} lessons */
function fillMarks(lessons) {
  const id = "course-progress";
  const sheet = document.getElementById(id) ?? document.head.appendChild(make("style", { id }));
  const rules = lessons.flatMap((lesson) => {
    const { isDone, isBegun } = progressOf(lesson);
    if (isDone) return markOf(lesson, "check_circle");
    return isBegun ? markOf(lesson, "timelapse") : [];
  });
  sheet.textContent = rules.join("\n");
}

/** @param {HTMLElement} root @param {Kit} kit @param {{ lessons: string[], current: string | null }} first @returns {View} */
function build(root, kit, first) {
  const text = make("p.note");
  const bar = make("div.share-bar", { "aria-hidden": true });
  root.append(text, bar);
  let { lessons, current } = first;
  const paint = () => {
    // Only a lesson with a guess or an answer is one to go on with.
    const isNew = current !== null && recall("course", "visit").lesson !== current;
    if (isNew && progressOf(current ?? "").isBegun) keep("course", "visit", { lesson: current });
    const done = lessons.filter((lesson) => progressOf(lesson).isDone).length;
    setText(text, kit.label("nav.done", { k: done, n: lessons.length }));
    bar.style.setProperty("--share", String(done / lessons.length));
    fillMarks(lessons);
  };
  whenKept(paint, kit.signal);
  return {
    receive(data) {
      ({ lessons, current } = data);
      paint();
    },
  };
}

/** @type {Figure} */
export const figure = { settings: {}, build };
