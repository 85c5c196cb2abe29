/** The page that is printed: one sheet of paper, black on white, made of what is on the screen. */

import { make } from "../../kit/dom/dom.js";
import { plainText, richText } from "../../kit/grid/rich_text.js";
import { dotLegend, dotsOf } from "./dots.js";
import { counts } from "./guesses.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Told } from "../model/review.js" */
/** @import { Listed } from "./guesses.js" */
/** @typedef {{ idea: string, show: string }} Again */

/** Each with numbers that can be worked out by hand. @type {[label: string, formula: string, example: string][]} */
const FORMULAS = [
  ["end.formula_size", "⌊(n + 2p − k) ÷ s⌋ + 1", "(64 − 7) ÷ 2 = 28.5 → 28, 28 + 1 = 29"],
  ["end.formula_parameters", "out × (in × k × k) + out", "4 × (3 × 3 × 3) + 4 = 112"],
  ["end.formula_cell", "", "0 − 2 + 2 − 2 + 2 − 2 + 0 = −2, −2 + 1 = −1"],
];

/** @param {Kit} kit @param {Listed[]} lessons @param {string[]} can what each lesson is for @param {Told[]} guesses */
function createLines(kit, lessons, can, guesses) {
  const lines = lessons.map(({ name, title }, at) => {
    const own = guesses.filter(({ lesson }) => lesson === name);
    const words = make("span", make("b", title), make("br"), plainText(can[at]));
    return make("li", make("span", String(at + 1)), words, dotsOf(kit, own, title));
  });
  return make("ol", ...lines);
}

/** @param {Kit} kit */
function createFormulas(kit) {
  const parts = FORMULAS.map(([label, formula, example]) =>
    make(
      "p",
      make("small", kit.label(label)),
      make("b", formula || kit.label("end.cell_in_words")),
      make("small", example),
    ),
  );
  return make("div.three", ...parts);
}

/** @param {Kit} kit @param {Again[]} again */
function createAgain(kit, again) {
  const parts = again.map(({ idea, show }) =>
    make("p", make("b", ...richText(idea, "light")), make("small", show)),
  );
  return parts.length > 0 ? [make("h2", kit.label("end.again")), make("div.three", ...parts)] : [];
}

/** @param {Kit} kit @param {Listed[]} lessons @param {string[]} can @param {Told[]} all @param {Again[]} again */
export function createSheet(kit, lessons, can, all, again) {
  const guesses = all.filter(({ isGuess }) => isGuess);
  const day = new Intl.DateTimeFormat(kit.language, { dateStyle: "long" }).format(new Date());
  return make(
    "section.sheet",
    make("p.sheet-head", make("b", kit.label("nav.course")), make("small", day)),
    make("p.sheet-name", kit.label("end.name"), make("i")),
    make("h2", kit.label("end.i_can")),
    createLines(kit, lessons, can, guesses),
    make("p", kit.label("end.sheet_guesses", counts(guesses))),
    dotLegend(kit),
    make("h2", kit.label("end.formulas")),
    createFormulas(kit),
    ...createAgain(kit, again),
  );
}
