// @ts-check
/** The arguments of a pooling as they stand in the address, illegal ones too: they are met, not prevented. */

import { pairSetting } from "../kit/signature/pair_setting.js";
import { oneOf, whole } from "../kit/stage/address.js";
import { codeOf, inputShape, outputOf } from "./layer.js";
import { MAPS } from "./maps.js";

/**
 * @typedef {import("../kit/stage/address.js").Setting} Setting
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
 * @property {Pair | "None"} divisor_override one number, twice; of AvgPool2d only
 * @property {Pair} output_size of AdaptiveAvgPool2d only
 * @property {number} step which output cell is looked at, row by row, from 1
 */

export const LAYERS = ["MaxPool2d", "AvgPool2d", "AdaptiveAvgPool2d"];
/** The limits of each argument: one step beyond what is legal can be reached. @type {Record<string, [number, number]>} */
export const LIMITS = {
  kernel_size: [1, 7],
  stride: [0, 4],
  padding: [-1, 3],
  dilation: [0, 3],
  divisor_override: [0, 9],
  output_size: [1, 9],
  height: [1, 9],
  width: [1, 9],
};
const SIDE = 7;

/** @param {string} name */
const limitsOf = (name) => () => LIMITS[name];
const onOff = (/** @type {number} */ initial) => whole(initial, () => [0, 1]);

/** @type {Record<string, Setting>} */
export const settings = {
  layer: oneOf("MaxPool2d", LAYERS),
  height: whole(SIDE, limitsOf("height")),
  width: whole(SIDE, limitsOf("width")),
  input: oneOf("map", Object.keys(MAPS)),
  kernel_size: pairSetting([2, 2], limitsOf("kernel_size")),
  stride: pairSetting("None", limitsOf("stride"), ["None"]),
  padding: pairSetting([0, 0], limitsOf("padding")),
  dilation: pairSetting([1, 1], limitsOf("dilation")),
  return_indices: onOff(0),
  ceil_mode: onOff(0),
  count_include_pad: onOff(1),
  divisor_override: pairSetting("None", limitsOf("divisor_override"), ["None"]),
  output_size: pairSetting([3, 3], limitsOf("output_size")),
  step: whole(1, (chosen) => {
    const out = outputOf(/** @type {Settings} */ (chosen));
    return [1, out ? Math.max(out[0] * out[1], 1) : 1];
  }),
};

/** Where another size comes out, the first window is looked at. @param {Settings} before @param {Settings} possible @param {Settings} wanted */
export function follow(before, possible, wanted) {
  const isSame = String(outputOf(before)) === String(outputOf(possible));
  return isSame || wanted.step !== before.step ? possible : { ...possible, step: 1 };
}

/** What Python asks torch about, and writes the code from. @param {Settings} chosen */
export function tell(chosen) {
  return { ...chosen, asked: askedOf(chosen) };
}

/** A name for exactly this call on exactly this input. @param {Settings} chosen */
export const askedOf = (chosen) => `${codeOf(chosen)} ${inputShape(chosen).join(",")}`;
