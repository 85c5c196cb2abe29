/** An argument that is one number or a pair (height, width), or a word in its place. */

/** @import { Setting } from "./address.js" */
/** @typedef {readonly [number, number]} Pair */

const PAIR = /^(-?\d{1,3})(?:,(-?\d{1,3}))?$/;

/** @param {Pair | string} initial @param {(settings: import("./address.js").Settings) => [number, number]} limits of each of the two @returns {Setting} */
export function pairSetting(initial, limits) {
  return {
    ...{ initial, limits },
    read: (text) => {
      const sides = PAIR.exec(text);
      return sides && [Number(sides[1]), Number(sides[2] ?? sides[1])];
    },
    keep: (value, settings) => {
      const [lowest, highest] = limits(settings);
      return value.map((/** @type {number} */ each) => Math.min(Math.max(each, lowest), highest) + 0);
    },
  };
}

/** As Python writes it: 3, (3, 5), None or 'same'. @param {Pair | string} value */
export function written(value) {
  if (value === "None") return value;
  if (typeof value === "string") return `'${value}'`;
  return value[0] === value[1] ? String(value[0]) : `(${value[0]}, ${value[1]})`;
}

/** @param {Pair | string} a @param {Pair | string} b */
export const isSame = (a, b) => written(a) === written(b);
