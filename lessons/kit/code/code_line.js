/** One line of PyTorch below a figure: what goes in, the call, what comes out; and the buttons beside any code. */

import { icon, make, setText } from "../dom/dom.js";
import { save } from "../dom/page.js";

/** Letters that can be copied; longer code is saved as a file. */
export const LONGEST = 50_000;
const ANSWER = 2000; // ms for which the button says that it has copied

/** Copies a text, and lets a word say for two seconds how it went: read out once. @param {import("../dom/kit.js").Kit} kit @param {HTMLElement} word @param {() => string} text @param {[name: string, done: string, failed: string]} labels @param {() => void} [onFailure] */
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

/** The button itself says how it went, in the same width. @param {import("../dom/kit.js").Kit} kit @param {() => string} text @param {Node} [code] is selected where the browser does not let a page copy */
export function createCopyButton(kit, text, code) {
  const word = make("span", { "aria-live": "polite" }, kit.label("code.copy"));
  const select = () => code && getSelection()?.selectAllChildren(code);
  const copy = copying(kit, word, text, ["code.copy", "code.copied", "code.copy_failed"], select);
  return make("button.copy", { onclick: copy }, icon("copy"), word);
}

/** @param {import("../dom/kit.js").Kit} kit @param {() => string} text @param {() => string} name the file's */
export function createSaveButton(kit, text, name) {
  const button = make("button.copy.save", kit.label("code.save"));
  button.addEventListener("click", () => save(new Blob([text()], { type: "text/x-python" }), name()));
  return button;
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

/** @param {import("../dom/kit.js").Kit} kit */
export function createCode(kit) {
  const before = make("span.shape");
  // In reach of Tab, for it may go on beyond its place: beside the shapes, or over more lines than a phone gives it.
  const code = make("code", { tabindex: 0, role: "group", "aria-label": "PyTorch" });
  const after = make("span.shape.result-shape");
  const copy = createCopyButton(kit, () => code.dataset.code || (code.textContent ?? ""), code);
  const arrow = () => make("span.arrow", { "aria-hidden": true }, "→");
  const line = make("div.line", before, arrow(), code, make("span.result", arrow(), after));
  /** @param {Word[]} input @param {Word[]} words @param {Word[]} output @param {string} [copied] what is copied, if not all of the words */
  const put = (input, words, output, copied = "") => {
    before.replaceChildren(...input);
    code.replaceChildren(...words);
    after.replaceChildren(...output);
    code.dataset.code = copied;
  };
  return {
    element: make("div.code-line", line, copy),
    /** @param {{ before: string, code: string, after: string, isChanged?: boolean }} words */
    showLine: (words) => put([words.before], [part(words.code, words.isChanged)], [words.after]),
    /** @param {Word[]} input @param {string} call @param {{ text: string, isChanged?: boolean }[]} tokens @param {Word[]} output @param {string} [comment] */
    show(input, call, tokens, output, comment = "") {
      const words = tokens.flatMap(({ text, isChanged }, at) => [at > 0 ? ", " : "", part(text, isChanged)]);
      const note = comment ? [make("span.comment", `  # ${comment}`)] : [];
      const runs = `${call}(${tokens.map(({ text }) => text).join(", ")})`;
      put(input, [`${call}(`, ...words, ")", ...note], output, runs);
    },
  };
}
