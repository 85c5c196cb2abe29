/** The questions at the end of a lesson: three of them one at a time, beside a figure; the others come later, or now. On home what is due today. */

import { isAnew, make, setText } from "../dom/dom.js";
import { everything, keep, keepsNothing, recall, whenKept } from "../dom/storage.js";
import { dataOf } from "../figure/fetched.js";
import { createLinkSheet, isSmallWindow } from "../figure/link_sheet.js";
import { follow } from "../figure/settings_store.js";
import { richText } from "../grid/rich_text.js";
import { askedAgain, isDone, RIGHT } from "../quiz/answer.js";
import { answerOf, dayOf, dueOn, keepAnswer, MOST_A_DAY, slippedIn, threeOf } from "../quiz/memory.js";
import { verdictIcon } from "../quiz/told.js";
import { createRun } from "./run.js";
import { createStill } from "./still.js";

const MINUTES = 0.75; // for one question

/** What was asked today, and whether the visitor has called the rest off. @param {number} today @returns {{ day: number, asked: string[], isOff: boolean }} */
function askedToday(today) {
  const { day, asked, isOff } = recall("course", "due");
  const isToday = day === today && Array.isArray(asked);
  return { day: today, asked: isToday ? asked : [], isOff: isToday && isOff === true };
}

/** What is still to be asked today. @param {Earlier[]} questions @param {number} today */
function dueNow(questions, today) {
  const { asked, isOff } = askedToday(today);
  const room = isOff ? 0 : Math.max(MOST_A_DAY - asked.length, 0);
  return dueOn(questions, answerOf, today).slice(0, room);
}

/** @param {Kit} kit @param {Earlier} question */
const fromOf = (kit, { number }) => kit.label("step.from_lesson", { n: number });

/** How many, and the first of them. @param {Kit} kit @param {Earlier[]} due @param {() => void} onStart @param {() => void} onOff */
function createInvitation(kit, due, onStart, onOff) {
  const [first] = due;
  const n = due.length;
  const count = make("span", kit.label("quiz.due_count", { n, m: Math.ceil(n * MINUTES) }));
  const head = make("div.card-head.apart.note", make("h2.strong", kit.label("quiz.due")), count);
  const [from, stem] = [make("p.note", fromOf(kit, first)), make("h3", ...richText(first.stem, kit.theme))];
  const start = make("button.start", { onclick: onStart }, kit.label("quiz.due_answer"));
  const off = make("button.quiet", { onclick: onOff }, kit.label("quiz.not_today"));
  return make("section.card.due", head, from, stem, make("p.help.in-rows", start, off));
}

/** @param {HTMLElement} root @param {Kit} kit @param {Earlier[]} questions */
function fillDue(root, kit, questions) {
  const today = dayOf(Date.now());
  const due = dueNow(questions, today);
  const callOff = () => keep("course", "due", { ...askedToday(today), isOff: true });
  const start = () => {
    root.dataset.asking = "";
    const run = createRun(kit, due, today, {
      startOf: (question) => askedAgain(answerOf(question)),
      headOf: (question) => fromOf(kit, /** @type {Earlier} */ (question)),
      onShow: () => {},
      onAnswer: (question, answer) => {
        const { asked, ...rest } = askedToday(today);
        if (!asked.includes(question.id)) keep("course", "due", { ...rest, asked: [...asked, question.id] });
        keepAnswer(question, answer);
      },
      onEnd: () => {
        delete root.dataset.asking;
        root.replaceChildren(make("p.card.due", { role: "status" }, kit.label("quiz.due_done")));
      },
    });
    root.replaceChildren(run, make("p.note.later.spaced", kit.label("quiz.due_rhythm")));
    run.querySelector("button")?.focus();
  };
  root.replaceChildren(...(due.length > 0 ? [createInvitation(kit, due, start, callOff)] : []));
}

/** @param {HTMLElement} root @param {Kit} kit @returns {View} */
function buildDue(root, kit) {
  delete root.dataset.asking;
  const paint = async () => {
    if (root.dataset.asking !== undefined) return; // what is being answered stays
    const isBegun = Object.keys(everything()).some((name) => name.endsWith(".answers"));
    if (!isBegun) return root.replaceChildren();
    const { questions } = await dataOf("home");
    if (!kit.signal.aborted && root.dataset.asking === undefined)
      fillDue(root, kit, Object.values(questions[kit.language]));
  };
  whenKept(paint, kit.signal);
  return { paint };
}

/** A link of the text on a phone opens the figure as a small one, in the link's own state. @param {HTMLElement} place @param {Kit} kit @param {string} lesson */
function createTextSheet(place, kit, lesson) {
  const still = createStill(kit, lesson, true);
  let shown = "";
  const element = make("section", { popover: "manual" }, still);
  place.append(element);
  const sheet = createLinkSheet(element, kit, lesson);
  const standIn = (/** @type {HTMLAnchorElement} */ link) => {
    if (!isSmallWindow()) return false;
    sheet.open(link);
    shown = link.search;
    still.show(shown, true, null);
    return true;
  };
  // The picture that a link names may come later.
  const paint = () => element.matches(":popover-open") && still.show(shown, true, null);
  follow(lesson, { paint, standIn }, kit.signal);
}

/** @typedef {{ lesson: string, seed: number, can: string, questions: Asked[] }} Data `can`: what one now can do */

/** @param {Asked} question */
const isSolved = (question) => isDone(answerOf(question));

