// @ts-check
/** What `nn.Conv2d` makes of a tensor: the shape that comes out, or torch's own words. Compared with torch by test. */

/**
 * @typedef {object} Layer a Conv2d with a bias, stride 1 and float32 weights
 * @property {number} in_channels
 * @property {number} out_channels
 * @property {number} kernel_size
 * @property {number} padding
 *
 * @typedef {{ shape: number[], error: "", message: "" } | { shape: null, error: string, message: string }} Outcome
 */

/** As torch's messages call the types. @type {Record<string, string>} */
export const TYPE_WORDS = {
  float32: "float",
  float64: "double",
  uint8: "unsigned char",
  int64: "long int",
};
export const DTYPES = Object.keys(TYPE_WORDS);

/** @param {readonly number[]} shape */
export const listed = (shape) => `[${shape.join(", ")}]`;
/** A shape as Python writes a tuple. @param {readonly number[]} shape */
export const tuple = (shape) => `(${shape.join(", ")}${shape.length === 1 ? "," : ""})`;

/** @param {string} message @returns {Outcome} */
const refusal = (message) => ({ shape: null, error: "RuntimeError", message });

/**
 * @param {readonly number[]} shape
 * @param {string} dtype
 * @param {Layer} layer
 * @returns {Outcome}
 */
export function convOutcome(shape, dtype, { in_channels, out_channels, kernel_size, padding }) {
  if (dtype !== "float32") {
    return refusal(`Input type (${TYPE_WORDS[dtype]}) and bias type (float) should be the same`);
  }
  if (shape.length !== 3 && shape.length !== 4) {
    return refusal(
      `Expected 3D (unbatched) or 4D (batched) input to conv2d, but got input of size: ${listed(shape)}`,
    );
  }
  const batch = shape.length === 3 ? [1, ...shape] : shape;
  const [, channels, height, width] = batch;
  if (channels !== in_channels) {
    const weight = listed([out_channels, in_channels, kernel_size, kernel_size]);
    return refusal(
      `Given groups=1, weight of size ${weight}, expected input${listed(batch)} to have ${in_channels} channels, but got ${channels} channels instead`,
    );
  }
  const [high, wide] = [height + 2 * padding, width + 2 * padding];
  if (high < kernel_size || wide < kernel_size) {
    return refusal(
      `Calculated padded input size per channel: (${high} x ${wide}). Kernel size: (${kernel_size} x ${kernel_size}). Kernel size can't be greater than actual input size`,
    );
  }
  const out = [...batch.slice(0, -3), out_channels, high - kernel_size + 1, wide - kernel_size + 1];
  return { shape: shape.length === 3 ? out.slice(1) : out, error: "", message: "" };
}
