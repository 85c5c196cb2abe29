/** The scores, each with its share after softmax; and what the network says, measured on pictures it never saw, moved as this one is. */

import { latest } from "../../kit/arithmetic/grid.js";
import { formatCount, formatNumber, roundHalfAway } from "../../kit/arithmetic/rounding.js";
import { arrowKeys, isAnew, make, setText } from "../../kit/dom/dom.js";
import { createTrainedNote, MILLIONTH, shareText, TRAINED } from "../../kit/pictures/nets.js";
import { isReached, placeIn, REACH } from "../model/limits.js";
import { answerOf, compute, isTrained, OWN, received } from "../model/network.js";
import { className } from "../model/words.js";
import { createColumn, onEnter } from "./layers.js";

/** @import { Settings } from "../model/limits.js" */
/** @import { Network, Received } from "../model/network.js" */

/** A share of held-out pictures in percent. @param {number} right @param {number} pictures */
const percent = (right, pictures) => roundHalfAway((100 * right) / pictures, 1).toFixed(1);

/** What is said of the pictures that a net was tested with, of those moved, and of an answer about any other picture. */
const DIGITS = {
  accuracy: "live.accuracy_digits",
  moved: "live.accuracy_digits_moved",
  others: "live.no_digit",
  /** What was written counts where it is read as such: a photo of it is not like the test digits. @param {Received} given */
  areLike: ({ source, way }) =>
    source.startsWith("digit_") || (way === "drawing" && (source.startsWith("paper_") || source === OWN)),
};
const ANIMALS = {
  accuracy: "live.accuracy_cats_dogs",
  moved: "live.accuracy_cats_dogs_moved",
  others: "live.no_silhouette",
  areLike: (/** @type {Received} */ { source }) => /^(cat|dog)_/.test(source),
};
/** @param {Settings} chosen */
const wordsOf = ({ filters }) => (filters === "cats_dogs" ? ANIMALS : DIGITS);

/** The network with the picture in its place: while only that moves, it is computed once. */
const unmovedOf = latest(
  (/** @type {{ received: Received, chosen: Settings }} */ { received, chosen }) =>
    compute(received, { ...chosen, down: 0, right: 0 }),
  ({ received: { pixels, nets }, chosen: { filters, relu, pool, scores, bias } }) =>
    /** @type {unknown[]} */ ([pixels, nets, filters, relu, pool, scores, ...bias]),
);

/** What the move has made of the score that was the highest. @param {Kit} kit @param {Network} network @param {Network} unmoved @param {(output: number) => string} name */
function sayScore(kit, { scores }, unmoved, name) {
  const best = answerOf(unmoved);
  const [here, there] = [scores, unmoved.scores].map((all) => formatNumber((all ?? [])[best] / MILLIONTH));
  return kit.label("live.score_moved", { a: name(best), s: here, t: there });
}

/** How often the network is right, and what else must be known of that. @param {Kit} kit @param {import("../../kit/pictures/nets.js").Net} net @param {Settings} chosen @param {boolean} isMoved */
function sayMeasured(kit, { right_when_moved, right_by_seed, pictures }, chosen, isMoved) {
  const { relu, pool, down, right } = chosen;
  const rows = right_when_moved[relu ? `relu ${pool}` : pool];
  const n = formatCount(pictures);
  const unmoved = percent(rows[REACH][REACH], pictures);
  const p = percent(rows[down + REACH][right + REACH], pictures);
  const isAsTrained = relu === 1 && pool === "max";
  const words = wordsOf(chosen);
  const says = [kit.label(isMoved ? words.moved : words.accuracy, { n, p, q: unmoved })];
  // Nets of the same recipe, from the seed that does worst to the one that does best.
  const [l, h] = [Math.min, Math.max].map((end) => percent(end(...right_by_seed), pictures));
  if (!isMoved && isAsTrained) says.push(kit.label("live.spread", { s: right_by_seed.length, l, h }));
  if (chosen.bias.some((bias) => bias !== 0)) says.push(kit.label("live.accuracy_bias"));
  else if (!isAsTrained) says.push(kit.label("live.trained_so"));
  return says;
}

/** What the net says, and in one paragraph the rest: how often it is right only beside a picture like those it was tested with. @param {Kit} kit @param {Received} given @param {Network} network @param {Settings} chosen @returns {string[]} */
export function verdictOf(kit, given, network, chosen) {
  const { reader, scores } = network;
  if (!reader || !scores) return [];
  if (!isReached(chosen, "score")) return [kit.label("live.answer_covered")];
  const net = given.nets[chosen.filters];
  const { down, right } = chosen;
  const name = (/** @type {number} */ output) => className(kit, reader.classes[output]);
  const isMoved = down !== 0 || right !== 0;
  const more = isMoved ? [sayScore(kit, network, unmovedOf({ received: given, chosen }), name)] : [];
  const words = wordsOf(chosen);
  const isMeasured = chosen.filters !== TRAINED; // nobody has moved pictures for the visitor's own
  if (isMeasured && words.areLike(given)) more.push(...sayMeasured(kit, net, chosen, isMoved));
  else if (isMeasured) more.push(kit.label(words.others));
  return [kit.label("live.says", { a: name(answerOf(network)) }), more.join(" ")];
}

