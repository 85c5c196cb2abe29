/** The guesses of all lessons, and the wrong ones told in full. */

import { icon, make } from "../../kit/dom/dom.js";
import { richText } from "../../kit/grid/rich_text.js";
import { storiesOf } from "../model/review.js";
import { dotLegend, dotsOf } from "./dots.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Told } from "../model/review.js" */
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
  const values = counts(guesses);
  const rows = lessons.map(({ name, title }, at) => {
    const own = guesses.filter(({ lesson }) => lesson === name);
    return make("li", make("span", `${at + 1}\u2002${title}`), dotsOf(kit, own, title));
  });
  const [, count, ways] = kit.label("end.summary", values).split("**");
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
  return make(
    "article.card.story",
    make("p.note", kit.label("end.lesson", { n })),
    make("h3", { lang: language }, ...rich(stem)),
    make(
      "p.wrong",
      icon("cross"),
      make("span", make("b", ...rich(said)), " ", make("span", { lang: language }, ...rich(slip?.why ?? ""))),
    ),
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
  const more = make(
    "details.rest",
    make("summary", kit.label("end.all_wrong", { n: rest.length })),
    make("div.stories", ...rest),
  );
  return make(
    "section.guesses",
    make("h2", kit.label("end.guesses")),
    make("div.stories", summary, ...stories.slice(0, TOLD)),
    ...(rest.length > 0 ? [more] : []),
  );
}
