/** One question: every option keeps its own line, and its own feedback below it; then how sure one was. */

import { icon, make } from "../dom/dom.js";
import { richText } from "../grid/rich_text.js";
import { isDone, kindOf, nameOf, pressed, RIGHT, revealed, withSure } from "../quiz/answer.js";
import { choiceOf } from "../quiz/choices.js";
import { spokenVerdict, verdictIcon, verdictText } from "../quiz/told.js";

/** @import { Asked, Kit, Option } from "../dom/kit.js" */
/** @import { Answer } from "../quiz/answer.js" */
/** @typedef {ReturnType<typeof createLine>} Line one option on the screen */

/** @param {Kit} kit @param {Option} option @param {number} at @param {() => void} onPress */
function createLine(kit, option, at, onPress) {
  const sign = make("span.sign", icon("open"));
  const text = make("span", ...richText(option.text, kit.theme));
  const attributes = { "aria-pressed": false, "aria-keyshortcuts": at + 1, onclick: onPress };
  const button = make("button.choice", attributes, sign, text);
  const feedback = make("p.feedback", { hidden: true });
  return { option, element: make("li.option", button, feedback), button, sign, feedback };
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

/** How sure one was of the answer: it decides when the question comes again. @param {Kit} kit @param {(sure: boolean) => void} onSure */
function createSure(kit, onSure) {
  const ask = make("span", { id: "how-sure" }, kit.label("quiz.how_sure"));
  const buttons = [true, false].map((sure) =>
    make("button", { onclick: () => onSure(sure) }, kit.label(sure ? "quiz.sure" : "quiz.unsure")),
  );
  return {
    element: make("p.sure", { role: "group", "aria-labelledby": "how-sure" }, ask, ...buttons),
    show(/** @type {Answer} */ { rounds }) {
      const sure = rounds.at(-1)?.sure;
      buttons.forEach((button, at) => {
        button.setAttribute("aria-pressed", String(sure === (at === 0)));
      });
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
  const list = make("ul.options", { "aria-labelledby": "question" }, ...lines.map(({ element }) => element));
  const foot = make("p.help", ...help.parts, next);
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
