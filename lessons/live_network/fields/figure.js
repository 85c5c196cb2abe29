/** From local to global: one picture through conv, ReLU, pool, conv, ReLU; each cell shows what it sees. */

import { largestOf, oneCell, placeOf, squareOf } from "../../kit/arithmetic/grid.js";
import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { relu } from "../../kit/arithmetic/scores.js";
import { controlsOf, together } from "../../kit/controls/control.js";
import { createPanel, make, setText } from "../../kit/dom/dom.js";
import { createSentence } from "../../kit/figure/sentence.js";
import { insideOf } from "../../kit/grid/cell.js";
import { drawPixels, PixelMap } from "../../kit/grid/map.js";
import { greyPixels, signedPixels } from "../../kit/grid/scale.js";
import { createPointer } from "../../kit/grid/walking.js";
import { answerOf } from "../../kit/silhouettes/nets.js";
import { createControls, picturesOf, readAround, ready, seen, settings, table } from "../view/silhouette.js";

/** @import { Settings } from "../view/silhouette.js" */

/**
 * @typedef {keyof typeof MAPS} Place
 * @typedef {{ place: Place, row: number, column: number }} Spot
 */

/** The side of each map, how many units a one is worth in it (pixels and weights are hundredths), and the windows with which the next layer reads it. */
const MAPS = {
  picture: { size: 28, unit: 100, kernel: 5, stride: 1, padding: 4 },
  conv: { size: 32, unit: 10_000, kernel: 2, stride: 2, padding: 0 },
  pool: { size: 16, unit: 10_000, kernel: 5, stride: 1, padding: 0 },
  deep: { size: 12, unit: 1_000_000, kernel: 1, stride: 1, padding: 0 },
};
const PLACES = /** @type {Place[]} */ (Object.keys(MAPS));

/** What a cell sees of an earlier place, null if that comes later. @param {Spot} cell @param {Place} place @returns {Area | null} */
export function seenBy({ place: own, row, column }, place) {
  const [from, to] = [PLACES.indexOf(place), PLACES.indexOf(own)];
  if (from > to) return null;
  return PLACES.slice(from, to).reduceRight(
    (area, each) => {
      const { size, kernel, stride, padding } = MAPS[each];
      const [y, x] = [area.row, area.column].map((first) => first * stride - padding);
      const [height, width] = [area.height, area.width].map((cells) => (cells - 1) * stride + kernel);
      return insideOf({ row: y, column: x, height, width }, { height: size, width: size });
    },
    oneCell(row, column),
  );
}

const BEST = 6;

/** The pieces of pictures that excite a channel most. @param {Kit} kit */
function createPatches(kit) {
  const places = Array.from({ length: BEST }, () => {
    const canvas = make("canvas", { width: 1, height: 1, "aria-hidden": true });
    const words = make("figcaption.fine");
    return { element: make("figure", canvas, words), canvas, words };
  });
  const pieces = make("div.patches.in-grid", ...places);
  const none = make("p.note.placed", kit.label("field.none"));
  const panel = createPanel("best", kit.label("field.best"), make("div.around", none, pieces));
  return {
    element: panel.element,
    /** @param {"conv" | "deep"} map @param {number} channel */
    show(map, channel) {
      const known = seen().patches[map];
      setText(panel.note, kit.label("field.best_note", { n: channel + 1 }));
      const isDead = known.responses[channel][0] === 0; // they are in order, the largest first
      none.hidden = !isDead;
      pieces.classList.toggle("out", isDead);
      const area = known.size ** 2;
      places.forEach(({ canvas, words }, at) => {
        const first = (channel * BEST + at) * area;
        drawPixels(canvas, squareOf(known.pieces.subarray(first, first + area)), greyPixels(100));
        setText(words, formatNumber(known.responses[channel][at]));
      });
    },
  };
}

/** @param {Kit} kit @param {(place: Place, row: number, column: number) => void} look */
const createMaps = (kit, look) =>
  PLACES.map((place) => {
    const { size } = MAPS[place];
    const pointer = createPointer([size, size], (row, column) => look(place, row, column));
    const { goTo, onArrow } = pointer;
    const map = new PixelMap(place === "picture" ? {} : { onPoint: goTo, onHover: goTo, onArrow });
    const panel = createPanel(place, kit.label(`field.${place}`), map);
    setText(panel.note, `${size}×${size}`);
    return { place, map, pointer, element: panel.element };
  });

/** Every map on the way of the picture, for the channels that are shown. @param {Settings} chosen @returns {Record<Place, Grid>} */
function mapsOf(chosen) {
  const [conv, deep] = [chosen.conv_channel - 1, chosen.deep_channel - 1];
  const { picture } = picturesOf(chosen);
  const { maps } = answerOf("global", seen().weights["centred global"], picture);
  return { picture, conv: relu(maps.conv[conv]), pool: maps.pool[conv], deep: maps.deep[deep] };
}

/** What a cell says and sees, in a sentence. @param {Kit} kit @param {Spot} cell @param {Grid} map */
function sentenceOf(kit, cell, { width, values }) {
  const field = seenBy(cell, "picture");
  const value = formatNumber(values[cell.row * width + cell.column] / MAPS[cell.place].unit);
  const place = { r: cell.row + 1, c: cell.column + 1, v: value };
  return kit.label("field.sentence", { ...place, h: field?.height ?? 0, w: field?.width ?? 0 });
}

/** Paint each map, and lay on it what the cell sees. @param {Kit} kit @param {ReturnType<typeof createMaps>} maps @param {Record<Place, Grid>} grids @param {Spot} cell */
function paintMaps(kit, maps, grids, cell) {
  for (const { place, map, pointer } of maps) {
    const [grid, { size, unit }] = [grids[place], MAPS[place]];
    const colour = place === "picture" ? greyPixels(unit) : signedPixels(largestOf([grid], 1), kit.theme);
    map.show(kit.label(`field.lead_${place}`), grid, colour);
    const seen = seenBy(cell, place);
    map.mark("window", seen);
    const middle = size / 2;
    const { row, column } = seen ?? { row: middle, column: middle };
    if (place === cell.place) pointer.standAt(row, column);
    else pointer.standAt(middle, middle); // whoever comes to it by keys begins there
    readAround(map, size, row, column, unit);
  }
}

/** @param {HTMLElement} root @param {Kit} kit @returns {View} */
function build(root, kit) {
  /** Where the hand is; null stands at the largest number of the last map. @type {Spot | null} */
  let pointed = null;
  /** @type {Settings} */
  let chosen = kit.settings();
  const paint = () => {
    const grids = mapsOf(chosen);
    bar.show(chosen);
    const { values, width } = grids.deep;
    const [row, column] = placeOf(values.indexOf(Math.max(...values)), width);
    const cell = pointed ?? /** @type {Spot} */ ({ place: "deep", row, column });
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
  const [patches, sentence] = [createPatches(kit), createSentence(kit)];
  const control = controlsOf(kit, { table, settings }, () => {});
  const channels = ["conv_channel", "deep_channel"].map((name) => control(name));
  const bar = together(
    make("div.bar.of-silhouette.ruled.tinted.in-grid"),
    createControls(kit, sentence.remark),
    together(make("div.settings-row.channels"), ...channels),
  );
  root.append(make("div.stage", make("div.field.fields.in-rows.apart", ...maps, patches), sentence, bar));
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

/** @type {Figure} */
export const figure = { settings: {}, follows: "live_network/looks", fetched: ready, build };
