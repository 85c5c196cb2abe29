/** The wrong rules that learners use, each with a name, and where on the row it looks, so that it can be drawn. */

import { effectiveKernelSize, GeometryError, outputSize, pooledSize } from "../../kit/arithmetic/geometry.js";
import { bothAxes } from "../../kit/arithmetic/windows.js";

/** @import { Counted } from "./limits.js" */
/**
 * @typedef {[number, number]} Sides height first
 * @typedef {[name: string, out_channels: number | null, kernel_size: number, stride: number | null, padding: number]} Row one layer of a stack
 * @typedef {{ right: (...settings: any[]) => any, wrong: Record<string, (...settings: any[]) => any> }} Subject `wrong`: the
 *   likeliest mistakes first, as they are offered and named
 */

/** @param {number} room @param {number} stride */
const places = (room, stride) => Math.floor(room / stride) + 1;

/** @param {number} i @param {number} k @param {number} [s] @param {number} [p] @param {number} [d] */
const convolved = (i, k, s, p, d) =>
  outputSize({ input_size: i, kernel_size: k, stride: s, padding: p, dilation: d });

/** Of a convolution: input_size, kernel_size, stride, padding, dilation. @type {Subject} */
const OUTPUT_SIZE = {
  right: convolved,
  wrong: {
    ceil_not_floor: (i, k, s = 1, p = 0, d = 1) => Math.ceil((i + 2 * p - effectiveKernelSize(k, d)) / s) + 1,
    forgot_plus_one: (i, k, s = 1, p = 0, d = 1) => places(i + 2 * p - effectiveKernelSize(k, d), s) - 1,
    padding_once: (i, k, s = 1, p = 0, d = 1) => places(i + p - effectiveKernelSize(k, d), s),
    dilation_ignored: (i, k, s = 1, p = 0, _d = 1) => places(i + 2 * p - k, s),
    keeps_fraction: (i, k, s = 1, p = 0, d = 1) => (i + 2 * p - effectiveKernelSize(k, d)) / s + 1,
    padding_ignored: (i, k, s = 1, _p = 0, d = 1) => places(i - effectiveKernelSize(k, d), s),
    bracket_precedence: (i, k, s = 1, p = 0, d = 1) =>
      Math.floor(i + 2 * p - effectiveKernelSize(k, d) / s + 1),
    stride_ignored: (i, k, _s = 1, p = 0, d = 1) => places(i + 2 * p - effectiveKernelSize(k, d), 1),
    size_kept_by_default: (i) => i,
    dilation_times_kernel: (i, k, s = 1, p = 0, d = 1) => places(i + 2 * p - d * k, s),
    stride_as_kernel: (i, k, _s = 1, p = 0, d = 1) => places(i + 2 * p - effectiveKernelSize(k, d), k),
    truncated_to_zero: (i, k, s = 1, p = 0, d = 1) =>
      Math.trunc((i + 2 * p - effectiveKernelSize(k, d)) / s) + 1,
  },
};

/** @param {Sides} input @param {Sides} kernel @param {Sides} stride @param {Sides} padding @returns {Sides} */
const shape = (input, kernel, stride = [1, 1], padding = [0, 0]) =>
  bothAxes((axis) => convolved(input[axis], kernel[axis], stride[axis], padding[axis]));

/** @param {Sides} pair @returns {Sides} */
const turned = ([first, second]) => [second, first];

/** Of a convolution: input_shape, kernel_size, stride, padding, all of them pairs. @type {Subject} */
const OUTPUT_SHAPE = {
  right: shape,
  wrong: {
    axes_swapped: (input, kernel, stride, padding) => turned(shape(input, kernel, stride, padding)),
    pairs_swapped: (input, kernel, stride = [1, 1], padding = [0, 0]) =>
      shape(input, turned(kernel), turned(stride), turned(padding)),
  },
};

/** @param {number} i @param {number} k @param {number | null} [s] @param {number} [p] @param {boolean} [ceil] */
const pooled = (i, k, s, p, ceil) =>
  pooledSize({ input_size: i, kernel_size: k, stride: s, padding: p, ceil_mode: ceil });

/** Of a pooling: input_size, kernel_size, stride, padding, ceil_mode. @type {Subject} */
const POOLED_SIZE = {
  right: pooled,
  wrong: {
    ceil_mode_ignored: (i, k, s = null, p = 0) => pooled(i, k, s, p),
    pool_stride_is_one: (i, k, s = null, p = 0, ceil = false) => pooled(i, k, s ?? 1, p, ceil),
    pooling_always_halves: (i) => Math.floor(i / 2),
    pool_stride_is_two: (i, k, s = null, p = 0, ceil = false) => pooled(i, k, s ?? 2, p, ceil),
    subtract_kernel_only: (i, k) => i - k,
  },
};

