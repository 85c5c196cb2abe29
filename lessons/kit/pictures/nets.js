/** Nets that pages show: the shipped one, and a moment of the visitor's own training, in this tab alone and in whole hundredths, as shipped ones are. */

import { convolve } from "../arithmetic/convolution.js";
import { bytesOf, int16Of, latest } from "../arithmetic/grid.js";
import { parametersOf } from "../arithmetic/note_network.js";
import { averagePool, maxPool } from "../arithmetic/pooling.js";
import { linear, relu, softmax } from "../arithmetic/scores.js";
import { pairOf } from "../arithmetic/windows.js";
import { make } from "../dom/dom.js";
import { keepInTab, recallInTab, rememberedOne } from "../dom/storage.js";
import { known } from "../settings/address.js";

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
 * @typedef {ReturnType<typeof readerOf>} Reader
 */

/** The linear layer behind the maps of a shipped network, in hundredths. */
export const readerOf = latest(
  (/** @type {Net} */ { linear: packed, linear_bias: bias, classes }) => ({
    ...{ weights: int16Of(bytesOf(packed).buffer), bias, classes },
  }),
  (net) => [net],
);

export const HUNDREDTH = 100;
export const TEN_THOUSANDTH = 10_000; // a pixel times a weight
export const MILLIONTH = 1_000_000; // that times another weight
export const KERNEL_SIZE = 5;
export const POOL_SIZE = 2;
/** How maps are pooled. */
export const POOL = { kernel_size: pairOf(POOL_SIZE) };

/** How one kernel is laid on. @param {number} bias in hundredths */
export const layerOf = (bias) => ({ kernel_size: pairOf(KERNEL_SIZE), bias: bias * HUNDREDTH });

/** @param {Grid} map @param {"max" | "average"} kind @returns {Grid} */
const pooled = (map, kind) => (kind === "max" ? maxPool(map, POOL).values : averagePool(map, POOL));

/** All pooled cells in the order of nn.Flatten. @param {Grid[]} pool */
export const flattened = (pool) => pool.flatMap(({ values }) => [...values]);

/** Scores, and their shares by softmax. @param {Grid[]} pool @param {Reader} reader */
export function read(pool, { weights, bias }) {
  const units = bias.map((each) => each * TEN_THOUSANDTH);
  const scores = linear(flattened(pool), weights, units);
  return { scores, shares: softmax(scores.map((score) => score / MILLIONTH)) };
}

/** The maps after each layer: the ones of ReLU are null where it is left out, an average has quarters. @param {Grid} input @param {Grid[]} kernels @param {number[]} biases in hundredths @param {{ relu: number, pool: "max" | "average" }} chosen */
export function mapsOf(input, kernels, biases, chosen) {
  const conv = kernels.map((kernel, i) => convolve(input, kernel, layerOf(biases[i])));
  const active = chosen.relu ? conv.map(relu) : null;
  return { conv, relu: active, pool: (active ?? conv).map((map) => pooled(map, chosen.pool)) };
}

/** A share of softmax, which is never all or nothing. @param {number} share */
export function shareText(share) {
  if (share >= 0.9995) return ">0.999";
  return share < 0.001 ? "<0.001" : share.toFixed(3);
}

/** What comes back to a score is a share, or what a share lacks of 1. @param {number} value */
export function signedShareText(value) {
  const text = shareText(Math.abs(value));
  if (value >= 0) return text;
  const turned = text[0] === "<" ? ">" : text[0] === ">" ? "<" : "";
  return `${turned}−${text.replace(/^[<>]/, "")}`;
}

/**
 * @typedef {{ update: number, seed: number, named: number | null }} Moment named: of 1,000 new digits, before its weights
 *   were rounded; null where nobody has counted yet
 *
 * @typedef {Moment & { flat: Float64Array, packed: string, net: Net }} TrainedNet flat: all parameters in PyTorch's order;
 *   packed: the same in hundredths, 16 bits each, the low byte first, in base64
 */

/** What stands in an address where a name of shipped filters would. */
export const TRAINED = "trained";
export const SHIPPED = "shipped";
const KEPT = /** @type {const} */ (["training", "net"]);

const MOST = 2 ** 15 - 1;
const MOST_BIAS = 2; // of a filter: what the live network takes
const CLASSES = Array.from({ length: 10 }, (_, digit) => String(digit));

/** @param {Int16Array} numbers */
function pack(numbers) {
  const bytes = new DataView(new ArrayBuffer(2 * numbers.length));
  for (const [at, each] of numbers.entries()) bytes.setInt16(2 * at, each, true);
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
  const flat = Float64Array.from(hundredths, (each) => each / HUNDREDTH);
  return { update, seed, named, flat, packed, net };
}

/** Whether a net can be handed on: one that has run away cannot. @param {Float64Array} weights of the note's network, all of them */
export const canHand = (weights) =>
  weights.every((weight) => Math.abs(weight * HUNDREDTH) <= MOST) &&
  parametersOf(weights).biases.every((bias) => Math.abs(bias) <= MOST_BIAS);

/** @param {Float64Array} weights that can be handed on @param {Moment} moment */
export function handNet(weights, moment) {
  const packed = pack(Int16Array.from(weights, (weight) => Math.round(weight * HUNDREDTH)));
  putTrained(netOf(moment, packed));
  keepInTab(...KEPT, { ...moment, packed });
}

/** Which net a figure shows: the shipped one, or that of this tab. */
export const netSetting = known(
  SHIPPED,
  (text) => text === SHIPPED || (text === TRAINED && trainedNet() !== null),
);

/** The net that was handed on last in this tab, also before a reload. */
export const [trainedNet, putTrained] = rememberedOne(() => {
  const { packed, ...moment } = recallInTab(...KEPT);
  return packed ? netOf(/** @type {Moment} */ (moment), packed) : null;
});

/** Says that a page shows the net of the visitor's own training, and leads back to the shipped one. @param {Kit} kit @param {Record<string, unknown>} shipped the settings that bring the shipped net back */
export function createTrainedNote(kit, shipped) {
  const said = make("span");
  const press = () => kit.set(shipped);
  const back = make("button.quiet", { onclick: press }, kit.label("trained.back"));
  const element = make("p", said, " ", back);
  return {
    element,
    /** @param {boolean} isShown whether the net is the visitor's */
    show(isShown) {
      const own = isShown ? trainedNet() : null;
      element.hidden = !own;
      if (!own) return;
      const { update: u, seed: s, named: n } = own;
      said.textContent =
        n === null ? kit.label("trained.is_start", { s }) : kit.label("trained.is", { u, s, n });
    },
  };
}
