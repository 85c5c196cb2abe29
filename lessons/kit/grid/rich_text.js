/** Short texts of questions: `code` in backticks, and matrices such as pixels[[2,0],[1,3]] drawn as small grids. */

import { formatNumber } from "../arithmetic/rounding.js";
import { make } from "../dom/dom.js";
import { numberPaint, signedPaint, styleOf } from "./scale.js";

/** @typedef {"pixels" | "weights" | "outputs"} Meaning what the numbers of a matrix are: it decides their colours */

const PART = /`([^`]+)`|(pixels|weights|outputs)(\[\[[^\]]*\](?:,\[[^\]]*\])*\])/g;
const SUM = /([\d.()−]+(?: [−+×÷=] [\d.()−]+)+)/;
const WHOLE = 20; // characters a sum or code has at most that no line break goes through
const BRIGHTEST = 3; // the drawn samples of the figures go from 0 to 3
const WEIGHT_LIMIT = 2; // as in the figures: a weight of 1 has the middle blue

/** @param {number} value @param {Meaning} meaning @param {number} limit @param {Theme} theme */
function paintOf(value, meaning, limit, theme) {
  if (meaning === "pixels") return numberPaint(value, Math.max(limit, BRIGHTEST), theme);
  return signedPaint(value, meaning === "weights" ? Math.max(limit, WEIGHT_LIMIT) : limit * 2, theme);
}

/** A small grid; read aloud as the rows it is written in. @param {Meaning} meaning @param {string} written @param {Theme} theme */
function matrix(meaning, written, theme) {
  /** @type {number[][]} */
  const rows = JSON.parse(written);
  const limit = Math.max(...rows.flat().map(Math.abs));
  const cells = rows.flat().map((value) => {
    const style = styleOf(paintOf(value, meaning, limit, theme));
    return make("i.boxed.centred", { style }, formatNumber(value));
  });
  const style = `--columns: ${rows[0].length}`;
  return make("span.matrix.boxed", { role: "img", "aria-label": written, style }, ...cells);
}

/** Words, in which "28 − 5" stays on one line. @param {string} text @returns {Node[]} */
const words = (text) =>
  text.split(SUM).map((part, at) => {
    const isSum = at % 2 === 1 && part.length <= WHOLE;
    return isSum ? make("span.in-one", part) : document.createTextNode(part);
  });

/** @param {string} text @param {Theme} theme @returns {Node[]} */
export function richText(text, theme) {
  /** @type {Node[]} */
  const parts = [];
  let end = 0;
  for (const found of text.matchAll(PART)) {
    parts.push(...words(text.slice(end, found.index)));
    const [whole, code, meaning, written] = found;
    if (code) parts.push(make("code", { class: code.length > WHOLE ? "long" : null }, code));
    else parts.push(matrix(/** @type {Meaning} */ (meaning), written, theme));
    end = found.index + whole.length;
  }
  parts.push(...words(text.slice(end)));
  return parts;
}

/** The same without marks, for what is read aloud. @param {string} text */
export const plainText = (text) => text.replace(PART, (_, code, _meaning, written) => code ?? written);
