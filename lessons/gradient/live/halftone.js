// @ts-check
/** A map of gradients: a dot a cell, filled above zero, a ring below, nothing where it is next to nothing. */

import { make } from "../../kit/dom/dom.js";
import { signedColour } from "../../kit/grid/scale.js";

/** @typedef {import("../../kit/arithmetic/grid.js").Grid} Grid */

const FAINT = 0.04; // of the limit: less is left out, both signs alike
const PALEST = 0.25; // of the scale, so that a faint ring is seen
const RING = 0.24; // of a cell
const RADIUS = 0.42;

/** @param {string} name */
export function createHalftone(name) {
  const canvas = make("canvas", { role: "img", "aria-label": name });
  return {
    element: canvas,
    /** @param {Grid} map @param {number} limit @param {import("../../kit/dom/kit.js").Theme} theme @param {number} cell px */
    show({ height, width, values }, limit, theme, cell) {
      const sharp = Math.max(1, Math.ceil(devicePixelRatio));
      canvas.width = width * cell * sharp;
      canvas.height = height * cell * sharp;
      canvas.style.width = `${width * cell}px`;
      canvas.style.height = `${height * cell}px`;
      const pen = canvas.getContext("2d");
      if (!pen) return;
      pen.scale(cell * sharp, cell * sharp);
      values.forEach((value, at) => {
        const part = Math.abs(value) / limit;
        if (!(part > FAINT)) return;
        const seen = Math.sign(value) * Math.max(part, PALEST);
        const colour = `rgb(${signedColour(seen, 1, theme).join(" ")})`;
        pen.beginPath();
        pen.arc(
          (at % width) + 0.5,
          Math.floor(at / width) + 0.5,
          value > 0 ? RADIUS : RADIUS - RING / 2,
          0,
          2 * Math.PI,
        );
        pen.fillStyle = colour;
        pen.strokeStyle = colour;
        pen.lineWidth = RING;
        if (value > 0) pen.fill();
        else pen.stroke();
      });
    },
  };
}
