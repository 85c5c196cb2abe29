/** The numbers of a new layer, the picture that goes in, and what one filter makes of it: a map for each channel, their sum, the bias. */

import { channelStep, channelsRead, convolve, filterMaps } from "../../kit/arithmetic/convolution.js";
import { bytesOf, gridOf, largestOf, latest, mapped, squareOf } from "../../kit/arithmetic/grid.js";
import { formatNumber, roundResult } from "../../kit/arithmetic/rounding.js";
import { rememberedOne } from "../../kit/dom/storage.js";
import { hasBias, outputOf, weightShape } from "./limits.js";

/** @import { Settings } from "./limits.js" */

const LUMA = [0.299, 0.587, 0.114];
/** Filters of the earlier layer, one for each of up to eight maps: edges, and an average. */
const EARLIER = [
  [1, 0, -1, 1, 0, -1, 1, 0, -1],
  [1, 1, 1, 0, 0, 0, -1, -1, -1],
  [-1, 0, 1, -1, 0, 1, -1, 0, 1],
  [-1, -1, -1, 0, 0, 0, 1, 1, 1],
  [1, 1, 0, 1, 0, -1, 0, -1, -1],
  [0, 1, 1, -1, 0, 1, -1, -1, 0],
  [0, -1, 0, -1, 4, -1, 0, -1, 0],
  Array(9).fill(0.2),
].map((weights) => squareOf(weights));

/** Red, green and blue of the photo. */
const [photo, keepPhoto] = rememberedOne(() => /** @type {Grid[]} */ ([]));

/** The photo that Python has sent: red, green and blue, each side × side. @param {{ side: number, hundredths: string }} sent */
export function takePhoto({ side, hundredths }) {
  const bytes = bytesOf(hundredths);
  const channels = [0, 1, 2].map((channel) => {
    const plane = bytes.subarray(channel * side * side, (channel + 1) * side * side);
    return squareOf(Array.from(plane, (value) => value / 100));
  });
  keepPhoto(channels);
}

/** Averages of square blocks, in hundredths. @param {Grid} map @param {number} side */
function shrunk({ width, values }, side) {
  const block = width / side;
  return gridOf(side, side, (down, across) => {
    const [top, left] = [down * block, across * block];
    let sum = 0;
    for (let row = top; row < top + block; row++)
      for (let column = left; column < left + block; column++) sum += values[row * width + column];
    return roundResult(sum / block ** 2);
  });
}

/** @param {Grid[]} colours @returns {Grid} */
const grey = ([red, green, blue]) =>
  mapped(red, (value, at) =>
    roundResult(LUMA[0] * value + LUMA[1] * green.values[at] + LUMA[2] * blue.values[at]),
  );

/** What is below 0 becomes 0, as after a ReLU, and what is above 1 becomes 1. @param {Grid} map @param {Grid} kernel @returns {Grid} */
const filtered = (map, kernel) =>
  mapped(convolve(map, kernel, { kernel_size: [3, 3], padding: [1, 1] }), (value) =>
    roundResult(Math.min(Math.max(value, 0), 1)),
  );

/** The channels that go in, in hundredths from 0 to 1. */
const inputsOf = latest(
  (/** @type {Settings} */ { in_channels: channels, size }) => {
    const side = Number(size);
    const colours = photo().map((channel) => shrunk(channel, side));
    if (channels === 3) return colours;
    const plain = grey(colours);
    return channels === 1 ? [plain] : EARLIER.slice(0, channels).map((kernel) => filtered(plain, kernel));
  },
  ({ in_channels, size }) => [photo(), in_channels, size],
);

/** A short name of a channel. @param {number} channels @param {number} channel from 0 */
export const channelName = (channels, channel) => (channels === 3 ? "RGB"[channel] : String(channel + 1));

const STATE = 624;
const SHIFT = 397;
const BITS = 24; // of a random number that a float32 takes

/** The Mersenne Twister of Matsumoto and Nishimura (1998), as torch.manual_seed starts it. @param {number} seed */
function mersenneTwister(seed) {
  const state = new Uint32Array(STATE);
  state[0] = seed;
  for (let at = 1; at < STATE; at++) {
    const previous = state[at - 1] ^ (state[at - 1] >>> 30);
    state[at] = Math.imul(1812433253, previous) + at;
  }
  let next = STATE;
  const twist = () => {
    for (let at = 0; at < STATE; at++) {
      const mixed = (state[at] & 0x80000000) | (state[(at + 1) % STATE] & 0x7fffffff);
      state[at] = state[(at + SHIFT) % STATE] ^ (mixed >>> 1) ^ (mixed & 1 ? 0x9908b0df : 0);
    }
    next = 0;
  };
  /** The next number of 32 bits. */
  return () => {
    if (next === STATE) twist();
    let number = state[next++];
    number ^= number >>> 11;
    number ^= (number << 7) & 0x9d2c5680;
    number ^= (number << 15) & 0xefc60000;
    number ^= number >>> 18;
    return number >>> 0;
  };
}

