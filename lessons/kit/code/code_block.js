/** Code that can be copied and runs as it is. Until it is known its place is empty, and as high as it will be. */

import { createFailed } from "../ask/failed.js";
import { make } from "../dom/dom.js";
import { changedArguments, linesOf, markedPieces } from "./code_text.js";
import { createCopyButton, createSaveButton, LONGEST } from "./copy_button.js";

/**
 * @typedef {object} CodeView
 * @property {number} lines how many there will be
 * @property {{ code: string[], printed: string[] } | null} answer null while it is asked for
 * @property {boolean} isAsked whether what it prints answers a guess that is still open
 * @property {import("../ask/post.js").Failure | null} failure
 * @property {() => void} again
 */

/** @param {import("../dom/kit.js").Kit} kit @param {string} name of the file in which it is saved */
export function createCodeBlock(kit, name) {
  const code = make("code");
  const block = make("pre.code", { tabindex: 0, role: "region" }, code);
  const copy = createCopyButton(
    kit,
    () => `${code.textContent}\n`,
    () => getSelection()?.selectAllChildren(code),
  );
  const save = createSaveButton(
    kit,
    () => `${code.textContent}\n`,
    () => name,
  );
  const failed = createFailed(kit);
  const element = make("div.code-block", block, failed.element, save, copy);
  block.setAttribute("aria-label", kit.label("torch.code"));
  let shown = "";
  /** @type {Set<string>} */
  let changed = new Set();
  return {
    element,
    /** @param {CodeView} view */
    show({ lines, answer, isAsked, failure, again }) {
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
