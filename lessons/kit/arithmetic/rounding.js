/** Numbers as a learner reads them: rounded half away from zero, with a real minus sign. */

/** Sums of products of multiples of 0.01 have few decimals; what stands beyond the tenth is binary noise. */
const NOISE_DIGITS = 10;

/** By how many decimals they write at most: half away from zero, as browsers round a text. @type {Record<number, Intl.NumberFormat>} */
const WRITERS = [];

/**
 * Return `value` rounded to `digits` decimals, half away from zero, by its shortest decimal writing: 1.005
 * gives 1.01 although the double lies a hair below. Never gives -0.
 * @param {number} value @param {number} [digits] from -3, thousands, to 20 @returns {number}
 */
export function roundHalfAway(value, digits = 0) {
  if (!Number.isFinite(value)) return value;
  WRITERS[digits] ??= new Intl.NumberFormat("en", {
    maximumFractionDigits: Math.max(digits, 0),
    useGrouping: false,
    roundingIncrement: /** @type {1} */ (10 ** Math.max(-digits, 0)), // tens, hundreds
  });
  return Number(WRITERS[digits].format(/** @type {const} */ (`${value}`))) + 0;
}

/**
 * Return a computed result rounded as the sum by hand would be: 0.1 + 0.2 counts as 0.3, and a sum that comes
 * out as 0.12499999999999999 counts as the 0.125 it is on paper.
 * @param {number} value @param {number} [digits] @returns {number}
 */
export const roundResult = (value, digits = 2) => roundHalfAway(roundHalfAway(value, NOISE_DIGITS), digits);

/**
 * Return the text of a number: integers plain, others with `digits` decimals; minus is U+2212. Weights and
 * pixels go without the leading zero (.57), results with it (0.57).
 * @param {number} value @param {{digits?: number, leadingZero?: boolean}} [options] @returns {string}
 */
export function formatNumber(value, { digits = 2, leadingZero = true } = {}) {
  if (Number.isNaN(value)) return "NaN";
  const rounded = roundResult(value, digits);
  const sign = rounded < 0 ? "−" : "";
  if (!Number.isFinite(rounded)) return `${sign}∞`;
  const plain = Number.isInteger(roundHalfAway(value, NOISE_DIGITS));
  const text = Math.abs(rounded).toFixed(plain ? 0 : digits);
  return sign + (leadingZero ? text : text.replace(/^0\./, "."));
}

/** Return the text of a weight or a pixel: .57. @param {number} value */
export const shortNumber = (value) => formatNumber(value, { leadingZero: false });

/** Return the text of a number with two decimals at most, and no zero at their end: 29.5. @param {number} value */
export const plainNumber = (value) => formatNumber(value).replace(/(\.\d)0$/, "$1");

/** The sign before a result as `formatNumber` writes it: ≈ where that is rounded. @param {number} value @param {number} [digits] */
export const equalSign = (value, digits) =>
  roundResult(value, digits) === roundHalfAway(value, NOISE_DIGITS) ? "=" : "≈";

/**
 * Return the text of a number by its first digits that are not 0: 0.0048, and where it has no room for that
 * 0.005, 5e−3.
 * @param {number} value
 * @param {number} [room] digits and points, without the sign
 * @returns {string}
 */
export function formatSmall(value, room = Infinity) {
  const size = Math.abs(value);
  const texts = [String(Number(size.toPrecision(2))), String(Number(size.toPrecision(1)))];
  const text = texts.find(({ length }) => length <= room) ?? size.toExponential(0);
  return (value < 0 ? "−" : "") + text.replace("e-", "e−");
}

/**
 * Return the text of a number as `formatNumber` does; what is not 0 never reads as 0, but as `formatSmall` writes it.
 * @param {number} value @param {{digits?: number, leadingZero?: boolean, room?: number}} [options]
 * @returns {string}
 */
export function formatVisible(value, { room, ...options } = {}) {
  const text = formatNumber(value, options);
  return value === 0 || /[^0.−]/.test(text) ? text : formatSmall(value, room);
}

const COUNT = new Intl.NumberFormat("en");

/** @param {number} count */
export const formatCount = (count) => COUNT.format(count);

/** A shape as Python writes a tuple: "(1, 28, 28)", "(784,)". @param {readonly (number | string)[]} shape */
export const tuple = (shape) => `(${shape.join(", ")}${shape.length === 1 ? "," : ""})`;
