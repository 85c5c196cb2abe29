/** The line of code of a signature: what was changed last is marked in the call and in both shapes. */

import { createLine, part } from "../code/code_line.js";
import { make } from "../dom/dom.js";

/**
 * @typedef {{ text: string, isChanged?: boolean }} Token
 */

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
  const line = createLine(kit);
  return {
    element: line.element,
    /** @param {{ before: string, code: string, after: string, isChanged?: boolean }} words */
    showLine: ({ before, code, after, isChanged }) => line.show([before], [part(code, isChanged)], [after]),
    /** @param {(Node | string)[]} input @param {string} call @param {Token[]} tokens @param {(Node | string)[]} output @param {string} [comment] */
    show(input, call, tokens, output, comment = "") {
      const words = tokens.flatMap(({ text, isChanged }, at) => [at > 0 ? ", " : "", part(text, isChanged)]);
      const note = comment ? [make("span.comment", `  # ${comment}`)] : [];
      const runs = `${call}(${tokens.map(({ text }) => text).join(", ")})`;
      line.show(input, [`${call}(`, ...words, ")", ...note], output, runs);
    },
  };
}
