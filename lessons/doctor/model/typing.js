/** What is typed: shapes, places in the code and what keys do to it; what is asked, kept and held by a link; what is looked at, and what Undo brings back. */

import { plainly } from "../../kit/settings/table.js";

/** @import { Diagnosis, Fix, Line, Shape } from "./diagnosis.js" */

const SHAPE = /^\d{1,6}(?:,\d{1,6}){0,5}$/;

/** A shape as it is typed, "1, 3, 32, 32", "(3,32,32)", "torch.Size([3, 32, 32])" or "1x1x28x28", as it is asked; null if it is none. @param {string} typed @returns {string | null} */
export function readShape(typed) {
  const bare = plainly(typed).replace(/^(?:torch\.Size\()?[([]|[)\]]{1,2}$/g, "");
  const asked = bare
    .trim()
    .replace(/,$/, "")
    .replace(/\s*[x×,]\s*|\s+/g, ",");
  return SHAPE.test(asked) ? asked : null;
}

/** What its numbers are: N, C, H and W, from the last one on. @param {string} asked */
export function axesOf(asked) {
  const count = asked.split(",").length;
  if (count === 2) return ["N", "features"];
  return count < 5 ? ["N", "C", "H", "W"].slice(4 - count) : [];
}

/** The names of axes, each below its number. @param {string} typed @param {string[]} names */
export function axesBelow(typed, names) {
  const places = [...plainly(typed).matchAll(/\d+/g)].map(({ index }) => index);
  return names.reduce((row, name, at) => row.padEnd(places[at]) + name, "");
}

/** Several shapes, or one: "(1, 6, 24, 24)". @param {Shape | Shape[]} shape @returns {string} */
export function written(shape) {
  if (shape.some((part) => Array.isArray(part)))
    return /** @type {Shape[]} */ (shape).map(written).join(", ");
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
}

/** One shape, or nothing where several leave a step or none does. @param {Shape | Shape[] | string | null} shape @returns {Shape | null} */
export function single(shape) {
  if (!Array.isArray(shape) || shape.length === 0 || shape.some(Array.isArray)) return null;
  return /** @type {Shape} */ (shape);
}

const INDENT = "    ";
const KEYWORDS =
  "and as assert async await break class continue def del elif else except finally for from global if import in is lambda not or pass raise return self super try while with yield";
/** What stands between the parts comes first, then the groups of each. */
const LOOKS = ["", "muted", "strong"];
const PART = new RegExp(`(#.*$|\\b(?:${KEYWORDS.replaceAll(" ", "|")})\\b)|(\\b[A-Z]\\w*(?=\\())`);

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

/** A line in pieces: layers are told by weight, for colour is data here. @param {string} line @returns {{ text: string, look: string }[]} */
export const piecesOf = (line) =>
  line.split(PART).flatMap((text, at) => (text ? [{ text, look: LOOKS[at % LOOKS.length] }] : []));

/** Which axes of a line's shape are others than before; none where the number of axes is another one. @param {Line | undefined} before @param {Line} now @returns {Set<number>} */
export function changedAxes(before, now) {
  const [old, next] = [before?.shape, now.shape];
  if (!old || !next || old.length !== next.length) return new Set();
  return new Set(next.flatMap((size, at) => (String(size) === String(old[at]) ? [] : [at])));
}

const BESIDE = /^[\s,]+|[\s,]+$/g; // a change, but nothing to look at where something else is

/** The first line that a mend changes, as it is then, and the piece of it that is new, as it is underlined. @param {Fix} fix @returns {[before: string, changed: string, after: string]} */
export function changedPart({ code, text, edits: [{ span, text: put }] }) {
  const [piece] = (put.replace(BESIDE, "") || put.trim()).split("\n");
  const at = text.indexOf(piece, placeOf(text, span.line, span.column));
  const column = Math.max(at - text.indexOf(code, text.lastIndexOf("\n", at - 1) + 1), 0); // a blank line is passed over
  return [code.slice(0, column), piece, code.slice(column + piece.length).replace(/,$/, "")];
}

/** @typedef {{ text: string, input_shape: string }} Typed as the visitor typed it */

export const START = "1, 1, 28, 28";
const LONGEST_LINK = 2000; // characters of code
const NAME = "code";

/** What Python is asked; null where there is nothing to ask, or no shape to ask it for. @param {Typed} typed @returns {Typed | null} */
export function askedOf({ text, input_shape }) {
  const shape = readShape(input_shape);
  return text.trim() === "" || shape === null ? null : { text, input_shape: shape };
}

/** What was kept, whatever another version has kept there. @param {Record<string, any>} kept @returns {Typed} */
export const typedIn = ({ text, input_shape }) => ({
  text: typeof text === "string" ? text : "",
  input_shape: typeof input_shape === "string" ? input_shape : START,
});

/** The part of an address behind "#", which no browser sends to a server; null where the code is too long. @param {Typed} typed @returns {string | null} */
export function hashOf({ text, input_shape }) {
  if (text.length > LONGEST_LINK) return null;
  return `#${new URLSearchParams({ [NAME]: text, input_shape })}`;
}

/** The same read back; null if it holds no code. @param {string} hash @returns {Typed | null} */
export function typedInHash(hash) {
  const held = new URLSearchParams(hash.slice(1));
  const text = held.get(NAME);
  return text === null ? null : typedIn({ text, input_shape: held.get("input_shape") ?? START });
}

export class Typing {
  /** The last answer: it stays until the next one is there. @type {Diagnosis | null} */
  found = null;
  /** The lines before a mend, until something else is typed. @type {Line[]} */
  before = [];
  /** The line that is looked at. */
  current = 1;
  /** What a mend has done, until another line is looked at. @type {{ lead: string, said: string } | null} */
  done = null;
  /** @type {Typed[]} */
  #earlier = [];

  /** @param {Typed} typed */
  constructor(typed) {
    this.typed = typed;
  }

  get isEmpty() {
    return this.typed.text.trim() === "";
  }

  get canUndo() {
    return this.#earlier.length > 0;
  }

  /** A hand has typed: what was put in before it is not brought back any more. @param {Partial<Typed>} changes */
  type(changes) {
    this.#earlier = [];
    this.#set({ ...this.typed, ...changes });
  }

  /** An example, a mend or an empty field takes the place of what stands there. @param {Typed} typed */
  put(typed) {
    this.#earlier.push(this.typed);
    this.#set(typed);
    this.current = 1;
  }

  /** A mend is put in: what it changes is told, and marked beside the lines as they were. @param {Typed} typed @param {{ lead: string, said: string }} done */
  mend(typed, done) {
    const lines = this.found?.lines ?? [];
    this.put(typed);
    [this.before, this.done] = [lines, done];
  }

  undo() {
    const typed = this.#earlier.pop();
    if (typed) this.#set(typed);
  }

  /** Look at a line. @param {number} line @returns {boolean} whether it is another one */
  stand(line) {
    if (line === this.current && !this.done) return false;
    [this.current, this.done] = [line, null];
    return true;
  }

  /** @param {Typed} typed */
  #set(typed) {
    this.typed = typed;
    [this.before, this.done] = [[], null];
    if (this.isEmpty) this.found = null;
  }
}
