/** What has been drawn: strokes as numbers, and how they are inked. Knows no page but the canvas it is given. */

import { remembered } from "../dom/remembered.js";
import { keepInTab, recallInTab } from "../dom/storage.js";

/**
 * @typedef {{ x: number, y: number }} Point
 * @typedef {{ width: number, points: Point[] }} Stroke
 * @typedef {{ paper: string, ink: string }} Inks
 */

export const SIDE = 560; // units of the pad: twice its size on the screen, sharp on a phone as well
export const PAPER = { paper: "#ffffff", ink: "#000000" }; // in both themes, as what reads a drawing expects it
export const PENS = /** @type {const} */ ({ thin: 16, medium: 32, thick: 60 });
const KEPT = /** @type {const} */ (["live_network", "drawing"]);

/** What this tab kept of a drawing; anything may stand there. @returns {Stroke[]} */
function recalled() {
  const kept = recallInTab(...KEPT).strokes;
  const isPoint = (/** @type {any} */ point) => Number.isFinite(point?.x) && Number.isFinite(point?.y);
  const isStroke = (/** @type {any} */ stroke) =>
    stroke?.width > 0 &&
    Array.isArray(stroke.points) &&
    stroke.points.length > 0 &&
    stroke.points.every(isPoint);
  return Array.isArray(kept) && kept.every(isStroke) ? kept : [];
}

/** @type {Map<"drawn", Stroke[]>} */
const memory = remembered();

/** The drawing outlives its pad, for another language or theme builds a new one, and a reload of the page. */
function drawn() {
  const now = memory.get("drawn") ?? recalled();
  memory.set("drawn", now);
  return now;
}

export const strokes = {
  /** @param {number} width @param {Point} point */
  begin: (width, point) => drawn().push({ width, points: [point] }),
  extend: (/** @type {Point} */ point) => drawn().at(-1)?.points.push(point),
  undo: () => drawn().pop(),
  clear: () => drawn().splice(0),
  count: () => drawn().length,
  /** Let it outlive the page. */
  keep: () => keepInTab(...KEPT, { strokes: drawn() }),
};

/** A point inside the pad. @param {number} x @param {number} y @returns {Point} */
export function onPad(x, y) {
  return { x: Math.min(Math.max(x, 0), SIDE), y: Math.min(Math.max(y, 0), SIDE) };
}

/** Ink the last piece of the last stroke. @param {CanvasRenderingContext2D} canvas @param {Inks} inks */
export function inkLast(canvas, { ink }) {
  const { width, points } = /** @type {Stroke} */ (drawn().at(-1));
  inkLine(canvas, ink, width, points.slice(-2));
}

/** Ink everything on clean paper. @param {CanvasRenderingContext2D} canvas @param {Inks} inks */
export function inkAll(canvas, { paper, ink }) {
  canvas.fillStyle = paper;
  canvas.fillRect(0, 0, SIDE, SIDE);
  for (const { width, points } of drawn()) inkLine(canvas, ink, width, points);
}

/** @param {CanvasRenderingContext2D} canvas @param {string} ink @param {number} width @param {Point[]} points */
function inkLine(canvas, ink, width, points) {
  const [first, ...rest] = points;
  const pen = { strokeStyle: ink, fillStyle: ink, lineWidth: width, lineCap: "round", lineJoin: "round" };
  Object.assign(canvas, pen);
  canvas.beginPath();
  if (rest.length === 0) {
    canvas.arc(first.x, first.y, width / 2, 0, 2 * Math.PI); // a line of no length leaves no ink
    canvas.fill();
    return;
  }
  canvas.moveTo(first.x, first.y);
  for (const { x, y } of rest) canvas.lineTo(x, y);
  canvas.stroke();
}
