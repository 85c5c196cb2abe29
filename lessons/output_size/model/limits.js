/** The settings of the output-size figure and how they limit each other; one axis of a layer, counted: its windows, what is left over, or why it has no output; both, and the shapes. */

import {
  effectiveKernelSize,
  outputSize,
  paddingSides,
  pooledSize,
  poolingRefusal,
  refusal,
} from "../../kit/arithmetic/geometry.js";
import { bothAxes, pairOf } from "../../kit/arithmetic/windows.js";
import { tableOf } from "../../kit/figure/fetched.js";
import { settingsOf } from "../../kit/settings/table.js";

export const table = await tableOf("output_size");

/**
 * @typedef {{ layer: "Conv2d" | "MaxPool2d", height: number, width: number, kernel_size: Pair, stride: Pair,
 *   padding: Pair | "same", dilation: number, ceil_mode: 0 | 1, axis: "both" | "height" | "width", step: number }} Settings
 *   axis: the one that is drawn, what is set is set on both while they are alike; step: the window looked at, from 1
 */

export const settings = settingsOf(table, {
  width: { start: ({ height }) => height },
  stride: { start: ({ layer, kernel_size }) => (layer === "MaxPool2d" ? kernel_size : null) },
  padding: {
    keep: (value, chosen, usual) =>
      usual.keep(value === "same" && chosen.layer === "MaxPool2d" ? [0, 0] : value, chosen),
  },
  ceil_mode: { limits: ({ layer }) => [0, layer === "MaxPool2d" ? 1 : 0] },
  axis: {
    keep: (value, chosen) =>
      value === "both" && !isAlike(/** @type {Settings} */ (chosen)) ? "width" : value,
  },
  step: {
    limits: (chosen) => [1, windowsOf(chosen)],
    start: (chosen) => windowsOf(/** @type {Settings} */ (chosen)),
  },
});

/** "Both alike" makes them alike; the last window stays the last one. @param {Settings} before @param {Settings} possible @param {Settings} wanted */
export function follow(before, possible, wanted) {
  const moved =
    wanted.axis === "both" && before.axis !== "both" ? alike(wanted, shownAxis(before)) : possible;
  const isOther = moved.axis !== before.axis || windowsOf(moved) !== windowsOf(before);
  const wasLast = before.step === windowsOf(before) && wanted.step === before.step;
  return isOther && wasLast ? { ...moved, step: windowsOf(moved) } : moved;
}

/** The numbers of one axis on both. @param {Settings} chosen @param {0 | 1} axis @returns {Settings} */
function alike(chosen, axis) {
  const side = axis === 0 ? chosen.height : chosen.width;
  const both = (/** @type {Pair} */ each) => pairOf(each[axis]);
  const { kernel_size, stride, padding } = chosen;
  return {
    ...chosen,
    height: side,
    width: side,
    kernel_size: both(kernel_size),
    stride: both(stride),
    padding: padding === "same" ? padding : both(padding),
  };
}

/**
 * @typedef {{ layer: "Conv2d" | "MaxPool2d", input_size: number, kernel_size: number, stride: number,
 *   padding: number | "same", dilation: number, ceil_mode: boolean }} AxisSettings by PyTorch's names
 * @typedef {ReturnType<typeof countAxis>} Counted places are counted in pixels from 0; padding lies below 0 and from
 *   input_size on
 */

/** @param {AxisSettings} settings @param {number[]} starts */
function unreadOf({ input_size, kernel_size, dilation }, starts) {
  const read = new Set(
    starts.flatMap((start) => Array.from({ length: kernel_size }, (_, cell) => start + cell * dilation)),
  );
  return Array.from({ length: input_size }, (_, pixel) => pixel).filter((pixel) => !read.has(pixel));
}

/** @param {AxisSettings} settings */
export function countAxis(settings) {
  const { layer, input_size, kernel_size, stride, padding, dilation, ceil_mode } = settings;
  const isPool = layer === "MaxPool2d";
  const refused = (isPool ? poolingRefusal : refusal)(settings);
  const [before, after] = paddingSides(padding, kernel_size, dilation);
  const span = effectiveKernelSize(kernel_size, dilation); // cells from the first to the last that a window reads
  const room = input_size + before + after - span; // how far the last possible start is from the first
  const quotient = room / stride; // steps of the stride in this room, with their fraction
  const steps = isPool && ceil_mode ? Math.ceil(quotient) : Math.floor(quotient);
  const size = refused ? 0 : (isPool ? pooledSize : outputSize)(settings);
  const starts = Array.from({ length: size }, (_, place) => place * stride - before);
  const isDropped = !refused && steps + 1 > size; // ceil_mode's last window would start in the far padding
  const unread = refused ? [] : unreadOf(settings, starts); // pixels that no window reads
  return { settings, refused, before, after, span, room, quotient, steps, isDropped, size, starts, unread };
}

/** The numbers of an axis. @param {Settings} chosen @param {0 | 1} axis @returns {Counted} */
export const counted = ({ layer, height, width, kernel_size, stride, padding, dilation, ceil_mode }, axis) =>
  countAxis({
    layer,
    input_size: axis === 0 ? height : width,
    kernel_size: kernel_size[axis],
    stride: stride[axis],
    padding: padding === "same" ? padding : padding[axis],
    dilation,
    ceil_mode: ceil_mode === 1,
  });

/** Whether both axes have the same numbers. @param {Settings} chosen */
export function isAlike({ height, width, kernel_size, stride, padding }) {
  const pairs = [kernel_size, stride, ...(padding === "same" ? [] : [padding])];
  return height === width && pairs.every(([down, across]) => down === across);
}

/** The axis that is drawn: 0 is the height. @param {Settings} chosen @returns {0 | 1} */
export const shownAxis = ({ axis }) => (axis === "height" ? 0 : 1);

/** How many windows the drawn axis has; one where there is none, for a step needs a place. @param {Settings} chosen */
export const windowsOf = (chosen) => Math.max(counted(chosen, shownAxis(chosen)).size, 1);

/**
 * @typedef {{ axes: [Counted, Counted], shown: Counted, failing: Counted | null }} Numbers height first; the axis that is
 *   drawn; one of those that have no output
 */

/** @param {Settings} chosen @returns {Numbers} */
export function compute(chosen) {
  const axes = bothAxes((axis) => counted(chosen, axis));
  return { axes, shown: axes[shownAxis(chosen)], failing: axes.find(({ refused }) => refused) ?? null };
}

/** How many windows a row has; null where there is no output. @param {Settings} _chosen @param {Numbers} now @returns {[number, number] | null} */
export const steps = (_chosen, { shown, failing }) => (failing ? null : [shown.size, shown.size]);

/** The shapes of what goes in and of what comes out. @param {Settings} chosen @returns {[number[], number[] | null]} */
export function shapes(chosen) {
  const { axes, failing } = compute(chosen);
  return [[1, 1, chosen.height, chosen.width], failing ? null : [1, 1, ...axes.map(({ size }) => size)]];
}
