/** What a pooling may be set to, illegal arguments too: they are met, not prevented. What depends on other settings stands here. */

import { tableOf } from "../../kit/figure/fetched.js";
import { settingsOf } from "../../kit/settings/table.js";
import { outputOf } from "./layer.js";

export const table = await tableOf("maxpool2d");

/**
 * @typedef {readonly [number, number]} Pair height first
 *
 * @typedef {object} Settings PyTorch's names where PyTorch has one
 * @property {"MaxPool2d" | "AvgPool2d" | "AdaptiveAvgPool2d"} layer
 * @property {number} height of the map
 * @property {number} width
 * @property {string} input the name of the map
 * @property {Pair} kernel_size
 * @property {Pair | "None"} stride
 * @property {Pair} padding
 * @property {Pair} dilation of MaxPool2d only
 * @property {number} return_indices 0 or 1; of MaxPool2d only
 * @property {number} ceil_mode 0 or 1
 * @property {number} count_include_pad 0 or 1; of AvgPool2d only
 * @property {number | "None"} divisor_override of AvgPool2d only
 * @property {Pair} output_size of AdaptiveAvgPool2d only
 * @property {number} step which output cell is looked at, row by row, from 1
 */

/** As many steps as cells come out. @param {Settings} chosen @returns {[number, number]} */
function stepLimits(chosen) {
  const [height, width] = outputOf(chosen) ?? [1, 1];
  return [1, Math.max(height * width, 1)];
}

export const settings = settingsOf(table, { step: { limits: stepLimits } });

/** Where another size comes out, the first window is looked at. @param {Settings} before @param {Settings} possible @param {Settings} wanted */
export function follow(before, possible, wanted) {
  const isSame = String(outputOf(before)) === String(outputOf(possible));
  return isSame || wanted.step !== before.step ? possible : { ...possible, step: 1 };
}
