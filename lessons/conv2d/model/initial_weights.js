/** What stands in a new layer: PyTorch's own random numbers by seed, computed here, so that no slider waits for them. */

/** @import { Grid } from "../../kit/arithmetic/grid.js" */

const STATE = 624;
const SHIFT = 397;
const BITS = 24; // of a random number that a float32 takes

/** The Mersenne Twister of Matsumoto and Nishimura (1998), as torch.manual_seed starts it. @param {number} seed */
export function mersenneTwister(seed) {
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
 * @param {number} seed
 * @param {[filters: number, channels: number, height: number, width: number]} shape
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
