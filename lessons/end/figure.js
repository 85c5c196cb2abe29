/** The last page: what a visitor can now do, how the guesses turned out, the wrong ones told in full, what to look at again. */

import { icon, make, makeSvg } from "../kit/dom/dom.js";
import { keepsNothing, recall, whenKept } from "../kit/dom/storage.js";
import { dataOf } from "../kit/figure/fetched.js";
import { plainText, richText } from "../kit/grid/rich_text.js";
import { SOLVED } from "../kit/progress/figure.js";
import { verdictIcon } from "../kit/quiz/told.js";
import { ideasAgain, review, solvedIn, storiesOf } from "./model/review.js";

/** @import { Again, Outcome, Told } from "./model/review.js" */

/** @type {Outcome[]} */
const OUTCOMES = ["once", "later", "open"];
/** @type {Record<Outcome, string>} */
const WORDS = { once: "end.once", later: "end.later", open: "end.open" };
const MOST = 8; // dots in a row
/** @type {Record<Outcome, string>} what is filled */
const FILLED = { once: "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12", later: "M8 2a6 6 0 0 0 0 12z", open: "" };

/** How a guess turned out, told by the form of a small circle, not by a colour. @param {Outcome} outcome */
function dot(outcome) {
  const ring = makeSvg("circle", {
    ...{ cx: 8, cy: 8, r: 6 },
    ...{ fill: "none", stroke: "currentcolor", "stroke-width": 2 },
  });
  const filling = makeSvg("path", { d: FILLED[outcome], fill: "currentcolor" });
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
function dotsOf(kit, guesses, { name, title }) {
  const own = guesses.filter(({ lesson }) => lesson === name);
  const earlier = Math.max(own.length - MOST, 0);
  const shown = own.slice(earlier).map((told, at) => dotOf(kit, told, title, earlier + at + 1));
  const more = earlier > 0 ? [make("small", kit.label("end.more_dots", { n: earlier }))] : [];
  return make("span.dots", ...shown, ...more);
}

/** @param {Kit} kit */
function dotLegend(kit) {
  const entries = OUTCOMES.map((each) => make("span", dot(each), " ", kit.label(WORDS[each])));
  return make("p.dot-legend.note.in-rows.spaced", ...entries);
}

/** @typedef {{ name: string, title: string, address: string }} Listed */

const TOLD = 3; // at once; the others are behind a press
const TO_TRY = ["convolution", "output_size", "pooling"];

/** How many guesses turned out in each way. @param {Told[]} guesses */
function counts(guesses) {
  const of = (/** @type {string} */ wanted) => guesses.filter(({ outcome }) => outcome === wanted).length;
  return { n: guesses.length, r: of("once"), l: of("later"), o: of("open") };
}

/** @param {Kit} kit @param {Told[]} guesses @param {Listed[]} lessons */
function createSummary(kit, guesses, lessons) {
  const rows = lessons.map((lesson, at) =>
    make("li.apart", make("span", `${at + 1}\u2002${lesson.title}`), dotsOf(kit, guesses, lesson)),
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
  return make("p", verdictIcon("right"), make("span", kit.label("end.later_in", { n })));
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
    "article.card.story.in-column",
    make("p.note", kit.label("end.lesson", { n })),
    make("h3", { lang: language }, ...rich(stem)),
    make("p", verdictIcon("wrong"), make("span", make("b", ...rich(said)), " ", why)),
    make("p", icon("next"), make("span", ...rich(kit.label("end.it_is", { answer })))),
    endingOf(kit, told, lessons),
    make("p.onward", make("a", { href: show }, kit.label("end.open_figure"))),
  );
}

/** @param {Kit} kit @param {Told[]} all @param {Listed[]} lessons */
function createGuesses(kit, all, lessons) {
  const guesses = all.filter(({ isGuess }) => isGuess);
  const stories = storiesOf(all).map((told) => createStory(kit, told, lessons));
  const summary = guesses.length > 0 ? createSummary(kit, guesses, lessons) : createInvitation(kit, lessons);
  const rest = stories.slice(TOLD);
  const more = make("details.rest", make("summary.pushed", kit.label("end.all_wrong", { n: rest.length })));
  more.append(make("div.stories.in-grid", ...rest));
  return make(
    "section.guesses",
    make("h2", kit.label("end.guesses")),
    make("div.stories.in-grid", summary, ...stories.slice(0, TOLD)),
    ...(rest.length > 0 ? [more] : []),
  );
}

/**
 * @typedef {object} Data what Python sends, and keeps for this page: data.py
 * @property {Listed[]} lessons
 * @property {{ title: string, idea: string, address: string }[]} further
 * @property {Record<string, { en: string, ko: string, show: string }>} can
 * @property {Record<"en" | "ko", Record<string, Asked>>} questions
 * @property {Record<string, Record<"en" | "ko", { idea: string, link: string }> & { show: string, rules: string[] }>} ideas
 */

const MOST_IDEAS = 3;

/** @param {string} lesson */
const isSolved = (lesson) => solvedIn(recall(lesson, "answers")) >= SOLVED;

/** One line a lesson, ticked once three of its questions were solved. @param {Kit} kit @param {Data["can"]} can @param {Listed[]} lessons */
function createAbilities(kit, can, lessons) {
  const lines = lessons.map(({ name }, at) => {
    const words = richText(can[name][kit.language], kit.theme);
    const state = make("span.unseen", kit.label(isSolved(name) ? "end.solved" : "end.unsolved"));
    const link = make("a.bare", { href: can[name].show }, ...words);
    const sign = icon(isSolved(name) ? "check" : "open");
    return make("li.in-row", sign, state, make("small", String(at + 1)), link);
  });
  const note = make("p.note.spaced", kit.label("end.can_note"));
  return make("section.card.box", make("ol.abilities", ...lines), note);
}

/** @param {Kit} kit @param {Data["ideas"]} ideas @param {Again[]} again @param {string[]} names of the lessons in their order */
function createIdeas(kit, ideas, again, names) {
  const rows = again.map(({ name, slips: n, lessons, isOpen }) => {
    const { [kit.language]: words, show } = ideas[name];
    const numbers = lessons.map((lesson) => names.indexOf(lesson) + 1).sort((one, other) => one - other);
    const said = numbers.length > 1 ? "end.slips" : "end.slips_in_one";
    const slips = kit.label(said, { n, lessons: numbers.join(", ") });
    const link = make("a", { href: show }, words.link);
    const idea = make("b", ...richText(words.idea, kit.theme));
    return make(
      "li.in-grid",
      idea,
      make("small", isOpen ? kit.label("end.slips_open", { slips }) : slips),
      link,
    );
  });
  const list = rows.length > 0 ? make("ul.ideas", ...rows) : kit.label("end.no_slips");
  return make("section", make("h2", kit.label("end.again")), make("div.card.box", list));
}

/** @param {Kit} kit @param {Data["further"]} further */
function createNext(kit, further) {
  const kept = keepsNothing()
    ? [kit.label("quiz.not_kept")]
    : [kit.label("end.kept"), " ", make("a", { href: "/" }, kit.label("end.take_along"))];
  const cards = further.map(({ title, idea, address }) =>
    make("li", make("a.larger.strong", { href: address }, title), make("p", idea)),
  );
  return make(
    "section",
    make("h2", kit.label("end.next")),
    make("ul.ways.in-grid", ...cards),
    make("p.note.spaced", ...kept),
  );
}

/** Each with numbers that can be worked out by hand. @type {[label: string, formula: string, example: string][]} */
const FORMULAS = [
  ["end.formula_size", "⌊(n + 2p − k) ÷ s⌋ + 1", "(64 − 7) ÷ 2 = 28.5 → 28, 28 + 1 = 29"],
  ["end.formula_parameters", "out × (in × k × k) + out", "4 × (3 × 3 × 3) + 4 = 112"],
  ["end.formula_cell", "", "2 + 0 − 2 + 2 + 0 − 2 + 0 + 0 − 2 = −2, −2 + 1 = −1"],
];

/** What each lesson is for, and its guesses. @param {Kit} kit @param {Data["can"]} can @param {Listed[]} lessons @param {Told[]} guesses */
function createLines(kit, can, lessons, guesses) {
  const lines = lessons.map((lesson, at) => {
    const { name, title } = lesson;
    const open = isSolved(name) ? "" : ` (${kit.label("end.unsolved")})`;
    const words = make("span", make("b", title), make("br"), plainText(can[name][kit.language] + open));
    return make("li", make("span", String(at + 1)), words, dotsOf(kit, guesses, lesson));
  });
  return make("ol", ...lines);
}

/** @param {Kit} kit @param {Data["ideas"]} ideas @param {Again[]} again */
function createAgain(kit, ideas, again) {
  const parts = again.map(({ name }) => {
    const { [kit.language]: words, show } = ideas[name];
    return make("p.in-column", make("b", ...richText(words.idea, "light")), make("small", show));
  });
  return parts.length > 0 ? [make("h2", kit.label("end.again")), make("div.three", ...parts)] : [];
}

/** What is printed: one sheet of paper, black on white, made of what is on the screen. @param {Kit} kit @param {Data} data @param {Listed[]} lessons @param {Told[]} all @param {Again[]} again */
function createSheet(kit, { can, ideas }, lessons, all, again) {
  const guesses = all.filter(({ isGuess }) => isGuess);
  const formulas = FORMULAS.map(([label, formula, example]) => {
    const bold = make("b", formula || kit.label("end.cell_in_words"));
    return make("p.in-column", make("small", kit.label(label)), bold, make("small", example));
  });
  const day = new Intl.DateTimeFormat(kit.language, { dateStyle: "long" }).format(new Date());
  return make(
    "section.sheet",
    make("p.sheet-head.apart", make("b", kit.label("nav.course")), make("small", day)),
    make("p.sheet-name", kit.label("end.name"), make("i")),
    make("h2", kit.label("end.i_can")),
    createLines(kit, can, lessons, guesses),
    make("p", kit.label("end.sheet_guesses", counts(guesses))),
    dotLegend(kit),
    make("h2", kit.label("end.formulas")),
    make("div.three", ...formulas),
    ...createAgain(kit, ideas, again),
  );
}

/** @param {HTMLElement} root @param {Kit} kit @param {Data} data */
function fill(root, kit, data) {
  const { can, questions, ideas, further } = data;
  const lessons = data.lessons.filter(({ name }) => name in can); // one that is new may have no line yet
  const names = lessons.map(({ name }) => name);
  const of = (/** @type {string} */ what) =>
    Object.fromEntries(names.map((name) => [name, recall(name, what)]));
  const kept = { guesses: of("guesses"), answers: of("answers") };
  const told = review(kept, questions[kit.language], names);
  const again = ideasAgain(told, ideas).slice(0, MOST_IDEAS);
  const print = make("button.print.placed", { onclick: () => window.print() }, kit.label("end.print"));
  const screen = make(
    "div.on-screen.around",
    print,
    createAbilities(kit, can, lessons),
    createGuesses(kit, told, lessons),
  );
  screen.append(createIdeas(kit, ideas, again, names), createNext(kit, further));
  root.replaceChildren(screen, createSheet(kit, data, lessons, told, again));
}

/** @param {HTMLElement} root @param {Kit} kit @param {Data} first @returns {View} */
function build(root, kit, first) {
  let data = first;
  const paint = () => fill(root, kit, data);
  whenKept(paint, kit.signal);
  return {
    receive(next) {
      data = next;
      paint();
    },
  };
}

/** @type {Figure} */
export const figure = {
  settings: {},
  fetched: async () => {
    const [own, asked] = await Promise.all([dataOf("end"), dataOf("home")]);
    return { ...own, ...asked };
  },
  build,
};
