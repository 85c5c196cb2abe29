/** What stands in the padding: a zero, or a pixel of the input, by PyTorch's `padding_mode`. */

/** @import { Refusal } from "./geometry.js" */

const PADDING_MODES = ["zeros", "reflect", "replicate", "circular"];

/**
 * Return why these padded cells cannot be filled from the input, or null: a mirror must not reach beyond the
 * far edge, a circle must not wrap more than once.
 * @param {number} inputSize
 * @param {number} padding the larger one of the two sides
 * @param {string} mode @returns {Refusal | null}
 */
export function paddingModeRefusal(inputSize, padding, mode) {
  if (!PADDING_MODES.includes(mode)) {
    return { reason: "padding_mode_unknown", values: { padding_mode: mode } };
  }
  const largest = mode === "reflect" ? inputSize - 1 : mode === "circular" ? inputSize : padding;
  if (padding <= largest) return null;
  const values = { input_size: inputSize, padding, largest_padding: largest };
  return { reason: `${mode}_padding_too_large`, values };
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
