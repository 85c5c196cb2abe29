/** The line of PyTorch below a figure, the code of the figure in its place on the page, and the buttons beside any code. */

import { createFailed } from "../ask/asker.js";
import { icon, make, setText } from "../dom/dom.js";
import { afterPaint, save } from "../dom/page.js";

/** Letters that can be copied; longer code is saved as a file. */
export const LONGEST = 50_000;
const ANSWER = 2000; // ms for which the button says that it has copied

/** Copies a text, and lets a word say for two seconds how it went: read out once. @param {Kit} kit @param {HTMLElement} word @param {() => string} text @param {[name: string, done: string, failed: string]} labels @param {() => void} [onFailure] */
export const copying =
  (kit, word, text, [name, done, failed], onFailure = () => {}) =>
  async () => {
    try {
      await navigator.clipboard.writeText(text());
      setText(word, kit.label(done));
    } catch {
      onFailure();
      setText(word, kit.label(failed));
    }
    setTimeout(() => setText(word, kit.label(name)), ANSWER);
  };

/** The button itself says how it went, in the same width. @param {Kit} kit @param {() => string} text @param {Node} [code] is selected where the browser does not let a page copy */
export function createCopyButton(kit, text, code) {
  const word = make("span", { "aria-live": "polite" }, kit.label("code.copy"));
  const select = () => code && getSelection()?.selectAllChildren(code);
  const copy = copying(kit, word, text, ["code.copy", "code.copied", "code.copy_failed"], select);
  return make("button.copy", { onclick: copy }, icon("copy"), word);
}

/** @param {Kit} kit @param {() => [text: string, name: string]} file what is saved, and what it is called */
export function createSaveButton(kit, file) {
  const onclick = () => {
    const [text, name] = file();
    save(new Blob([text], { type: "text/x-python" }), name);
  };
  return make("button.copy.save", { onclick }, kit.label("code.save"));
}

/** @typedef {Node | string} Word */

/** A part of the line; what was changed last is underlined. @param {string} text @param {boolean} [isChanged] */
const part = (text, isChanged = false) => make("span", { class: isChanged ? "changed" : null }, text);

/** A shape, its changed numbers marked. @param {readonly (number | string)[] | null} now null where nothing comes out @param {readonly (number | string)[] | null} [before] */
export function shapeTokens(now, before = now) {
  if (!now) return [part("—")];
  const numbers = now.flatMap((each, axis) => [
    ...(axis > 0 ? [", "] : []),
    part(String(each), before ? before[axis] !== each : false),
  ]);
  return ["(", ...numbers, now.length === 1 ? ",)" : ")"];
}

/** @param {Kit} kit */
export function createCode(kit) {
  const before = make("span.shape.muted");
  // In reach of Tab, for it may go on beyond its place: beside the shapes, or over more lines than a phone gives it.
  const code = make("code", { tabindex: 0, role: "group", "aria-label": "PyTorch" });
  const after = make("span.shape.result-shape.strong");
  const copy = createCopyButton(kit, () => code.dataset.code || (code.textContent ?? ""), code);
  const first = make("span.wide-only", { "aria-hidden": true }, "→");
  const result = make("span.result.tinted", make("span", { "aria-hidden": true }, "→"), after);
  const line = make("div.line.in-row.grows.in-one", before, first, code, result);
  /** @param {Word[]} input @param {Word[]} words @param {Word[]} output @param {string} [copied] what is copied, if not all of the words */
  const put = (input, words, output, copied = "") => {
    before.replaceChildren(...input);
    code.replaceChildren(...words);
    after.replaceChildren(...output);
    code.dataset.code = copied;
  };
  return {
    element: make("div.code-line.in-row", line, copy),
    /** @param {{ before: string, code: string, after: string, isChanged?: boolean }} words */
    showLine: (words) => put([words.before], [part(words.code, words.isChanged)], [words.after]),
    /** @param {Word[]} input @param {string} call @param {{ text: string, isChanged?: boolean }[]} tokens @param {Word[]} output @param {string} [comment] */
    show(input, call, tokens, output, comment = "") {
      const words = tokens.flatMap(({ text, isChanged }, at) => [at > 0 ? ", " : "", part(text, isChanged)]);
      const note = comment ? [make("span.comment.muted", `  # ${comment}`)] : [];
      const runs = `${call}(${tokens.map(({ text }) => text).join(", ")})`;
      put(input, [`${call}(`, ...words, ")", ...note], output, runs);
    },
  };
}

