// @ts-check
/** The line of code below a figure: the input's shape, the call, the output's shape; what was changed last is underlined. */

import { createCopyButton } from "../code/copy_button.js";
import { make } from "../stage/dom.js";

/**
 * @typedef {{ text: string, isChanged?: boolean }} Token
 */

/** @param {Token} token */
const tokenOf = ({ text, isChanged }) => make("span", { class: isChanged ? "changed" : null }, text);

/** A shape, its changed numbers marked. @param {readonly (number | string)[] | null} now null where nothing comes out @param {readonly (number | string)[] | null} [before] */
export function shapeTokens(now, before = now) {
  if (!now) return [tokenOf({ text: "—" })];
  const numbers = now.flatMap((each, axis) => [
    ...(axis > 0 ? [", "] : []),
    tokenOf({ text: String(each), isChanged: before ? before[axis] !== each : false }),
  ]);
  return ["(", ...numbers, now.length === 1 ? ",)" : ")"];
}

/** @param {import("../stage/entry.js").Kit} kit */
export function createCode(kit) {
  const before = make("span", { class: "shape" });
  const code = make("code", {});
  const after = make("span", { class: "shape result-shape" });
  const copy = createCopyButton(
    kit,
    () => code.dataset.code ?? "",
    () => getSelection()?.selectAllChildren(code),
  );
  const arrow = () => make("span", { class: "arrow", "aria-hidden": true }, "→");
  const line = make("div", { class: "line", tabindex: 0, role: "group", "aria-label": "PyTorch" });
  line.append(before, arrow(), code, make("span", { class: "result" }, arrow(), after));
  return {
    element: make("div", { class: "code-line" }, line, copy),
    /** @param {(Node | string)[]} input @param {string} call @param {Token[]} parts @param {(Node | string)[]} output @param {string} [comment] */
    show(input, call, parts, output, comment = "") {
      before.replaceChildren(...input);
      after.replaceChildren(...output);
      const words = parts.flatMap((part, at) => [at > 0 ? ", " : "", tokenOf(part)]);
      const note = comment ? [make("span", { class: "comment" }, `  # ${comment}`)] : [];
      code.replaceChildren(`${call}(`, ...words, ")", ...note);
      code.dataset.code = `${call}(${parts.map(({ text }) => text).join(", ")})`;
    },
  };
}
