/** The picture that a visitor has shown last: only in the memory of this document, never in storage. */

import { remembered } from "../dom/remembered.js";

/** Its 28×28 pixels in whole hundredths, row by row. @type {Map<"last" | "own", readonly number[]>} */
const memory = remembered();

/** @param {readonly number[]} pixels 28×28 in whole hundredths @param {boolean} [isOwn] whether it is no sample */
export function keepLastPicture(pixels, isOwn = false) {
  memory.set("last", pixels);
  if (isOwn) memory.set("own", pixels);
  else memory.delete("own");
}

/** What was kept; null where nothing was shown since the document was opened. */
export const lastPicture = () => memory.get("last") ?? null;

/** The same, if it is the visitor's own. */
export const lastOwnPicture = () => memory.get("own") ?? null;
