/** Where on the row a wrong rule looks, so that it can be drawn: cells counted from the first pixel, 0. */

/** @import { Counted } from "./axis.js" */
/** @typedef {{ start: number, length: number, says: string, values: Record<string, number> }} Mark */

/** The window of a number, counted from 1, whether it fits or not. @param {Counted} axis @param {number} number */
function windowAt({ settings, before, span }, number) {
  return { start: (number - 1) * settings.stride - before, length: span };
}

/** @param {Counted} axis @param {number} step */
const secondAt = ({ before, span }, step) => ({
  start: step - before,
  length: span,
  says: "size.mark_second",
  values: { s: step },
});

/** @param {Counted} axis */
function oneMore(axis) {
  const { start, length } = windowAt(axis, axis.size + 1);
  return {
    start,
    length,
    says: "size.mark_beyond",
    values: { n: axis.size + 1, pixel: start + length - axis.after },
  };
}

/** @param {Counted} axis @param {number} length */
const shorter = ({ before }, length) => ({
  start: -before,
  length,
  says: "size.mark_span",
  values: { n: length },
});

/** A window that does not fit at all. @param {Counted} axis @returns {Mark} */
export function tooLong({ before, span }) {
  return { start: -before, length: span, says: "size.mark_too_long", values: { n: span } };
}

/** @type {Record<string, (axis: Counted) => Mark>} */
const MARKS = {
  padding_once: ({ settings: { input_size }, after }) => ({
    start: input_size,
    length: after,
    says: "size.mark_padding",
    values: { n: after },
  }),
  padding_ignored: ({ before }) => ({
    start: -before,
    length: before,
    says: "size.mark_padding_both",
    values: { n: before },
  }),
  forgot_plus_one: (axis) => ({ ...windowAt(axis, 1), says: "size.mark_first", values: {} }),
  ceil_not_floor: oneMore,
  keeps_fraction: oneMore,
  truncated_to_zero: oneMore,
  bracket_precedence: (axis) => ({ ...secondAt(axis, 1), says: "size.mark_bracket" }),
  dilation_ignored: (axis) => shorter(axis, axis.settings.kernel_size),
  dilation_times_kernel: (axis) => shorter(axis, axis.settings.kernel_size * axis.settings.dilation),
  stride_ignored: (axis) => secondAt(axis, 1),
  stride_as_kernel: (axis) => secondAt(axis, axis.settings.kernel_size),
  size_kept_by_default: (axis) => ({
    start: axis.settings.input_size - 1,
    length: axis.span,
    says: "size.mark_every",
    values: { n: axis.settings.input_size },
  }),
  pool_stride_is_one: (axis) => secondAt(axis, 1),
  pool_stride_is_two: (axis) => secondAt(axis, 2),
  pooling_always_halves: (axis) => shorter(axis, 2),
  ceil_mode_ignored: (axis) => ({
    ...windowAt(axis, axis.size),
    says: "size.mark_kept",
    values: { n: axis.size },
  }),
  subtract_kernel_only: (axis) => ({ ...windowAt(axis, 1), says: "size.mark_once", values: {} }),
};

/**
 * What is drawn of a rule; without one, the last window that the learner's number counts.
 * @param {string | null} rule
 * @param {Counted} axis
 * @param {number} [answer]
 * @returns {Mark | null}
 */
export function markOf(rule, axis, answer) {
  if (rule && Object.hasOwn(MARKS, rule)) return MARKS[rule](axis);
  if (answer === undefined || !Number.isInteger(answer) || answer < 1) return null;
  const { start, length } = windowAt(axis, answer);
  const end = axis.settings.input_size + axis.after;
  const isBeyond = start + length > end;
  if (isBeyond && start > end + 2 * length) return oneMore(axis);
  return {
    start,
    length,
    says: isBeyond ? "size.mark_beyond" : "size.mark_last",
    values: { n: answer, pixel: start + length - axis.after },
  };
}
