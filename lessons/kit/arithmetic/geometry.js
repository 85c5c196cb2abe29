/** One axis: how long it is after a convolution or a pooling, and why some settings have no answer. */

/** @typedef {Record<string, number | string>} Values the numbers a refusal speaks about, by PyTorch's names */
/**
 * @typedef {{reason: string, values: Values}} Refusal
 * @typedef {{ input_size: number, kernel_size: number, stride?: number | null, padding?: number | string, dilation?: number,
 *   ceil_mode?: boolean }} Along one axis of a layer by PyTorch's names, what is left out as PyTorch has it: no stride is 1
 *   of a convolution, of a pooling the kernel's size
 */

/** Settings that have no answer; `reason` and `values` are the same as in Python's `cnn_core.GeometryError`. */
export class GeometryError extends Error {
  constructor(/** @type {Refusal} */ { reason, values }) {
    super(`${reason} ${JSON.stringify(values)}`);
    this.name = "GeometryError";
    this.reason = reason;
    this.values = values;
  }
}

/** Return how many cells a kernel spans once dilation has spread it: d(k - 1) + 1. @param {number} kernelSize @param {number} [dilation] @returns {number} */
export const effectiveKernelSize = (kernelSize, dilation = 1) => dilation * (kernelSize - 1) + 1;

/**
 * Return the padding before and after one axis; "same" puts the odd zero after it, as PyTorch does.
 * @param {number | string} padding a number of cells, "same" or "valid"
 * @param {number} kernelSize @param {number} [dilation] @returns {[number, number]}
 */
export function paddingSides(padding, kernelSize, dilation = 1) {
  if (typeof padding === "number") return [padding, padding];
  const total = padding === "same" ? dilation * (kernelSize - 1) : 0;
  const before = Math.floor(total / 2);
  return [before, total - before];
}

/**
 * Return the first of these settings that no layer takes, or null; pooling and convolution share them.
 * @param {Values} values input_size, kernel_size, stride, dilation and padding
 * @returns {Refusal | null}
 */
function settingRefusal(values) {
  for (const [name, value] of Object.entries(values)) {
    if (!Number.isInteger(value) && !(name === "padding" && typeof value === "string"))
      return { reason: "not_an_integer", values: { name, value: String(value) } };
  }
  for (const name of ["input_size", "kernel_size", "stride", "dilation"])
    if (Number(values[name]) < 1) return { reason: `${name}_not_positive`, values };
  return Number(values.padding) < 0 ? { reason: "padding_negative", values } : null;
}

/**
 * Return why a convolution has no output on this axis, or null when it has one.
 * @param {Along} along @returns {Refusal | null}
 */
export function refusal({ input_size, kernel_size, stride = 1, padding = 0, dilation = 1 }) {
  const values = { input_size, kernel_size, stride: Number(stride), padding, dilation };
  const wrong = settingRefusal(values);
  if (wrong) return wrong;
  if (typeof padding === "string" && padding !== "same" && padding !== "valid")
    return { reason: "padding_unknown", values };
  if (padding === "same" && stride !== 1) return { reason: "same_padding_with_stride", values };
  const [before, after] = paddingSides(padding, kernel_size, dilation);
  const padded_size = input_size + before + after;
  const effective = effectiveKernelSize(kernel_size, dilation);
  if (effective <= padded_size) return null;
  const found = {
    padded_size,
    effective_kernel_size: effective,
    smallest_padding: Math.ceil((effective - input_size) / 2),
    largest_kernel_size: Math.floor((padded_size - 1) / dilation) + 1,
  };
  return { reason: "kernel_larger_than_input", values: { ...values, ...found } };
}

/** Return the size of one axis after a convolution: floor((i + 2p - d(k - 1) - 1) / s) + 1. @param {Along} along @returns {number} */
export function outputSize(along) {
  const refused = refusal(along);
  if (refused) throw new GeometryError(refused);
  const { input_size, kernel_size, stride, padding = 0, dilation } = along;
  const [before, after] = paddingSides(padding, kernel_size, dilation);
  const room = input_size + before + after - effectiveKernelSize(kernel_size, dilation);
  return Math.floor(room / (stride ?? 1)) + 1;
}