/** @param {number} channels @param {number} side @param {Row} row @returns {Sides} channels and side */
function after(channels, side, [name, made, kernel, stride, padding]) {
  if (name === "MaxPool2d") return [channels, pooled(side, kernel, stride, padding)];
  return [made ?? 0, convolved(side, kernel, stride ?? 1, padding)];
}

/** Channels and side after the last layer. @param {number} channels @param {number} side @param {Row[]} layers @param {typeof after} [step] what a layer makes of them */
const end = (channels, side, layers, step = after) =>
  layers.reduce(([maps, size], row) => step(maps, size, row), /** @type {Sides} */ ([channels, side]));

/** Channels and side of the input, and after every layer. @param {number} channels @param {number} side @param {Row[]} layers @returns {Sides[]} */
export const sizesAlong = (channels, side, layers) =>
  Array.from({ length: layers.length + 1 }, (_, made) => end(channels, side, layers.slice(0, made)));

/** What comes out of a stack, all in all. @param {Parameters<typeof end>} stack */
export function cells(...stack) {
  const [maps, side] = end(...stack);
  return maps * side * side;
}

/** @param {(maps: number, size: number, before: Sides, row: Row) => Sides} change what comes of a layer's right output @param {Row[0]} [kind] of the layers that are changed */
const changed =
  (change, kind) =>
  (/** @type {any[]} */ ...stack) =>
    cells(stack[0], stack[1], stack[2], (channels, side, row) => {
      const right = after(channels, side, row);
      return kind && row[0] !== kind ? right : change(...right, [channels, side], row);
    });

/** Of a stack before nn.Flatten: in_channels, side, layers. @type {Subject} */
const FLATTEN_SIZE = {
  right: cells,
  wrong: {
    flatten_size_before_pool: (channels, side, layers) => {
      const last = layers.findLastIndex((/** @type {Row} */ [name]) => name === "MaxPool2d");
      return cells(channels, side, last < 0 ? layers : layers.slice(0, last));
    },
    channels_forgotten: (channels, side, layers) => end(channels, side, layers)[1] ** 2,
    maps_only: (channels, side, layers) => end(channels, side, layers)[0],
    one_side_only: (channels, side, layers) =>
      end(channels, side, layers).reduce((maps, last) => maps * last),
    pool_stride_is_one: changed((_maps, _size, before, [name, made, k, s, p]) =>
      after(...before, [name, made, k, s ?? 1, p]),
    ),
    padding_ignored: changed((_maps, _size, before, [name, made, k, s]) =>
      after(...before, [name, made, k, s, 0]),
    ),
    forgot_plus_one: changed((maps, size) => [maps, size - 1], "Conv2d"),
    size_kept_by_default: changed((maps, _size, [, side]) => [maps, side], "Conv2d"),
    ceil_not_floor: changed((maps, _size, [, side], [name, , k, s, p]) => {
      const stride = s ?? (name === "MaxPool2d" ? k : 1);
      return [maps, Math.ceil((side + 2 * p - k) / stride) + 1];
    }),
    outputs_multiply: changed((maps, size, [channels]) => [channels * maps, size], "Conv2d"),
  },
};

/** @type {Record<string, Subject>} */
const SUBJECTS = {
  output_size: OUTPUT_SIZE,
  output_shape: OUTPUT_SHAPE,
  pooled_size: POOLED_SIZE,
  flatten_size: FLATTEN_SIZE,
};

/** What a rule gives, null for settings that it has no number for. @param {(...settings: any[]) => any} rule @param {unknown[]} settings */
function given(rule, settings) {
  try {
    return rule(...settings);
  } catch (error) {
    if (error instanceof GeometryError) return null;
    throw error;
  }
}

/** @param {unknown} one @param {unknown} other */
const isSame = (one, other) => one !== null && String(one) === String(other);

/** The names of the wrong rules that give a learner's answer; none when it is right. @param {number | Sides} answer @param {string} question a key of SUBJECTS @param {unknown[]} settings */
export const diagnose = (answer, question, ...settings) =>
  isSame(given(SUBJECTS[question].right, settings), answer) ? [] : rulesGiving(answer, question, settings);

