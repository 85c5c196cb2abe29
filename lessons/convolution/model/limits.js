/** The settings of the convolution figure, how they limit each other, and what moves along when one changes. */

import { effectiveKernelSize as span } from "../../kit/arithmetic/geometry.js";
import { oneCell, toRows, zeros } from "../../kit/arithmetic/grid.js";
import { walkOver } from "../../kit/arithmetic/windows.js";
import { tableOf } from "../../kit/figure/fetched.js";
import { withinLimits } from "../../kit/settings/address.js";
import { askedOf, rangeOf, readCells, resized, settingsOf, sized } from "../../kit/settings/table.js";
import { isPhoto, namedInput, namedKernel, OWN_PHOTO, photoOf, sentOf, sizeOf, spotOf } from "./presets.js";

export const table = await tableOf("convolution");

/**
 * PyTorch's names where PyTorch has one; input: a name, a photo's name, or its cells; kernel: a name, or its cells; seed: of
 * the random kernel; reads: 1 shows how often each pixel is read; step: from 1.
 * @typedef {ChosenIn<typeof import("../settings.json"), { kernel_size: Pair }>} Settings
 */

export const SIZES = /** @type {[number, number]} */ ([3, 12]);
export const PIXEL_LIMITS = rangeOf(table, "input");
export const WEIGHT_LIMITS = /** @type {[number, number]} */ ([-9, 9]); // what can be typed
const PRESET_LIMITS = rangeOf(table, "kernel"); // a 7×7 kernel that counts has a 49
const [, LARGEST_KERNEL] = rangeOf(table, "kernel_size");
const USUAL_KERNEL = table.settings.kernel_size.default;

/** @param {Partial<Settings>} chosen what has not been settled yet counts as PyTorch's default */
const settled = ({ padding = 0, dilation = 1, kernel_size = [1, 1], padding_mode = "zeros", ...rest }) => ({
  padding,
  dilation,
  kernel_size,
  padding_mode,
  height: SIZES[0],
  width: SIZES[0],
  ...rest,
});

/** The input must hold the kernel, and a mirror or a circle needs something to show. A photo has the size it has. @param {0 | 1} axis @param {Partial<Settings>} chosen @returns {[number, number]} */
function sizeLimits(axis, chosen) {
  const photo = isPhoto(chosen.input ?? "") ? sizeOf(chosen.input ?? "") : null;
  if (photo) return axis === 0 ? [photo.height, photo.height] : [photo.width, photo.width];
  const { padding, dilation, kernel_size, padding_mode } = settled(chosen);
  const holds = span(kernel_size[axis], dilation) - 2 * padding;
  const mirror = padding_mode === "reflect" ? padding + 1 : padding_mode === "circular" ? padding : 0;
  return [Math.max(SIZES[0], holds, mirror), SIZES[1]];
}

/** @param {Partial<Settings>} chosen @returns {[number, number]} */
function paddingLimits(chosen) {
  const { dilation, kernel_size, padding_mode, height, width } = settled(chosen);
  const [tall, wide] = kernel_size.map((size) => span(size, dilation));
  const missing = Math.max(tall - height, wide - width, 0);
  const smaller = Math.min(height, width);
  const mirror = padding_mode === "reflect" ? smaller - 1 : padding_mode === "circular" ? smaller : Infinity;
  return [Math.ceil(missing / 2), mirror];
}

/** The largest kernel along one axis. @param {0 | 1} axis @param {Partial<Settings>} chosen */
function largestKernel(axis, chosen) {
  const { padding, dilation, height, width } = settled(chosen);
  const padded = (axis === 0 ? height : width) + 2 * padding;
  return Math.min(LARGEST_KERNEL, Math.floor((padded - 1) / dilation) + 1);
}

/** Of a square kernel, or of one side alone. @param {Partial<Settings>} chosen @param {(0 | 1)[]} [axes] @returns {[number, number]} */
export const kernelLimits = (chosen, axes = [0, 1]) => [
  1,
  Math.min(...axes.map((axis) => largestKernel(axis, chosen))),
];

/** @param {Partial<Settings>} chosen @returns {[number, number]} */
function dilationLimits(chosen) {
  const { padding, kernel_size, height, width } = settled(chosen);
  /** @param {number} size @param {number} length */
  const most = (size, length) => (size > 1 ? Math.floor((length + 2 * padding - 1) / (size - 1)) : Infinity);
  return [1, Math.min(most(kernel_size[0], height), most(kernel_size[1], width))];
}

/** How many places the window has down and across. @param {Settings} chosen @returns {[number, number]} */
export function placesOf({ height, width, kernel_size, stride, padding, dilation }) {
  /** @param {number} length @param {number} size */
  const along = (length, size) => Math.floor((length + 2 * padding - span(size, dilation)) / stride) + 1;
  return [along(height, kernel_size[0]), along(width, kernel_size[1])];
}

export const walk = walkOver(placesOf);
export const { steps, cellOf, stepAt } = walk;

/** The cell of the output that the window fills. @param {Settings} chosen */
export const outputCell = (chosen) => oneCell(...cellOf(chosen));

/** The whole of a grid of the kernel's size. @param {{ kernel_size: readonly [number, number] }} chosen */
export const kernelArea = ({ kernel_size: [height, width] }) => ({ row: 0, column: 0, height, width });

/** On a photo, whose pixels go from 0 to 1, a border of zeros or a bias of 1 would outshine every edge. @type {import("../../kit/settings/address.js").Setting["start"]} */
const noneOnPhoto = ({ input }) => (isPhoto(input) ? 0 : null);

