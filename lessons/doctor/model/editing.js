/** Places in a text, what keys do to it, and what tells its parts apart. */

/** @import { Line } from "./diagnosis.js" */

const INDENT = "    ";
const KEYWORDS =
  "and as assert async await break class continue def del elif else except finally for from global if import in is lambda not or pass raise return self super try while with yield";
const PART = new RegExp(
  `(?<muted>#.*$|\\b(?:${KEYWORDS.replaceAll(" ", "|")})\\b)|(?<layer>\\b[A-Z]\\w*(?=\\())`,
  "g",
);

/** The line, from 1, that a place of the text is in. @param {string} text @param {number} place */
export const lineAt = (text, place) => text.slice(0, place).split("\n").length;

/** Where a line begins, or a column of it. @param {string} text @param {number} line from 1 @param {number} [column] from 0 */
export function placeOf(text, line, column = 0) {
  const before = text.split("\n").slice(0, line - 1);
  return before.reduce((sum, each) => sum + each.length + 1, 0) + column;
}

/** What a key puts in; null for a key that does nothing of ours. @param {string} key @param {string} text @param {number} place */
export function insertedBy(key, text, place) {
  if (key === "Tab") return INDENT;
  if (key !== "Enter") return null;
  const line = text.slice(text.lastIndexOf("\n", place - 1) + 1, place);
  const indent = /^ */.exec(line)?.[0] ?? "";
  return `\n${indent}${/:\s*$/.test(line) ? INDENT : ""}`;
}

/** A line in pieces: layers are told by weight, for colour is data here. @param {string} line @returns {{ text: string, look: "" | "muted" | "layer" }[]} */
export function piecesOf(line) {
  /** @type {{ text: string, look: "" | "muted" | "layer" }[]} */
  const pieces = [];
  let end = 0;
  for (const found of line.matchAll(PART)) {
    if (found.index > end) pieces.push({ text: line.slice(end, found.index), look: "" });
    pieces.push({ text: found[0], look: found.groups?.layer ? "layer" : "muted" });
    end = found.index + found[0].length;
  }
  if (end < line.length) pieces.push({ text: line.slice(end), look: "" });
  return pieces;
}

/** Which axes of a line's shape are others than before; none where the number of axes is another one. @param {Line | undefined} before @param {Line} now @returns {Set<number>} */
export function changedAxes(before, now) {
  const [old, next] = [before?.shape, now.shape];
  if (!old || !next || old.length !== next.length) return new Set();
  return new Set(next.flatMap((size, at) => (String(size) === String(old[at]) ? [] : [at])));
}

/** The piece of a mended line that is new, as it is underlined. @param {string} code the line as it is then @param {string} text what the change puts in @returns {[before: string, changed: string, after: string]} */
export function changedPart(code, text) {
  const piece = text.trim().replace(/^,\s*/, "");
  const at = piece.includes("\n") ? -1 : code.indexOf(piece);
  if (piece === "" || at < 0) return [code, "", ""];
  return [code.slice(0, at), piece, code.slice(at + piece.length)];
}
