/** From local to global: one picture through conv, ReLU, pool, conv, ReLU; each cell shows what it sees. */

import { largestOf } from "../../kit/arithmetic/grid.js";
import { inputCells } from "../../kit/arithmetic/pooling.js";
import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { relu } from "../../kit/arithmetic/scores.js";
import { controlsOf, together } from "../../kit/controls/control.js";
import { createPanel, make, setText } from "../../kit/dom/dom.js";
import { createSentence } from "../../kit/figure/sentence.js";
import { drawPixels, PixelMap } from "../../kit/grid/map.js";
import { greyPixels, signedPixels } from "../../kit/grid/scale.js";
import { createPointer } from "../../kit/grid/walking.js";
import { answerOf } from "../../kit/silhouettes/nets.js";
import { createControls, picturesOf, readAround, ready, seen, settings, table } from "../view/silhouette.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */
/** @import { Layer } from "../../kit/arithmetic/pooling.js" */
/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Area } from "../../kit/grid/cell.js" */
/** @import { Settings } from "../view/silhouette.js" */

/**
 * @typedef {"picture" | "conv" | "pool" | "deep"} Place
 * @typedef {{ place: Place, row: number, column: number }} Cell
 */

/** What leads from a place to the next. @type {Layer[]} */
const LAYERS = [
  { name: "Conv2d", kernel_size: [5, 5], stride: [1, 1], padding: [4, 4], dilation: [1, 1] },
  { name: "MaxPool2d", kernel_size: [2, 2], stride: [2, 2] },
  { name: "Conv2d", kernel_size: [5, 5], stride: [1, 1], padding: [0, 0], dilation: [1, 1] },
];
/** @type {readonly Place[]} */
const PLACES = ["picture", "conv", "pool", "deep"];
/** @type {Record<Place, number>} */
const SIZE = { picture: 28, conv: 32, pool: 16, deep: 12 };
/** How many units a one is worth in each map: pixels and weights are hundredths. @type {Record<Place, number>} */
const UNIT = { picture: 100, conv: 10_000, pool: 10_000, deep: 1_000_000 };

/** The box around the cells that are seen. @param {Grid} seen @returns {Area} */
function boxOf({ height, width, values }) {
  const rows = Array.from({ length: height }, (_, row) => row).filter((row) =>
    values.subarray(row * width, (row + 1) * width).includes(1),
  );
  const first = values.subarray(rows[0] * width, (rows[0] + 1) * width);
  const [left, right] = [first.indexOf(1), first.lastIndexOf(1)];
  return { row: rows[0], column: left, height: rows.length, width: right - left + 1 };
}

/** What a cell sees of an earlier place, null if that comes later. @param {Cell} cell @param {Place} place @returns {Area | null} */
function seenBy({ place: own, row, column }, place) {
  const [from, to] = [PLACES.indexOf(place), PLACES.indexOf(own)];
  if (from > to) return null;
  if (from === to) return { row, column, height: 1, width: 1 };
  return boxOf(inputCells(LAYERS.slice(from, to), SIZE[place], SIZE[place], row, column));
}

/** The place of a map's largest number. @param {Grid} map */
function peakOf({ width, values }) {
  const best = values.indexOf(Math.max(...values));
  return { row: Math.floor(best / width), column: best % width };
}

const BEST = 6;

/** The pieces of pictures that excite a channel most. @param {Kit} kit */
function createPatches(kit) {
  const places = Array.from({ length: BEST }, () => {
    const canvas = make("canvas", { width: 1, height: 1, "aria-hidden": true });
    const words = make("figcaption.fine");
    return { element: make("figure", canvas, words), canvas, words };
  });
  const list = make("div.patches", ...places.map(({ element }) => element));
  const panel = createPanel("best", kit.label("field.best"), list);
  return {
    element: panel.element,
    /** @param {"conv" | "deep"} map @param {number} channel */
    show(map, channel) {
      const known = seen().patches[map];
      setText(panel.note, kit.label("field.best_note", { n: channel + 1 }));
      const area = known.size ** 2;
      const grey = greyPixels();
      places.forEach(({ canvas, words }, at) => {
        const first = (channel * BEST + at) * area;
        const values = Float64Array.from(known.pieces.subarray(first, first + area));
        drawPixels(canvas, { height: known.size, width: known.size, values }, (value) => grey(value / 100));
        setText(words, formatNumber(known.responses[channel][at]));
      });
    },
  };
}

