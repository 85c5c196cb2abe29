// @ts-check
/** What an answer is told: an icon, a first word and a reason, so that colour is never the only sign. */

import { icon, make } from "../dom/dom.js";
import { richText } from "../grid/rich_text.js";

/**
 * @typedef {"right" | "wrong" | "shown"} Kind shown: the answer was asked for, not given
 * @typedef {import("../dom/kit.js").Option} Option
 */

const NUMBER = 12; // characters: "Not 25:" repeats a number, not a sentence

/** The first word. @param {import("../dom/kit.js").Kit} kit @param {Kind} kind @param {string} answer */
export function firstWord(kit, kind, answer) {
  if (kind === "right") return kit.label("quiz.right");
  if (kind === "shown") return kit.label("quiz.answer");
  const isNumber = answer.length <= NUMBER && /\d/.test(answer);
  return isNumber ? kit.label("quiz.not", { answer }) : kit.label("quiz.not_quite");
}

/** @param {Option} option @returns {Kind} */
export function kindOf({ rule }) {
  return rule === null ? "right" : "wrong";
}

/** The icon of an answer. @param {Kind} kind */
export function verdictIcon(kind) {
  const sign = icon(kind === "wrong" ? "cross" : "check");
  sign.classList.add(kind);
  return sign;
}

/**
 * First word and reason, to put into a paragraph.
 * @param {import("../dom/kit.js").Kit} kit
 * @param {Kind} kind
 * @param {Option} option
 * @returns {Node[]}
 */
export function verdictText(kit, kind, { text, why }) {
  const lead = make("b", { class: `lead-${kind}` }, firstWord(kit, kind, text));
  return [lead, document.createTextNode(" "), ...richText(why, kit.theme)];
}
