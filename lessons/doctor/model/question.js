/** What is kept, what is asked, and what a link holds. */

import { readShape } from "./shapes.js";

/** @typedef {{ text: string, input_shape: string }} Typed as the visitor typed it */

export const START = "1, 1, 28, 28";
const LONGEST_LINK = 2000; // characters of code
const NAME = "code";

/** What Python is asked; null where there is nothing to ask, or no shape to ask it for. @param {Typed} typed @returns {Typed | null} */
export function askedOf({ text, input_shape }) {
  const shape = readShape(input_shape);
  return text.trim() === "" || shape === null ? null : { text, input_shape: shape };
}

/** What was kept, whatever another version has kept there. @param {Record<string, any>} kept @returns {Typed} */
export function typedIn({ text, input_shape }) {
  return {
    text: typeof text === "string" ? text : "",
    input_shape: typeof input_shape === "string" ? input_shape : START,
  };
}

/** The part of an address behind "#", which no browser sends to a server; null where the code is too long. @param {Typed} typed @returns {string | null} */
export function hashOf({ text, input_shape }) {
  if (text.length > LONGEST_LINK) return null;
  return `#${new URLSearchParams({ [NAME]: text, input_shape })}`;
}

/** The same read back; null if it holds no code. @param {string} hash @returns {Typed | null} */
export function typedInHash(hash) {
  const held = new URLSearchParams(hash.slice(1));
  const text = held.get(NAME);
  return text === null ? null : typedIn({ text, input_shape: held.get("input_shape") ?? START });
}
