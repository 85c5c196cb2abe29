/** The settings of the pooling figure, how they limit each other, and what moves along when one changes. */

import { pooledSize } from "../../kit/arithmetic/geometry.js";
import { toRows, zeros } from "../../kit/arithmetic/grid.js";
import { walkOver } from "../../kit/arithmetic/windows.js";
import { tableOf } from "../../kit/figure/fetched.js";
import { lastPicture } from "../../kit/pictures/upload.js";
import { askedOf, readCells, resized, settingsOf, writeCells } from "../../kit/settings/table.js";
import { isPicture, LAST, mapOf, PIECE, pieceOf, THREE, WRITTEN } from "./inputs.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */

export const table = await tableOf("pooling");

/**
 * @typedef {object} Settings PyTorch's names where PyTorch has one
 * @property {string} input a picture's name, the name of some numbers, or the cells themselves
 * @property {number} map which kernel's, from 1
 * @property {number} row where the piece of the map begins, from 1
 * @property {number} column
 * @property {number} shift pixels to the right
 * @property {"pool" | "global" | "conv"} layer
 * @property {number} kernel_size
 * @property {number} stride
 * @property {number} padding
 * @property {number} ceil_mode 0 or 1
 * @property {number} count_include_pad 0 or 1
 * @property {string} weights of the strided convolution: "even", or its cells
 * @property {number} gradient 1 shows where it goes
 * @property {number} step from 1
 */

export const NUMBER_LIMITS = /** @type {[number, number]} */ ([-9, 9]);
const MOST_SHIFT = 4;
const LARGEST_KERNEL = 4;
export const LARGEST_SIDE = 10; // of own numbers
const HUNDREDTHS = 100;

/** @param {string} text */
function ownCells(text) {
  const cells = readCells(text, NUMBER_LIMITS);
  return cells && cells.height <= LARGEST_SIDE && cells.width <= LARGEST_SIDE ? cells : null;
}

/** The numbers an input has before anything is moved, without those of a picture. @param {string} input */
const numbersOf = (input) => (isPicture(input) ? null : ownCells(WRITTEN[input] ?? input));

/** How high and wide the input is. @param {Partial<Settings>} chosen @returns {[height: number, width: number]} */
export function sizeOf({ input = THREE }) {
  const { height, width } = numbersOf(input) ?? { height: PIECE, width: PIECE };
  return [height, width];
}

/** The input moved by the pixels that `shift` says, or by none. @param {Settings} chosen @param {number} [shift] @returns {Grid} */
export function inputOf(chosen, shift = chosen.shift) {
  const numbers = numbersOf(chosen.input);
  if (!numbers) return pieceOf(mapOf({ ...chosen, shift }), chosen.row - 1, chosen.column - 1);
  const moved = zeros(numbers.height, numbers.width);
  moved.values.forEach((_, at) => {
    if (at % moved.width >= shift) moved.values[at] = numbers.values[at - shift];
  });
  return moved;
}

/** What the address holds once a visitor changes a number of a picture's map: the numbers as they are shown. @param {Settings} chosen */
export const asNumbers = (chosen) => ({ input: writeCells(inputOf(chosen)), shift: 0 });

/** What the address holds once a visitor makes some numbers larger or smaller, whatever the move hides of them. @param {Settings} chosen @param {number} height @param {number} width */
export const asLarge = (chosen, height, width) => ({
  input: writeCells(resized(inputOf(chosen, 0), height, width)),
});

/** How many windows there are down and across. @param {Settings} chosen @returns {[number, number]} */
export function placesOf(chosen) {
  if (chosen.layer === "global") return [1, 1];
  const { kernel_size, stride, padding } = chosen;
  const isCeil = chosen.layer === "pool" && chosen.ceil_mode === 1;
  /** @param {number} size */
  const along = (size) => pooledSize(size, kernel_size, stride, padding, 1, isCeil);
  const [height, width] = sizeOf(chosen);
  return [along(height), along(width)];
}

export const { steps, cellOf, stepAt } = walkOver(placesOf);

/** The weights of the strided convolution: even ones make it an average. @param {Settings} chosen @returns {Grid} */
export function weightsOf({ weights, kernel_size }) {
  const cells = readCells(weights, NUMBER_LIMITS);
  if (cells) return resized(cells, kernel_size, kernel_size);
  const even = zeros(kernel_size, kernel_size);
  even.values.fill(Math.round(HUNDREDTHS / kernel_size ** 2) / HUNDREDTHS);
  return even;
}

/** A picture that was never shown is the written 3. */
export const settings = settingsOf(table, {
  input: {
    read: (text) => (table.settings.input.choices?.includes(text) || ownCells(text) ? text : null),
    keep: (value) => (value === LAST && !lastPicture() ? THREE : value),
  },
  shift: { limits: (chosen) => [0, Math.min(MOST_SHIFT, sizeOf(chosen)[1])] },
  kernel_size: { limits: (chosen) => [1, Math.min(LARGEST_KERNEL, ...sizeOf(chosen))] },
  stride: { start: ({ kernel_size }) => kernel_size },
  padding: { limits: ({ kernel_size }) => [0, Math.floor(kernel_size / 2)] },
  weights: {
    keep: (value, { kernel_size }) => {
      const cells = readCells(value, NUMBER_LIMITS);
      return cells ? writeCells(resized(cells, kernel_size, kernel_size)) : value;
    },
  },
  step: { limits: (chosen) => [1, steps(chosen)[0]] },
});

/** What Python is asked about: the cells themselves, whatever they are called. @param {Settings} chosen */
export function asked(chosen) {
  const numbers = { input: toRows(inputOf(chosen)), weights: toRows(weightsOf(chosen)) };
  return { ...askedOf(table, chosen), ...numbers };
}

/** The shapes of what goes in and of what comes out. @type {(chosen: Settings) => [number[], number[]]} */
export const shapes = (chosen) => [
  [1, 1, ...sizeOf(chosen)],
  [1, 1, ...placesOf(chosen)],
];

/** What else moves when a setting changes: the stride stays the kernel's size while it is, and the window on its output cell. @param {Settings} before @param {Settings} possible what is wanted, within its limits @param {Settings} wanted */
export function follow(before, possible, wanted) {
  const isOwn = wanted.stride !== before.stride || before.stride !== before.kernel_size;
  const next = isOwn ? possible : { ...possible, stride: possible.kernel_size };
  if (wanted.step !== before.step) return next;
  return { ...next, step: stepAt(next, ...cellOf(before)) };
}
