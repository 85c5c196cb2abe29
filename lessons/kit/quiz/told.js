/** What an answer is told: an icon, a first word and a reason, so that colour is never the only sign. */

import { icon, make } from "../dom/dom.js";
import { plainText, richText } from "../grid/rich_text.js";

/** @import { Kit, Option } from "../dom/kit.js" */
/** @import { Kind } from "./answer.js" */

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
export function verdictText(kit, kind, { text, why }, first = firstWord(kit, kind, text)) {
  return [lead(kind, first), document.createTextNode(" "), ...richText(why, kit.theme)];
}

/** The same, to be read out. @param {Kit} kit @param {Kind} kind @param {Option} option */
export function spokenVerdict(kit, kind, { text, why }) {
  return `${firstWord(kit, kind, plainText(text))} ${plainText(why)}`;
}
