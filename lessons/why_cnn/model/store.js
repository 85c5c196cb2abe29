// @ts-check
/**
 * What the figures of this page draw from: the nets and samples (data.py) and the counts. All of it is fetched, and
 * there before the first figure is drawn.
 */

import { remembered } from "../../kit/dom/remembered.js";
import { dataOf } from "../../kit/figure/fetched.js";
import { askedOf } from "../../kit/settings/table.js";
import { Accuracy } from "./counts.js";
import { OWN, SAMPLES } from "./limits.js";
import { table } from "./table.js";

/**
 * @typedef {import("../../kit/arithmetic/grid.js").Grid} Grid
 * @typedef {import("./nets.js").Weights} Weights
 *
 * @typedef {object} Sent as data.py packs the nets
 * @property {Record<string, string>} weights by "centred dense 1.weight": 16 bits a weight, deflated, in base64
 * @property {Record<string, string>} samples pictures alike
 * @property {string} order of the shuffled pixels alike
 * @property {Record<"conv" | "deep", { pieces: string, responses: number[][], size: number }>} patches
 *
 * @typedef {object} Nets
 * @property {Record<string, Weights>} weights by "centred dense"
 * @property {Record<string, Grid>} samples
 * @property {Int16Array} order
 * @property {Record<string, Patches>} patches by the map whose channels they excite: "conv", "deep"
 *
 * @typedef {object} Patches pieces of pictures, in hundredths
 * @property {Int16Array} pieces of every channel, six each
 * @property {number[][]} responses what they call forth
 * @property {number} size of a piece, in pixels
 */

const PRACTICES = ["centred", "moved", "shuffled"];

/** @type {Nets} */
let known;
/** @type {Accuracy} */
let counts;
/** @type {Promise<void> | null} */
let coming = null;

/** @param {string} text @returns {Promise<Int16Array>} */
async function unpacked(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  const view = new DataView(await new Response(stream).arrayBuffer());
  return Int16Array.from({ length: view.byteLength / 2 }, (_, at) => view.getInt16(2 * at, true));
}

/** @param {Record<string, string>} packed @returns {Promise<[string, Int16Array][]>} */
const all = (packed) =>
  Promise.all(
    Object.entries(packed).map(
      async ([name, text]) => /** @type {[string, Int16Array]} */ ([name, await unpacked(text)]),
    ),
  );

/**
 * A dense net that meets its pixels in another order: the same weights in that order, for it does not know which
 * of them are neighbours.
 * @param {Weights} weights
 * @param {Int16Array} order
 * @returns {Weights}
 */
function withShuffledColumns(weights, order) {
  const first = weights["1.weight"].map((_, at, all) => {
    const column = at % order.length;
    return all[at - column + order[column]];
  });
  return { ...weights, "1.weight": first };
}

/** @param {Sent} sent @returns {Promise<Nets>} */
async function netsOf({ weights, samples, order, patches }) {
  const [tensors, pictures, pixels] = await Promise.all([all(weights), all(samples), unpacked(order)]);
  /** @type {Record<string, Weights>} */
  const nets = {};
  for (const [name, values] of tensors) {
    const [practice, net, key] = name.split(" ");
    nets[`${practice} ${net}`] = { ...nets[`${practice} ${net}`], [key]: values };
  }
  nets["shuffled dense"] = withShuffledColumns(nets["centred dense"], pixels);
  for (const practice of PRACTICES) nets[`${practice} wide`] = nets[`${practice} global`];
  const grids = pictures.map(([name, values]) => [
    name,
    { height: 28, width: 28, values: Float64Array.from(values) },
  ]);
  const pieces = await Promise.all(
    Object.entries(patches).map(async ([name, each]) => [
      name,
      { ...each, pieces: await unpacked(each.pieces) },
    ]),
  );
  return {
    patches: Object.fromEntries(pieces),
    weights: nets,
    samples: Object.fromEntries(grids),
    order: pixels,
  };
}

async function fetchNets() {
  known = await netsOf(await dataOf("why_cnn"));
}

async function fetchCounts() {
  counts = new Accuracy(await dataOf("moved_accuracy"));
}

/** Until the nets have come, which a figure of this page is drawn from; what failed is tried again the next time. */
export function netsReady() {
  coming ??= fetchNets().catch((error) => {
    coming = null;
    throw error;
  });
  return coming;
}

/** Until the counts have come as well. */
export const ready = () => Promise.all([netsReady(), counts ?? fetchCounts()]);

export const nets = () => known;
export const accuracy = () => counts;

/** @type {Map<"drawing", Grid>} */
const memory = remembered();

export const isDrawn = () => memory.has("drawing");

/** The visitor's own drawing, as long as the page lives. @returns {Grid} */
export function drawing() {
  const now = memory.get("drawing") ?? { height: 28, width: 28, values: new Float64Array(28 * 28) };
  memory.set("drawing", now);
  return now;
}

/** What Python is asked about: the settings, and the pixels of a drawing, which only the browser has. @param {import("./limits.js").Settings} chosen */
export function asked(chosen) {
  const own = chosen.picture === OWN ? { hundredths: btoa(String.fromCharCode(...drawing().values)) } : {};
  return { ...askedOf(table, chosen), ...own };
}

/** @param {string} name @returns {Grid} */
export const pictureOf = (name) => (SAMPLES.includes(name) ? known.samples[name] : drawing());
