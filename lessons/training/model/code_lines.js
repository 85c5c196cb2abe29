// @ts-check
/** How long the code of a run is, so that its place is as high before it comes; code.py writes it. */

const PLAIN = 17; // a blank line among them
const READABLE = 7;

/** @param {import("./limits.js").Settings} chosen */
export const codeLines = ({ filters, zero_grad }) =>
  PLAIN + (filters === "readable" ? READABLE : 0) - (zero_grad ? 0 : 1) + 1; // and what it prints
