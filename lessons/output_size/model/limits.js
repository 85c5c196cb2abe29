/** The settings of the output-size figure, how they limit each other, and what moves along when one changes. */

import { tableOf } from "../../kit/figure/fetched.js";
import { settingsOf } from "../../kit/settings/table.js";
import { countAxis } from "./numbers.js";

/** @import { Setting } from "../../kit/settings/address.js" */
/** @import { Counted } from "./numbers.js" */
export const table = await tableOf("output_size");

/**
 * @typedef {readonly [number, number]} Pair
 *
 * @typedef {object} Settings
 * @property {"Conv2d" | "MaxPool2d"} layer
 * @property {number} height of the input
 * @property {number} width
 * @property {Pair} kernel_size
 * @property {Pair} stride
 * @property {Pair | "same"} padding
 * @property {number} dilation
 * @property {0 | 1} ceil_mode
 * @property {"both" | "height" | "width"} axis that is drawn; what is set is set on both while they are alike
 * @property {number} step the window that is looked at, from 1
 */

/** The numbers of an axis. @param {Settings} chosen @param {0 | 1} axis @returns {Counted} */
export function counted({ layer, height, width, kernel_size, stride, padding, dilation, ceil_mode }, axis) {
  return countAxis({
    layer,
    input_size: axis === 0 ? height : width,
    kernel_size: kernel_size[axis],
    stride: stride[axis],
    padding: padding === "same" ? padding : padding[axis],
    dilation,
    ceil_mode: ceil_mode === 1,
  });
}

/** Whether both axes have the same numbers. @param {Settings} chosen */
export function isAlike({ height, width, kernel_size, stride, padding }) {
  const pairs = [kernel_size, stride, ...(padding === "same" ? [] : [padding])];
  return height === width && pairs.every(([down, across]) => down === across);
}

/** The axis that is drawn: 0 is the height. @param {Settings} chosen @returns {0 | 1} */
export const shownAxis = ({ axis }) => (axis === "height" ? 0 : 1);

/** How many windows the drawn axis has; one where there is none, for a step needs a place. @param {Settings} chosen */
export const windowsOf = (chosen) => Math.max(counted(chosen, shownAxis(chosen)).size, 1);

const listed = settingsOf(table, {
  ceil_mode: ({ layer }) => [0, layer === "MaxPool2d" ? 1 : 0],
  step: (chosen) => [1, windowsOf(chosen)],
});

/** In the order in which they limit each other. @type {Record<string, Setting>} */
export const settings = {
  ...listed,
  width: { ...listed.width, start: ({ height }) => height },
  stride: {
    ...listed.stride,
    start: ({ layer, kernel_size }) => (layer === "MaxPool2d" ? kernel_size : null),
  },
  padding: {
    ...listed.padding,
    keep: (value, chosen) =>
      listed.padding.keep(value === "same" && chosen.layer === "MaxPool2d" ? [0, 0] : value, chosen),
  },
  axis: {
    ...listed.axis,
    keep: (value, chosen) =>
      value === "both" && !isAlike(/** @type {Settings} */ (chosen)) ? "width" : value,
  },
  step: { ...listed.step, start: (chosen) => windowsOf(/** @type {Settings} */ (chosen)) },
};

/** "Both alike" makes them alike; the last window stays the last one. @param {Settings} before @param {Settings} possible @param {Settings} wanted */
export function follow(before, possible, wanted) {
  const moved =
    wanted.axis === "both" && before.axis !== "both" ? alike(wanted, shownAxis(before)) : possible;
  const isOther = moved.axis !== before.axis || windowsOf(moved) !== windowsOf(before);
  const wasLast = before.step === windowsOf(before) && wanted.step === before.step;
  return isOther && wasLast ? { ...moved, step: windowsOf(moved) } : moved;
}

/** The numbers of one axis on both. @param {Settings} chosen @param {0 | 1} axis @returns {Settings} */
function alike(chosen, axis) {
  const side = axis === 0 ? chosen.height : chosen.width;
  /** @param {Pair} each @returns {Pair} */
  const both = (each) => [each[axis], each[axis]];
  const { kernel_size, stride, padding } = chosen;
  return {
    ...chosen,
    height: side,
    width: side,
    kernel_size: both(kernel_size),
    stride: both(stride),
    padding: padding === "same" ? padding : both(padding),
  };
}
