/** One axis of a layer, counted: where its windows start, what is left over, or why it has no output; both, and the shapes. */

import { effectiveKernelSize, outputSize, paddingSides, refusal } from "../../kit/arithmetic/geometry.js";
import { pooledSize, poolingRefusal } from "../../kit/arithmetic/pooling_geometry.js";
import { counted, shownAxis } from "./limits.js";

/** @import { Refusal } from "../../kit/arithmetic/geometry.js" */
/** @import { Settings } from "./limits.js" */
/**
 * @typedef {object} AxisSettings by PyTorch's names
 * @property {"Conv2d" | "MaxPool2d"} layer
 * @property {number} input_size
 * @property {number} kernel_size
 * @property {number} stride
 * @property {number | "same"} padding
 * @property {number} dilation
 * @property {boolean} ceil_mode
 *
 * @typedef {object} Counted places are counted in pixels from 0; padding lies below 0 and from input_size on
 * @property {AxisSettings} settings
 * @property {Refusal | null} refused
 * @property {number} before padding before the first pixel
 * @property {number} after padding after the last one
 * @property {number} span cells from the first to the last that a window reads
 * @property {number} room how far the last possible start is from the first
 * @property {number} quotient steps of the stride in this room, with their fraction
 * @property {number} steps whole steps
 * @property {boolean} isDropped whether ceil_mode's last window would start in the far padding
 * @property {number} size of the output, 0 where there is none
 * @property {number[]} starts of all windows
 * @property {number[]} unread pixels that no window reads
 */

/** @param {AxisSettings} settings */
function refusalOf({ layer, input_size, kernel_size, stride, padding, dilation, ceil_mode }) {
  if (layer === "Conv2d") return refusal(input_size, kernel_size, stride, padding, dilation);
  return poolingRefusal(input_size, kernel_size, stride, Number(padding), dilation, ceil_mode);
}

/** @param {AxisSettings} settings */
function sizeOf({ layer, input_size, kernel_size, stride, padding, dilation, ceil_mode }) {
  if (layer === "Conv2d") return outputSize(input_size, kernel_size, stride, padding, dilation);
  return pooledSize(input_size, kernel_size, stride, Number(padding), dilation, ceil_mode);
}

/** @param {AxisSettings} settings @param {number[]} starts */
function unreadOf({ input_size, kernel_size, dilation }, starts) {
  const read = new Set(
    starts.flatMap((start) => Array.from({ length: kernel_size }, (_, cell) => start + cell * dilation)),
  );
  return Array.from({ length: input_size }, (_, pixel) => pixel).filter((pixel) => !read.has(pixel));
}

/** @param {AxisSettings} settings @returns {Counted} */
export function countAxis(settings) {
  const { layer, input_size, kernel_size, stride, padding, dilation, ceil_mode } = settings;
  const refused = refusalOf(settings);
  const [before, after] = paddingSides(padding, kernel_size, dilation);
  const span = effectiveKernelSize(kernel_size, dilation);
  const room = input_size + before + after - span;
  const quotient = room / stride;
  const rounds = layer === "MaxPool2d" && ceil_mode ? Math.ceil : Math.floor;
  const size = refused ? 0 : sizeOf(settings);
  const steps = rounds(quotient);
  const starts = Array.from({ length: size }, (_, place) => place * stride - before);
  return {
    settings,
    refused,
    before,
    after,
    span,
    room,
    quotient,
    steps,
    isDropped: !refused && steps + 1 > size,
    size,
    starts,
    unread: refused ? [] : unreadOf(settings, starts),
  };
}

/**
 * @typedef {{ axes: [Counted, Counted], shown: Counted, failing: Counted | null }} Numbers height first; the axis that is
 *   drawn; one of those that have no output
 */

/** @param {Settings} chosen @returns {Numbers} */
export function compute(chosen) {
  /** @type {[Counted, Counted]} */
  const axes = [counted(chosen, 0), counted(chosen, 1)];
  return { axes, shown: axes[shownAxis(chosen)], failing: axes.find(({ refused }) => refused) ?? null };
}

/** How many windows a row has; null where there is no output. @param {Settings} _chosen @param {Numbers} now @returns {[number, number] | null} */
export const steps = (_chosen, { shown, failing }) => (failing ? null : [shown.size, shown.size]);

/** The shapes of what goes in and of what comes out. @param {Settings} chosen @returns {[number[], number[] | null]} */
export function shapes(chosen) {
  const { axes, failing } = compute(chosen);
  return [[1, 1, chosen.height, chosen.width], failing ? null : [1, 1, ...axes.map(({ size }) => size)]];
}