/** Beside "Check" at the top of the page: "1/3", then a tick, as long as the lesson is there. @param {Kit} kit @param {Asked[]} three */
function markTab({ signal }, three) {
  const id = "check-count";
  const sheet = document.getElementById(id) ?? document.head.appendChild(make("style", { id }));
  const done = three.filter(isSolved).length;
  const mark = done === three.length ? "✓" : `${done}/${three.length}`;
  const rule = `.sections a[href="#check"]::after { content: " ${mark}" }`;
  sheet.textContent = rule;
  signal.addEventListener("abort", () => {
    if (sheet.textContent === rule) sheet.textContent = "";
  });
}

/** How a question turned out. @param {Kit} kit @param {Asked} question */
function outcomeOf(kit, question) {
  const { tried } = answerOf(question);
  if (tried[0] === RIGHT) return kit.label("quiz.at_once");
  return kit.label(tried.includes(RIGHT) ? "quiz.later" : "quiz.shown");
}

/** All three are answered. @param {Kit} kit @param {Data} data @param {Asked[]} asked @param {(questions: Asked[]) => void} onMore @param {() => void} onBack */
function createDone(kit, { can, questions }, asked, onMore, onBack) {
  const rows = asked.map((question) => {
    const stem = make("span", ...richText(question.stem, kit.theme));
    return make(
      "li.ruled",
      verdictIcon("right"),
      stem,
      make("small.pushed.at-right", outcomeOf(kit, question)),
    );
  });
  const rest = questions.filter((each) => !isSolved(each));
  const words = kit.label("quiz.more_now", { n: rest.length });
  const more = rest.length > 0 ? [make("button", { onclick: () => onMore(rest) }, words)] : [];
  const back = make("button.quiet", { onclick: onBack }, kit.label("quiz.look_again"));
  const head = make("h3", kit.label("quiz.all_solved", { n: asked.length }));
  const now = can ? [make("h3", kit.label("quiz.can")), make("p", ...richText(can, kit.theme))] : [];
  return [
    make("section.card.solved", head, make("ul", ...rows), make("p.help.in-rows", ...more, back)),
    make("section.card", ...now, make("p.note", keepsNothing() ? "" : kit.label("quiz.kept"))),
  ];
}

/** Keep how far this lesson is. @param {Data} data */
function keepProgress({ lesson, questions }) {
  const answered = questions.filter(isSolved).length;
  const { answered: before, of } = recall(lesson, "progress");
  if (before !== answered || of !== questions.length)
    keep(lesson, "progress", { answered, of: questions.length });
  return answered;
}

/** The three questions of a lesson. @param {Data} data */
const chosenOf = ({ lesson, questions }) =>
  threeOf(questions, (each) => answerOf(each).rounds.length > 0, slippedIn(lesson));

/** @param {HTMLElement} root @param {Kit} kit @param {Data} data @param {Asked[]} three */
function fill(root, kit, data, three) {
  const { lesson, seed, questions } = data;
  const still = createStill(kit, lesson);
  const place = make("div.check.in-grid");
  const [count, later] = [make("p.so-far.note"), make("p.note.later.spaced")];
  const showCount = () => {
    setText(count, kit.label("quiz.count", { k: keepProgress(data), n: questions.length }));
    const rest = questions.filter((each) => !three.includes(each) && !isSolved(each)).length;
    if (keepsNothing()) setText(later, kit.label("quiz.not_kept"));
    else setText(later, rest > 0 ? kit.label("quiz.more_later", { n: rest }) : "");
    markTab(kit, three);
  };
  const run = (/** @type {Asked[]} */ asked) => {
    const element = createRun(kit, asked, seed, {
      startOf: answerOf,
      headOf: (_question, number) => kit.label("quiz.question", { i: number, n: asked.length }),
      onShow: ({ show, options }, answer) => {
        const rule = options.find((each) => each.rule === answer.open)?.rule ?? null;
        still.show(show, answer.rounds.length > 0, rule);
      },
      onAnswer: (question, answer) => {
        keepAnswer(question, answer);
        showCount();
      },
      onEnd: () => end(asked),
    });
    place.classList.toggle("alone", !still.isKnown);
    place.replaceChildren(still.element, element);
  };
  const end = (/** @type {Asked[]} */ asked) => {
    place.classList.remove("alone");
    place.replaceChildren(...createDone(kit, data, asked, run, () => run(asked)));
  };
  if (three.every(isSolved)) end(three);
  else run(three);
  showCount();
  root.replaceChildren(count, place, later);
}

/** @param {HTMLElement} root @param {Kit} kit @param {Data} first @returns {View} */
function buildCheck(root, kit, first) {
  let data = first;
  /** @type {Asked[]} */
  let three = [];
  const show = () => {
    three = chosenOf(data);
    if (three.length > 0) fill(place, kit, data, three);
  };
  // A guess that went wrong meanwhile may choose another question, as long as none of its level is answered.
  const follow = () => {
    const isOther = chosenOf(data).some((each, at) => each !== three[at]);
    if (three.length > 0 && isOther && !place.matches(":focus-within")) show();
  };
  whenKept(follow, kit.signal);
  const [place, sheet] = [make("div"), make("div")];
  root.append(place, sheet);
  createTextSheet(sheet, kit, first.lesson);
  return {
    receive(next) {
      data = next;
      if (isAnew(place, next)) show();
    },
  };
}

/** On home it is what is due today. @type {Figure} */
export const figure = {
  settings: {},
  build: (root, kit, data) => ("questions" in data ? buildCheck(root, kit, data) : buildDue(root, kit)),
};
