/** What nn.Conv2d may be set to, illegal arguments too: they are met, not prevented. What depends on other settings stands here. */

import { tableOf } from "../../kit/figure/fetched.js";
import { settingsOf } from "../../kit/settings/table.js";
import { outputOf } from "./layer.js";

export const table = await tableOf("conv2d");

/**
 * @typedef {readonly [number, number]} Pair height first
 * @typedef {{ in_channels: number, out_channels: number, kernel_size: Pair, stride: Pair, padding: Pair | "same" | "valid",
 *   dilation: Pair, groups: number, bias: number, padding_mode: string, written: "names" | "note" | "conv", size: string,
 *   seed: number, filter: number, row: number, column: number }} Settings PyTorch's names where PyTorch has one; bias: 0
 *   or 1; written: with names, as in the lecture note, or as nn.Conv; size: of the picture, height and width; seed: of the
 *   new weights; filter, row, column: the output cell that is looked at, from 1
 */

/** @param {string} name @returns {[number, number]} */
const rangeOf = (name) => table.settings[name].range ?? [0, 0];

/** PyTorch silently crops where a mode other than zeros is given less than no padding. @param {import("../../kit/settings/address.js").Settings} chosen @returns {[number, number]} */
export function paddingLimits({ padding_mode }) {
  const [lowest, highest] = rangeOf("padding");
  return [padding_mode === "zeros" ? lowest : 0, highest];
}

export const settings = settingsOf(table, {
  padding: { limits: paddingLimits },
  filter: { limits: ({ out_channels }) => [1, out_channels] },
  // A cell of the output, as long as there is one.
  row: { limits: (chosen) => [1, outputOf(chosen)?.[0] ?? rangeOf("row")[1]] },
  column: { limits: (chosen) => [1, outputOf(chosen)?.[1] ?? rangeOf("column")[1]] },
});

/** A filter that is added is looked at. @param {Settings} before @param {Settings} possible */
export function follow(before, possible) {
  const isMore = possible.out_channels === before.out_channels + 1;
  return isMore ? { ...possible, filter: possible.out_channels } : possible;
}
