/** What nn.Conv2d may be set to, arguments that torch refuses among them; what they build, what comes out, why torch refuses, and what helps. */

import { effectiveKernelSize, paddingSides, placeRefusal } from "../../kit/arithmetic/geometry.js";
import { alongAxis, bothAxes, outputShape } from "../../kit/arithmetic/windows.js";
import { tableOf } from "../../kit/figure/fetched.js";
import { firstRefusal, fixesOf } from "../../kit/layer_form/torch_words.js";
import { rangeOf, settingsOf, written } from "../../kit/settings/table.js";

/** @import { Refusal } from "../../kit/arithmetic/geometry.js" */

export const table = await tableOf("conv2d");

/**
 * PyTorch's names where PyTorch has one; bias: 0 or 1; written: with names, as in the lecture note, or as nn.Conv; size: of
 * the picture, height and width; seed: of the new weights; filter, row, column: the output cell that is looked at, from 1.
 * @typedef {ChosenIn<typeof import("../settings.json"), { kernel_size: Pair, stride: Pair, padding: Pair | "same" | "valid",
 *   dilation: Pair }>} Settings
 */

/** PyTorch silently crops where a mode other than zeros is given less than no padding. @param {import("../../kit/settings/address.js").Settings} chosen @returns {[number, number]} */
export function paddingLimits({ padding_mode }) {
  const [lowest, highest] = rangeOf(table, "padding");
  return [padding_mode === "zeros" ? lowest : 0, highest];
}

export const settings = settingsOf(table, {
  padding: { limits: paddingLimits },
  filter: { limits: ({ out_channels }) => [1, out_channels] },
  // A cell of the output, as long as there is one.
  row: { limits: (chosen) => [1, outputOf(chosen)?.[0] ?? Infinity] },
  column: { limits: (chosen) => [1, outputOf(chosen)?.[1] ?? Infinity] },
});

/** A filter that is added is looked at. @param {Settings} before @param {Settings} possible */
export function follow(before, possible) {
  const isMore = possible.out_channels === before.out_channels + 1;
  return isMore ? { ...possible, filter: possible.out_channels } : possible;
}

/** How many cells the kernel spans, down and across. @param {Pick<Settings, "kernel_size" | "dilation">} chosen @returns {Pair} */
export const spanOf = ({ kernel_size, dilation }) =>
  bothAxes((axis) => effectiveKernelSize(kernel_size[axis], dilation[axis]));

/** The padding above and to the left, also where a word stands for it. @param {Pick<Settings, "kernel_size" | "dilation" | "padding">} chosen @returns {Pair} */
export const borderOf = ({ padding, kernel_size, dilation }) =>
  typeof padding === "string"
    ? bothAxes((axis) => paddingSides(padding, kernel_size[axis], dilation[axis])[0])
    : padding;

/** How many groups there are: the call of the lecture note has no place for them. @param {Settings} chosen */
export const apart = ({ groups, written: way }) => (way === "note" ? 1 : groups);

/** Whether the groups are equal: as many channels and filters in each. @param {Settings} chosen */
export function divides(chosen) {
  const groups = apart(chosen);
  return groups >= 1 && chosen.in_channels % groups === 0 && chosen.out_channels % groups === 0;
}

/** Why the constructor refuses, before there is a layer. @param {Settings} chosen @returns {Refusal | null} */
function constructorRefusal(chosen) {
  const { in_channels, out_channels, groups, stride, padding } = chosen;
  if (chosen.written === "conv") return { reason: "no_such_layer", values: {} };
  if (!divides(chosen))
    return { reason: "groups_do_not_divide", values: { groups, in_channels, out_channels } };
  if (padding === "same" && written(stride) !== "1")
    return { reason: "same_padding_with_stride", values: { stride: written(stride) } };
  return null;
}

/** What torch looks at on both axes, in its order, and what mends it: it fills the border, reads the settings, lays the kernel, which spans one cell unless it is spread out. */
const MENDED = {
  reflect_padding_too_large: { padding_mode: "zeros" },
  circular_padding_too_large: { padding_mode: "zeros" },
  padding_negative: { padding: 0 },
  stride_not_positive: { stride: 1 },
  kernel_larger_than_input: { kernel_size: 1 },
  dilation_not_positive: { dilation: 1, kernel_size: 1 },
};
const TURNS = Object.keys(MENDED);