/** How far from 0 a new weight may lie: 1 / sqrt(fan_in), with fan_in the numbers that one output cell reads. @param {number} fanIn */
export const boundOf = (fanIn) => 1 / Math.sqrt(fanIn);

/** @param {number} value */
const hundredths = (value) => Math.round(100 * value) / 100 + 0;

/**
 * The weights and biases of a new nn.Conv2d after torch.manual_seed(seed): first every weight, then every bias, each
 * uniform within the bound.
 * @param {number} seed @param {[filters: number, channels: number, height: number, width: number]} shape
 * @param {boolean} hasBias
 * @returns {{ weights: Grid[][], biases: number[], exact: Float64Array }} for each filter one kernel a channel it
 *   reads, in hundredths; biases of 0 where there is none; `exact`: all weights as they were drawn
 */
export function newLayer(seed, [filters, channels, height, width], hasBias) {
  const random = mersenneTwister(seed);
  const cells = height * width;
  const bound = boundOf(channels * cells);
  const [from, room] = [Math.fround(-bound), Math.fround(2 * bound)];
  const draw = () => ((random() & (2 ** BITS - 1)) / 2 ** BITS) * room + from;
  const exact = Float64Array.from({ length: filters * channels * cells }, draw);
  const weights = Array.from({ length: filters }, (_, filter) =>
    Array.from({ length: channels }, (_kernel, channel) => {
      const start = (filter * channels + channel) * cells;
      return { height, width, values: exact.slice(start, start + cells).map(hundredths) };
    }),
  );
  const biases = Array.from({ length: filters }, () => (hasBias ? hundredths(draw()) : 0));
  return { weights, biases, exact };
}

/**
 * @typedef {NonNullable<ReturnType<typeof compute>>} Work one filter at work
 * @typedef {ReturnType<typeof newLayer>} Layer
 */

const DIGITS = 4; // a product of two numbers in hundredths has no more
const LEAST = 0.01;

/** The new layer's numbers, or null where there is no layer. */
export const weightsOf = latest(
  (/** @type {Settings} */ chosen) => {
    const shape = weightShape(chosen);
    return shape && newLayer(chosen.seed, shape, hasBias(chosen));
  },
  (chosen) => [chosen.seed, hasBias(chosen), String(weightShape(chosen))],
);

/** The largest weight of a layer, whatever its sign: the end of its scale of colours. @param {Layer} layer */
export const largestWeight = ({ weights }) => largestOf(weights.flat(), LEAST);

/** Which channels each filter reads. @param {Settings} chosen @param {number} filter from 0 */
export const readBy = ({ in_channels, out_channels, groups }, filter) =>
  channelsRead(in_channels, out_channels, filter, groups);

const mapsOf = latest(
  (/** @type {{ chosen: Settings, layer: Layer }} */ { chosen, layer }) => {
    const channels = readBy(chosen, chosen.filter - 1);
    const all = inputsOf(chosen);
    const inputs = channels.map((channel) => all[channel]);
    const kernels = layer.weights[chosen.filter - 1];
    const { maps, output } = filterMaps(inputs, kernels, chosen, layer.biases[chosen.filter - 1]);
    const limit = largestOf([...maps, output]) || 1; // of the scale of colours that all maps share
    return { channels, inputs, kernels, maps, output, limit };
  },
  ({ layer, chosen }) => {
    const { row: _, column: __, ...others } = chosen;
    return [layer, ...Object.values(others).map(String)];
  },
);

/** The filter at work, or null while PyTorch refuses. @param {Settings} chosen */
export function compute(chosen) {
  const layer = weightsOf(chosen);
  if (!layer || !outputOf(chosen)) return null;
  const { groups, filter, row, column } = chosen;
  const { weights, biases } = layer;
  const place = /** @type {const} */ ([filter - 1, row - 1, column - 1]);
  const step = channelStep(inputsOf(chosen), weights, chosen, biases, groups, ...place);
  return { ...mapsOf({ chosen, layer }), step };
}

/** A sum of products, to its last digit. @param {number} value */
export const exact = (value) => formatNumber(value, { digits: DIGITS });
