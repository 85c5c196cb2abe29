// @ts-check
/** What helps when PyTorch refuses a pooling: the smallest changes, tried out before they are offered. */

import { writtenValue } from "../../kit/settings/call.js";
import { refusalOf } from "./layer.js";
import { table } from "./table.js";

/**
 * @typedef {import("./limits.js").Settings} Settings
 * @typedef {Partial<Settings>} Changes
 * @typedef {import("../../kit/layer_form/torch_words.js").Mend} Mend
 */

const MOST = 3;

/** Padding up to half of the kernel, and a kernel that is twice the padding. @param {Settings} chosen @returns {Changes[]} */
function halved({ kernel_size, padding }) {
  /** @param {0 | 1} axis */
  const most = (axis) => Math.min(padding[axis], Math.floor(kernel_size[axis] / 2));
  /** @param {0 | 1} axis */
  const wide = (axis) => Math.max(2 * padding[axis], kernel_size[axis]);
  return [{ padding: [most(0), most(1)] }, { kernel_size: [wide(0), wide(1)] }];
}

/** @param {Settings} chosen @returns {Changes[]} */
function smaller({ kernel_size, dilation, layer, height, width }) {
  const apart = layer === "MaxPool2d" ? dilation : [1, 1];
  /** @param {0 | 1} axis @param {number} size */
  const fitting = (axis, size) => Math.min(Math.floor((size - 1) / apart[axis]) + 1, kernel_size[axis]);
  return [
    { dilation: [1, 1] },
    { kernel_size: [fitting(0, height), fitting(1, width)] },
    { kernel_size: [fitting(0, height), fitting(1, width)], padding: [0, 0] },
  ];
}

/** Strides above 0: no stride is the kernel's size, which the form can write out only up to its limit. @param {Settings} chosen @returns {Changes[]} */
function moving({ kernel_size }) {
  const canBeWritten = Math.max(...kernel_size) <= (table.settings.stride.range?.[1] ?? 0);
  return [{ stride: "None" }, ...(canBeWritten ? [{ stride: kernel_size }] : []), { stride: [1, 1] }];
}

/** @type {Record<string, (chosen: Settings) => Changes[]>} */
const CANDIDATES = {
  padding_over_half_kernel: halved,
  padding_over_half_span: () => [{ dilation: [1, 1] }, { padding: [0, 0] }],
  pooling_larger_than_input: smaller,
  stride_not_positive: moving,
  dilation_not_positive: () => [{ dilation: [1, 1] }],
  padding_negative: ({ padding }) => [{ padding: [Math.max(padding[0], 0), Math.max(padding[1], 0)] }],
  divisor_zero: () => [{ divisor_override: "None" }, { divisor_override: 1 }],
};

/** As code: the arguments that change. @param {Changes} changes */
function codeOfFix(changes) {
  return Object.entries(changes)
    .map(([name, value]) => `${name}=${writtenValue(table, name, value)}`)
    .join(", ");
}

/** What helps where it is refused: those after which it runs; where one is not enough, the first step. @param {Settings} chosen @returns {Mend[]} */
export function suggestedFixes(chosen) {
  const refused = refusalOf(chosen);
  if (!refused) return [];
  const all = (CANDIDATES[refused.reason]?.(chosen) ?? [])
    .map((changes) => ({
      changes,
      code: codeOfFix(changes),
      after: refusalOf({ ...chosen, ...changes })?.reason ?? null,
    }))
    .filter(({ after }) => after !== refused.reason)
    .map(({ after, ...fix }) => ({ ...fix, runs: after === null }));
  const running = all.filter(({ runs }) => runs);
  return (running.length > 0 ? running : all.slice(0, 1)).slice(0, MOST);
}
