/** What sharing saves, counted in the matrix of a dense layer that gives the same map, and drawn as squares. */

import { roundHalfAway } from "../../kit/arithmetic/rounding.js";
import { assign, make, makeSvg } from "../../kit/dom/dom.js";

/**
 * @typedef {{ picture_size: number, kernel_size: number, out_channels: number }} Sizes
 * @typedef {ReturnType<typeof countsOf>} Counts
 */

/** Three layers that could give the maps: dense, with a weight an edge, and a convolution. */
export const KINDS = /** @type {const} */ (["dense", "own", "shared"]);

/** Count the matrix of one map; those of the other maps lie below it, as large, with weights of their own. @param {Sizes} sizes */
export function countsOf({ picture_size, kernel_size, out_channels }) {
  const [pixels, uses] = [picture_size ** 2, (picture_size - kernel_size + 1) ** 2];
  const [outputs, distinct] = [uses * out_channels, kernel_size ** 2 * out_channels];
  const edges = uses * distinct;
  return {
    outputs, // cells of all maps
    pixels,
    edges, // entries of the matrix that stand for a weight
    distinct, // weights among them
    uses, // of each weight: in every output of its map one
    percent: roundHalfAway((100 * edges) / (outputs * pixels), 2), // of the matrix that the edges fill
    dense: { weights: outputs * pixels, biases: outputs },
    own: { weights: edges, biases: out_channels }, // one weight an edge
    shared: { weights: distinct, biases: out_channels },
  };
}

/** @param {{ weights: number, biases: number }} counted */
export const parameters = ({ weights, biases }) => weights + biases;

const SIDE = 100;
const SEEN = 4; // of SIDE: what is smaller gets a ring around it

/** Numbers of parameters as squares in one corner, the largest first: area is number. */
export function createAreas() {
  const squares = KINDS.map((name) => makeSvg("rect", { class: name, x: 0 }));
  const ring = makeSvg("circle", { r: SEEN, fill: "none", stroke: "var(--text)", "stroke-width": 0.8 });
  const frame = { viewBox: `-5 -1 ${SIDE + 6} ${SIDE + 6}`, "aria-hidden": "true" };
  return {
    element: make("div.areas", makeSvg("svg", frame, ...squares, ring)),
    /** @param {Counts} counts @param {string} now which of them is on the stage */
    show(counts, now) {
      const numbers = KINDS.map((kind) => parameters(counts[kind]));
      squares.forEach((square, i) => {
        const side = SIDE * Math.sqrt(numbers[i] / numbers[0]);
        assign(square, { width: side, height: side, y: SIDE - side });
        square.classList.toggle("now", KINDS[i] === now);
        if (i < squares.length - 1) return;
        assign(ring, { cx: side / 2, cy: SIDE - side / 2, visibility: side < SEEN ? "visible" : "hidden" });
      });
    },
  };
}
