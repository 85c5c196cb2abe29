// @ts-check
/** How many of the held-out pictures each net names rightly, at every point that Python has measured. */

import { roundHalfAway } from "../kit/arithmetic/rounding.js";
import { distanceOf, FARTHEST, keyOf, NETS, practised } from "./settings.js";

/**
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {import("./settings.js").NetName} NetName
 * @typedef {Record<NetName, number[]>} Counts right answers of each seed
 *
 * @typedef {object} Received
 * @property {Record<string, Counts>} counts by practice, distance and degrees
 *
 * @typedef {object} Share
 * @property {number} mean of the seeds, percent
 * @property {number} lowest
 * @property {number} highest
 * @property {number} seeds
 */

const ANGLES = [0, 15, 30, 45, 60, 75, 90];
const WHOLE = 100;

export class Accuracy {
  /** @type {Map<string, Counts>} */
  #counts = new Map();
  pictures = 0;

  /** @param {Received} received */
  receive({ counts }) {
    for (const [key, each] of Object.entries(counts)) this.#counts.set(key, each);
  }

  /** What a net reaches at a point, null while it is not known. @param {NetName} net @param {string} practice @param {number} distance @param {number} degrees @returns {Share | null} */
  share(net, practice, distance, degrees) {
    const right = this.#counts.get(keyOf(practice, distance, degrees))?.[net];
    if (!right) return null;
    const parts = right.map((each) => (WHOLE * each) / this.pictures);
    return {
      mean: parts.reduce((sum, each) => sum + each, 0) / parts.length,
      lowest: Math.min(...parts),
      highest: Math.max(...parts),
      seeds: parts.length,
    };
  }

  /** For the state on the screen. @param {NetName} net @param {Settings} chosen */
  now(net, chosen) {
    return this.share(net, practised(chosen), distanceOf(chosen), chosen.rotate);
  }

  /** In place, by the same nets. @param {NetName} net @param {Settings} chosen */
  start(net, chosen) {
    return this.share(net, practised(chosen), 0, 0);
  }
}

/**
 * @typedef {object} Curve
 * @property {"distance" | "angle"} axis
 * @property {number} now where the state on the screen stands
 * @property {{ at: number, shares: Record<NetName, Share> }[]} points those that are known
 */

/** The accuracy over the distance, or over the angle where nothing is moved. @param {Accuracy} accuracy @param {Settings} chosen @param {boolean} isTurned @returns {Curve} */
export function curveOf(accuracy, chosen, isTurned) {
  const practice = practised(chosen);
  const distance = distanceOf(chosen);
  const angle = Math.abs(chosen.rotate);
  const places = isTurned ? [...ANGLES, angle] : Array.from({ length: FARTHEST + 1 }, (_, at) => at);
  const sorted = [...new Set(places)].sort((a, b) => a - b);
  const sign = chosen.rotate < 0 ? -1 : 1;
  const points = sorted.flatMap((at) => {
    const shares = NETS.map((net) =>
      isTurned
        ? accuracy.share(net, practice, 0, sign * at + 0)
        : accuracy.share(net, practice, at, chosen.rotate),
    );
    const [dense, flatten, global] = shares;
    return dense && flatten && global ? [{ at, shares: { dense, flatten, global } }] : [];
  });
  return { axis: isTurned ? "angle" : "distance", now: isTurned ? angle : distance, points };
}

/** A percentage as it is written. @param {number} percent */
export const whole = (percent) => roundHalfAway(roundHalfAway(percent, 6));
