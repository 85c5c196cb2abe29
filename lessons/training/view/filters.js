// @ts-check
/** The five filters, and beside each what it makes of the picture. */

import { parametersOf } from "../../kit/arithmetic/note_network.js";
import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { make } from "../../kit/dom/dom.js";
import { NumberGrid } from "../../kit/grid/grid.js";
import { drawPixels } from "../../kit/grid/map.js";
import { signedPaint, signedPixels } from "../../kit/grid/scale.js";
import { indexAt } from "../model/film.js";

/**
 * @typedef {import("../../kit/dom/kit.js").Kit} Kit
 * @typedef {import("../../kit/arithmetic/grid.js").Grid} Grid
 * @typedef {import("../model/numbers.js").Numbers} Numbers
 */

const FILTERS = [1, 2, 3, 4, 5];
const FAINT = 0.03; // of the scale: a sign that nobody sees

/** @param {number} value */
const weightText = (value) => (Number.isFinite(value) ? formatNumber(value, { leadingZero: false }) : "–");

/** @param {Grid} kernel @param {number} scale @param {Kit} kit @param {boolean} isWritten */
function cellsOf({ width, values }, scale, { theme }, isWritten) {
  const cells = [...values].map((value) => ({
    text: isWritten ? weightText(value) : value < -FAINT * scale ? "−" : "",
    paint: signedPaint(Number.isFinite(value) ? value : 0, scale, theme),
    hint: isWritten ? undefined : weightText(value),
  }));
  return Array.from({ length: width }, (_, row) => cells.slice(row * width, (row + 1) * width));
}

/** @param {Kit} kit */
function createOne(kit) {
  /** @type {[number, number]} */
  let place = [0, 0];
  /** @param {number} row @param {number} column */
  const stand = (row, column) => {
    const within = (/** @type {number} */ value) => Math.min(Math.max(value, 0), 4);
    place = [within(row), within(column)];
    grid.point(...place);
  };
  const grid = new NumberGrid({
    onPress: () => kit.set({ numbers: kit.settings().numbers ? 0 : 1 }),
    onArrow: (down, across) => stand(place[0] + down, place[1] + across),
    onEnd: (end) => stand(place[0], end === "first" ? 0 : 4),
  });
  stand(0, 0);
  const [map, other] = [make("canvas", { role: "img" }), make("canvas", { role: "img", class: "other" })];
  const number = make("span", { class: "note number", "aria-hidden": true });
  const beside = make("div", { class: "beside" }, other, map);
  return {
    grid,
    map,
    other,
    number,
    element: make("div", { class: "filter" }, grid.element, beside, number),
  };
}

/** From the lowest to the highest, in words. @param {Float64Array} values */
const range = (values) => ({ a: formatNumber(Math.min(...values)), b: formatNumber(Math.max(...values)) });

/** The checkpoint of the kept run that stands where the film does. @param {Numbers} numbers */
function keptOf({ kept, film, now }) {
  if (!kept || kept.film === film) return null;
  return kept.film[Math.max(indexAt(kept.film, now.update), 0)];
}

/** @param {Kit} kit */
export function createFilters(kit) {
  const all = FILTERS.map(() => createOne(kit));
  const note = make("span", { class: "note" });
  const head = make("p", { class: "panel-head" }, make("b", {}, kit.label("training.filters")), " ", note);
  const row = make("div", { class: "filters" }, ...all.map(({ element }) => element));
  const fit = (/** @type {number} */ box) => {
    for (const { grid } of all) grid.fit(box);
  };
  return {
    element: make("section", { class: "panel" }, head, row),
    grids: { fit },
    /** @param {Numbers} numbers @param {Grid[]} maps of the picture @param {boolean} isWritten */
    show(numbers, maps, isWritten) {
      const { now, scale } = numbers;
      const { kernels } = parametersOf(now.weights);
      const kept = keptOf(numbers);
      const limit = Math.max(
        ...maps.flatMap(({ values }) => [...values].map(Math.abs)).filter(Number.isFinite),
        0,
      );
      note.textContent = kit.label("training.scales", { w: scale, m: formatNumber(limit, { digits: 1 }) });
      const colour = signedPixels(limit || 1, kit.theme);
      all.forEach(({ grid, map, other, number }, at) => {
        const n = at + 1;
        number.textContent = String(n);
        grid.show(kit.label("training.filter", { n }), cellsOf(kernels[at], scale, kit, isWritten));
        drawPixels(map, maps[at], colour);
        map.setAttribute("aria-label", kit.label("training.map", { n, ...range(maps[at].values) }));
        other.hidden = !kept;
        if (!kept) return;
        const before = parametersOf(kept.weights).kernels[at];
        drawPixels(other, before, signedPixels(scale, kit.theme));
        other.setAttribute("aria-label", kit.label("training.filter_a", { n, ...range(before.values) }));
      });
    },
  };
}
