/** What `nn.Conv2d` makes of a tensor: the shape that comes out, or why none does. Compared with torch by test. */

/**
 * @typedef {object} Layer a Conv2d with a bias, stride 1 and float32 weights
 * @property {number} in_channels
 * @property {number} out_channels
 * @property {number} kernel_size
 * @property {number} padding
 *
 * @typedef {"type" | "axes" | "channels" | "size"} Reason what torch comes upon first
 * @typedef {{ shape: number[], reason: null } | { shape: null, reason: Reason }} Outcome
 */

export const ERROR = "RuntimeError"; // whatever of these does not fit

/** A shape as Python writes a tuple. @param {readonly number[]} shape */
export const tuple = (shape) => `(${shape.join(", ")}${shape.length === 1 ? "," : ""})`;

/** @param {Reason} reason @returns {Outcome} */
const refusal = (reason) => ({ shape: null, reason });

/** @param {readonly number[]} shape @param {string} dtype @param {Layer} layer @returns {Outcome} */
export function convOutcome(shape, dtype, { in_channels, out_channels, kernel_size, padding }) {
  if (dtype !== "float32") return refusal("type");
  if (shape.length !== 3 && shape.length !== 4) return refusal("axes");
  const [channels, height, width] = shape.slice(-3);
  if (channels !== in_channels) return refusal("channels");
  const [high, wide] = [height + 2 * padding, width + 2 * padding];
  if (high < kernel_size || wide < kernel_size) return refusal("size");
  const sizes = [high - kernel_size + 1, wide - kernel_size + 1];
  return { shape: [...shape.slice(0, -3), out_channels, ...sizes], reason: null };
}
