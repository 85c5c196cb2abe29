/** Inputs and kernels with a name: drawn ones in any size, and photos. Every weight is a multiple of 0.01, so that a sum can be done by hand. */

import { bytesOf, gridOf } from "../../kit/arithmetic/grid.js";
import { remembered } from "../../kit/dom/storage.js";

/** A heart: flat inside, edges in every direction, and two brighter cells to tell left from right. */
const HEART = ["0220220", "2322222", "2322222", "2222222", "0222220", "0022200", "0002000"];
/** Of the note's window only the sum is known: the products of this one with the cross add up to 8, too. */
const PATCH = ["201", "130", "012"];

/**
 * @typedef {{ height: number, width: number, down: number, across: number }} Middle the size, and its middle cell
 * @typedef {(row: number, column: number, middle: Middle, seed: number) => number} NumberAt
 */

/** A grid of any size by what stands at each place. @param {NumberAt} numberAt @param {readonly [number, number]} size @param {number} seed */
function gridBy(numberAt, [height, width], seed) {
  const middle = { height, width, down: Math.floor((height - 1) / 2), across: Math.floor((width - 1) / 2) };
  return gridOf(height, width, (row, column) => numberAt(row, column, middle, seed));
}

/** A drawing in the middle of a larger or smaller field. @param {string[]} drawing @returns {NumberAt} */
const centred =
  (drawing) =>
  (row, column, { height, width }) => {
    const y = row - Math.floor((height - drawing.length) / 2);
    const x = column - Math.floor((width - drawing[0].length) / 2);
    return Number(drawing[y]?.[x] ?? 0);
  };

/** @type {NumberAt} */
const inMiddle = (row, column, { down, across }) => (row === down && column === across ? 1 : 0);

/** @type {Record<string, NumberAt>} */
export const PIXELS = {
  ...{ heart: centred(HEART), patch8: centred(PATCH), ones: () => 1, flat: () => 2, impulse: inMiddle },
  gradient: (_, column) => Math.min(column, 9),
  checker: (row, column) => ((row + column) % 2) * 3,
};

/** @param {string} name @param {number} height @param {number} width */
export const namedInput = (name, height, width) => gridBy(PIXELS[name], [height, width], 0);

const HUNDREDTHS = 100;

/** +1 at the start of a line, -1 at its end; a line of one cell is 1. @param {number} place @param {number} length */
function edge(place, length) {
  if (place === 0) return 1;
  return place === length - 1 ? -1 : 0;
}

/** A whole number from -3 to 3 that only looks like chance: the same seed gives the same kernel. @param {number} seed @param {number} at */
function scattered(seed, at) {
  let mixed = Math.imul(seed * 977 + at + 1, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (((mixed ^ (mixed >>> 16)) >>> 0) % 7) - 3;
}

/** @type {Record<string, NumberAt>} */
export const WEIGHTS = {
  vertical_edges: (_, column, { width }) => edge(column, width),
  horizontal_edges: (row, _, { height }) => edge(row, height),
  identity: inMiddle,
  // An average: 100 hundredths shared out equally, what is left over goes to the middle.
  blur: (row, column, { height, width, down, across }) => {
    const share = Math.floor(HUNDREDTHS / (height * width));
    const rest = row === down && column === across ? HUNDREDTHS - share * height * width : 0;
    return (share + rest) / HUNDREDTHS;
  },
  sharpen: (...cell) => inMiddle(...cell) - WEIGHTS.laplacian(...cell),
  laplacian: (row, column, { height, width, down, across }) => {
    const away = Math.abs(row - down) + Math.abs(column - across);
    const near = [down > 0, down < height - 1, across > 0, across < width - 1].filter(Boolean).length;
    return away === 0 ? -near : Number(away === 1);
  },
  emboss: (row, column, { down, across }) =>
    row === down && column === across ? 1 : row - down + (column - across),
  sobel_x: (row, column, { down, across }) => (column - across) * (1 + down - Math.abs(row - down)),
  cross: (row, column, { height, width }) =>
    row === column || row + column === Math.min(height, width) - 1 ? 1 : 0,
  count: (row, column, { width }) => row * width + column + 1,
  random: (row, column, { width }, seed) => scattered(seed, row * width + column),
};

/** @param {string} name @param {readonly [number, number]} size @param {number} seed of the random one */
export const namedKernel = (name, size, seed) => gridBy(WEIGHTS[name], size, seed);

/** @typedef {{ height: number, width: number }} Size */

export const OWN_PHOTO = "photo";
const WHITE = 100; // hundredths

/** Each sample, and the pixel to look at first: an eye, an edge. @type {Record<string, Size & { spot: [row: number, column: number] }>} */
export const SAMPLES = {
  cat: { height: 170, width: 256, spot: [64, 76] },
  camera: { height: 256, width: 256, spot: [84, 129] },
  coffee: { height: 171, width: 256, spot: [88, 165] },
  brick: { height: 256, width: 256, spot: [123, 57] },
};

/** A visitor's own photo has no size before it is here; it stays as long as the page does, and is stored nowhere. @type {Map<string, Grid & { sent: string }>} */
const here = remembered();

/** @param {string} name */
export const isPhoto = (name) => name === OWN_PHOTO || name in SAMPLES;

/** Take in what Python has sent; hundredths: base64, one byte a pixel. @param {Size & { name: string, hundredths: string }} sent */
export function takePhoto({ name, height, width, hundredths }) {
  const values = Float64Array.from(bytesOf(hundredths), (each) => each / WHITE);
  here.set(name, { height, width, values, sent: hundredths });
}

/** The pixels of a photo, from 0 to 1; null while they are not here. @param {string} name @returns {Grid | null} */
export const photoOf = (name) => here.get(name) ?? null;

/** Its hundredths as they have come. @param {string} name */
export const sentOf = (name) => here.get(name)?.sent ?? "";

/** The size of a photo, also of a sample that is still on its way. @param {string} name @returns {Size | null} */
export const sizeOf = (name) => here.get(name) ?? SAMPLES[name] ?? null;

/** The pixel to look at first. @param {string} name @returns {[row: number, column: number]} */
export function spotOf(name) {
  const { height, width } = sizeOf(name) ?? { height: 1, width: 1 };
  return SAMPLES[name]?.spot ?? [Math.floor(height / 2), Math.floor(width / 2)];
}
