// @ts-check
/** Lines that lead the eye: from a window to what magnifies it, from a result to its place. */

import { makeSvg } from "./dom.js";

/** @typedef {{ from: DOMRect, to: DOMRect, kind: "magnify" | "travel" }} Link */

const WIDE = 900; // px: from here on everything stands in one row
const NARROW = 560;

/** @param {HTMLElement} frame lines are placed in its coordinates */
export function createLinks(frame) {
  const element = makeSvg("svg", { class: "links", "aria-hidden": "true" });
  return {
    element,
    /** @param {Link[]} links */
    draw(links) {
      const origin = element.getBoundingClientRect();
      const { width } = frame.getBoundingClientRect();
      const paths = links.flatMap(({ from: a, to: b, kind }) => {
        const fits = width >= WIDE || (kind === "travel" && width < NARROW);
        if (a.width === 0 || !fits) return [];
        /** @param {number} x @param {number} y */
        const at = (x, y) => `${(x - origin.left).toFixed(1)} ${(y - origin.top).toFixed(1)}`;
        if (kind === "magnify") {
          return [
            `M${at(a.right, a.top)}L${at(b.left, b.top)}`,
            `M${at(a.right, a.bottom)}L${at(b.left, b.bottom)}`,
          ];
        }
        const [startY, endY] = [a.top + a.height / 2, b.top + b.height / 2];
        const bend = Math.max((b.left - a.right) / 2, 12);
        return [
          `M${at(a.right, startY)}C${at(a.right + bend, startY)} ${at(b.left - bend, endY)} ${at(b.left, endY)}`,
        ];
      });
      element.replaceChildren(...paths.map((d) => makeSvg("path", { d })));
    },
  };
}
