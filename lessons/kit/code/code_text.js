/** Code as text: its comments, and the arguments that have changed since it was last shown. */

const ARGUMENT = /\b[a-z_]+=(?:\([^)]*\)|[^,()\s]+)/g;
/** Numbers in one text, as carried.py writes them. */
const PACKED = /(?<=")[A-Za-z0-9+/=]{60,}(?=")/g;
const MARKED = /(?<=")[A-Za-z0-9+/=]{60,}(?=")|#.*$|\b[a-z_]+=(?:\([^)]*\)|[^,()\s]+)/gm;
const ENDS = 12; // letters at either end of packed numbers that are seen

/** The arguments of calls, such as "stride=2", that stand in `after` and not in `before`. @param {string} before @param {string} after */
export function changedArguments(before, after) {
  const named = (/** @type {string} */ text) =>
    Array.from(text.replace(PACKED, "").matchAll(ARGUMENT), String);
  const old = new Set(named(before));
  return new Set(named(after).filter((each) => !old.has(each)));
}

/** @typedef {{ text: string, kind: "" | "comment" | "changed" | "packed" }} Piece */

/** A match in pieces. @param {string} text @param {Set<string>} changed @returns {Piece[]} */
function piecesOf(text, changed) {
  if (text.startsWith("#")) return [{ text, kind: "comment" }];
  if (!/^[A-Za-z0-9+/=]{60,}$/.test(text)) return [{ text, kind: changed.has(text) ? "changed" : "" }];
  const ends = [text.slice(0, ENDS), text.slice(-ENDS)];
  return [
    { text: ends[0], kind: "" },
    { text: text.slice(ENDS, -ENDS), kind: "packed" },
    { text: ends[1], kind: "" },
  ];
}

/** Code in pieces; "" is plain code, "packed" the middle of packed numbers, which is not seen. @param {string} code @param {Set<string>} changed @returns {Piece[]} */
export function markedPieces(code, changed) {
  /** @type {Piece[]} */
  const pieces = [];
  let end = 0;
  for (const { 0: text, index } of code.matchAll(MARKED)) {
    pieces.push({ text: code.slice(end, index), kind: "" });
    pieces.push(...piecesOf(text, changed));
    end = index + text.length;
  }
  pieces.push({ text: code.slice(end), kind: "" });
  return pieces.filter(({ text }) => text !== "");
}

/** The lines of an answer; as long as a guess is open each line that it prints is a "?". @param {{ code: string[], printed: string[] }} answer @param {boolean} isAsked */
export function linesOf({ code, printed }, isAsked) {
  return [...code, ...printed.map((line) => (isAsked ? "# ?" : `# ${line}`))];
}
