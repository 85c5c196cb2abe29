/** What the figure of this page draws from: the nets and samples (data.py) and the counts, there before it is drawn. */

import { remembered } from "../../kit/dom/remembered.js";
import { dataOf, madeOnce } from "../../kit/figure/fetched.js";
import { askedOf } from "../../kit/settings/table.js";
import { silhouettesOf, unpacked } from "../../kit/silhouettes/unpacking.js";
import { Accuracy } from "./counts.js";
import { OWN, SAMPLES, table } from "./limits.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */
/** @import { Weights } from "../../kit/silhouettes/nets.js" */
/** @import { Silhouettes } from "../../kit/silhouettes/unpacking.js" */
/** @typedef {Silhouettes & { order: Int16Array }} Nets order: of the shuffled pixels */

const PRACTICES = ["centred", "moved", "shuffled"];

/** @type {Nets} */
let known;
/** @type {Accuracy} */
let counts;

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

/** @returns {Promise<Nets>} */
async function fetchNets() {
  const sent = await dataOf("why_cnn");
  const [{ weights, samples }, order] = await Promise.all([silhouettesOf(sent), unpacked(sent.order)]);
  weights["shuffled dense"] = withShuffledColumns(weights["centred dense"], order);
  for (const practice of PRACTICES) weights[`${practice} wide`] = weights[`${practice} global`];
  return { weights, samples, order };
}

/** Until nets and counts have come. */
export const ready = madeOnce(async () => {
  const [nets, counted] = await Promise.all([fetchNets(), dataOf("moved_accuracy")]);
  known = nets;
  counts = new Accuracy(counted);
});

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
