/** Counts as both languages write them: 64,516. */

const COUNT = new Intl.NumberFormat("en");

/** @param {number} count */
export function formatCount(count) {
  return COUNT.format(count);
}
