/** What is pooled, the settings, how they limit each other, and what moves along when one changes. */

import { convolve } from "../../kit/arithmetic/convolution.js";
import { pooledSize } from "../../kit/arithmetic/geometry.js";
import { latest, mapped, moved, squareOf, toRows, zeros } from "../../kit/arithmetic/grid.js";
import { roundHalfAway } from "../../kit/arithmetic/rounding.js";
import { pairOf, walkOver } from "../../kit/arithmetic/windows.js";
import { rememberedOne } from "../../kit/dom/storage.js";
import { tableOf } from "../../kit/figure/fetched.js";
import { KERNEL_SIZE, layerOf } from "../../kit/pictures/nets.js";
import { lastPicture } from "../../kit/pictures/upload.js";
import {
  askedOf,
  rangeOf,
  readCells,
  resized,
  settingsOf,
  sized,
  writeCells,
} from "../../kit/settings/table.js";
import { SIDE } from "../../kit/silhouettes/nets.js";

/** Small inputs with a name, each of which shows one thing that a map of a picture shows only by luck: as an address writes cells. @type {Record<string, string>} */
export const WRITTEN = {
  window4: "1,3;5,2",
  tie4: "1,5;5,2",
  negative4: "-1,-4;-2,-3",
  mixed: "-2,2,1,-3;-2,2,-1,3;4,-4,-1,-2;-4,4,-3,-1",
  pairs: "0,0,1,1,0,0,1,1,0,0;0,0,1,1,0,0,1,1,0,0",
  ones4: "1,1,1,1;1,1,1,1;1,1,1,1;1,1,1,1",
  spot: "1,1,1,1,1,1,1;1,1,1,1,1,1,1;1,1,1,1,1,1,1;1,1,1,9,1,1,1;1,1,1,1,1,1,1;1,1,1,1,1,1,1;1,1,1,1,1,1,1",
};

/**
 * @typedef {{ three: number[], kernels: number[][], biases: number[] }} Sent the 28×28 pixels of a written 3, and 5 kernels of
 *   25 weights, all in whole hundredths
 * @typedef {Pick<Settings, "input" | "map" | "shift">} OfMap
 */

export const LAST = "last";
const THREE = "three";
export const PIECE = 8;
const TENTHS = 1000; // ten-thousandths in a tenth
const TENTH = 10;
const MAPS = 5;
/** Before Python has sent anything. @type {Sent} */
const BLANK = {
  three: Array(SIDE ** 2).fill(0),
  kernels: Array(MAPS).fill(Array(KERNEL_SIZE ** 2).fill(0)),
  biases: Array(MAPS).fill(0),
};

/** What Python has sent last, and what takes it in. */
const [sent, take] = rememberedOne(() => BLANK);
export const takePictures = take;

/** What numbers of a picture depend on: what Python has sent, and the visitor's last picture. */
export const pictures = () => [sent(), lastPicture()];

/** @param {string} input */
export const isPicture = (input) => input === LAST || input === THREE;

/** @param {OfMap} asked @returns {Grid} */
function computed({ input, map, shift }) {
  const { three, kernels, biases } = sent();
  const pixels = (input === LAST && lastPicture()) || three;
  const [picture, kernel] = [squareOf(pixels), squareOf(kernels[map - 1])];
  const exact = convolve(moved(picture, 0, shift), kernel, layerOf(biases[map - 1]));
  return mapped(exact, (value) => roundHalfAway(value / TENTHS) / TENTH);
}

/** @param {OfMap} asked */
const dependsOn = ({ input, map, shift }) => [...pictures(), input, map, shift];
const [inPlace, elsewhere] = [latest(computed, dependsOn), latest(computed, dependsOn)];

/** The map after Conv2d, rounded to tenths so that every sum over it can be done by hand: 24×24. @param {OfMap} asked @returns {Grid} */
export const mapOf = (asked) => (asked.shift === 0 ? inPlace(asked) : elsewhere(asked));

export const table = await tableOf("pooling");

/**
 * PyTorch's names where PyTorch has one; input: a picture's name, the name of some numbers, or the cells themselves; map:
 * which kernel's; row, column: where the piece of the map begins; shift: pixels to the right; weights: of the strided
 * convolution, "even" or its cells; gradient: 1 shows where it goes.
 * @typedef {ChosenIn<typeof import("../settings.json")>} Settings
 */

export const NUMBER_LIMITS = rangeOf(table, "input");
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
  if (numbers) return moved(numbers, 0, shift);
  return resized(moved(mapOf({ ...chosen, shift }), 1 - chosen.row, 1 - chosen.column), PIECE, PIECE);
}

/** What the address holds once a visitor changes a number of a picture's map: the numbers as they are shown. @param {Settings} chosen */
export const asNumbers = (chosen) => ({ input: writeCells(inputOf(chosen)), shift: 0 });

/** What the address holds once a visitor makes some numbers larger or smaller, whatever the move hides of them. @param {Settings} chosen @param {number} height @param {number} width */
export const asLarge = (chosen, height, width) => ({
  input: writeCells(resized(inputOf(chosen, 0), height, width)),
});

/** What only pooling with windows can be told; beside the convolution its average has PyTorch's own defaults. @param {Settings} chosen */
export const flagsOf = ({ layer, ceil_mode, count_include_pad }) => ({
  ceil_mode: layer === "pool" && ceil_mode === 1,
  count_include_pad: layer === "conv" || (layer === "pool" && count_include_pad === 1),
});

/** How many windows there are down and across. @param {Settings} chosen @returns {[number, number]} */
export function placesOf(chosen) {
  if (chosen.layer === "global") return [1, 1];
  const { kernel_size, stride, padding } = chosen;
  const { ceil_mode } = flagsOf(chosen);
  const along = (/** @type {number} */ input_size) =>
    pooledSize({ input_size, kernel_size, stride, padding, ceil_mode });
  const [height, width] = sizeOf(chosen);
  return [along(height), along(width)];
}

export const walk = walkOver(placesOf);
export const { steps, cellOf, stepAt } = walk;

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
  shift: { limits: (chosen) => [0, sizeOf(chosen)[1]] },
  kernel_size: { limits: (chosen) => [1, Math.min(...sizeOf(chosen))] },
  stride: { start: ({ kernel_size }) => kernel_size },
  padding: { limits: ({ kernel_size }) => [0, Math.floor(kernel_size / 2)] },
  weights: { keep: (value, { kernel_size }) => sized(value, NUMBER_LIMITS, pairOf(kernel_size)) },
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
