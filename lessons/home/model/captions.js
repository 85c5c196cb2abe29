// @ts-check
/** The sentence of the start page. */

import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { shareText } from "../../kit/pictures/shipped.js";
import { TEN_THOUSANDTH } from "./network.js";
import { PLACES } from "./sizes.js";

/**
 * @typedef {import("../../kit/dom/kit.js").Kit} Kit
 * @typedef {import("./filled.js").Filled} Filled
 * @typedef {import("./network.js").Network} Network
 * @typedef {import("./limits.js").Settings} Settings
 */

/** What the last action was: nothing yet, a look at one place, or a step of the slide. @typedef {"opened" | "looked" | "slid"} Action */

/** @param {Kit} kit @param {Network} network @param {Settings} chosen @param {Filled} filled @param {Action} action @param {string[]} classes */
export function sentenceOf(kit, { maps, shares }, chosen, filled, action, classes) {
  if (isOver(filled, action)) {
    const best = shares.indexOf(Math.max(...shares));
    return kit.label("home.complete", { answer: classes[best], share: shareText(shares[best]) });
  }
  if (action === "opened") return kit.label("home.invite");
  const [row, column] = filled.place;
  const value = maps[chosen.kernel - 1].values[row * PLACES + column] / TEN_THOUSANDTH;
  return kit.label("home.step", { r: row + 1, c: column + 1, x: formatNumber(value) });
}

/** Whether the slide has come to its end, and nobody looks at one place. @param {Filled} filled @param {Action} action */
export const isOver = (filled, action) => filled.isComplete && action !== "looked";
