/** What moves in a step: the products come row by row, then the result travels to its cell. The window slides by its style. */

import { make } from "../../kit/dom/dom.js";
import { placeIn } from "../../kit/dom/enlarging.js";

const ROW = 40; // ms between two rows of products
const TRAVEL = { duration: 180, easing: "cubic-bezier(.2, 0, 0, 1)" };
const FASTEST = 4; // steps a second up to which an eye can follow

/** @param {number} stepsPerSecond */
export function canBeFollowed(stepsPerSecond) {
  return stepsPerSecond <= FASTEST && !matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/**
 * @param {HTMLElement} field
 * @param {import("../../kit/grid/grid.js").NumberGrid} products
 * @param {HTMLElement} result where the written sum ends
 * @param {DOMRect} place the result's cell in the output
 */
export function showStep(field, products, result, place) {
  products.appear(ROW);
  const from = result.getBoundingClientRect();
  const traveller = make("b.traveller", { "aria-hidden": true }, result.textContent ?? "");
  Object.assign(traveller.style, { background: result.style.background, color: result.style.color });
  field.append(traveller);
  /** @param {DOMRect} rect */
  const at = (rect) => {
    const { left, top, width, height } = placeIn(field, rect);
    return { transform: `translate(${left}px, ${top}px)`, width: `${width}px`, height: `${height}px` };
  };
  const travel = traveller.animate([at(from), at(place)], TRAVEL);
  travel.finished.finally(() => traveller.remove());
}
