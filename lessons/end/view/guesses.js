/** The guesses of all lessons, and the wrong ones told in full. */

import { icon, make, makeSvg } from "../../kit/dom/dom.js";
import { plainText, richText } from "../../kit/grid/rich_text.js";
import { storiesOf } from "../model/review.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Outcome, Told } from "../model/review.js" */

/** @type {Outcome[]} */
const OUTCOMES = ["once", "later", "open"];
/** @type {Record<Outcome, string>} */
const WORDS = { once: "end.once", later: "end.later", open: "end.open" };
const MOST = 8; // dots in a row
/** @type {Record<Outcome, string>} what is filled */
const FILLED = { once: "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12", later: "M8 2a6 6 0 0 0 0 12z", open: "" };

/** How a guess turned out, told by the form of a small circle, not by a colour. @param {Outcome} outcome */
function dot(outcome) {
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

/** A lesson's guesses in a row, the newest ones. @param {Kit} kit @param {Told[]} guesses of all lessons @param {Listed} lesson */
export function dotsOf(kit, guesses, { name, title }) {
  const own = guesses.filter(({ lesson }) => lesson === name);
  const earlier = Math.max(own.length - MOST, 0);
  const shown = own.slice(earlier).map((told, at) => dotOf(kit, told, title, earlier + at + 1));
  const more = earlier > 0 ? [make("small", kit.label("end.more_dots", { n: earlier }))] : [];
  return make("span.dots", ...shown, ...more);
}

/** @param {Kit} kit */
export function dotLegend(kit) {
  const entries = OUTCOMES.map((each) => make("span", dot(each), " ", kit.label(WORDS[each])));
  return make("p.dot-legend", ...entries);
}

/** @typedef {{ name: string, title: string, address: string }} Listed */

const TOLD = 3; // at once; the others are behind a press
const TO_TRY = ["convolution", "output_size", "pooling"];

/** How many guesses turned out in each way. @param {Told[]} guesses */
export function counts(guesses) {
  const of = (/** @type {string} */ wanted) => guesses.filter(({ outcome }) => outcome === wanted).length;
  return { n: guesses.length, r: of("once"), l: of("later"), o: of("open") };
}

/** @param {Kit} kit @param {Told[]} guesses @param {Listed[]} lessons */
function createSummary(kit, guesses, lessons) {
  const rows = lessons.map((lesson, at) =>
    make("li", make("span", `${at + 1}\u2002${lesson.title}`), dotsOf(kit, guesses, lesson)),
  );
  const [, count, ways] = kit.label("end.summary", counts(guesses)).split("**");
  return make("div.summary", make("p.sum", make("b", count), ways), make("ol", ...rows), dotLegend(kit));
}

/** Nobody is scored: who has guessed nothing is shown where to begin. @param {Kit} kit @param {Listed[]} lessons */
function createInvitation(kit, lessons) {
  const links = lessons
    .filter(({ name }) => TO_TRY.includes(name))
    .map(({ title, address }) => make("li", make("a", { href: address }, title)));
  return make("div.summary", make("p", kit.label("end.no_guess")), make("ul", ...links));
}

/** @param {Kit} kit @param {Told} told @param {Listed[]} lessons */
function endingOf(kit, { outcome, laterIn, show }, lessons) {
  if (outcome === "open") {
    const again = make("a", { href: show }, kit.label("end.try_again"));
    return make("p", icon("open"), make("span", kit.label("end.still_open"), " ", again));
  }
  const n = lessons.findIndex(({ name }) => name === laterIn) + 1;
  return make("p.right", icon("check"), make("span", kit.label("end.later_in", { n })));
}

/** One wrong guess: what was said, why not, what is, and what came of it. @param {Kit} kit @param {Told} told @param {Listed[]} lessons */
function createStory(kit, told, lessons) {
  const { lesson, slip, stem, answer, show, isGuess, language } = told;
  const rich = (/** @type {string} */ text) => richText(text, kit.theme);
  const n = lessons.findIndex(({ name }) => name === lesson) + 1;
  // As it was asked, in the language it was asked in.
  const said = kit.label(isGuess ? "end.you_guessed" : "end.you_answered", { guess: slip?.guess ?? "" });
  const why = make("span", { lang: language }, ...rich(slip?.why ?? ""));
  return make(
    "article.card.story",
    make("p.note", kit.label("end.lesson", { n })),
    make("h3", { lang: language }, ...rich(stem)),
    make("p.wrong", icon("cross"), make("span", make("b", ...rich(said)), " ", why)),
    make("p", icon("next"), make("span", ...rich(kit.label("end.it_is", { answer })))),
    endingOf(kit, told, lessons),
    make("p.onward", make("a", { href: show }, kit.label("end.open_figure"))),
  );
}

/** @param {Kit} kit @param {Told[]} all @param {Listed[]} lessons */
export function createGuesses(kit, all, lessons) {
  const guesses = all.filter(({ isGuess }) => isGuess);
  const stories = storiesOf(all).map((told) => createStory(kit, told, lessons));
  const summary = guesses.length > 0 ? createSummary(kit, guesses, lessons) : createInvitation(kit, lessons);
  const rest = stories.slice(TOLD);
  const more = make("details.rest", make("summary", kit.label("end.all_wrong", { n: rest.length })));
  more.append(make("div.stories", ...rest));
  return make(
    "section.guesses",
    make("h2", kit.label("end.guesses")),
    make("div.stories", summary, ...stories.slice(0, TOLD)),
    ...(rest.length > 0 ? [more] : []),
  );
}
