/** Sizes of pooling: the stride is the kernel's size unless said otherwise, and ceil_mode keeps a remainder. */

import { effectiveKernelSize, GeometryError, settingRefusal } from "./geometry.js";

/** @import { Refusal } from "./geometry.js" */

/**
 * Return why a pooling has no output on this axis, or null when it has one.
 * @param {number} inputSize @param {number} kernelSize
 * @param {number | null} [stride] null means the kernel's size
 * @param {number} [padding] @param {number} [dilation] @param {boolean} [ceilMode] @returns {Refusal | null}
 */
export function poolingRefusal(
  inputSize,
  kernelSize,
  stride = null,
  padding = 0,
  dilation = 1,
  ceilMode = false,
) {
  const step = stride ?? kernelSize;
  const values = { input_size: inputSize, kernel_size: kernelSize, stride: step, padding, dilation };
  const wrong = settingRefusal(values);
  if (wrong) return wrong;
  const largestPadding = Math.floor(kernelSize / 2);
  if (padding > largestPadding) {
    return { reason: "padding_over_half_kernel", values: { ...values, largest_padding: largestPadding } };
  }
  const paddedSize = inputSize + 2 * padding;
  const room = paddedSize + (ceilMode ? step - 1 : 0);
  const effective = effectiveKernelSize(kernelSize, dilation);
  if (effective <= room) return null;
  const found = {
    padded_size: paddedSize,
    effective_kernel_size: effective,
    largest_kernel_size: Math.floor((inputSize - 1) / dilation) + 1,
  };
  return { reason: "pooling_larger_than_input", values: { ...values, ...found } };
}

/**
 * Return the size of one axis after pooling: floor((i + 2p - d(k - 1) - 1 + c) / s) + 1, where c is s - 1 with
 * ceil_mode; a last window that would start in the far padding is dropped.
 * @param {number} inputSize @param {number} kernelSize
 * @param {number | null} [stride] null means the kernel's size
 * @param {number} [padding] @param {number} [dilation] @param {boolean} [ceilMode] @returns {number}
 */
export function pooledSize(
  inputSize,
  kernelSize,
  stride = null,
  padding = 0,
  dilation = 1,
  ceilMode = false,
) {
  const refused = poolingRefusal(inputSize, kernelSize, stride, padding, dilation, ceilMode);
  if (refused) throw new GeometryError(refused);
  const step = stride ?? kernelSize;
  const room =
    inputSize + 2 * padding - effectiveKernelSize(kernelSize, dilation) + (ceilMode ? step - 1 : 0);
  const size = Math.floor(room / step) + 1;
  return ceilMode && (size - 1) * step >= inputSize + padding ? size - 1 : size;
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