/** @param {Kit} kit */
export function createVerdict(kit) {
  const element = make("div.verdict.fine.around");
  const note = createTrainedNote(kit, { filters: "digits" });
  return {
    element,
    /** @param {Network} network @param {Settings} chosen */
    show(network, chosen) {
      const lines = verdictOf(kit, received(), network, chosen);
      note.show(chosen.filters === TRAINED && isReached(chosen, "score"));
      if (!isAnew(element, lines)) return;
      element.classList.toggle("covered", lines.length > 0 && !isReached(chosen, "score"));
      const cover = make("b.covering.centred", { "aria-hidden": "true" }, "?");
      element.replaceChildren(cover, ...lines.map((line) => make("p", line)), note.element);
    },
  };
}

/** @param {string} name @param {number} index @param {() => void} press */
function createRow(name, index, press) {
  const [score, share] = ["number muted", "share"].map((kind, column) => {
    const id = `score-${index}-${column}`;
    return make("span", { class: `at-right ${kind}`, role: "gridcell", "aria-colindex": column + 1, id });
  });
  const attributes = { class: "score in-grid", role: "row", "aria-rowindex": index + 1, onclick: press };
  return {
    element: make("div", attributes, make("span", { role: "rowheader" }, name), score, share),
    score,
    share,
  };
}

/** One row a class, which can be pinned like a cell; before their turn, the classes alone. @param {Kit} kit */
function createGrid(kit) {
  /** @type {ReturnType<typeof createRow>[]} */
  let rows = [];
  const name = kit.label("live.scores");
  const element = make("div.scores-grid.in-grid", { role: "grid", tabindex: 0, "aria-label": name });
  const waiting = make("ul.scores-waiting.in-grid", { "aria-hidden": "true" });
  const pin = (/** @type {number} */ digit) =>
    kit.set({ ...placeIn(kit.settings(), "score"), layer: "score", digit });
  const walk = (/** @type {number} */ down) => {
    const { layer, digit } = kit.settings();
    pin(layer === "score" ? digit + down : digit);
  };
  element.addEventListener("keydown", (event) =>
    arrowKeys(event, walk, (end) => pin(Math.min(end, rows.length - 1))),
  );
  onEnter(element, () => pin(kit.settings().digit));
  /** @param {string[]} classes */
  const reshape = (classes) => {
    if (!isAnew(element, classes)) return;
    const names = classes.map((each) => className(kit, each));
    rows = names.map((each, i) => createRow(each, i, () => pin(i)));
    element.replaceChildren(...rows.map((row) => row.element));
    element.setAttribute("aria-rowcount", String(rows.length));
    waiting.replaceChildren(...names.map((each) => make("li.in-row", each, make("i.grows"))));
  };
  return {
    ...{ element, waiting, name },
    /** @param {string[]} classes @param {number[]} scores @param {number[]} shares @param {number} best @param {number} pinned -1 for none */
    show(classes, scores, shares, best, pinned) {
      reshape(classes);
      rows.forEach((row, i) => {
        setText(row.score, formatNumber(scores[i] / MILLIONTH));
        setText(row.share, shareText(shares[i]));
        row.share.style.setProperty("--share", String(shares[i])); // its bar is drawn by the style sheet
        row.element.classList.toggle("best", i === best);
        row.element.classList.toggle("pinned", i === pinned);
        row.element.setAttribute("aria-selected", String(i === pinned));
      });
      element.setAttribute("aria-activedescendant", `score-${kit.settings().digit}-0`);
    },
  };
}

/** @param {Kit} kit */
export function createScores(kit) {
  const grid = createGrid(kit);
  const why = make("p.why.note");
  const column = createColumn("score", grid.name, grid.element, grid.waiting, why);
  return {
    column,
    /** What lines lead to. */
    place: () => (grid.element.hidden ? grid.waiting : grid.element),
    /** @param {Network} network @param {Settings} chosen */
    show(network, chosen) {
      const { reader, scores, shares } = network;
      const isShown = isReached(chosen, "score");
      grid.element.hidden = !reader || !isShown;
      grid.waiting.hidden = !reader || isShown;
      why.hidden = reader !== null;
      column.element.classList.toggle("off", !reader);
      setText(why, kit.label(isTrained(chosen.filters) ? "live.off" : "live.untrained"));
      setText(column.shape, scores ? String(scores.length) : "");
      if (!reader || !scores || !shares) return;
      const pinned = chosen.layer === "score" ? chosen.digit : -1;
      grid.show(reader.classes, scores, shares, answerOf(network), pinned);
    },
  };
}
