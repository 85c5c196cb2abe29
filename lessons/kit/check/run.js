/** Questions one at a time: a circle for each, the one that is asked, and the way to the next. */

import { icon, make, setText } from "../dom/dom.js";
import { isDone, stateOf } from "../quiz/answer.js";
import { createCircles } from "../quiz/circles.js";
import { seedOf, shuffled } from "../quiz/shuffle.js";
import { createCard } from "./card.js";

/** @import { Asked, Kit } from "../dom/kit.js" */
/** @import { Answer } from "../quiz/answer.js" */
/**
 * @typedef {object} Hands
 * @property {(question: Asked) => Answer} startOf where its answer stands
 * @property {(question: Asked, number: number) => string} headOf such as "Question 2 of 3"
 * @property {(question: Asked, answer: Answer) => void} onShow a question came, or was answered
 * @property {(question: Asked, answer: Answer) => void} onAnswer
 * @property {() => void} onEnd there is no further one
 */

/** What is said of a circle. @type {Record<ReturnType<typeof stateOf>, string | null>} */
const STATES = { fresh: null, again: "quiz.again_state", answered: "quiz.answered", shown: "quiz.shown" };

/** @param {Kit} kit @param {Answer[]} answers @returns {(at: number) => import("../quiz/circles.js").Circle} */
const circleOf = (kit, answers) => (at) => {
  const state = stateOf(answers[at]);
  const number = kit.label("quiz.question", { i: at + 1, n: answers.length });
  const name = STATES[state] ? `${number}, ${kit.label(STATES[state])}` : number;
  return { look: `circle small-target ${state}`, name, ...(isDone(answers[at]) && { sign: icon("tick") }) };
};

/** What stands around the question that is asked. @param {Kit} kit @param {HTMLElement} circles @param {() => void} goOn */
function createFrame(kit, circles, goOn) {
  const head = make("span");
  const body = make("div");
  const spoken = make("p.unseen", { role: "status" });
  const top = make("div.card-head", head, circles);
  const words = make("span", kit.label("quiz.next"));
  const next = make("button.next-question", { onclick: goOn }, words, icon("next"));
  return { element: make("section.card", top, body, spoken), head, body, spoken, next };
}

/** The place of the next one that is open; −1 where there is none. @param {Answer[]} answers @param {number} now */
function nextOpen(answers, now) {
  const later = answers.findIndex((each, at) => at > now && !isDone(each));
  return later >= 0 ? later : answers.findIndex((each, at) => at < now && !isDone(each));
}

/** @param {Kit} kit @param {Asked[]} questions @param {number} seed of the order of options @param {Hands} hands */
export function createRun(kit, questions, seed, { startOf, headOf, onShow, onAnswer, onEnd }) {
  const all = questions.map((each) => ({
    ...each,
    options: shuffled(each.options, seedOf(`${seed} ${each.id}`)),
  }));
  const answers = all.map(startOf);
  /** @type {ReturnType<typeof createCard>} */
  let card;
  let now = Math.max(nextOpen(answers, -1), 0);
  const goOn = () => {
    const open = nextOpen(answers, now);
    if (open < 0 && isDone(answers[now])) return onEnd();
    if (open >= 0) ask(open);
    card.focus();
  };
  const { circles, show } = createCircles(all.length, (at) => ask(at));
  const frame = createFrame(kit, make("span.circles", ...circles), goOn);
  const paint = () => {
    show(circleOf(kit, answers), now);
    onShow(all[now], answers[now]);
  };
  const take = (/** @type {Answer} */ answer, /** @type {string} */ said) => {
    answers[now] = answer;
    setText(frame.spoken, said);
    onAnswer(all[now], answer);
    paint();
  };
  const ask = (/** @type {number} */ at) => {
    now = at;
    setText(frame.head, headOf(all[at], at + 1));
    setText(frame.spoken, "");
    card = createCard(kit, all[at], answers[at], frame.next, take);
    frame.body.replaceChildren(...card.elements);
    paint();
  };
  frame.element.addEventListener("keydown", (event) => {
    const isOnControl = event.target instanceof Element && event.target.closest("a, .circle, .quiet, .sure");
    if (event.key === "Enter" && isDone(answers[now]) && !isOnControl) {
      event.preventDefault();
      goOn();
    } else card.takeKey(event);
  });
  ask(now);
  return frame.element;
}
