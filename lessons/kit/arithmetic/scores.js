/** What stands behind the maps: ReLU, a linear layer, and softmax, the same to the last bit in every browser. */

const [LN2_HIGH, LN2_LOW] = [0.6931471803691238, 1.9082149292705877e-10];
const P = [
  0.16666666666666602, -0.0027777777777015593, 6.613756321437934e-5, -1.6533902205465252e-6,
  4.1381367970572385e-8,
];
const [LEAST, MOST] = [-745.2, 709.782712893384];
const LOWEST = -1075;
/** 2^k, by doubling and halving, which are exact. */
const POWERS = new Float64Array(1024 - LOWEST);
POWERS[-LOWEST] = 1;
for (let k = 1; k < 1024; k++) POWERS[k - LOWEST] = POWERS[k - 1 - LOWEST] * 2;
for (let k = -1; k >= LOWEST; k--) POWERS[k - LOWEST] = POWERS[k + 1 - LOWEST] / 2;

/**
 * Return e^x, within a unit in the last place and the same to the last bit in every browser: `Math.exp` is not, and a net
 * that is trained on it ends with other weights. The method is that of fdlibm (Sun Microsystems): with x = k ln 2 + r,
 * e^x = 2^k e^r.
 * @param {number} x
 */
export function exp(x) {
  if (Number.isNaN(x)) return x;
  if (x < LEAST) return 0;
  if (x > MOST) return Number.POSITIVE_INFINITY;
  const k = Math.round(x / (LN2_HIGH + LN2_LOW));
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const t = r * r;
  const c = r - t * (P[0] + t * (P[1] + t * (P[2] + t * (P[3] + t * P[4]))));
  const y = 1 - (low - (r * c) / (2 - c) - high);
  return k > 1023 ? y * 2 * POWERS[k - 1 - LOWEST] : y * POWERS[k - LOWEST];
}

/** Return a map with everything below zero made zero. @param {Grid} map @returns {Grid} */
export function relu({ height, width, values }) {
  const active = new Float64Array(values.length); // a loop: twice as fast as `map` on an array of this kind
  for (let at = 0; at < active.length; at++) active[at] = Math.max(values[at], 0);
  return { height, width, values: active };
}

/**
 * Return the outputs of a linear layer.
 * @param {ArrayLike<number>} features
 * @param {ArrayLike<number>} weights of all outputs, one after the other
 * @param {ArrayLike<number>} bias one an output
 * @returns {number[]}
 */
export function linear(features, weights, bias) {
  if (weights.length !== features.length * bias.length)
    throw new TypeError(`${weights.length} weights are not ${bias.length} times ${features.length} features`);
  return Array.from(bias, (start, output) => {
    const first = output * features.length;
    let sum = start;
    for (let at = 0; at < features.length; at++) sum += features[at] * weights[first + at];
    return sum;
  });
}

/** Return scores as shares that add up to 1; the largest is taken off first, so that no power overflows. @param {number[]} scores @returns {number[]} */
export function softmax(scores) {
  const largest = Math.max(...scores);
  const powers = scores.map((score) => exp(score - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** Return which number is the highest, the first of equals, as torch.argmax. @param {number[]} scores */
export const argmax = (scores) => scores.indexOf(Math.max(...scores));
