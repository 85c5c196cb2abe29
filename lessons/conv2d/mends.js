// @ts-check
/** What helps when PyTorch refuses: for each reason the smallest changes, tried out before they are offered. */

import { written } from "../kit/settings/pair_setting.js";
import { callOf, codeOf, refusalOf } from "./layer.js";
import { LIMITS } from "./settings.js";

/**
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {Partial<Settings>} Changes
 * @typedef {import("../kit/layer_form/torch_words.js").Mend} Mend
 */

const MOST = 3;

/** @param {number} a @param {number} b @returns {number} */
const commonDivisor = (a, b) => (b === 0 ? a : commonDivisor(b, a % b));

/** @param {Settings} chosen @returns {Changes[]} */
function otherGroups({ in_channels, out_channels, groups }) {
  const common = commonDivisor(in_channels, out_channels);
  /** @param {number} channels */
  const rounded = (channels) => Math.ceil(channels / groups) * groups;
  const more = { in_channels: rounded(in_channels), out_channels: rounded(out_channels) };
  return [{ groups: 1 }, ...(common > 1 ? [{ groups: common }] : []), ...(groups > 1 ? [more] : [])];
}

/** Half of what the kernel spans keeps the size at stride 1. @param {Settings} chosen @returns {[number, number]} */
function half({ kernel_size, dilation }) {
  /** @param {0 | 1} axis */
  const side = (axis) => Math.floor((dilation[axis] * (kernel_size[axis] - 1) + 1) / 2);
  return [side(0), side(1)];
}

/** The kernel spans more than there is. @param {Settings} chosen @returns {Changes[]} */
function smaller(chosen) {
  const { kernel_size, dilation, size, padding } = chosen;
  const border = typeof padding === "string" ? [0, 0] : padding;
  /** @param {0 | 1} axis */
  const needed = (axis) => {
    const missing = dilation[axis] * (kernel_size[axis] - 1) + 1 - Number(size);
    return Math.max(Math.ceil(missing / 2), border[axis], 0);
  };
  /** @param {0 | 1} axis */
  const fitting = (axis) =>
    Math.min(Math.floor((Number(size) + 2 * border[axis] - 1) / dilation[axis]) + 1, kernel_size[axis]);
  return [
    { padding: [needed(0), needed(1)] },
    { dilation: [1, 1] },
    { kernel_size: [fitting(0), fitting(1)] },
  ];
}

/** @type {Record<string, (chosen: Settings, values: import("../kit/arithmetic/geometry.js").Values) => Changes[]>} */
const CANDIDATES = {
  no_such_layer: () => [{ written: "names" }],
  slipped_argument: () => [{ written: "names" }],
  groups_do_not_divide: otherGroups,
  same_padding_with_stride: (chosen) => [{ stride: [1, 1] }, { padding: half(chosen) }],
  stride_not_positive: () => [{ stride: [1, 1] }, { stride: [2, 2] }],
  dilation_not_positive: () => [{ dilation: [1, 1] }],
  padding_negative: () => [{ padding: [0, 0] }],
  kernel_larger_than_input: smaller,
  reflect_padding_too_large: (_, { largest_padding: most }) => [
    { padding: [Number(most), Number(most)] },
    { padding_mode: "zeros" },
  ],
  circular_padding_too_large: (_, { largest_padding: most }) => [
    { padding: [Number(most), Number(most)] },
    { padding_mode: "zeros" },
  ],
};

/** As code: the arguments that change, or the whole call where it is written otherwise. @param {Settings} chosen @param {Changes} changes */
function codeOfMend(chosen, changes) {
  const mended = { ...chosen, ...changes };
  if (changes.written) return codeOf(mended);
  const { parts } = callOf(mended);
  const values = Object.entries(changes).map(([name, value]) => {
    const part = parts.find(({ argument }) => argument === name);
    if (part?.text.includes("=")) return part.text;
    return `${name}=${written(/** @type {any} */ (typeof value === "number" ? [value, value] : value))}`;
  });
  return values.join(", ");
}

/** Whether the form can show these values. @param {Changes} changes */
function isShown(changes) {
  return Object.entries(changes).every(([name, value]) => {
    const [lowest, highest] = LIMITS[name] ?? [];
    const sides = typeof value === "number" ? [value] : Array.isArray(value) ? value : [];
    return sides.every((side) => side >= lowest && side <= highest);
  });
}

/** The mends of what is refused: those after which it runs; where one is not enough, the first that leads on. @param {Settings} chosen @returns {Mend[]} */
export function mendsOf(chosen) {
  const refused = refusalOf(chosen);
  if (!refused) return [];
  const candidates = CANDIDATES[refused.reason]?.(chosen, refused.values) ?? [];
  const all = candidates.filter(isShown).flatMap((changes) => {
    const left = refusalOf({ ...chosen, ...changes });
    const mend = { changes, code: codeOfMend(chosen, changes), runs: left === null };
    return left?.reason === refused.reason ? [] : [mend];
  });
  const running = all.filter(({ runs }) => runs);
  return (running.length > 0 ? running : all.slice(0, 1)).slice(0, MOST);
}
