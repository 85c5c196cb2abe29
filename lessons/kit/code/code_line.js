// @ts-check
/** One line of PyTorch for exactly these settings; the argument changed last is underlined. */

import { make } from "../stage/dom.js";
import { createCopyButton } from "./copy_button.js";

/** @param {import("../stage/entry.js").Kit} kit */
export function createCodeLine(kit) {
  const before = make("span", { class: "shape" });
  const code = make("code", {});
  const after = make("span", { class: "shape result-shape" });
  const copy = createCopyButton(
    kit,
    () => code.textContent ?? "",
    () => getSelection()?.selectAllChildren(code),
  );
  /** @type {Map<string, string>} */
  let shown = new Map();
  let changed = "";

  const arrow = () => make("span", { class: "arrow", "aria-hidden": true }, "→");
  const line = make("div", { class: "line", tabindex: 0, role: "group", "aria-label": "PyTorch" });
  line.append(before, arrow(), code, make("span", { class: "result" }, arrow(), after));
  return {
    element: make("div", { class: "code-line" }, line, copy),
    /** @param {string} input @param {string} call @param {[string, string][]} settings @param {string} output */
    show(input, call, settings, output) {
      const different = settings.find(([name, value]) => shown.has(name) && shown.get(name) !== value);
      if (different) changed = different[0];
      shown = new Map(settings);
      before.textContent = input;
      after.textContent = output;
      const words = settings.flatMap(([name, value], i) => [
        i > 0 ? ", " : "",
        make("span", { class: name === changed ? "changed" : null }, `${name}=${value}`),
      ]);
      code.replaceChildren(call, ...words, ")");
    },
  };
}
