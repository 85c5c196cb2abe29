/** What the nets look at: the dense net's weights and the CNN's filters; a map that moves along; the last step. */

import { hasCell, largestOf, oneCell, placeOf, valueAt } from "../../kit/arithmetic/grid.js";
import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { createPanel, make, pressOne, setText, tableHead, tableRow } from "../../kit/dom/dom.js";
import { createSentence } from "../../kit/figure/sentence.js";
import { drawPixels, PixelMap } from "../../kit/grid/map.js";
import { signedPixels } from "../../kit/grid/scale.js";
import { createPointer } from "../../kit/grid/walking.js";
import { answerOf, kernelsOf } from "../../kit/silhouettes/nets.js";

import {
  createControls,
  FILTERS,
  picturesOf,
  readAround,
  ready,
  seen,
  settings,
} from "../view/silhouette.js";

/** @import { Settings } from "../view/silhouette.js" */

/** @typedef {{ row: number, column: number }} Place */

/** Where a cell of the moved map stood before, null where it was outside. @param {Grid} map @param {Place} place @param {number} down @param {number} right @returns {Place | null} */
function partnerOf(map, { row, column }, down, right) {
  const before = { row: row - down, column: column - right };
  return hasCell(map, before.row, before.column) ? before : null;
}

/** How many cells of the moved map have a partner, and how many of them hold the same number. @param {Grid} before @param {Grid} after @param {number} down @param {number} right */
function compared(before, after, down, right) {
  const pairs = Array.from(after.values).flatMap((value, at) => {
    const [row, column] = placeOf(at, after.width);
    const partner = partnerOf(before, { row, column }, down, right);
    return partner ? [valueAt(before, partner.row, partner.column) === value] : [];
  });
  return { pairs: pairs.length, same: pairs.filter(Boolean).length };
}

/** @typedef {ReturnType<typeof computed>["pair"]} Moved the map before and after the move */

const UNIT = 10_000; // a pixel times a weight
const SIDE = 32; // cells of a map

/** Weights as small pictures: of the dense net to look at, of the CNN to choose. @param {Kit} kit @param {(filter: number) => void} choose */
function createWeights(kit, choose) {
  const known = seen();
  const canvas = () => make("canvas", { width: 1, height: 1, "aria-hidden": true });
  const units = known.units.map(canvas);
  const filters = Array.from({ length: FILTERS }, canvas);
  const buttons = filters.map((filter, at) => {
    const name = kit.label("looks.filter", { n: at + 1 });
    const attributes = { type: "button", class: "filter bare small-target", "aria-label": name, title: name };
    return make("button", { ...attributes, onclick: () => choose(at) }, filter);
  });
  const note = (/** @type {string} */ name) => make("p.note.fine", kit.label(name));
  const ofDense = [make("div.units.in-rows.tight", ...units), note("looks.dense_note")];
  const ofConv = [make("div.filters.in-rows.tight", ...buttons), note("looks.filters_note")];
  const dense = createPanel("dense", kit.label("looks.dense"), ...ofDense);
  const conv = createPanel("conv", kit.label("looks.filters"), ...ofConv);
  return {
    element: make("div.weights.in-column", dense, conv),
    /** @param {number} filter */
    show(filter) {
      pressOne(buttons, (at) => at === filter);
      for (const [at, unit] of known.units.entries())
        drawPixels(units[at], unit, signedPixels(largestOf([unit], 1), kit.theme));
      kernelsOf(known.weights["centred global"]["1.weight"], 1).forEach(([kernel], at) => {
        drawPixels(filters[at], kernel, signedPixels(largestOf([kernel], 1), kit.theme));
      });
    },
  };
}