/** The same, whether it is right or not. @param {number | Sides} answer @param {string} question @param {unknown[]} settings */
export function rulesGiving(answer, question, settings) {
  const all = Object.entries(givenByRules(question, ...settings));
  return all.filter(([, each]) => isSame(each, answer)).map(([name]) => name);
}

/** What the rules of a subject give, by name. @param {string} question @param {unknown[]} settings */
export const givenByRules = (question, ...settings) =>
  Object.fromEntries(
    Object.entries(SUBJECTS[question].wrong).map(([name, rule]) => [name, given(rule, settings)]),
  );

/** @typedef {{ start: number, length: number, says: string, values: Record<string, number> }} Mark cells from the first pixel, 0 */

/** @param {string} says its label @param {number} start @param {number} length @param {Record<string, number>} [values] @returns {Mark} */
const mark = (says, start, length, values = {}) => ({ start, length, says, values });

/** The first pixel of a window, counted from 1, whether it fits or not. @param {Counted} axis @param {number} number */
const startOf = ({ settings, before }, number) => (number - 1) * settings.stride - before;

/** @param {Counted} axis @param {number} step @param {string} [says] */
const secondAt = ({ before, span }, step, says = "size.mark_second") =>
  mark(says, step - before, span, { s: step });

/** @param {Counted} axis @param {number} [number] of the window */
function beyond(axis, number = axis.size + 1) {
  const start = startOf(axis, number);
  return mark("size.mark_beyond", start, axis.span, { n: number, pixel: start + axis.span - axis.after });
}

/** The last window that a number counts, whether it fits or not. @param {Counted} axis @param {number} number */
function lastOf(axis, number) {
  const [start, end] = [startOf(axis, number), axis.settings.input_size + axis.after];
  if (start + axis.span <= end) {
    return mark("size.mark_last", start, axis.span, { n: number, pixel: start + axis.span - axis.after });
  }
  return beyond(axis, start > end + 2 * axis.span ? undefined : number);
}

/** @param {Counted} axis @param {number} length */
const shorter = ({ before }, length) => mark("size.mark_span", -before, length, { n: length });

/** A window that does not fit at all. @param {Counted} axis */
export const tooLong = ({ before, span }) => mark("size.mark_too_long", -before, span, { n: span });

/** @type {Record<string, (axis: Counted) => Mark>} */
const MARKS = {
  padding_once: ({ settings, after }) => mark("size.mark_padding", settings.input_size, after, { n: after }),
  padding_ignored: ({ before }) => mark("size.mark_padding_both", -before, before, { n: before }),
  forgot_plus_one: (axis) => mark("size.mark_first", startOf(axis, 1), axis.span),
  ceil_not_floor: (axis) => beyond(axis),
  keeps_fraction: (axis) => beyond(axis),
  truncated_to_zero: (axis) => beyond(axis),
  bracket_precedence: (axis) => secondAt(axis, 1, "size.mark_bracket"),
  dilation_ignored: (axis) => shorter(axis, axis.settings.kernel_size),
  dilation_times_kernel: (axis) => shorter(axis, axis.settings.kernel_size * axis.settings.dilation),
  stride_ignored: (axis) => secondAt(axis, 1),
  stride_as_kernel: (axis) => secondAt(axis, axis.settings.kernel_size),
  size_kept_by_default: (axis) => {
    const { input_size: n } = axis.settings;
    return axis.span - 1 > axis.after ? mark("size.mark_every", n - 1, axis.span, { n }) : lastOf(axis, n);
  },
  pool_stride_is_one: (axis) => secondAt(axis, 1),
  pool_stride_is_two: (axis) => secondAt(axis, 2),
  pooling_always_halves: (axis) => {
    const { stride, input_size } = axis.settings;
    if (stride !== 2) return secondAt(axis, 2);
    return axis.span === 2 ? lastOf(axis, Math.max(Math.floor(input_size / 2), 1)) : shorter(axis, 2);
  },
  ceil_mode_ignored: (axis) => mark("size.mark_kept", startOf(axis, axis.size), axis.span, { n: axis.size }),
  subtract_kernel_only: (axis) => mark("size.mark_once", startOf(axis, 1), axis.span),
};

/** What is drawn of a rule; without one, the last window that the learner's number counts. @param {string | null} rule @param {Counted} axis @param {number} [answer] @returns {Mark | null} */
export function markOf(rule, axis, answer) {
  if (rule && Object.hasOwn(MARKS, rule)) return MARKS[rule](axis);
  return answer !== undefined && Number.isInteger(answer) && answer >= 1 ? lastOf(axis, answer) : null;
}
