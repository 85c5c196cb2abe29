/** The parts of a written calculation: numbers with their names below, and signs between them. */

import { make } from "./dom.js";

/** @param {HTMLElement} number @param {string} name */
export function named(number, name) {
  return make("span.named", number, make("small", name));
}

/** @param {string} sign */
export function operator(sign) {
  return make("span.op", sign);
}
