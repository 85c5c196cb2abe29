/** Shapes as they are typed and as they are written. */

/** @import { Shape } from "./diagnosis.js" */

const SHAPE = /^\d{1,6}(?:,\d{1,6}){0,5}$/;

/** A shape as it is typed, "1, 3, 32, 32", "(3,32,32)" or "1x1x28x28", as it is asked; null if it is none. @param {string} typed @returns {string | null} */
export function readShape(typed) {
  const bare = typed.trim().replace(/^[([]|[)\]]$/g, "");
  const asked = bare
    .trim()
    .replace(/,$/, "")
    .replace(/\s*[x×,]\s*|\s+/g, ",");
  return SHAPE.test(asked) ? asked : null;
}

/** What its numbers are: N, C, H and W, from the last one on. @param {string} asked */
export function axesOf(asked) {
  const count = asked.split(",").length;
  if (count === 2) return ["N", "features"];
  return count < 5 ? ["N", "C", "H", "W"].slice(4 - count) : [];
}

/** The names of axes, each below its number. @param {string} typed @param {string[]} names */
export function axesBelow(typed, names) {
  const places = [...typed.matchAll(/\d+/g)].map(({ index }) => index);
  return names.reduce((row, name, at) => row.padEnd(places[at]) + name, "");
}

/** Several shapes, or one: "(1, 6, 24, 24)". @param {Shape | Shape[]} shape @returns {string} */
export function written(shape) {
  if (shape.some((part) => Array.isArray(part)))
    return /** @type {Shape[]} */ (shape).map(written).join(", ");
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
}

/** One shape, or nothing where several leave a step or none does. @param {Shape | Shape[] | string | null} shape @returns {Shape | null} */
export function single(shape) {
  if (!Array.isArray(shape) || shape.length === 0 || shape.some(Array.isArray)) return null;
  return /** @type {Shape} */ (shape);
}
