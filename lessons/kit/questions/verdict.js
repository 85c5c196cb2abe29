// @ts-check
/** What an answer is told: an icon, a first word and a reason, so that colour is never the only sign. */

import { icon, make } from "../stage/dom.js";
import { richText } from "../words/rich_text.js";

/**
 * @typedef {"right" | "wrong" | "shown"} Kind shown: the answer was asked for, not given
 *
 * @typedef {object} Option
 * @property {string} text as it stands on the button
 * @property {string | null} rule the mistake that yields it, by its name; null for the right one
 * @property {string} why what is said when it is chosen
 */

const NUMBER = 12; // characters: "Not 25:" repeats a number, not a sentence

/** The first word. @param {import("../stage/entry.js").Kit} kit @param {Kind} kind @param {string} answer */
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
  return icon(kind === "wrong" ? "cross" : "check");
}

/**
 * First word and reason, to put into a paragraph.
 * @param {import("../stage/entry.js").Kit} kit
 * @param {Kind} kind
 * @param {Option} option
 * @returns {Node[]}
 */
export function verdictText(kit, kind, { text, why }) {
  const lead = make("b", { class: `lead-${kind}` }, firstWord(kit, kind, text));
  return [lead, document.createTextNode(" "), ...richText(why, kit.theme)];
}
