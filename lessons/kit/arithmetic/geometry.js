/** Sizes: how long an axis is after a convolution, and why some settings have no answer. */

/** @typedef {Record<string, number | string>} Values the numbers a refusal speaks about, by PyTorch's names */
/** @typedef {{reason: string, values: Values}} Refusal */

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
export function effectiveKernelSize(kernelSize, dilation = 1) {
  return dilation * (kernelSize - 1) + 1;
}

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
export function settingRefusal(values) {
  for (const [name, value] of Object.entries(values)) {
    if (!Number.isInteger(value) && !(name === "padding" && typeof value === "string")) {
      return { reason: "not_an_integer", values: { name, value: String(value) } };
    }
  }
  for (const name of ["input_size", "kernel_size", "stride", "dilation"]) {
    if (Number(values[name]) < 1) return { reason: `${name}_not_positive`, values };
  }
  return Number(values.padding) < 0 ? { reason: "padding_negative", values } : null;
}

/**
 * Return why a convolution has no output on this axis, or null when it has one.
 * @param {number} inputSize @param {number} kernelSize @param {number} [stride]
 * @param {number | string} [padding] @param {number} [dilation] @returns {Refusal | null}
 */
export function refusal(inputSize, kernelSize, stride = 1, padding = 0, dilation = 1) {
  const values = { input_size: inputSize, kernel_size: kernelSize, stride, padding, dilation };
  const wrong = settingRefusal(values);
  if (wrong) return wrong;
  if (typeof padding === "string" && padding !== "same" && padding !== "valid") {
    return { reason: "padding_unknown", values };
  }
  if (padding === "same" && stride !== 1) return { reason: "same_padding_with_stride", values };
  const [before, after] = paddingSides(padding, kernelSize, dilation);
  const paddedSize = inputSize + before + after;
  const effective = effectiveKernelSize(kernelSize, dilation);
  if (effective <= paddedSize) return null;
  const found = {
    padded_size: paddedSize,
    effective_kernel_size: effective,
    smallest_padding: Math.ceil((effective - inputSize) / 2),
    largest_kernel_size: Math.floor((paddedSize - 1) / dilation) + 1,
  };
  return { reason: "kernel_larger_than_input", values: { ...values, ...found } };
}

/**
 * Return the size of one axis after a convolution: floor((i + 2p - d(k - 1) - 1) / s) + 1.
 * @param {number} inputSize @param {number} kernelSize @param {number} [stride]
 * @param {number | string} [padding] @param {number} [dilation] @returns {number}
 */
export function outputSize(inputSize, kernelSize, stride = 1, padding = 0, dilation = 1) {
  const refused = refusal(inputSize, kernelSize, stride, padding, dilation);
  if (refused) throw new GeometryError(refused);
  const [before, after] = paddingSides(padding, kernelSize, dilation);
  const room = inputSize + before + after - effectiveKernelSize(kernelSize, dilation);
  return Math.floor(room / stride) + 1;
}
