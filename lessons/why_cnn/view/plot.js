/** What both plots of the laboratory share: the axis of percentages. */

import { text } from "../../kit/curves/canvas.js";
import { makeSvg } from "../../kit/dom/dom.js";

export const LOWEST = 40;
export const HIGHEST = 100;
export const EDGE = { left: 46, right: 104, top: 8, bottom: 26 };
export const GUESSING = 50; // percent
const GRID = [GUESSING, 75, 100];

/** @param {number} percent @param {number} height */
export const yOf = (percent, height) =>
  EDGE.top + ((HIGHEST - Math.max(percent, LOWEST)) / (HIGHEST - LOWEST)) * (height - EDGE.top - EDGE.bottom);

/** The lines of the axis. @param {import("../../kit/dom/kit.js").Kit} kit @param {number} end @param {number} height */
export function ruled(kit, end, height) {
  return GRID.flatMap((percent) => {
    const y = yOf(percent, height);
    const kind = percent === GUESSING ? "rule guess" : "rule";
    const line = makeSvg("line", { x1: EDGE.left, x2: end, y1: y, y2: y, class: kind });
    return [line, text(EDGE.left - 6, y + 4, kit.label("why.percent", { p: percent }), "tick", "end")];
  });
}