/** Why PyTorch refuses these arguments or this picture, or null. @param {Settings} chosen @param {number} [side] of the picture @returns {Refusal | null} */
export function refusalOf(chosen, side = Number(chosen.size)) {
  const refused = constructorRefusal(chosen);
  if (refused) return refused;
  if (chosen.written === "note") return { reason: "slipped_argument", values: {} };
  const { padding_mode } = chosen;
  // Of both axes torch mirrors the columns first.
  const axes = [1, 0].map((axis) => ({ ...alongAxis(side, axis, chosen), padding_mode }));
  const found = firstRefusal(axes, placeRefusal, MENDED, ({ reason }) => TURNS.indexOf(reason));
  if (found?.reason !== "kernel_larger_than_input") return found;
  const [down, across] = spanOf(chosen).map((span) => Math.ceil((span - side) / 2));
  return { ...found, values: { ...found.values, smallest_padding: Math.max(down, across) } }; // on both
}

/** The shape of `weight`, or null where there is no layer to have one. @param {Settings} chosen @returns {[filters: number, channels: number, height: number, width: number] | null} */
export function weightShape(chosen) {
  const { in_channels, out_channels, kernel_size } = chosen;
  if (constructorRefusal(chosen)) return null;
  return [out_channels, in_channels / apart(chosen), kernel_size[0], kernel_size[1]];
}

/** Whether the layer has biases: False in the sixth place of the lecture note's call is no bias=False. @param {Settings} chosen */
export const hasBias = ({ bias, written: way }) => bias === 1 || way === "note";

/** How many numbers the layer learns. @param {Settings} chosen @returns {number | null} */
export function parameterCount(chosen) {
  const shape = weightShape(chosen);
  return shape && shape[0] * shape[1] * shape[2] * shape[3] + (hasBias(chosen) ? shape[0] : 0);
}

/** Height and width of what comes out, or null. @param {Settings} chosen @param {number} [side] of the picture @returns {Pair | null} */
export const outputOf = (chosen, side = Number(chosen.size)) =>
  refusalOf(chosen, side) ? null : outputShape(side, side, chosen);

/** The shapes of what goes in and of what comes out. @param {Settings} chosen @returns {[input: number[], output: number[] | null]} */
export function shapes(chosen) {
  const [out, side] = [outputOf(chosen), Number(chosen.size)];
  return [[1, chosen.in_channels, side, side], out && [1, chosen.out_channels, ...out]];
}

/** @param {number} a @param {number} b @returns {number} */
const commonDivisor = (a, b) => (b === 0 ? a : commonDivisor(b, a % b));

/** @param {Settings} chosen @returns {Partial<Settings>[]} */
function otherGroups({ in_channels, out_channels, groups }) {
  const common = commonDivisor(in_channels, out_channels);
  const rounded = (/** @type {number} */ channels) => Math.ceil(channels / groups) * groups;
  const more = { in_channels: rounded(in_channels), out_channels: rounded(out_channels) };
  return [{ groups: 1 }, ...(common > 1 ? [{ groups: common }] : []), ...(groups > 1 ? [more] : [])];
}

/** The kernel spans more than there is. @param {Settings} chosen @returns {Partial<Settings>[]} */
function smaller(chosen) {
  const { kernel_size, dilation } = chosen;
  const [span, border, side] = [spanOf(chosen), borderOf(chosen), Number(chosen.size)];
  const fitting = bothAxes((axis) => Math.floor((side + 2 * border[axis] - 1) / dilation[axis]) + 1);
  return [
    { padding: bothAxes((axis) => Math.max(Math.ceil((span[axis] - side) / 2), border[axis], 0)) },
    { dilation: [1, 1] },
    { kernel_size: bothAxes((axis) => Math.min(fitting[axis], kernel_size[axis])) },
  ];
}

/** @param {number} most that the picture allows @returns {Partial<Settings>[]} */
const lessPadding = (most) => [{ padding: [most, most] }, { padding_mode: "zeros" }];

/** @type {import("../../kit/layer_form/torch_words.js").Candidates<Settings>} */
const CANDIDATES = {
  no_such_layer: () => [{ written: "names" }],
  slipped_argument: () => [{ written: "names" }],
  groups_do_not_divide: otherGroups,
  same_padding_with_stride: (chosen) => {
    const [down, across] = spanOf(chosen).map((span) => Math.floor(span / 2)); // keeps the size at stride 1
    return [{ stride: [1, 1] }, { padding: [down, across] }];
  },
  stride_not_positive: () => [{ stride: [1, 1] }, { stride: [2, 2] }],
  dilation_not_positive: () => [{ dilation: [1, 1] }],
  padding_negative: () => [{ padding: [0, 0] }],
  kernel_larger_than_input: smaller,
  reflect_padding_too_large: (_, { largest_padding }) => lessPadding(Number(largest_padding)),
  circular_padding_too_large: (_, { largest_padding }) => lessPadding(Number(largest_padding)),
};

/** What helps where it is refused. @param {Settings} chosen */
export const suggestedFixes = (chosen) => fixesOf(table, chosen, refusalOf, CANDIDATES);
