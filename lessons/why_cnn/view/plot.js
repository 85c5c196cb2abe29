// @ts-check
/** What both plots of the laboratory share: the axis of percentages, words, and a drawing that fits its box. */

import { makeSvg } from "../../kit/dom/dom.js";

export const LOWEST = 40;
export const HIGHEST = 100;
export const EDGE = { left: 46, right: 104, top: 8, bottom: 26 };
export const GUESSING = 50; // percent
const GRID = [GUESSING, 75, 100];

/** @param {number} percent @param {number} height */
export const yOf = (percent, height) =>
  EDGE.top + ((HIGHEST - Math.max(percent, LOWEST)) / (HIGHEST - LOWEST)) * (height - EDGE.top - EDGE.bottom);

/** @param {number} x @param {number} y @param {string} words @param {string} name @param {string} [anchor] */
export const text = (x, y, words, name, anchor = "start") =>
  makeSvg("text", { x, y, class: name, "text-anchor": anchor }, document.createTextNode(words));

/** The lines of the axis. @param {import("../../kit/dom/kit.js").Kit} kit @param {number} end @param {number} height */
export function ruled(kit, end, height) {
  return GRID.flatMap((percent) => {
    const y = yOf(percent, height);
    const kind = percent === GUESSING ? "rule guess" : "rule";
    const line = makeSvg("line", { x1: EDGE.left, x2: end, y1: y, y2: y, class: kind });
    return [line, text(EDGE.left - 6, y + 4, kit.label("why.percent", { p: percent }), "tick", "end")];
  });
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
    /** @param {(width: number, height: number) => SVGElement[]} drawn */
    draw(drawn) {
      parts = drawn;
      paint();
    },
  };
}
