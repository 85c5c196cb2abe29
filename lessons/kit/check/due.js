/** What of the questions of all lessons is due today: how many, the first of them, and a place to answer them. */

import { make } from "../dom/dom.js";
import { everything, keep, recall, whenKept } from "../dom/storage.js";
import { dataOf } from "../figure/fetched.js";
import { richText } from "../grid/rich_text.js";
import { askedAgain } from "../quiz/answer.js";
import { answerOf, dayOf, dueOn, keepAnswer, MOST_A_DAY } from "../quiz/memory.js";
import { createRun } from "./run.js";

/** @import { Kit } from "../dom/kit.js" */
/** @typedef {import("../dom/kit.js").Asked & { number: number }} Asked with the number of its lesson */

const MINUTES = 0.75; // for one question

/** What was asked today, and whether the visitor has called the rest off. @param {number} today @returns {{ day: number, asked: string[], isOff: boolean }} */
function askedToday(today) {
  const { day, asked, isOff } = recall("course", "due");
  const isToday = day === today && Array.isArray(asked);
  return { day: today, asked: isToday ? asked : [], isOff: isToday && isOff === true };
}

/** What is still to be asked today. @param {Asked[]} questions @param {number} today */
function dueNow(questions, today) {
  const { asked, isOff } = askedToday(today);
  const room = isOff ? 0 : Math.max(MOST_A_DAY - asked.length, 0);
  return dueOn(questions, answerOf, today).slice(0, room);
}

/** @param {Asked} question @param {number} today */
function noteAsked({ id }, today) {
  const { asked, ...rest } = askedToday(today);
  if (!asked.includes(id)) keep("course", "due", { ...rest, asked: [...asked, id] });
}

/** @param {Kit} kit @param {Asked} question */
const fromOf = (kit, { number }) => kit.label("step.from_lesson", { n: number });

/** How many, and the first of them. @param {Kit} kit @param {Asked[]} due @param {() => void} onStart @param {() => void} onOff */
function createInvitation(kit, due, onStart, onOff) {
  const [first] = due;
  const n = due.length;
  const count = make("span", kit.label("quiz.due_count", { n, m: Math.ceil(n * MINUTES) }));
  return make(
    "section.card.due",
    make("div.card-head", make("h2", kit.label("quiz.due")), count),
    make("p.note", fromOf(kit, first)),
    make("h3", ...richText(first.stem, kit.theme)),
    make(
      "p.help",
      make("button.start", { onclick: onStart }, kit.label("quiz.due_answer")),
      make("button.quiet", { onclick: onOff }, kit.label("quiz.not_today")),
    ),
  );
}

/** @param {HTMLElement} root @param {Kit} kit @param {Asked[]} questions */
function fill(root, kit, questions) {
  const today = dayOf(Date.now());
  const due = dueNow(questions, today);
  const callOff = () => keep("course", "due", { ...askedToday(today), isOff: true });
  const start = () => {
    root.dataset.asking = "";
    const run = createRun(kit, due, today, {
      startOf: (question) => askedAgain(answerOf(question)),
      headOf: (question) => fromOf(kit, /** @type {Asked} */ (question)),
      onShow: () => {},
      onAnswer: (question, answer) => {
        noteAsked(/** @type {Asked} */ (question), today);
        keepAnswer(question, answer);
      },
      onEnd: () => {
        delete root.dataset.asking;
        root.replaceChildren(make("p.card.due", { role: "status" }, kit.label("quiz.due_done")));
      },
    });
    root.replaceChildren(run, make("p.note.later", kit.label("quiz.due_rhythm")));
    run.querySelector("button")?.focus();
  };
  root.replaceChildren(...(due.length > 0 ? [createInvitation(kit, due, start, callOff)] : []));
}

/** @param {HTMLElement} root @param {Kit} kit @returns {import("../dom/kit.js").View} */
export function buildDue(root, kit) {
  delete root.dataset.asking;
  const paint = async () => {
    if (root.dataset.asking !== undefined) return; // what is being answered stays
    const isBegun = Object.keys(everything()).some((name) => name.endsWith(".answers"));
    if (!isBegun) return root.replaceChildren();
    const { questions } = await dataOf("home");
    if (!kit.signal.aborted && root.dataset.asking === undefined)
      fill(root, kit, Object.values(questions[kit.language]));
  };
  whenKept(paint, kit.signal);
  return { paint };
}
