// @ts-check
/** The picture that a visitor has shown last: in the memory of this document, never in storage. */

import { remembered } from "../dom/remembered.js";

/** @type {Map<"pixels", readonly number[]>} */
const memory = remembered();

/** @param {readonly number[]} pixels 28×28 in whole hundredths, row by row */
export function keepLastPicture(pixels) {
  memory.set("pixels", pixels);
}

/** What was kept; null where nothing has been shown yet. */
export const lastPicture = () => memory.get("pixels") ?? null;
