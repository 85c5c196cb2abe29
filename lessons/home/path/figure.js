/** The course as one path: a row a lesson, what is done and where the visitor is; the last row is the end. */

import { icon, make, setText } from "../../kit/dom/dom.js";
import { goTo } from "../../kit/dom/page.js";
import { whenKept } from "../../kit/dom/storage.js";
import { progressOf } from "../../kit/progress/figure.js";
import { minutesText, nextIn } from "../course.js";

/** @typedef {import("../course.js").Course} Course @typedef {import("../course.js").Listed} Listed */

/** @param {Listed} page @param {HTMLElement} mark @param {HTMLElement} last */
function rowOf({ name, title, idea }, mark, last) {
  const address = name.replaceAll("_", "-");
  const words = make("span.words", make("b", title), " ", make("span.idea", idea));
  const link = make("a", { href: `/${address}` }, mark, words, last);
  link.addEventListener("click", (event) => goTo(event, address));
  return make("li", link);
}

/** @param {HTMLElement} root @param {import("../../kit/dom/kit.js").Kit} kit @param {Course} course @returns {import("../../kit/dom/kit.js").View} */
function build(root, kit, { lessons, further }) {
  const time = make("span.note");
  const rows = lessons.map((lesson, i) => {
    const [mark, last] = [make("span.place", String(i + 1)), make("span.last")];
    return { lesson, last, element: rowOf(lesson, mark, last) };
  });
  const end = rowOf(further[0], make("span.place", { "aria-hidden": "true" }, "✓"), make("span"));
  const heading = make("h2", kit.label("home.in_order", { n: lessons.length }), " ", time);
  root.append(heading, make("ol", ...rows.map(({ element }) => element), end));
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

/** @type {import("../../kit/dom/kit.js").Figure} */
export const figure = { settings: {}, build };
