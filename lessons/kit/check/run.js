/** Questions one at a time: a circle for each, the one that is asked, and the way to the next. */

import { icon, make, pressOne, setText } from "../dom/dom.js";
import { richText } from "../grid/rich_text.js";
import { isDone, kindOf, nameOf, pressed, RIGHT, revealed, stateOf, withSure } from "../quiz/answer.js";
import { seedOf, shuffled } from "../quiz/shuffle.js";
import { choiceOf, createCircles, spokenVerdict, verdictIcon, verdictText } from "../quiz/told.js";

/** @import { Answer } from "../quiz/answer.js" */

/** One option on the screen. @param {Kit} kit @param {Option} option @param {number} at @param {() => void} onPress */
function createLine(kit, option, at, onPress) {
  const sign = make("span.sign.in-row", icon("open"));
  const text = make("span", ...richText(option.text, kit.theme));
  const attributes = { "aria-pressed": false, "aria-keyshortcuts": at + 1, onclick: onPress };
  const button = make("button.choice.bare.wordy.as-wide", attributes, sign, text);
  const feedback = make("p.feedback", { hidden: true });
  return { option, element: make("li.option", button, feedback), button, sign, feedback };
}

/** @param {Kit} kit @param {ReturnType<typeof createLine>} line @param {Answer} answer */
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

/** How sure one was of the answer: it decides when the question comes again. @param {Kit} kit @param {(sure: boolean) => void} onSure */
function createSure(kit, onSure) {
  const ask = make("span", { id: "how-sure" }, kit.label("quiz.how_sure"));
  const buttons = [true, false].map((sure) =>
    make("button", { onclick: () => onSure(sure) }, kit.label(sure ? "quiz.sure" : "quiz.unsure")),
  );
  return {
    element: make("p.sure.in-rows.note", { role: "group", "aria-labelledby": "how-sure" }, ask, ...buttons),
    show(/** @type {Answer} */ { rounds }) {
      const sure = rounds.at(-1)?.sure;
      pressOne(buttons, (at) => sure === (at === 0));
    },
  };
}

/** What can be done beside answering. @param {Kit} kit @param {string} address that shows the truth @param {() => void} onReveal */
function createHelp(kit, address, onReveal) {
  const words = make("span", kit.label("quiz.show_figure"));
  const show = make("a.button.show", { role: "link", "aria-keyshortcuts": "s" }, icon("eye"), words);
  const reveal = make("button.quiet.reveal", { onclick: onReveal }, kit.label("quiz.show"));
  return {
    parts: [show, reveal],
    show,
    /** Nothing is shown before there is an answer. @param {Answer} answer */
    paint(answer) {
      const isOpen = answer.tried.length > 0 || answer.revealed;
      if (isOpen) show.href = address;
      show.setAttribute("aria-disabled", String(!isOpen));
      reveal.hidden = isDone(answer);
    },
  };
}

/**
 * One question: every option keeps its own line, and its own feedback below it; then how sure one was.
 * @param {Kit} kit
 * @param {Asked} question with its options in the order they are shown
 * @param {Answer} start
 * @param {HTMLElement} next what leads on
 * @param {(answer: Answer, said: string) => void} onAnswer
 */
export function createCard(kit, { stem, options, show }, start, next, onAnswer) {
  let answer = start;
  const lines = options.map((option, at) =>
    createLine(kit, option, at, () => take(pressed(answer, nameOf(option), Date.now()))),
  );
  const help = createHelp(kit, show, () => {
    take(revealed(answer, Date.now()));
    lines.find(({ option }) => nameOf(option) === RIGHT)?.button.focus(); // the pressed button is gone
  });
  const sure = createSure(kit, (isSure) => take(withSure(answer, isSure), ""));
  const heading = make("h3", { id: "question" }, ...richText(stem, kit.theme));
  const list = make("ul.options.in-column", { "aria-labelledby": "question" }, ...lines);
  const foot = make("p.help.in-rows", ...help.parts, next);
  const paint = () => {
    for (const line of lines) paintLine(kit, line, answer);
    help.paint(answer);
    sure.show(answer);
    sure.element.toggleAttribute("inert", answer.rounds.length === 0);
    list.classList.toggle("done", isDone(answer));
    next.classList.toggle("play", isDone(answer));
  };
  /** @param {Answer} now @param {string} [said] */
  const take = (now, said) => {
    answer = now;
    paint();
    const open = options.find((each) => nameOf(each) === now.open);
    onAnswer(now, said ?? (open ? spokenVerdict(kit, kindOf(now, nameOf(open)), open) : ""));
  };
  paint();
  return {
    elements: [heading, list, sure.element, foot],
    focus: () => lines[0]?.button.focus(),
    /** Whether the key was an answer, or asked for the figure. @param {KeyboardEvent} event */
    takeKey(event) {
      const button =
        event.key === "s" && !event.ctrlKey && !event.metaKey ? help.show : lines[choiceOf(event)]?.button;
      button?.click();
      return button !== undefined;
    },
  };
}

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

/** @param {Kit} kit @param {Answer[]} answers */
const circleOf = (kit, answers) => (/** @type {number} */ at) => {
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
  const top = make("div.card-head.apart.note", head, circles);
  const words = make("span", kit.label("quiz.next"));
  const next = make("button.next-question.pushed", { onclick: goOn }, words, icon("next"));
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
  const frame = createFrame(kit, make("span.circles.in-row", ...circles), goOn);
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
