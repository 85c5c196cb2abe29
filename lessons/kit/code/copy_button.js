/** Copy a text, or save it as a file. The Copy button itself says how it went: same width, for two seconds, read out once. */

import { icon, make, setText } from "../dom/dom.js";
import { save } from "../dom/save_file.js";

/** Letters that can be copied; longer code is saved as a file. */
export const LONGEST = 50_000;
const ANSWER = 2000; // ms for which the button says that it has copied

/** The button itself says how it went: same width, for two seconds, read out once. @param {import("../dom/kit.js").Kit} kit @param {() => string} text @param {Node} [code] is selected where the browser does not let a page copy */
export function createCopyButton(kit, text, code) {
  const word = make("span", { "aria-live": "polite" }, kit.label("code.copy"));
  const button = make("button.copy", icon("copy"), word);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text());
      setText(word, kit.label("code.copied"));
    } catch {
      if (code) getSelection()?.selectAllChildren(code);
      setText(word, kit.label("code.copy_failed"));
    }
    setTimeout(() => {
      setText(word, kit.label("code.copy"));
    }, ANSWER);
  });
  return button;
}

/** @param {import("../dom/kit.js").Kit} kit @param {() => string} text @param {() => string} name the file's */
export function createSaveButton(kit, text, name) {
  const button = make("button.copy.save", kit.label("code.save"));
  button.addEventListener("click", () => save(new Blob([text()], { type: "text/x-python" }), name()));
  return button;
}