/** A photo decides the size, and each side of a kernel fits for itself. */
export const settings = settingsOf(table, {
  input: { keep: (value) => (isPhoto(value) && !sizeOf(value) ? "heart" : value) },
  height: { limits: (chosen) => sizeLimits(0, chosen) },
  width: { limits: (chosen) => sizeLimits(1, chosen) },
  padding: { limits: paddingLimits, start: noneOnPhoto },
  kernel_size: {
    limits: (chosen) => kernelLimits(chosen),
    keep: (sides, chosen) =>
      sides.map((/** @type {number} */ side, /** @type {0 | 1} */ axis) =>
        Math.max(Math.min(side, largestKernel(axis, chosen)), 1),
      ),
  },
  dilation: { limits: dilationLimits },
  bias: { start: noneOnPhoto },
  kernel: { keep: (value, { kernel_size }) => sized(value, PRESET_LIMITS, kernel_size) },
  step: {
    limits: (chosen) => [1, steps(chosen)[0]],
    start: (chosen) =>
      isPhoto(chosen.input) ? stepOver(/** @type {Settings} */ (chosen), ...spotOf(chosen.input)) : null,
  },
});

/** Whether the input is a photo that has not come yet. @param {Settings} chosen */
export const isOnItsWay = ({ input }) => isPhoto(input) && !photoOf(input);

/** A photo that is still on its way is black. @param {Settings} chosen @returns {Grid} */
export function inputOf({ input, height, width }) {
  const cells = readCells(input, PIXEL_LIMITS);
  if (cells) return resized(cells, height, width);
  return isPhoto(input) ? (photoOf(input) ?? zeros(height, width)) : namedInput(input, height, width);
}

/** @param {Settings} chosen @returns {Grid} */
export const kernelOf = ({ kernel, kernel_size, seed }) =>
  readCells(kernel, PRESET_LIMITS) ?? namedKernel(kernel, kernel_size, seed);

/** What Python is asked about: the cells themselves, whatever they are called, and the pixels of a photo that only the browser has. @param {Settings} chosen */
export function asked(chosen) {
  const input = isPhoto(chosen.input) ? chosen.input : toRows(inputOf(chosen));
  const own = chosen.input === OWN_PHOTO ? { hundredths: sentOf(OWN_PHOTO) } : {};
  return { ...askedOf(table, chosen), input, kernel: toRows(kernelOf(chosen)), ...own };
}

/** The shapes of what goes in and of what comes out. @param {Settings} chosen @returns {[number[], number[]]} */
export const shapes = (chosen) => [
  [1, 1, chosen.height, chosen.width],
  [1, 1, ...placesOf(chosen)],
];

/** The cells of the padded grid that a window covers, with the gaps that dilation leaves. @param {Settings} chosen @param {number} row of the output @param {number} column */
export function windowArea({ kernel_size, stride, dilation }, row, column) {
  const [height, width] = kernel_size.map((size) => span(size, dilation));
  return { row: row * stride, column: column * stride, height, width };
}

/** Along one axis, which pixel lies in the middle of a window; of an even kernel the one before the middle. @param {Settings} chosen @param {0 | 1} axis @param {number} place of the window */
const middleOf = ({ stride, padding, dilation, kernel_size }, axis, place) =>
  place * stride - padding + Math.floor((span(kernel_size[axis], dilation) - 1) / 2);

/** The step whose window has a pixel in its middle, as nearly as there is one. @param {Settings} chosen @param {number} row @param {number} column of the pixel */
export function stepOver(chosen, row, column) {
  const [y, x] = [row, column].map((pixel, axis) => {
    const first = middleOf(chosen, axis === 0 ? 0 : 1, 0);
    return Math.max(Math.round((pixel - first) / chosen.stride), 0);
  });
  return stepAt(chosen, y, x);
}

/** Whether the input left the kernel no room for its usual size. @param {Settings} chosen */
const isCramped = (chosen) =>
  chosen.kernel_size.some(
    (side, axis) => side < USUAL_KERNEL[axis] && side === largestKernel(axis === 0 ? 0 : 1, chosen),
  );

/** What changes with another input: a photo is looked at where it is telling, a small grid starts as it always does, and so does a kernel that had to be smaller. @param {Settings} before @param {string} input @returns {Partial<Settings>} */
export function withInput(before, input) {
  const [was, is] = [isPhoto(before.input), isPhoto(input)];
  if (!was && !is) return { input };
  const anew = was && is ? ["height", "width", "step"] : ["height", "width", "padding", "bias", "step"];
  if (isCramped(before)) anew.push("kernel_size");
  const kept = Object.entries(before).filter(([name]) => !anew.includes(name));
  const started = withinLimits(settings, { ...Object.fromEntries(kept), input });
  return { input, ...Object.fromEntries(anew.map((name) => [name, started[name]])) };
}

/** Where the window stays when a setting changes: on its pixel of a photo, else on its output cell, as far as there still is one. @param {Settings} before @param {Settings} wanted */
function stayingStep(before, wanted) {
  const [row, column] = cellOf(before);
  if (!isPhoto(wanted.input) || before.input !== wanted.input) return stepAt(wanted, row, column);
  return stepOver(wanted, middleOf(before, 0, row), middleOf(before, 1, column));
}

/** What else moves when a setting changes. @param {Settings} before @param {Settings} possible what is wanted, within its limits @param {Settings} wanted */
export function follow(before, possible, wanted) {
  const input = sized(possible.input, PIXEL_LIMITS, [possible.height, possible.width]);
  const step = wanted.step === before.step ? stayingStep(before, possible) : possible.step;
  return { ...possible, input, step };
}
