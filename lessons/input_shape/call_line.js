// @ts-check
/** What goes in, the call, what comes out: one line of code below the stage. */

import { createCopyButton } from "../kit/code/copy_button.js";
import { make } from "../kit/stage/dom.js";

/** @typedef {{ before: string, code: string, after: string, changed?: boolean }} Call changed: the code is a mend */

/** @param {import("../kit/stage/entry.js").Kit} kit */
export function createCallLine(kit) {
  const [before, after] = [make("span", { class: "shape" }), make("span", { class: "shape result-shape" })];
  const code = make("code", {});
  const copy = createCopyButton(
    kit,
    () => code.textContent ?? "",
    () => getSelection()?.selectAllChildren(code),
  );
  const arrow = () => make("span", { class: "arrow", "aria-hidden": true }, "→");
  const line = make("div", { class: "line", tabindex: 0, role: "group", "aria-label": "PyTorch" });
  line.append(before, arrow(), code, make("span", { class: "result" }, arrow(), after));
  return {
    element: make("div", { class: "code-line" }, line, copy),
    /** @param {Call} call */
    show(call) {
      before.textContent = call.before;
      after.textContent = call.after;
      code.textContent = call.code;
      code.classList.toggle("changed", call.changed === true);
    },
  };
}
