// @ts-check
/** Numbers as this figure writes them: 6.5 and not 6.50, for most are whole. */

import { formatNumber } from "../../kit/arithmetic/rounding.js";

/** @param {number} value @param {number} [digits] at most so many decimals */
export function written(value, digits = 2) {
  const text = formatNumber(value, { digits });
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