/** The two maps; a place in the one after the move is pointed at. @param {Kit} kit @param {ReturnType<typeof createPointer>} pointer */
function createPair(kit, { goTo, onArrow }) {
  const before = new PixelMap({});
  const after = new PixelMap({ onPoint: goTo, onHover: goTo, onArrow });
  const [first, second] = [
    createPanel("before", kit.label("looks.before"), before),
    createPanel("after", kit.label("looks.after"), after),
  ];
  /** @param {PixelMap} map @param {string} name @param {Grid} grid @param {Place | null} at @param {number} limit */
  const show = (map, name, grid, at, limit) => {
    map.show(kit.label(name), grid, signedPixels(limit, kit.theme));
    map.mark("window", at && oneCell(at.row, at.column));
    const { row, column } = at ?? { row: SIDE / 2, column: SIDE / 2 };
    readAround(map, SIDE, row, column, UNIT);
  };
  return {
    elements: [first.element, second.element],
    /** @param {Moved} pair @param {Place} at @param {number} filter */
    show(pair, at, filter) {
      const limit = largestOf([pair.before], 1);
      show(before, "looks.before", pair.before, partnerOf(pair.after, at, pair.down, pair.right), limit);
      show(after, "looks.after", pair.after, at, limit);
      setText(first.note, kit.label("looks.filter", { n: filter + 1 }));
      setText(
        second.note,
        kit.label("looks.way", { d: formatNumber(pair.down), r: formatNumber(pair.right) }),
      );
    },
  };
}

/** The last step: the lead of cat over dog, before and after the move. @param {Kit} kit */
function createLastStep(kit) {
  const { label } = kit;
  const cells = Array.from({ length: 2 }, () => [make("td.strong"), make("td.strong")]);
  const rows = ["flatten", "global"].map((net, at) => tableRow(label(`looks.${net}`), cells[at]));
  const head = tableHead([label("looks.column_before"), label("looks.column_after")], make("td"));
  const table = make("table.as-wide", head, make("tbody", ...rows));
  const panel = createPanel(
    "last",
    label("looks.last"),
    table,
    make("p.note.fine", label("looks.last_note")),
  );
  return {
    element: panel.element,
    /** @param {number[][]} leads of each net, before and after */
    show(leads) {
      leads.forEach((lead, net) => {
        for (const [at, value] of lead.entries())
          setText(cells[net][at], (value > 0 ? "+" : "") + formatNumber(value));
      });
    },
  };
}

/** The picture in place and moved, as the CNN's first layer and both last layers see it. @param {Settings} chosen */
function computed(chosen) {
  const { still, picture, down, right } = picturesOf(chosen);
  const answers = /** @type {const} */ (["flatten", "global"]).map((net) =>
    [still, picture].map((each) => answerOf(net, seen().weights[`centred ${net}`], each)),
  );
  const leads = answers.map((pair) => pair.map(({ scores: [cat, dog] }) => cat - dog));
  const [before, after] = answers[1].map(({ maps }) => maps.conv[chosen.filter - 1]);
  return { pair: { before, after, down, right }, leads };
}

/** @param {Kit} kit @param {Moved} pair @param {Place} at */
function sentenceOf(kit, { before, after, down, right }, at) {
  const partner = partnerOf(after, at, down, right);
  const { pairs, same } = compared(before, after, down, right);
  const v = formatNumber(valueAt(after, at.row, at.column) / UNIT);
  const place = { r: at.row + 1, c: at.column + 1, v, n: pairs, m: same };
  if (!partner) return kit.label("looks.sentence_new", place);
  const was = formatNumber(valueAt(before, partner.row, partner.column) / UNIT);
  return kit.label("looks.sentence", { ...place, y: partner.row + 1, x: partner.column + 1, w: was });
}

/** @param {HTMLElement} root @param {Kit} kit @returns {View} */
function build(root, kit) {
  const pointer = createPointer([SIDE, SIDE], () => paint(kit.settings()));
  pointer.standAt(14, 18);
  /** @param {Settings} chosen */
  const paint = (chosen) => {
    const [row, column] = pointer.at();
    const all = computed(chosen);
    weights.show(chosen.filter - 1);
    controls.show(chosen);
    pair.show(all.pair, { row, column }, chosen.filter - 1);
    last.show(all.leads);
    sentence.show(kit.label("looks.lead"), sentenceOf(kit, all.pair, { row, column }), true);
  };
  const weights = createWeights(kit, (at) => kit.set({ filter: at + 1 }));
  const [pair, last] = [createPair(kit, pointer), createLastStep(kit)];
  const sentence = createSentence(kit);
  const controls = createControls(kit, sentence.remark);
  const field = make("div.field.looks.in-rows.apart", weights, ...pair.elements, last);
  root.append(make("div.stage", field, sentence, make("div.bar.of-silhouette.ruled.tinted", controls)));
  return { paint, refuse: sentence.refuseSetting };
}

/** @type {Figure} */
export const figure = { settings, fetched: ready, build };
