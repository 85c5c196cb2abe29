/** Max and average pooling of one map, as PyTorch computes them. */

import { GeometryError } from "./geometry.js";
import { zeros } from "./grid.js";
import { pooledSize, poolingRefusal } from "./pooling_geometry.js";
import { inputIndex } from "./windows.js";

/** @typedef {import("./grid.js").Grid} Grid */
/** @typedef {import("./geometry.js").Refusal} Refusal */
/** @typedef {import("./windows.js").Axis} Axis */
/** @typedef {import("./windows.js").Pair} Pair */

/**
 * The arguments of nn.MaxPool2d and nn.AvgPool2d, by PyTorch's names. All but the kernel's size may be left out.
 *
 * @typedef {object} PoolingSettings
 * @property {Pair} kernel_size
 * @property {Pair | null} [stride] null means the kernel's size
 * @property {Pair} [padding]
 * @property {Pair} [dilation] of max pooling only
 * @property {boolean} [ceil_mode]
 * @property {boolean} [count_include_pad] of average pooling only
 * @property {number | null} [divisor_override] of average pooling only
 */

/**
 * @param {PoolingSettings} settings
 * @param {0 | 1} axis
 */
function axisSettings(settings, axis) {
  const { kernel_size, stride = null, padding = [0, 0], dilation = [1, 1], ceil_mode = false } = settings;
  return {
    kernelSize: kernel_size[axis],
    stride: stride === null ? kernel_size[axis] : stride[axis],
    padding: padding[axis],
    dilation: dilation[axis],
    ceilMode: ceil_mode,
  };
}

/**
 * Return why these settings have no output on an input of this size, or null. `values.axis` is "height" or
 * "width".
 *
 * @param {number} height
 * @param {number} width
 * @param {PoolingSettings} settings
 * @returns {Refusal | null}
 */
export function poolRefusal(height, width, settings) {
  for (const axis of /** @type {const} */ ([0, 1])) {
    const { kernelSize, stride, padding, dilation, ceilMode } = axisSettings(settings, axis);
    const refused = poolingRefusal(
      axis === 0 ? height : width,
      kernelSize,
      stride,
      padding,
      dilation,
      ceilMode,
    );
    if (refused) {
      return { reason: refused.reason, values: { ...refused.values, axis: axis === 0 ? "height" : "width" } };
    }
  }
  return settings.divisor_override === 0 ? { reason: "divisor_zero", values: { divisor_override: 0 } } : null;
}

/**
 * Return how the windows of a pooling lie on both axes, rows first; refuses settings without an output.
 *
 * @param {number} height
 * @param {number} width
 * @param {PoolingSettings} settings
 * @returns {[Axis, Axis]}
 */
export function poolAxes(height, width, settings) {
  const refused = poolRefusal(height, width, settings);
  if (refused) {
    throw new GeometryError(refused);
  }
  /** @param {0 | 1} axis */
  const lay = (axis) => {
    const inputSize = axis === 0 ? height : width;
    const { kernelSize, stride, padding, dilation, ceilMode } = axisSettings(settings, axis);
    const size = pooledSize(inputSize, kernelSize, stride, padding, dilation, ceilMode);
    return { inputSize, outputSize: size, kernelSize, stride, dilation, before: padding, mode: "zeros" };
  };
  return [lay(0), lay(1)];
}

/**
 * Return the pixels of one axis that one window reads; padding holds none.
 *
 * @param {Axis} axis
 * @param {number} output
 * @returns {number[]}
 */
function pixelsRead(axis, output) {
  const found = [];
  for (let kernel = 0; kernel < axis.kernelSize; kernel++) {
    const index = inputIndex(axis, output, kernel);
    if (index >= 0 && index < axis.inputSize) {
      found.push(index);
    }
  }
  return found;
}

/**
 * Return how many cells of one axis an average divides by when padding counts: the window up to the end of the
 * padding, but never what ceil_mode lets hang over it.
 *
 * @param {Axis} axis
 * @param {number} output
 * @returns {number}
 */
function cellsCounted(axis, output) {
  const start = inputIndex(axis, output, 0);
  return Math.min(start + axis.kernelSize, axis.inputSize + axis.before) - start;
}

/**
 * Return the largest value of every window, and where it stands: `winners` holds `row * width + column` in the
 * input, the first of equals; -1 where a window reads no pixel at all. A NaN wins its window.
 *
 * @param {Grid} input
 * @param {PoolingSettings} settings
 * @returns {{values: Grid, winners: Int32Array}}
 */
export function maxPool(input, settings) {
  const [rows, columns] = poolAxes(input.height, input.width, settings);
  const values = zeros(rows.outputSize, columns.outputSize);
  const winners = new Int32Array(values.values.length).fill(-1);
  values.values.fill(-Infinity);
  const readColumns = Array.from({ length: columns.outputSize }, (_, column) => pixelsRead(columns, column));
  for (let cell = 0; cell < winners.length; cell++) {
    for (const row of pixelsRead(rows, Math.floor(cell / values.width))) {
      for (const column of readColumns[cell % values.width]) {
        const value = input.values[row * input.width + column];
        if (winners[cell] < 0 || value > values.values[cell] || Number.isNaN(value)) {
          values.values[cell] = value;
          winners[cell] = row * input.width + column;
        }
      }
    }
  }
  return { values, winners };
}

/**
 * Return the average of every window. Padding counts as zeros unless `count_include_pad` is false;
 * `divisor_override` divides every window alike.
 *
 * @param {Grid} input
 * @param {PoolingSettings} settings
 * @returns {Grid}
 */
export function averagePool(input, settings) {
  const [rows, columns] = poolAxes(input.height, input.width, settings);
  const { count_include_pad = true, divisor_override = null } = settings;
  const averages = zeros(rows.outputSize, columns.outputSize);
  averages.values.forEach((_, cell) => {
    const [row, column] = [Math.floor(cell / averages.width), cell % averages.width];
    const [readRows, readColumns] = [pixelsRead(rows, row), pixelsRead(columns, column)];
    let sum = 0;
    for (const y of readRows) {
      for (const x of readColumns) {
        sum += input.values[y * input.width + x];
      }
    }
    const counted = count_include_pad
      ? cellsCounted(rows, row) * cellsCounted(columns, column)
      : readRows.length * readColumns.length;
    averages.values[cell] = sum / (divisor_override ?? counted);
  });
  return averages;
}
