/**
 * A moment of the visitor's own training, handed to pages that show a net: in this tab alone, and in whole hundredths,
 * as shipped nets are.
 */

import { parametersOf } from "../arithmetic/note_network.js";
import { bytesOf, int16Of } from "../arithmetic/packed.js";
import { remembered } from "../dom/remembered.js";
import { keepInTab, recallInTab } from "../dom/storage.js";
import { known } from "../settings/address.js";

/**
 * @typedef {{ update: number, seed: number, named: number | null }} Moment named: of 1,000 new digits, before its weights
 *   were rounded; null where nobody has counted yet
 *
 * @typedef {Moment & { hundredths: Int16Array, flat: Float64Array, packed: string, net: import("./shipped.js").Net }} TrainedNet
 *   hundredths: all parameters in PyTorch's order; packed: the same, 16 bits each, the low byte first, in base64;
 *   flat: the same as the numbers that they stand for
 */

/** What stands in an address where a name of shipped filters would. */
export const TRAINED = "trained";
export const SHIPPED = "shipped";
const KEPT = /** @type {const} */ (["training", "net"]);
const HUNDRED = 100;
const MOST = 2 ** 15 - 1;
const MOST_BIAS = 2; // of a filter: what the live network takes
const CLASSES = Array.from({ length: 10 }, (_, digit) => String(digit));
/** @type {Map<"net", TrainedNet>} */
const memory = remembered();

/** @param {Int16Array} numbers */
function pack(numbers) {
  const bytes = new DataView(new ArrayBuffer(2 * numbers.length));
  numbers.forEach((each, at) => {
    bytes.setInt16(2 * at, each, true);
  });
  return btoa(Array.from(new Uint8Array(bytes.buffer), (byte) => String.fromCharCode(byte)).join(""));
}

/** @param {Moment} moment @param {string} packed @returns {TrainedNet} */
function netOf({ update, seed, named }, packed) {
  const hundredths = int16Of(bytesOf(packed).buffer);
  const { kernels, biases, weights, bias } = parametersOf(Float64Array.from(hundredths));
  const net = {
    kernels: kernels.map(({ values }) => [...values]),
    biases: [...biases],
    linear: pack(Int16Array.from(weights)),
    linear_bias: [...bias],
    classes: CLASSES,
    ...{ pictures: 0, right_by_seed: [], right_when_moved: {} }, // nobody has measured those
  };
  const flat = Float64Array.from(hundredths, (each) => each / HUNDRED);
  return { update, seed, named, hundredths, flat, packed, net };
}

/** Whether a net can be handed on: one that has run away cannot. @param {Float64Array} weights of the note's network, all of them */
export const canHand = (weights) =>
  weights.every((weight) => Math.abs(weight * HUNDRED) <= MOST) &&
  parametersOf(weights).biases.every((bias) => Math.abs(bias) <= MOST_BIAS);

/** @param {Float64Array} weights that can be handed on @param {Moment} moment */
export function handNet(weights, moment) {
  const packed = pack(Int16Array.from(weights, (weight) => Math.round(weight * HUNDRED)));
  memory.set("net", netOf(moment, packed));
  keepInTab(...KEPT, { ...moment, packed });
}

/** Which net a figure shows: the shipped one, or that of this tab. */
export const netSetting = known(
  SHIPPED,
  (text) => text === SHIPPED || (text === TRAINED && trainedNet() !== null),
);

/** The net that was handed on last in this tab, also before a reload. @returns {TrainedNet | null} */
export function trainedNet() {
  const known = memory.get("net");
  if (known) return known;
  const { packed, ...moment } = recallInTab(...KEPT);
  if (!packed) return null;
  const net = netOf(/** @type {Moment} */ (moment), packed);
  memory.set("net", net);
  return net;
}
