/** What the figure of this page draws from: the nets and samples (data.py) and the counts, there before it is drawn. */

import { zeros } from "../../kit/arithmetic/grid.js";
import { roundHalfAway } from "../../kit/arithmetic/rounding.js";
import { rememberedOne } from "../../kit/dom/storage.js";
import { dataOf, madeOnce } from "../../kit/figure/fetched.js";
import { askedOf } from "../../kit/settings/table.js";
import { silhouettesOf, unpacked } from "../../kit/silhouettes/nets.js";
import { distanceOf, FARTHEST, NETS, netIn, OWN, practised, SAMPLES, table } from "./limits.js";

/** @import { Silhouettes, Weights } from "../../kit/silhouettes/nets.js" */
/** @import { NetName, Settings, Third } from "./limits.js" */

/**
 * @typedef {ReturnType<typeof accuracyOf>} Accuracy
 * @typedef {ReturnType<Accuracy["share"]>} Share in percent; mean: of the seeds
 */

const ANGLES = [0, 15, 30, 45, 60, 75, 90];
const WHOLE = 100;

/** How many of the held-out pictures each net names rightly, in every state: counted once by cnn_core.moved_accuracy, by practice, net, angle, distance and seed. @param {{ pictures: number, angles: number[], right: Record<string, Record<NetName | Third, number[][][]>> }} counted */
export function accuracyOf({ pictures, angles, right }) {
  /** What a net reaches at a point. @param {NetName | Third} net @param {string} practice @param {number} distance @param {number} degrees @param {number} [seeds] the first of them */
  const share = (net, practice, distance, degrees, seeds) => {
    const bySeed = right[practice][net][angles.indexOf(degrees)][distance].slice(0, seeds);
    const parts = bySeed.map((each) => (WHOLE * each) / pictures);
    return {
      mean: parts.reduce((sum, each) => sum + each, 0) / parts.length,
      lowest: Math.min(...parts),
      highest: Math.max(...parts),
      seeds: parts.length,
    };
  };
  /** @typedef {(row: NetName, chosen: Settings) => ReturnType<typeof share>} OfRow */
  const shuffled = right.shuffled.dense[0][0].length; // seeds
  return {
    ...{ pictures, share },
    /** The net of a row, for the state on the screen. @type {OfRow} */
    now: (row, chosen) => share(netIn(chosen, row), practised(chosen), distanceOf(chosen), chosen.rotate),
    /** Moved and turned alike, but with the pixels in their places: by as many seeds as were shuffled. @type {OfRow} */
    unshuffled: (row, chosen) =>
      share(netIn(chosen, row), "centred", distanceOf(chosen), chosen.rotate, shuffled),
    /** In place, by the same nets. @type {OfRow} */
    start: (row, chosen) => share(netIn(chosen, row), practised(chosen), 0, 0),
  };
}

/** The accuracy over the distance, or over the angle where nothing is moved; and where the state on the screen stands. @param {Accuracy} accuracy @param {Settings} chosen */
export function curveOf(accuracy, chosen) {
  const isTurned = chosen.rotate !== 0 && distanceOf(chosen) === 0;
  const nets = NETS.map((row) => netIn(chosen, row)); // which stand in the rows
  const practice = practised(chosen);
  const angle = Math.abs(chosen.rotate);
  const places = isTurned ? [...ANGLES, angle] : Array.from({ length: FARTHEST + 1 }, (_, at) => at);
  const sorted = [...new Set(places)].sort((a, b) => a - b);
  const points = sorted.map((at) => {
    const [dense, flatten, global] = nets.map((net) =>
      isTurned
        ? accuracy.share(net, practice, 0, Math.sign(chosen.rotate) * at + 0)
        : accuracy.share(net, practice, at, chosen.rotate),
    );
    return { at, shares: { dense, flatten, global } };
  });
  const axis = isTurned ? "angle" : "distance";
  return { axis, now: isTurned ? angle : distanceOf(chosen), nets, points };
}

/** @typedef {ReturnType<typeof curveOf>} Curve */

/** A percentage as it is written. @param {number} percent */
export const whole = (percent) => roundHalfAway(roundHalfAway(percent, 6));

const PRACTICES = ["centred", "moved", "shuffled"];

/** Nets, samples and counts; order: of the shuffled pixels. @type {Silhouettes & { order: Int16Array, counts: Accuracy }} */
let known;

/**
 * A dense net that meets its pixels in another order: the same weights in that order, for it does not know which
 * of them are neighbours.
 * @param {Weights} weights @param {Int16Array} order @returns {Weights}
 */
function withShuffledColumns(weights, order) {
  const first = weights["1.weight"].map((_, at, all) => {
    const column = at % order.length;
    return all[at - column + order[column]];
  });
  return { ...weights, "1.weight": first };
}

/** Until nets and counts have come. */
export const ready = madeOnce(async () => {
  const [sent, counted] = await Promise.all([dataOf("why_cnn"), dataOf("moved_accuracy")]);
  const [{ weights, samples }, order] = await Promise.all([silhouettesOf(sent), unpacked(sent.order)]);
  weights["shuffled dense"] = withShuffledColumns(weights["centred dense"], order);
  for (const practice of PRACTICES) weights[`${practice} wide`] = weights[`${practice} global`];
  known = { weights, samples, order, counts: accuracyOf(counted) };
});

export const nets = () => known;
export const accuracy = () => known.counts;

/** The visitor's own drawing, as long as the page lives. */
const [drawn, draw] = rememberedOne(() => /** @type {Grid | null} */ (null));
export const isDrawn = () => drawn() !== null;

export function drawing() {
  if (!isDrawn()) draw(zeros(28, 28));
  return /** @type {Grid} */ (drawn());
}

/** What Python is asked about: the settings, and the pixels of a drawing, which only the browser has. @param {import("./limits.js").Settings} chosen */
export function asked(chosen) {
  const own = chosen.picture === OWN ? { hundredths: btoa(String.fromCharCode(...drawing().values)) } : {};
  return { ...askedOf(table, chosen), ...own };
}

/** @param {string} name @returns {Grid} */
export const pictureOf = (name) => (SAMPLES.includes(name) ? known.samples[name] : drawing());
