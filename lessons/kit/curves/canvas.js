/** A drawing that fits its box, words in it, and names that keep apart. */

import { makeSvg } from "../dom/dom.js";

const GAP = 17; // between two names

/** @param {number} x @param {number} y @param {string} words @param {string} name @param {string} [anchor] */
export const text = (x, y, words, name, anchor = "start") =>
  makeSvg("text", { x, y, class: name, "text-anchor": anchor }, document.createTextNode(words));

/** @param {number} x1 @param {number} y1 @param {number} x2 @param {number} y2 @param {string} name */
export const line = (x1, y1, x2, y2, name) => makeSvg("line", { x1, y1, x2, y2, class: name });

/** Names that would lie on each other are moved apart, all of them inside. @param {number[]} wanted @param {number} last */
export function apart(wanted, last) {
  const order = wanted.map((_, at) => at).sort((a, b) => wanted[a] - wanted[b]);
  const places = [...wanted];
  order.forEach((at, i) => {
    if (i > 0) places[at] = Math.max(places[at], places[order[i - 1]] + GAP);
  });
  const over = Math.max(places[order[order.length - 1]] - last, 0);
  return places.map((place) => place - over);
}

/** A drawing in pixels of its box, drawn again when that changes. @param {AbortSignal} signal */
export function createCanvas(signal) {
  const element = makeSvg("svg", { class: "plot", "aria-hidden": "true" });
  /** @type {(width: number, height: number) => SVGElement[]} */
  let parts = () => [];
  const paint = () => {
    const { clientWidth: width, clientHeight: height } = element;
    if (!width || !height) return;
    element.setAttribute("viewBox", `0 0 ${width} ${height}`);
    element.replaceChildren(...parts(width, height));
  };
  const seen = new ResizeObserver(paint);
  seen.observe(element);
  signal.addEventListener("abort", () => seen.disconnect());
  return {
    element,
    draw(/** @type {(width: number, height: number) => SVGElement[]} */ drawn) {
      parts = drawn;
      paint();
    },
  };
}