/** Numbers in one text, as carried.py writes them; a comment; an argument of a call, such as "stride=2". */
const MARKED = /(?<=")([\w+/=]{60,})(?=")|(#.*)|(\b[a-z_]+=(?:\([^)]*\)|[^,()\s]+))/g;
const ENDS = 12; // letters at either end of packed numbers that are seen

/** The arguments of calls, such as "stride=2", that stand in `after` and not in `before`. @param {string} before @param {string} after */
export function changedArguments(before, after) {
  const named = (/** @type {string} */ text) =>
    [...text.matchAll(MARKED)].flatMap(([, , , argument]) => argument ?? []);
  const old = new Set(named(before));
  return new Set(named(after).filter((each) => !old.has(each)));
}

/** @typedef {{ text: string, kind: "" | "comment" | "changed" | "packed" }} Piece */

/** A match in pieces. @param {RegExpExecArray} match @param {Set<string>} changed @returns {Piece[]} */
function piecesOf([text, packed, comment], changed) {
  if (comment) return [{ text, kind: "comment" }];
  if (!packed) return [{ text, kind: changed.has(text) ? "changed" : "" }];
  return [
    { text: text.slice(0, ENDS), kind: "" },
    { text: text.slice(ENDS, -ENDS), kind: "packed" },
    { text: text.slice(-ENDS), kind: "" },
  ];
}

/** Code in pieces; "" is plain code, "packed" the middle of packed numbers, which is not seen. @param {string} code @param {Set<string>} changed @returns {Piece[]} */
export function markedPieces(code, changed) {
  /** @type {Piece[]} */
  const pieces = [];
  let end = 0;
  for (const match of code.matchAll(MARKED)) {
    pieces.push({ text: code.slice(end, match.index), kind: "" }, ...piecesOf(match, changed));
    end = match.index + match[0].length;
  }
  pieces.push({ text: code.slice(end), kind: "" });
  return pieces.filter(({ text }) => text !== "");
}

/** The lines of an answer; as long as a guess is open each line that it prints is a "?". @param {{ code: string[], printed: string[] }} answer @param {boolean} isAsked */
export const linesOf = ({ code, printed }, isAsked) => [
  ...code,
  ...printed.map((line) => (isAsked ? "# ?" : `# ${line}`)),
];

/**
 * @typedef {object} CodeView
 * @property {{ code: string[], printed: string[] } | null} answer null while it is asked for
 * @property {boolean} isAsked whether what it prints answers a guess that is still open
 * @property {import("../ask/asker.js").Failure | null} failure
 * @property {() => void} again
 */

/** Code that can be copied and runs as it is. @param {Kit} kit @param {string} name of the file in which it is saved */
function createCodeBlock(kit, name) {
  const code = make("code");
  const names = { tabindex: 0, role: "region", "aria-label": kit.label("torch.code") };
  const block = make("pre.code", names, code);
  const whole = () => `${code.textContent}\n`;
  const copy = createCopyButton(kit, whole, code);
  const save = createSaveButton(kit, () => [whole(), name]);
  const failed = createFailed(kit);
  const element = make("div.code-block.around", block, failed, save, copy);
  let shown = "";
  /** @type {Set<string>} */
  let changed = new Set();
  return {
    element,
    show(/** @type {CodeView} */ { answer, isAsked, failure, again }) {
      block.setAttribute("aria-busy", String(!answer && !failure));
      copy.disabled = save.disabled = !answer;
      failed.show(failure, again);
      const lines = answer ? linesOf(answer, isAsked) : [];
      const text = lines.join("\n");
      if (text === code.textContent) return;
      if (text) {
        block.style.setProperty("--lines", String(lines.length)); // its height while the next one is asked for
        const different = changedArguments(shown || text, text);
        if (different.size > 0) changed = different;
        shown = text;
      }
      copy.hidden = text.length > LONGEST;
      const pieces = markedPieces(text, changed).map(({ text: words, kind }) => {
        const unread = kind === "packed" ? { "aria-hidden": "true" } : {};
        return kind ? make("span", { class: kind, ...unread }, words) : words;
      });
      code.replaceChildren(...pieces);
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

/** The place of a figure's code. @type {Figure} */
export const figure = {
  settings: {},
  build(root, kit, { of }) {
    const { element, show } = createCodeBlock(kit, `${of}.py`);
    root.append(element);
    places.set(of, show);
    const view = views.get(of);
    if (view) show(view);
    kit.signal.addEventListener("abort", () => places.get(of) === show && places.delete(of));
    return {};
  },
};
