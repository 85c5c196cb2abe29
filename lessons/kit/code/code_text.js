// @ts-check
/** Code as text: its comments, and the arguments that have changed since it was last shown. */

const ARGUMENT = /\b[a-z_]+=(?:\([^)]*\)|[^,()\s]+)/g;
const COMMENT_OR_ARGUMENT = /#.*$|\b[a-z_]+=(?:\([^)]*\)|[^,()\s]+)/gm;

/** The arguments of calls, such as "stride=2", that stand in `after` and not in `before`. @param {string} before @param {string} after */
export function changedArguments(before, after) {
  const old = new Set(before.match(ARGUMENT) ?? []);
  return new Set((after.match(ARGUMENT) ?? []).filter((each) => !old.has(each)));
}

/** Code in pieces; "" is plain code. @param {string} code @param {Set<string>} changed @returns {{ text: string, kind: "" | "comment" | "changed" }[]} */
export function markedPieces(code, changed) {
  /** @type {{ text: string, kind: "" | "comment" | "changed" }[]} */
  const pieces = [];
  let end = 0;
  for (const { 0: text, index } of code.matchAll(COMMENT_OR_ARGUMENT)) {
    pieces.push({ text: code.slice(end, index), kind: "" });
    pieces.push({ text, kind: text.startsWith("#") ? "comment" : changed.has(text) ? "changed" : "" });
    end = index + text.length;
  }
  pieces.push({ text: code.slice(end), kind: "" });
  return pieces.filter(({ text }) => text !== "");
}

/** The lines of an answer; as long as a guess is open each line that it prints is a "?". @param {{ code: string[], printed: string[] }} answer @param {boolean} isAsked */
export function linesOf({ code, printed }, isAsked) {
  return [...code, ...printed.map((line) => (isAsked ? "# ?" : `# ${line}`))];
}
