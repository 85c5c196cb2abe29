/** Numbers as this figure writes them: 6.5 and not 6.50, for most are whole. */

import { formatVisible, roundHalfAway } from "../../kit/arithmetic/rounding.js";

const NOISE_DIGITS = 10; // what stands beyond is of binary sums

/** @param {number} value @param {number} [digits] at most so many decimals */
export function written(value, digits = 2) {
  const text = formatVisible(roundHalfAway(value, NOISE_DIGITS), { digits });
  return /\.\d+$/.test(text) ? text.replace(/\.?0+$/, "") : text;
}
