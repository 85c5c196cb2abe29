/** A map of gradients: a dot a cell, filled above zero, a ring below, nothing where it is next to nothing. */

import { signedColour } from "../../kit/grid/scale.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */

const FAINT = 0.04; // of the limit: less is left out, both signs alike
const PALEST = 0.25; // of the scale, so that a faint ring is seen
const RING = 0.24; // of a cell
const RADIUS = 0.42;
const SHARP = 16; // pixels of the canvas a cell

/** @param {HTMLCanvasElement} canvas @param {Grid} map @param {number} limit @param {import("../../kit/dom/kit.js").Theme} theme */
export function drawHalftone(canvas, { height, width, values }, limit, theme) {
  canvas.width = width * SHARP; // and empties it
  canvas.height = height * SHARP;
  const pen = canvas.getContext("2d");
  if (!pen) return;
  pen.scale(SHARP, SHARP);
  pen.lineWidth = RING;
  values.forEach((value, at) => {
    const part = Math.min(Math.abs(value) / limit, 1);
    if (!(part > FAINT)) return;
    const colour = `rgb(${signedColour(Math.sign(value) * Math.max(part, PALEST), 1, theme).join(" ")})`;
    const place = /** @type {const} */ ([(at % width) + 0.5, Math.floor(at / width) + 0.5]);
    pen.beginPath();
    pen.arc(...place, value > 0 ? RADIUS : RADIUS - RING / 2, 0, 2 * Math.PI);
    pen.fillStyle = colour;
    pen.strokeStyle = colour;
    if (value > 0) pen.fill();
    else pen.stroke();
  });
}
