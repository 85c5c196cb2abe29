/** The settings of the output-size figure, how they limit each other, and what moves along when one changes. */

import { tableOf } from "../../kit/figure/fetched.js";
import { settingsOf } from "../../kit/settings/table.js";
import { isAlike, shownAxis, windowsOf } from "./numbers.js";

export const table = await tableOf("output_size");

/**
 * @typedef {{ layer: "Conv2d" | "MaxPool2d", height: number, width: number, kernel_size: Pair, stride: Pair,
 *   padding: Pair | "same", dilation: number, ceil_mode: 0 | 1, axis: "both" | "height" | "width", step: number }} Settings
 *   axis: the one that is drawn, what is set is set on both while they are alike; step: the window looked at, from 1
 */

export const settings = settingsOf(table, {
  width: { start: ({ height }) => height },
  stride: { start: ({ layer, kernel_size }) => (layer === "MaxPool2d" ? kernel_size : null) },
  padding: {
    keep: (value, chosen, usual) =>
      usual.keep(value === "same" && chosen.layer === "MaxPool2d" ? [0, 0] : value, chosen),
  },
  ceil_mode: { limits: ({ layer }) => [0, layer === "MaxPool2d" ? 1 : 0] },
  axis: {
    keep: (value, chosen) =>
      value === "both" && !isAlike(/** @type {Settings} */ (chosen)) ? "width" : value,
  },
  step: {
    limits: (chosen) => [1, windowsOf(chosen)],
    start: (chosen) => windowsOf(/** @type {Settings} */ (chosen)),
  },
});

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
