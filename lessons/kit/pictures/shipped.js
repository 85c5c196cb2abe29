/** A shipped network as Python sends it, and how the shares of its classes are written. */

import { bytesOf, int16Of } from "../arithmetic/packed.js";

/**
 * @typedef {object} Net a shipped network, as Python sends it: whole hundredths
 * @property {number[][]} kernels 5 of 25
 * @property {number[]} biases
 * @property {string} linear 720 weights for each class, packed
 * @property {number[]} linear_bias
 * @property {string[]} classes "0" to "9", or "cat" and "dog"
 * @property {number} pictures held-out ones
 * @property {number[]} right_by_seed the same for nets of the same recipe, centred
 * @property {Record<string, number[][]>} right_when_moved how many of them it names rightly, by the way through the network
 *
 * @typedef {{ weights: Int16Array, bias: number[], classes: string[] }} Reader the linear layer behind the maps, in hundredths
 */

/** @type {WeakMap<Net, Reader>} */
const readers = new WeakMap();

/** The linear layer of a shipped network. @param {Net} net @returns {Reader} */
export function readerOf(net) {
  const known = readers.get(net);
  if (known) return known;
  const weights = int16Of(bytesOf(net.linear).buffer);
  const reader = { weights, bias: net.linear_bias, classes: net.classes };
  readers.set(net, reader);
  return reader;
}

/** A share of softmax, which is never all or nothing. @param {number} share */
export function shareText(share) {
  if (share >= 0.9995) return ">0.999";
  return share < 0.001 ? "<0.001" : share.toFixed(3);
}
