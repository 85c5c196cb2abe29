/** Answers to choose from, and what one is told: an icon, a first word and a reason, for colour is never the only sign. */

import { icon, make } from "../dom/dom.js";
import { plainText, richText } from "../grid/rich_text.js";

/** @import { Kind } from "./answer.js" */

/** @param {Kit} kit @param {{ text: string }[]} options @param {(at: number) => void} onChoose */
export const createPills = (kit, options, onChoose) =>
  options.map(({ text }, at) => {
    const press = { "aria-keyshortcuts": at + 1, onclick: () => onChoose(at) };
    return make("button.pill", press, ...richText(text, kit.theme));
  });

/** The key of an answer, from 0, else −1: by place on the keyboard, and not while something is typed or a grid has taken it. @param {KeyboardEvent} event */
export function choiceOf(event) {
  const { defaultPrevented, isComposing, ctrlKey, metaKey, altKey, shiftKey, target } = event;
  if (defaultPrevented || isComposing || ctrlKey || metaKey || altKey || shiftKey) return -1;
  const typed = target instanceof Element && target.closest("input:not([type=range]), select, textarea");
  const digit = /^(?:Digit|Numpad)([1-4])$/.exec(event.code);
  return digit && !typed ? Number(digit[1]) - 1 : -1;
}

/** A row of questions: a button for each that says where its answer stands. @param {number} count @param {(at: number) => void} onPress */
export function createCircles(count, onPress) {
  const circles = Array.from({ length: count }, (_, at) => make("button", { onclick: () => onPress(at) }));
  return {
    circles,
    /** @param {(at: number) => { look: string, name: string, sign?: Node }} of its class, what is read of it, what stands in it if not its number @param {number} now */
    show(of, now) {
      circles.forEach((circle, at) => {
        const { look, name, sign = String(at + 1) } = of(at);
        circle.className = look;
        circle.setAttribute("aria-label", name);
        circle.replaceChildren(sign);
        if (at === now) circle.setAttribute("aria-current", "step");
        else circle.removeAttribute("aria-current");
      });
    },
  };
}

const NUMBER = 12; // characters: "Not 25:" repeats a number, not a sentence

/** The first word. @param {Kit} kit @param {Kind} kind @param {string} answer */
function firstWord(kit, kind, answer) {
  if (kind === "right") return kit.label("quiz.right");
  if (kind === "shown") return kit.label("quiz.answer");
  const isNumber = answer.length <= NUMBER && /\d/.test(answer);
  return isNumber ? kit.label("quiz.not", { answer }) : kit.label("quiz.not_quite");
}

/** The icon of an answer. @param {Kind} kind */
export function verdictIcon(kind) {
  const sign = icon(kind === "wrong" ? "cross" : "check");
  sign.classList.add(kind);
  return sign;
}

/** @param {Kind} kind @param {string} words */
export const lead = (kind, words) => make("b", { class: `lead-${kind}` }, words);

/** First word and reason, to put into a paragraph. @param {Kit} kit @param {Kind} kind @param {Pick<Option, "text" | "why">} option @param {string} [first] word, if it is another one @returns {Node[]} */
export const verdictText = (kit, kind, { text, why }, first = firstWord(kit, kind, text)) => [
  lead(kind, first),
  document.createTextNode(" "),
  ...richText(why, kit.theme),
];

/** The same, to be read out. @param {Kit} kit @param {Kind} kind @param {Option} option */
export const spokenVerdict = (kit, kind, { text, why }) =>
  `${firstWord(kit, kind, plainText(text))} ${plainText(why)}`;
