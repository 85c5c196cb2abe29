/** How many lessons are done, below the list of lessons, whose marks it fills. */

import { make, setText } from "../dom/dom.js";
import { keep, recall, whenKept } from "../dom/storage.js";
import { progressOf } from "./state.js";

/** @typedef {{ lessons: string[], current: string | null }} Data */

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

/** @param {HTMLElement} root @param {import("../dom/kit.js").Kit} kit @param {Data} first @returns {import("../dom/kit.js").View} */
function build(root, kit, first) {
  const text = make("p");
  const bar = make("div.done-bar", { "aria-hidden": true });
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

/** @type {import("../dom/kit.js").Figure} */
export const figure = { settings: {}, build };
