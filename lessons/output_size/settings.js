// @ts-check
/** The settings of the output-size figure by PyTorch's names; a pair is (height, width). */

import { oneOf, whole } from "../kit/settings/address.js";
import { countAxis } from "./counting/axis.js";

/**
 * @typedef {import("../kit/settings/address.js").Setting} Setting
 * @typedef {import("./counting/axis.js").Counted} Counted
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

export const LIMITS = {
  side: /** @type {[number, number]} */ ([1, 256]),
  kernel_size: /** @type {[number, number]} */ ([1, 16]),
  stride: /** @type {[number, number]} */ ([1, 16]),
  padding: /** @type {[number, number]} */ ([0, 8]),
  dilation: /** @type {[number, number]} */ ([1, 4]),
};

/** @param {[number, number]} limits */
const clamp =
  ([lowest, highest]) =>
  (/** @type {number} */ value) =>
    Math.min(Math.max(value, lowest), highest);

/** One number for both axes, or height and width. @param {number} initial @param {[number, number]} limits @returns {Setting} */
function pair(initial, limits) {
  return {
    initial: [initial, initial],
    limits: () => limits,
    read: (text) => {
      const sides = /^(\d{1,3})(?:,(\d{1,3}))?$/.exec(text);
      return sides && [Number(sides[1]), Number(sides[2] ?? sides[1])];
    },
    keep: (value) => value.map(clamp(limits)),
  };
}

const paddings = pair(0, LIMITS.padding);

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

/** @type {Record<keyof Settings, Setting>} */
export const settings = {
  layer: oneOf("Conv2d", ["Conv2d", "MaxPool2d"]),
  height: whole(64, () => LIMITS.side),
  width: { ...whole(64, () => LIMITS.side), start: ({ height }) => height },
  kernel_size: pair(7, LIMITS.kernel_size),
  stride: {
    ...pair(2, LIMITS.stride),
    start: ({ layer, kernel_size }) => (layer === "MaxPool2d" ? kernel_size : null),
  },
  padding: {
    ...paddings,
    read: (text) => (text === "same" ? text : paddings.read(text)),
    keep: (value, { layer }) => {
      if (value === "same") return layer === "Conv2d" ? value : [0, 0];
      return paddings.keep(value, {});
    },
  },
  dilation: whole(1, () => LIMITS.dilation),
  ceil_mode: {
    ...whole(0, () => [0, 1]),
    limits: ({ layer }) => (layer === "MaxPool2d" ? [0, 1] : [0, 0]),
    keep: (value, { layer }) => (layer === "MaxPool2d" ? Math.min(Math.max(value, 0), 1) : 0),
  },
  axis: {
    ...oneOf("both", ["both", "height", "width"]),
    keep: (value, chosen) =>
      value === "both" && !isAlike(/** @type {Settings} */ (chosen)) ? "width" : value,
  },
  step: {
    ...whole(1, (chosen) => [1, windowsOf(/** @type {Settings} */ (chosen))]),
    start: (chosen) => windowsOf(/** @type {Settings} */ (chosen)),
  },
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

/** What the code below the figure is written from. @param {Settings} chosen */
export function tell({ axis, step, ...layer }) {
  return layer;
}
