/** The code of the figure above it, in its place on the page. Until it is known its place is empty, and as high as it will be. */

import { createFailed } from "../ask/asker.js";
import { make } from "../dom/dom.js";
import { afterPaint } from "../dom/page.js";
import { createCopyButton, createSaveButton, LONGEST } from "./code_line.js";

const ARGUMENT = /\b[a-z_]+=(?:\([^)]*\)|[^,()\s]+)/g;
/** Numbers in one text, as carried.py writes them. */
const PACKED = /(?<=")[A-Za-z0-9+/=]{60,}(?=")/g;
const MARKED = /(?<=")[A-Za-z0-9+/=]{60,}(?=")|#.*$|\b[a-z_]+=(?:\([^)]*\)|[^,()\s]+)/gm;
const ENDS = 12; // letters at either end of packed numbers that are seen

/** The arguments of calls, such as "stride=2", that stand in `after` and not in `before`. @param {string} before @param {string} after */
export function changedArguments(before, after) {
  const named = (/** @type {string} */ text) =>
    Array.from(text.replace(PACKED, "").matchAll(ARGUMENT), String);
  const old = new Set(named(before));
  return new Set(named(after).filter((each) => !old.has(each)));
}

/** @typedef {{ text: string, kind: "" | "comment" | "changed" | "packed" }} Piece */

/** A match in pieces. @param {string} text @param {Set<string>} changed @returns {Piece[]} */
function piecesOf(text, changed) {
  if (text.startsWith("#")) return [{ text, kind: "comment" }];
  if (!/^[A-Za-z0-9+/=]{60,}$/.test(text)) return [{ text, kind: changed.has(text) ? "changed" : "" }];
  const ends = [text.slice(0, ENDS), text.slice(-ENDS)];
  return [
    { text: ends[0], kind: "" },
    { text: text.slice(ENDS, -ENDS), kind: "packed" },
    { text: ends[1], kind: "" },
  ];
}

/** Code in pieces; "" is plain code, "packed" the middle of packed numbers, which is not seen. @param {string} code @param {Set<string>} changed @returns {Piece[]} */
export function markedPieces(code, changed) {
  /** @type {Piece[]} */
  const pieces = [];
  let end = 0;
  for (const { 0: text, index } of code.matchAll(MARKED)) {
    pieces.push({ text: code.slice(end, index), kind: "" });
    pieces.push(...piecesOf(text, changed));
    end = index + text.length;
  }
  pieces.push({ text: code.slice(end), kind: "" });
  return pieces.filter(({ text }) => text !== "");
}

/** The lines of an answer; as long as a guess is open each line that it prints is a "?". @param {{ code: string[], printed: string[] }} answer @param {boolean} isAsked */
export function linesOf({ code, printed }, isAsked) {
  return [...code, ...printed.map((line) => (isAsked ? "# ?" : `# ${line}`))];
}

/**
 * @typedef {object} CodeView
 * @property {number} lines how many there will be
 * @property {{ code: string[], printed: string[] } | null} answer null while it is asked for
 * @property {boolean} isAsked whether what it prints answers a guess that is still open
 * @property {import("../ask/asker.js").Failure | null} failure
 * @property {() => void} again
 */

/** Code that can be copied and runs as it is. @param {import("../dom/kit.js").Kit} kit @param {string} name of the file in which it is saved */
function createCodeBlock(kit, name) {
  const code = make("code");
  const names = { tabindex: 0, role: "region", "aria-label": kit.label("torch.code") };
  const block = make("pre.code", names, code);
  const whole = () => `${code.textContent}\n`;
  const copy = createCopyButton(kit, whole, code);
  const save = createSaveButton(kit, whole, () => name);
  const failed = createFailed(kit);
  const element = make("div.code-block", block, failed.element, save, copy);
  let shown = "";
  /** @type {Set<string>} */
  let changed = new Set();
  return {
    element,
    show(/** @type {CodeView} */ { lines, answer, isAsked, failure, again }) {
      block.style.setProperty("--lines", String(lines));
      block.setAttribute("aria-busy", String(!answer && !failure));
      copy.disabled = save.disabled = !answer;
      failed.show(failure, again);
      const text = answer ? linesOf(answer, isAsked).join("\n") : "";
      if (text === code.textContent) return;
      if (text) {
        const different = changedArguments(shown || text, text);
        if (different.size > 0) changed = different;
        shown = text;
      }
      copy.hidden = text.length > LONGEST;
      const pieces = markedPieces(text, changed);
      code.replaceChildren(
        ...pieces.map(({ text: words, kind }) => {
          const unread = kind === "packed" ? { "aria-hidden": "true" } : {};
          return kind ? make("span", { class: kind, ...unread }, words) : words;
        }),
      );
    },
  };
}

/** By the name of the figure. @type {Map<string, CodeView>} */
const views = new Map();
/** @type {Map<string, (view: CodeView) => void>} */
const places = new Map();

/** Show the code of a figure where it has its place. @param {string} figure @param {CodeView} view */
export function showCode(figure, view) {
  views.set(figure, view);
  afterPaint(`code ${figure}`, () => places.get(figure)?.(view));
}

/** The figure has left its page: its code is no longer known. @param {string} figure */
export function forgetCode(figure) {
  views.delete(figure);
}

/** Be the place of a figure's code. @param {string} figure @param {(view: CodeView) => void} show @param {AbortSignal} signal */
function takeCode(figure, show, signal) {
  places.set(figure, show);
  const view = views.get(figure);
  if (view) show(view);
  signal.addEventListener("abort", () => {
    if (places.get(figure) === show) places.delete(figure);
  });
}

/** @type {import("../dom/kit.js").Figure} */
export const figure = {
  settings: {},
  build(root, kit, { of }) {
    const block = createCodeBlock(kit, `${of}.py`);
    root.append(block.element);
    takeCode(of, block.show, kit.signal);
    return {};
  },
};
