/** The course as one path: a row a lesson, what is done and where the visitor is; the last row is the end. And how long it takes. */

import { icon, make, setText } from "../../kit/dom/dom.js";
import { linkTo } from "../../kit/dom/page.js";
import { recall, whenKept } from "../../kit/dom/storage.js";
import { nextOf, progressOf } from "../../kit/progress/figure.js";

/**
 * @typedef {{ name: string, title: string, idea: string, minutes?: number }} Listed a page; minutes: of a lesson
 * @typedef {{ lessons: Listed[], further: Listed[] }} Course in reading order
 */

const HOUR = 60; // minutes

/** The lesson to go on with; null when all are done. @param {Listed[]} lessons */
export function nextIn(lessons) {
  const names = lessons.map(({ name }) => name);
  const next = nextOf(names, recall("course", "visit").lesson, (name) => progressOf(name).isDone);
  return lessons.find(({ name }) => name === next) ?? null;
}

/** "about 2 h 20 min in all". @param {Kit} kit @param {"home.in_all" | "home.left"} what @param {number} minutes */
function minutesText(kit, what, minutes) {
  if (minutes === 0) return "";
  const [h, m] = [Math.floor(minutes / HOUR), minutes % HOUR];
  const name = h === 0 ? "home.minutes" : m === 0 ? "home.hours" : "home.hours_minutes";
  return kit.label(what, { time: kit.label(name, { h, m, n: m }) });
}

/** @param {Listed} page @param {HTMLElement} mark @param {HTMLElement} last */
function rowOf({ name, title, idea }, mark, last) {
  const words = make("span.words", make("b", title), " ", make("span.idea.no-phone.muted", idea));
  return make("li", linkTo(name, mark, words, last));
}

/** @param {HTMLElement} root @param {Kit} kit @param {Course} course @returns {View} */
function build(root, kit, { lessons, further }) {
  const time = make("span.note");
  const rows = lessons.map((lesson, i) => {
    const [mark, last] = [make("span.place.in-middle", String(i + 1)), make("span.last.in-one.muted")];
    return { lesson, last, element: rowOf(lesson, mark, last) };
  });
  const end = rowOf(further[0], make("span.place.in-middle", { "aria-hidden": "true" }, "✓"), make("span"));
  const heading = make("h2", kit.label("home.in_order", { n: lessons.length }), " ", time);
  root.append(heading, make("ol", ...rows, end));
  const paint = () => {
    const next = nextIn(lessons);
    let left = 0;
    for (const { lesson, last, element } of rows) {
      const { isDone } = progressOf(lesson.name);
      if (!isDone) left += lesson.minutes ?? 0;
      element.classList.toggle("done", isDone);
      element.classList.toggle("here", lesson === next);
      const told = make("span.unseen", kit.label("home.done"));
      last.replaceChildren(
        ...(isDone ? [icon("check"), told] : [kit.label("home.minutes", { n: lesson.minutes ?? 0 })]),
      );
    }
    const isBegun = lessons.some(({ name }) => progressOf(name).isDone);
    setText(time, minutesText(kit, isBegun ? "home.left" : "home.in_all", left));
  };
  whenKept(paint, kit.signal);
  paint();
  return {};
}

/** @type {Figure} */
export const figure = { settings: {}, build };
