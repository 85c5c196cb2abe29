/** The ten scores: their softmax as bars above, their gradients as bars from a middle line below. */

import { formatVisible } from "../../kit/arithmetic/rounding.js";
import { make } from "../../kit/dom/dom.js";
import { CLASSES } from "../model/digit.js";
import { mistakenDot } from "./cells.js";

/** @import { Digit } from "../model/digit.js" */

const LEAST = 0.01; // what is smaller is written as less than that
const ROOM = 5; // digits and points beside a bar

/** The rows beside a grid of ten numbers. @param {HTMLElement} grid @param {boolean} isTile */
export function createScores(grid, isTile) {
  const bars = Array.from({ length: CLASSES }, () => make("i"));
  const rows = bars.map((bar, at) =>
    make("div.score-row", make("span", String(at)), make("span.track", bar)),
  );
  const labels = make("div.score-rows", { "aria-hidden": "true" }, ...rows);
  return {
    element: make("div", { class: `scores ${isTile ? "shares" : "signed"}` }, labels, grid),
    /** @param {Float64Array | null} values null where they are not known yet */
    show(values) {
      bars.forEach((bar, at) => {
        const value = values?.[at] ?? 0;
        bar.style.setProperty("--share", String(Math.min(Math.abs(value), 1)));
        bar.className = value < 0 ? "below" : "above";
      });
    },
  };
}

/** A share of softmax is never nothing. @param {number} value @param {boolean} isShare */
const numberOf = (value, isShare) =>
  isShare && value < LEAST ? `<${LEAST}` : formatVisible(value, { room: ROOM });

/** The ten numbers as cells: that which is right and that which is answered stand out. @param {import("../../kit/dom/kit.js").Kit} kit @param {Digit} now @param {number} target @param {Float64Array | null} values @param {import("../../kit/arithmetic/grid.js").Grid} [wrong] @returns {import("../../kit/grid/cell.js").Cell[][]} */
export function scoreCells(kit, now, target, values, wrong) {
  return Array.from({ length: CLASSES }, (_, at) => {
    if (!values) return [{ text: "", kind: "waiting", hint: kit.label("grad.waiting") }];
    const mistaken = mistakenDot(kit, wrong, values[at], at);
    if (mistaken) return [mistaken];
    const told = [
      ...(at === target ? [kit.label("glive.is_target")] : []),
      ...(at === now.answer ? [kit.label("glive.is_answer")] : []),
    ];
    return [
      {
        text: numberOf(values[at], values === now.values.score.values),
        kind: told.length > 0 ? "told" : "",
        hint: [kit.label("glive.class", { k: at }), ...told].join(", "),
      },
    ];
  });
}
