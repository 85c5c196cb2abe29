/** One line of PyTorch below a figure: what goes in, the call, what comes out. */

import { make } from "../dom/dom.js";
import { createCopyButton } from "./copy_button.js";

/** @typedef {Node | string} Word */

/** Any call, as its words. @param {import("../dom/kit.js").Kit} kit */
export function createLine(kit) {
  const before = make("span.shape");
  // In reach of Tab, for it may go on beyond its place: beside the shapes, or over more lines than a phone gives it.
  const code = make("code", { tabindex: 0, role: "group", "aria-label": "PyTorch" });
  const after = make("span.shape.result-shape");
  const copy = createCopyButton(
    kit,
    () => code.dataset.code || (code.textContent ?? ""),
    () => getSelection()?.selectAllChildren(code),
  );
  const arrow = () => make("span.arrow", { "aria-hidden": true }, "→");
  const line = make("div.line");
  line.append(before, arrow(), code, make("span.result", arrow(), after));
  return {
    element: make("div.code-line", line, copy),
    /** @param {Word[]} input @param {Word[]} words @param {Word[]} output @param {string} [copied] what is copied, if not all of the words */
    show(input, words, output, copied = "") {
      before.replaceChildren(...input);
      code.replaceChildren(...words);
      after.replaceChildren(...output);
      code.dataset.code = copied;
    },
  };
}

/** A part of the call; what was changed last is underlined. @param {string} text @param {boolean} [isChanged] */
export const part = (text, isChanged = false) => make("span", { class: isChanged ? "changed" : null }, text);

/** A call for exactly these settings: of them the one changed last is underlined. @param {import("../dom/kit.js").Kit} kit */
export function createCodeLine(kit) {
  const line = createLine(kit);
  /** @type {Map<string, string>} */
  let shown = new Map();
  let changed = "";
  return {
    element: line.element,
    /** @param {string} input @param {string} call @param {[string, string][]} settings @param {string} output */
    show(input, call, settings, output) {
      const different = settings.find(([name, value]) => shown.has(name) && shown.get(name) !== value);
      if (different) changed = different[0];
      shown = new Map(settings);
      const words = settings.flatMap(([name, value], at) => [
        at > 0 ? ", " : "",
        part(`${name}=${value}`, name === changed),
      ]);
      line.show([input], [call, ...words, ")"], [output]);
    },
  };
}
