/** What a pooling may be set to, arguments that torch refuses among them; what comes out, why torch refuses, and what helps. */

import { effectiveKernelSize, poolingRefusal } from "../../kit/arithmetic/geometry.js";
import { poolAxes } from "../../kit/arithmetic/pooling.js";
import { alongAxis, bothAxes, walkOver } from "../../kit/arithmetic/windows.js";
import { tableOf } from "../../kit/figure/fetched.js";
import { firstRefusal, fixesOf } from "../../kit/layer_form/torch_words.js";
import { settingsOf } from "../../kit/settings/table.js";

/** @import { Along, Refusal } from "../../kit/arithmetic/geometry.js" */
/** @import { AdaptiveLayer, PoolingLayer } from "../../kit/arithmetic/pooling.js" */

export const table = await tableOf("maxpool2d");

/**
 * PyTorch's names where PyTorch has one, of whichever layer has it; height, width: of the map called input; step: which
 * output cell is looked at, row by row, from 1.
 * @typedef {ChosenIn<typeof import("../settings.json"), { layer: "MaxPool2d" | "AvgPool2d" | "AdaptiveAvgPool2d",
 *   kernel_size: Pair, stride: Pair | "None", padding: Pair, dilation: Pair, divisor_override: number | "None",
 *   output_size: Pair }>} Settings
 */

/** How many cells come out, down and across; one where there is none, for a step needs a place. @param {Settings} chosen */
export const sizeOf = (chosen) => outputOf(chosen) ?? [1, 1];
/** As many steps as cells come out. */
export const { steps, cellOf } = walkOver(sizeOf);

export const settings = settingsOf(table, {
  step: { limits: (chosen) => [1, Math.max(steps(chosen)[0], 1)] },
});

/** Where another size comes out, the first window is looked at. @param {Settings} before @param {Settings} possible @param {Settings} wanted */
export function follow(before, possible, wanted) {
  const isSame = String(outputOf(before)) === String(outputOf(possible));
  return isSame || wanted.step !== before.step ? possible : { ...possible, step: 1 };
}

/** The stride that None stands for is the kernel's size. @param {Settings} chosen @returns {Pair} */
export const strideOf = ({ stride, kernel_size }) => (stride === "None" ? kernel_size : stride);

/** The layer as the arithmetic takes it. @param {Settings} chosen @returns {PoolingLayer | AdaptiveLayer} */
export function layerOf(chosen) {
  const { layer, output_size } = chosen;
  return layer === "AdaptiveAvgPool2d" ? { name: layer, output_size } : poolingOf(chosen, layer);
}

/** The same windows with another name, for a comparison. @param {Settings} chosen @param {"MaxPool2d" | "AvgPool2d"} name @returns {PoolingLayer} */
export function poolingOf(chosen, name) {
  const { kernel_size, stride, padding, dilation, ceil_mode, count_include_pad, divisor_override } = chosen;
  return {
    ...{ name, kernel_size, padding, ceil_mode: ceil_mode === 1 },
    stride: stride === "None" ? null : stride,
    dilation: name === "MaxPool2d" ? dilation : [1, 1],
    count_include_pad: count_include_pad === 1,
    divisor_override: name !== "AvgPool2d" || divisor_override === "None" ? null : divisor_override,
  };
}

const MENDED = {
  stride_not_positive: { stride: 1 },
  padding_negative: { padding: 0 },
  padding_over_half_span: { padding: 0 },
  padding_over_half_kernel: { padding: 0 },
  dilation_not_positive: { dilation: 1, kernel_size: 1 },
};
/** For each axis torch counts what comes out, then it looks at both together. */
const COUNTED = ["stride_not_positive", "padding_negative", "padding_over_half_span"];
const TOGETHER = ["dilation_not_positive", "padding_over_half_kernel", "pooling_larger_than_input"];

