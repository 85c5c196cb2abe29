// @ts-check
/** The arguments of nn.Conv2d as they stand in the address, illegal ones too: they are met, not prevented. */

import { oneOf, whole } from "../kit/settings/address.js";
import { pairSetting } from "../kit/settings/pair_setting.js";
import { codeOf, inputShape, outputOf } from "./layer.js";

/**
 * @typedef {import("../kit/settings/address.js").Setting} Setting
 * @typedef {readonly [number, number]} Pair height first
 *
 * @typedef {object} Settings PyTorch's names where PyTorch has one
 * @property {number} in_channels
 * @property {number} out_channels
 * @property {Pair} kernel_size
 * @property {Pair} stride
 * @property {Pair | "same" | "valid"} padding
 * @property {Pair} dilation
 * @property {number} groups
 * @property {number} bias 0 or 1
 * @property {string} padding_mode
 * @property {"names" | "note" | "conv"} written how the call is written: with names, as in the lecture note, or as nn.Conv
 * @property {string} size of the picture, height and width
 * @property {number} seed of the new weights
 * @property {number} filter which output channel is looked at, from 1
 * @property {number} row of the output cell, from 1
 * @property {number} column
 */

export const MODES = ["zeros", "reflect", "replicate", "circular"];
export const SIZES = ["7", "14", "28", "56"];
export const WRITTEN = ["names", "note", "conv"];
const START = 11; // the cell that is looked at first
const FARTHEST = 99; // what an address may say of a cell while there is no output

/** The limits of each argument: one step beyond what is legal can be reached. @type {Record<string, [number, number]>} */
export const LIMITS = {
  in_channels: [1, 8],
  out_channels: [1, 64],
  kernel_size: [1, 11],
  stride: [0, 4],
  padding: [-1, 8],
  dilation: [0, 5],
  groups: [0, 8],
  seed: [0, 99],
};

/** PyTorch silently crops where a mode other than zeros is given less than no padding. @param {import("../kit/settings/address.js").Settings} chosen @returns {[number, number]} */
export const paddingLimits = ({ padding_mode }) => [
  padding_mode === "zeros" ? LIMITS.padding[0] : 0,
  LIMITS.padding[1],
];

/** @param {string} name @param {number} initial */
const within = (name, initial) => whole(initial, () => LIMITS[name]);

/** A cell of the output, as long as there is one. @param {0 | 1} axis @returns {Setting} */
const place = (axis) =>
  whole(START, (chosen) => [1, outputOf(/** @type {Settings} */ (chosen))?.[axis] ?? FARTHEST]);

/** @type {Record<string, Setting>} */
export const settings = {
  in_channels: within("in_channels", 3),
  out_channels: within("out_channels", 4),
  kernel_size: pairSetting([3, 3], () => LIMITS.kernel_size),
  stride: pairSetting([1, 1], () => LIMITS.stride),
  dilation: pairSetting([1, 1], () => LIMITS.dilation),
  groups: within("groups", 1),
  bias: whole(1, () => [0, 1]),
  padding_mode: oneOf("zeros", MODES),
  padding: pairSetting([0, 0], paddingLimits, ["same", "valid"]),
  written: oneOf("names", WRITTEN),
  size: oneOf("28", SIZES),
  seed: within("seed", 0),
  filter: whole(1, ({ out_channels }) => [1, out_channels]),
  row: place(0),
  column: place(1),
};

/** A filter that is added is looked at. @param {Settings} before @param {Settings} possible */
export function follow(before, possible) {
  const isMore = possible.out_channels === before.out_channels + 1;
  return isMore ? { ...possible, filter: possible.out_channels } : possible;
}

/** What Python asks torch about, and writes the code from. @param {Settings} chosen */
export function tell(chosen) {
  const { row: _row, column: _column, size, ...told } = chosen;
  return { ...told, size: Number(size), asked: askedOf(chosen) };
}

/** A name for exactly this call on exactly this input: an answer of torch's belongs to one. @param {Settings} chosen */
export const askedOf = (chosen) => `${codeOf(chosen)} ${inputShape(chosen).join(",")}`;
