/**
 * Random numbers by seed: whole-number arithmetic, so the same ones on every machine and in every browser. Each use
 * has a stream of its own: a change of one leaves the others as they are.
 */

import { randomFrom } from "../../kit/quiz/shuffle.js";

const STREAMS = /** @type {const} */ (["start", "order", "moves", "labels"]);

/** @typedef {typeof STREAMS[number]} Stream */

/** @param {number} seed @param {Stream} stream */
export function createRandom(seed, stream) {
  /** From 0 to 1, without 1. */
  const uniform = randomFrom(seed * STREAMS.length + STREAMS.indexOf(stream));
  /** A whole number from 0 to below the bound. @param {number} bound */
  const below = (bound) => Math.floor(uniform() * bound);
  /** The numbers from 0 to below `length`, in any order. @param {number} length */
  const permutation = (length) => {
    const order = Int32Array.from({ length }, (_, at) => at);
    for (let last = length - 1; last > 0; last--) {
      const other = below(last + 1);
      [order[last], order[other]] = [order[other], order[last]];
    }
    return order;
  };
  return { uniform, below, permutation };
}