/** @param {Kit} kit @param {(place: Place, row: number, column: number) => void} look */
function createMaps(kit, look) {
  return PLACES.map((place) => {
    const pointer = createPointer(
      () => [SIZE[place], SIZE[place]],
      (row, column) => look(place, row, column),
    );
    const { goTo, onArrow } = pointer;
    const map = new PixelMap(place === "picture" ? {} : { onPoint: goTo, onHover: goTo, onArrow });
    const panel = createPanel(place, kit.label(`field.${place}`), map.element);
    setText(panel.note, `${SIZE[place]}×${SIZE[place]}`);
    return { place, map, pointer, element: panel.element };
  });
}

/** Every map on the way of the picture, for the channels that are shown. @param {Settings} chosen @returns {Record<Place, Grid>} */
function mapsOf(chosen) {
  const [conv, deep] = [chosen.conv_channel - 1, chosen.deep_channel - 1];
  const { picture } = picturesOf(chosen);
  const { maps } = answerOf("global", seen().weights["centred global"], picture);
  return { picture, conv: relu(maps.conv[conv]), pool: maps.pool[conv], deep: maps.deep[deep] };
}

/** What a cell says and sees, in a sentence. @param {Kit} kit @param {Cell} cell @param {Grid} map */
function sentenceOf(kit, cell, { width, values }) {
  const field = seenBy(cell, "picture");
  const value = formatNumber(values[cell.row * width + cell.column] / UNIT[cell.place]);
  const place = { r: cell.row + 1, c: cell.column + 1, v: value };
  return kit.label("field.sentence", { ...place, h: field?.height ?? 0, w: field?.width ?? 0 });
}

/** Paint each map, and lay on it what the cell sees. @param {Kit} kit @param {ReturnType<typeof createMaps>} maps @param {Record<Place, Grid>} grids @param {Cell} cell */
function paintMaps(kit, maps, grids, cell) {
  for (const { place, map, pointer } of maps) {
    const grid = grids[place];
    const grey = greyPixels();
    const isPicture = place === "picture";
    const colour = isPicture
      ? (/** @type {number} */ value) => grey(value / 100)
      : signedPixels(largestOf([grid], 1), kit.theme);
    map.show(kit.label(`field.lead_${place}`), grid, colour);
    const seen = seenBy(cell, place);
    map.mark("window", seen);
    const middle = SIZE[place] / 2;
    const [row, column] = seen ? [seen.row, seen.column] : [middle, middle];
    if (place === cell.place) pointer.standAt(row, column);
    else pointer.standAt(middle, middle); // whoever comes to it by keys begins there
    readAround(map, SIZE[place], row, column, UNIT[place]);
  }
}

/** @param {HTMLElement} root @param {Kit} kit @returns {import("../../kit/dom/kit.js").View} */
function build(root, kit) {
  /** Where the hand is; null stands at the largest number of the last map. @type {Cell | null} */
  let pointed = null;
  /** @type {Settings} */
  let chosen = kit.settings();
  const paint = () => {
    const grids = mapsOf(chosen);
    bar.show(chosen);
    const cell = pointed ?? /** @type {Cell} */ ({ place: "deep", ...peakOf(grids.deep) });
    paintMaps(kit, maps, grids, cell);
    const map = cell.place === "deep" ? "deep" : "conv";
    patches.show(map, chosen[`${map}_channel`] - 1);
    sentence.show(kit.label(`field.lead_${cell.place}`), sentenceOf(kit, cell, grids[cell.place]), true);
  };
  const look = (/** @type {Place} */ place, /** @type {number} */ row, /** @type {number} */ column) => {
    pointed = { place, row, column };
    paint();
  };
  const maps = createMaps(kit, look);
  const [patches, sentence] = [createPatches(kit), createSentence(kit.signal)];
  const control = controlsOf(kit, { table, settings }, () => {});
  const channels = ["conv_channel", "deep_channel"].map((name) => control(name));
  const bar = together(
    make("div.bar.of-silhouette"),
    createControls(kit, sentence.remark),
    together(make("div.settings-row.channels"), ...channels),
  );
  const field = make("div.field.fields", ...maps.map(({ element }) => element), patches.element);
  root.append(make("div.stage", field, sentence.element, bar.element));
  return {
    /** @param {Settings} now */
    paint: (now) => {
      if (now.filter === chosen.filter) pointed = null; // the filter is the other figure's
      chosen = now;
      paint();
    },
    /** A link beside it leaves the eye here, not at the figure that is followed. */
    reveal(link) {
      const { host } = /** @type {ShadowRoot} */ (root.getRootNode());
      if (!host.closest("details")?.contains(link)) return false;
      host.scrollIntoView({ block: "nearest" });
      return true;
    },
  };
}

/** @type {import("../../kit/dom/kit.js").Figure} */
export const figure = { settings: {}, follows: "live_network/looks", ready, build };
