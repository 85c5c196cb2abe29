// @ts-check
/** One question: every option keeps its own line, and its own feedback below it. */

import { icon, make } from "../dom/dom.js";
import { plainText, richText } from "../grid/rich_text.js";
import { isDone, kindOf, nameOf, pressed, RIGHT, revealed, stateOf } from "./answers.js";
import { firstWord, verdictIcon, verdictText } from "./feedback.js";

/**
 * @typedef {import("../dom/kit.js").Kit} Kit
 * @typedef {import("./feedback.js").Option} Option
 * @typedef {import("./answers.js").Answer} Answer
 *
 * @typedef {object} CheckQuestion
 * @property {string} id
 * @property {string} stem
 * @property {Option[]} options in the order they are shown
 * @property {string} show the state of the figure that shows the truth: "?stride=3"
 *
 * @typedef {object} Line one option on the screen
 * @property {Option} option
 * @property {HTMLElement} element
 * @property {HTMLButtonElement} button
 * @property {HTMLElement} sign
 * @property {HTMLElement} feedback
 */

/** What stands in the corner of a card. @type {Record<ReturnType<typeof stateOf>, string | null>} */
const CORNERS = { fresh: null, again: "quiz.again_state", answered: "quiz.answered", shown: "quiz.shown" };

/** @param {Kit} kit @param {Option} option @param {() => void} onPress @returns {Line} */
function createLine(kit, option, onPress) {
  const sign = make("span", { class: "sign" }, icon("open"));
  const text = make("span", {}, ...richText(option.text, kit.theme));
  const button = make(
    "button",
    { type: "button", class: "choice", "aria-pressed": false, onclick: onPress },
    sign,
    text,
  );
  const feedback = make("p", { class: "feedback", hidden: true });
  return { option, element: make("li", { class: "option" }, button, feedback), button, sign, feedback };
}

/** @param {Kit} kit @param {Line} line @param {Answer} answer */
function paintLine(kit, { option, element, button, sign, feedback }, answer) {
  const name = nameOf(option);
  const isOpen = answer.open === name;
  const kind = kindOf(answer, name);
  element.className = isOpen ? `option ${kind}` : "option";
  button.setAttribute("aria-pressed", String(isOpen));
  sign.replaceChildren(isOpen ? verdictIcon(kind) : icon("open"));
  feedback.hidden = !isOpen;
  feedback.replaceChildren(...(isOpen ? verdictText(kit, kind, option) : []));
}

/** What is said aloud, once, when a feedback opens. @param {Kit} kit @param {Option[]} options @param {Answer} answer */
export function saidAloud(kit, options, answer) {
  const option = options.find((each) => nameOf(each) === answer.open);
  if (!option) return "";
  const word = firstWord(kit, kindOf(answer, nameOf(option)), plainText(option.text));
  return `${word} ${plainText(option.why)}`;
}

/** Below the options of a wrong answer. @param {Kit} kit @param {string} show @param {() => void} onReveal */
function createHelp(kit, show, onReveal) {
  const link = make(
    "a",
    { class: "show", href: show },
    icon("eye"),
    make("span", {}, kit.label("quiz.show_figure")),
  );
  const reveal = make(
    "button",
    { type: "button", class: "quiet", onclick: onReveal },
    kit.label("quiz.show"),
  );
  return make("p", { class: "help", hidden: true }, link, reveal);
}

/**
 * @param {Kit} kit
 * @param {CheckQuestion} question
 * @param {string} number "Question 1 of 8"
 * @param {Answer} start
 * @param {(answer: Answer, said: string) => void} onAnswer
 */
export function createCard(kit, { id, stem, options, show }, number, start, onAnswer) {
  let answer = start;
  const heading = `question-${id}`;
  const corner = make("span", { class: "corner" });
  const lines = options.map((option) => createLine(kit, option, () => take(pressed(answer, nameOf(option)))));
  const help = createHelp(kit, show, () => {
    take(revealed(answer));
    lines.find(({ option }) => nameOf(option) === RIGHT)?.button.focus(); // the pressed button is gone
  });
  const element = make(
    "section",
    { class: "card", "aria-labelledby": heading },
    make("p", { class: "card-head" }, make("span", {}, number), corner),
    make("h3", { id: heading }, ...richText(stem, kit.theme)),
    make("ul", { class: "options", "aria-labelledby": heading }, ...lines.map((line) => line.element)),
    help,
  );
  const paint = () => {
    for (const line of lines) paintLine(kit, line, answer);
    const state = stateOf(answer);
    corner.textContent = CORNERS[state] ? kit.label(CORNERS[state]) : "";
    element.dataset.state = state;
    help.hidden = answer.open === null || answer.open === RIGHT;
    help.lastElementChild?.toggleAttribute("hidden", isDone(answer));
  };
  /** @param {Answer} next */
  const take = (next) => {
    answer = next;
    paint();
    onAnswer(answer, saidAloud(kit, options, answer));
  };
  paint();
  return element;
}
