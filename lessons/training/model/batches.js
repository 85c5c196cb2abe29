/** Which digits an update sees: epoch after epoch all of them, each time in another order, cut into batches. */

import { createRandom } from "./random.js";

/** @import { Setup } from "./recipe.js" */
/**
 * @typedef {object} Epoch
 * @property {Int32Array} order every digit once
 * @property {Int8Array} moves of each digit in that order, in pixels: down, right, down, right, ...
 *
 * @typedef {{ chosen: Int32Array, moves: Int8Array }} Batch
 */

const JUMP = 1; // pixel, of the readable recipe

/** How many pixels a digit that is practised moves at most. @param {Pick<Setup, "moved" | "isReadable">} setup */
export const reachOf = ({ moved, isReadable }) => Math.max(moved, isReadable ? JUMP : 0);

/** By class, of one class as they came: what an order looks like that nobody has shuffled. @param {ArrayLike<number>} classes */
function sorted(classes) {
  return Int32Array.from(classes, (_, at) => at).sort(
    (one, other) => classes[one] - classes[other] || one - other,
  );
}

/** One epoch after another. @param {Setup} setup @param {ArrayLike<number>} classes of the digits that are practised @returns {Generator<Epoch, never>} */
export function* epochsOf(setup, classes) {
  const { seed, isShuffled } = setup;
  const reach = reachOf(setup);
  const [orders, moves] = [createRandom(seed, "order"), createRandom(seed, "moves")];
  const ordered = sorted(classes);
  const { length } = classes;
  for (;;) {
    const move = () => (reach ? moves.below(2 * reach + 1) - reach : 0);
    yield {
      order: isShuffled ? orders.permutation(length) : ordered,
      moves: Int8Array.from({ length: 2 * length }, move),
    };
  }
}

/** Batches without end; the last of an epoch holds what is left. @param {Setup} setup @param {ArrayLike<number>} classes @returns {Generator<Batch, never>} */
export function* batchesOf(setup, classes) {
  for (const { order, moves } of epochsOf(setup, classes)) {
    for (let first = 0; first < order.length; first += setup.batchSize) {
      const end = Math.min(first + setup.batchSize, order.length);
      yield { chosen: order.subarray(first, end), moves: moves.subarray(2 * first, 2 * end) };
    }
  }
  throw new Error("epochs have no end");
}

/** How many updates one epoch has. @param {number} digits @param {number} batchSize */
export const updatesOf = (digits, batchSize) => Math.ceil(digits / batchSize);