/** When torch comes upon it. @param {Refusal} refused @param {number} axis */
function turnOf({ reason, values: { kernel_size, dilation, padding } }, axis) {
  const span = effectiveKernelSize(Number(kernel_size), Number(dilation));
  const isOverSpan = reason === "padding_over_half_kernel" && Number(padding) > Math.floor(span / 2);
  const counted = COUNTED.indexOf(isOverSpan ? "padding_over_half_span" : reason);
  return counted < 0 ? 2 * COUNTED.length + TOGETHER.indexOf(reason) : axis * COUNTED.length + counted;
}

/** Why one axis has no output: with a dilation of 0 every kernel spans one cell, and half of it is nothing. @param {Along} along @returns {Refusal | null} */
function refusalAlong(along) {
  const { kernel_size, padding = 0, dilation = 1 } = along;
  if (dilation > 0 || Number(padding) <= 0) return poolingRefusal(along);
  return { reason: "padding_over_half_span", values: { kernel_size, padding, dilation } };
}

/** Why PyTorch refuses these arguments or this map, or null. @param {Settings} chosen @returns {Refusal | null} */
export function refusalOf(chosen) {
  const layer = layerOf(chosen);
  if ("output_size" in layer) return null;
  if (layer.name === "AvgPool2d" && layer.divisor_override === 0)
    return { reason: "divisor_zero", values: { divisor_override: 0 } };
  const given = { ...layer, stride: strideOf(chosen) };
  const axes = [chosen.height, chosen.width].map((size, axis) => alongAxis(size, axis, given));
  return firstRefusal(axes, refusalAlong, MENDED, turnOf);
}

/** Height and width of what comes out, or null. @param {Settings} chosen @returns {Pair | null} */
export function outputOf(chosen) {
  const layer = layerOf(chosen);
  if ("output_size" in layer) return chosen.output_size;
  if (refusalOf(chosen)) return null;
  const [rows, columns] = poolAxes(chosen.height, chosen.width, layer);
  return [rows.outputSize, columns.outputSize];
}

/** The shapes of what goes in and of what comes out. @param {Settings} chosen @returns {[input: number[], output: number[] | null]} */
export function shapes(chosen) {
  const out = outputOf(chosen);
  return [[1, 1, chosen.height, chosen.width], out && [1, 1, ...out]];
}

/** Padding up to half of the kernel, and a kernel that is twice the padding. @param {Settings} chosen @returns {Partial<Settings>[]} */
const halved = ({ kernel_size, padding }) => [
  { padding: bothAxes((axis) => Math.min(padding[axis], Math.floor(kernel_size[axis] / 2))) },
  { kernel_size: bothAxes((axis) => Math.max(2 * padding[axis], kernel_size[axis])) },
];

/** @param {Settings} chosen @returns {Partial<Settings>[]} */
function smaller({ kernel_size, dilation, layer, height, width }) {
  const apart = layer === "MaxPool2d" ? dilation : [1, 1];
  const most = bothAxes((axis) => Math.floor(([height, width][axis] - 1) / apart[axis]) + 1);
  const fitting = bothAxes((axis) => Math.min(most[axis], kernel_size[axis]));
  return [{ dilation: [1, 1] }, { kernel_size: fitting }, { kernel_size: fitting, padding: [0, 0] }];
}

/** @type {import("../../kit/layer_form/torch_words.js").Candidates<Settings>} */
const CANDIDATES = {
  padding_over_half_kernel: halved,
  padding_over_half_span: () => [{ dilation: [1, 1] }, { padding: [0, 0] }],
  pooling_larger_than_input: smaller,
  // No stride is the kernel's size.
  stride_not_positive: ({ kernel_size }) => [{ stride: "None" }, { stride: kernel_size }, { stride: [1, 1] }],
  dilation_not_positive: () => [{ dilation: [1, 1] }],
  padding_negative: ({ padding }) => [{ padding: [Math.max(padding[0], 0), Math.max(padding[1], 0)] }],
  divisor_zero: () => [{ divisor_override: "None" }, { divisor_override: 1 }],
};

/** What helps where it is refused. @param {Settings} chosen */
export const suggestedFixes = (chosen) => fixesOf(table, chosen, refusalOf, CANDIDATES);
