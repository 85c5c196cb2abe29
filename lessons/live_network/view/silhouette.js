/** What the two folds, "What they look at" and "From local to global", share: settings, data, a silhouette and where it lies. */

import { moved, squareOf } from "../../kit/arithmetic/grid.js";
import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { controlsOf, together } from "../../kit/controls/control.js";
import { make } from "../../kit/dom/dom.js";
import { dataOf, madeOnce, tableOf } from "../../kit/figure/fetched.js";
import { settingsOf } from "../../kit/settings/table.js";
import { silhouettesOf, turned, unpacked } from "../../kit/silhouettes/nets.js";
import { createStrip, moveOf, turnOf } from "../../kit/silhouettes/strip.js";

export const table = await tableOf("live_network/looks");

/** Moved by pixels and turned by degrees, clockwise; filter: whose map is seen to move along; the channels of the first and the last map on the way from local to global. @typedef {ChosenIn<typeof import("../looks/settings.json")>} Settings */

export const settings = settingsOf(table);
const SAMPLES = table.settings.silhouette.choices ?? [];
export const FILTERS = table.settings.filter.range?.[1] ?? 0;

/**
 * @typedef {{ pieces: Int16Array, responses: number[][], size: number }} Patches pieces of pictures, in hundredths, six of
 *   every channel; what they call forth; how many pixels a side they have
 */

const PIXELS = 28 ** 2;

/** Silhouettes; the dense net's strongest units; pieces by the map whose channels they excite, "conv" or "deep". @type {import("../../kit/silhouettes/nets.js").Silhouettes & { units: Grid[], patches: Record<string, Patches> }} */
let known;

/** @param {Record<string, { pieces: string, responses: number[][], size: number }>} packed */
async function patchesOf(packed) {
  const coming = Object.entries(packed).map(async ([name, each]) => {
    return /** @type {const} */ ([name, { ...each, pieces: await unpacked(each.pieces) }]);
  });
  return Object.fromEntries(await Promise.all(coming));
}

/** Until all of it has come. */
export const ready = madeOnce(async () => {
  const sent = await dataOf("live_network");
  const [silhouettes, weights, patches] = await Promise.all([
    silhouettesOf(sent),
    unpacked(sent.units),
    patchesOf(sent.patches),
  ]);
  const units = Array.from({ length: weights.length / PIXELS }, (_, unit) =>
    squareOf(weights.subarray(unit * PIXELS, (unit + 1) * PIXELS)),
  );
  known = { ...silhouettes, units, patches };
});

export const seen = () => known;

/** Which silhouette, and where it lies. @param {Kit} kit @param {(saying: string) => void} remark */
export function createControls(kit, remark) {
  const strip = createStrip(
    kit,
    SAMPLES.map((name) => [name, seen().samples[name]]),
    (silhouette) => kit.set({ silhouette }),
  );
  const control = controlsOf(kit, { table, settings }, remark);
  const moves = ["silhouette_right", "silhouette_down"].map((name) => control(name, moveOf(kit, name)));
  const turn = control("silhouette_rotate", turnOf(kit, "silhouette_rotate"));
  const chosen = {
    element: strip.element,
    show: (/** @type {Settings} */ { silhouette }) => strip.show(silhouette),
  };
  return together(make("div.settings-row"), chosen, ...moves, turn);
}

/** The silhouette turned, and as it lies then. @param {Settings} chosen */
export function picturesOf({
  silhouette,
  silhouette_right: right,
  silhouette_down: down,
  silhouette_rotate,
}) {
  const still = turned(known.samples[silhouette], silhouette_rotate);
  return { still, picture: moved(still, down, right), down, right };
}

const READ = 5; // cells on a side are read aloud around one
/** Put what is around a cell into words. @param {import("../../kit/grid/map.js").PixelMap} map @param {number} size @param {number} row @param {number} column @param {number} unit */
export function readAround(map, size, row, column, unit) {
  const [top, left] = [row, column].map((place) => Math.min(Math.max(place - 2, 0), size - READ));
  const area = { row: top, column: left, height: READ, width: READ };
  map.read(area, (value) => formatNumber(value / unit), [row, column]);
}
