/** The photos an input can be: their names, their sizes, and the pixels of those that Python has sent. */

import { remembered } from "../../kit/dom/storage.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */
/**
 * @typedef {{ height: number, width: number }} Size
 * @typedef {{ name: string, height: number, width: number, hundredths: string }} Sent hundredths: base64, one byte a pixel
 */

export const OWN_PHOTO = "photo";
const WHITE = 100; // hundredths

/** Each sample, and the pixel to look at first: an eye, an edge. @type {Record<string, Size & { spot: [row: number, column: number] }>} */
const SAMPLES = {
  cat: { height: 170, width: 256, spot: [64, 76] },
  camera: { height: 256, width: 256, spot: [84, 129] },
  coffee: { height: 171, width: 256, spot: [88, 165] },
  brick: { height: 256, width: 256, spot: [123, 57] },
};

/** A visitor's own photo has no size before it is here; it stays as long as the page does, and is stored nowhere. @type {Map<string, Grid & { sent: string }>} */
const here = remembered();

export const SAMPLE_NAMES = Object.keys(SAMPLES);

/** @param {string} name */
export function isPhoto(name) {
  return name === OWN_PHOTO || name in SAMPLES;
}

/** Take in what Python has sent. @param {Sent} sent */
export function takePhoto({ name, height, width, hundredths }) {
  const bytes = atob(hundredths);
  const values = Float64Array.from({ length: height * width }, (_, at) => bytes.charCodeAt(at) / WHITE);
  here.set(name, { height, width, values, sent: hundredths });
}

/** The pixels of a photo, from 0 to 1; null while they are not here. @param {string} name @returns {Grid | null} */
export function photoOf(name) {
  return here.get(name) ?? null;
}

/** Its hundredths as they have come. @param {string} name */
export function sentOf(name) {
  return here.get(name)?.sent ?? "";
}

/** The size of a photo, also of a sample that is still on its way. @param {string} name @returns {Size | null} */
export function sizeOf(name) {
  return here.get(name) ?? SAMPLES[name] ?? null;
}

/** The pixel to look at first. @param {string} name @returns {[row: number, column: number]} */
export function spotOf(name) {
  const { height, width } = sizeOf(name) ?? { height: 1, width: 1 };
  return SAMPLES[name]?.spot ?? [Math.floor(height / 2), Math.floor(width / 2)];
}
