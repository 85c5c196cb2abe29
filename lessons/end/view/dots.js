/** How guesses turned out, as small circles: told by their form, not by a colour. */

import { make, makeSvg } from "../../kit/dom/dom.js";
import { plainText } from "../../kit/grid/rich_text.js";

/** @typedef {import("../../kit/dom/kit.js").Kit} Kit @typedef {import("../model/review.js").Told} Told @typedef {import("../model/review.js").Outcome} Outcome */

/** @type {Outcome[]} */
export const OUTCOMES = ["once", "later", "open"];
/** @type {Record<Outcome, string>} */
const WORDS = { once: "end.once", later: "end.later", open: "end.open" };
const MOST = 8; // dots in a row
/** @type {Record<Outcome, string>} what is filled */
const FILLED = { once: "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12", later: "M8 2a6 6 0 0 0 0 12z", open: "" };

/** @param {Outcome} outcome */
export function dot(outcome) {
  const ring = makeSvg("circle", { cx: 8, cy: 8, r: 6 });
  const filling = makeSvg("path", { d: FILLED[outcome] });
  return makeSvg("svg", { viewBox: "0 0 16 16", class: "dot", "aria-hidden": "true" }, ring, filling);
}

/** One guess; a link to what it was about, where that is known. @param {Kit} kit @param {Told} told @param {string} lesson its title @param {number} place from 1 */
function dotOf(kit, { guess, outcome, show }, lesson, place) {
  const values = { lesson, i: place, guess: plainText(guess) };
  const name = kit.label("end.dot", { ...values, outcome: kit.label(WORDS[outcome]) });
  return show
    ? make("a", { href: show, "aria-label": name }, dot(outcome))
    : make("span", { role: "img", "aria-label": name }, dot(outcome));
}

/** A lesson's guesses in a row, the newest ones. @param {Kit} kit @param {Told[]} guesses @param {string} lesson its title */
export function dotsOf(kit, guesses, lesson) {
  const earlier = Math.max(guesses.length - MOST, 0);
  const shown = guesses.slice(earlier).map((told, at) => dotOf(kit, told, lesson, earlier + at + 1));
  const more = earlier > 0 ? [make("small", kit.label("end.more_dots", { n: earlier }))] : [];
  return make("span.dots", ...shown, ...more);
}

/** @param {Kit} kit */
export function dotLegend(kit) {
  const entries = OUTCOMES.map((each) => make("span", dot(each), " ", kit.label(WORDS[each])));
  return make("p.dot-legend", ...entries);
}