const PADDING_MODES = ["zeros", "reflect", "replicate", "circular"];

/**
 * Return why these padded cells cannot be filled from the input, or null: a mirror must not reach beyond the
 * far edge, a circle must not wrap more than once.
 * @param {number} inputSize
 * @param {number} padding the larger one of the two sides
 * @param {string} mode @returns {Refusal | null}
 */
function paddingModeRefusal(inputSize, padding, mode) {
  if (!PADDING_MODES.includes(mode))
    return { reason: "padding_mode_unknown", values: { padding_mode: mode } };
  const largest = mode === "reflect" ? inputSize - 1 : mode === "circular" ? inputSize : padding;
  if (padding <= largest) return null;
  const values = { input_size: inputSize, padding, largest_padding: largest };
  return { reason: `${mode}_padding_too_large`, values };
}

/** Return why windows that may be padded otherwise than with zeros have no place on this axis, or null. @param {Along & { padding_mode?: string }} along */
export function placeRefusal({ padding_mode = "zeros", ...along }) {
  const { input_size, kernel_size, padding = 0, dilation } = along;
  const after = () => paddingSides(padding, kernel_size, dilation)[1];
  return refusal(along) ?? paddingModeRefusal(input_size, after(), padding_mode);
}

/**
 * Return which pixel of an axis stands at `index`, which may lie in the padding; -1 for a plain zero.
 * @param {number} index @param {number} size @param {string} mode @returns {number}
 */
export function sourceIndex(index, size, mode) {
  if (index >= 0 && index < size) return index;
  if (mode === "reflect") return index < 0 ? -index : 2 * (size - 1) - index;
  if (mode === "replicate") return index < 0 ? 0 : size - 1;
  return mode === "circular" ? (index + size) % size : -1;
}

/**
 * Return why a pooling has no output on this axis, or null when it has one.
 * @param {Along} along @returns {Refusal | null}
 */
export function poolingRefusal({ input_size, kernel_size, stride, padding = 0, dilation = 1, ceil_mode }) {
  const step = stride ?? kernel_size;
  const values = { input_size, kernel_size, stride: step, padding, dilation };
  const wrong = settingRefusal(values);
  if (wrong) return wrong;
  const largest_padding = Math.floor(kernel_size / 2);
  if (Number(padding) > largest_padding)
    return { reason: "padding_over_half_kernel", values: { ...values, largest_padding } };
  const padded_size = input_size + 2 * Number(padding);
  const effective = effectiveKernelSize(kernel_size, dilation);
  if (effective <= padded_size + (ceil_mode ? step - 1 : 0)) return null;
  const largest_kernel_size = Math.floor((input_size - 1) / dilation) + 1;
  const found = { padded_size, effective_kernel_size: effective, largest_kernel_size };
  return { reason: "pooling_larger_than_input", values: { ...values, ...found } };
}

/**
 * Return the size of one axis after pooling: floor((i + 2p - d(k - 1) - 1 + c) / s) + 1, where c is s - 1 with
 * ceil_mode; a last window that would start in the far padding is dropped.
 * @param {Along} along @returns {number}
 */
export function pooledSize(along) {
  const refused = poolingRefusal(along);
  if (refused) throw new GeometryError(refused);
  const { input_size, kernel_size, padding = 0, dilation, ceil_mode } = along;
  const step = along.stride ?? kernel_size;
  const padded = input_size + 2 * Number(padding);
  const room = padded - effectiveKernelSize(kernel_size, dilation) + (ceil_mode ? step - 1 : 0);
  const size = Math.floor(room / step) + 1;
  return ceil_mode && (size - 1) * step >= input_size + Number(padding) ? size - 1 : size;
}

/**
 * Return the pixels of one axis that one cell of an adaptive pooling reads: from floor(index * i / o) up to, not
 * including, ceil((index + 1) * i / o). Windows may overlap.
 * @param {number} inputSize @param {number} outputSize @param {number} index @returns {number[]}
 */
export function adaptiveWindow(inputSize, outputSize, index) {
  const start = Math.floor((index * inputSize) / outputSize);
  const end = Math.ceil(((index + 1) * inputSize) / outputSize);
  return Array.from({ length: end - start }, (_, offset) => start + offset);
}
