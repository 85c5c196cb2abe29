/** The channels that go in: grey, or red, green and blue of a photo, or maps that an earlier layer has made of it. */

import { convolve } from "../../kit/arithmetic/convolution.js";
import { bytesOf, latest } from "../../kit/arithmetic/grid.js";
import { roundResult } from "../../kit/arithmetic/rounding.js";
import { remembered } from "../../kit/dom/storage.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */
const LUMA = [0.299, 0.587, 0.114];
/** Filters of the earlier layer, one for each of up to eight maps: edges, and an average. */
const EARLIER = [
  [1, 0, -1, 1, 0, -1, 1, 0, -1],
  [1, 1, 1, 0, 0, 0, -1, -1, -1],
  [-1, 0, 1, -1, 0, 1, -1, 0, 1],
  [-1, -1, -1, 0, 0, 0, 1, 1, 1],
  [1, 1, 0, 1, 0, -1, 0, -1, -1],
  [0, 1, 1, -1, 0, 1, -1, -1, 0],
  [0, -1, 0, -1, 4, -1, 0, -1, 0],
  Array(9).fill(0.2),
].map((weights) => ({ height: 3, width: 3, values: Float64Array.from(weights) }));

/** Red, green and blue of the photo. @type {Map<"photo", Grid[]>} */
const memory = remembered();

/** The photo that Python has sent: red, green and blue, each side × side. @param {{ side: number, hundredths: string }} sent */
export function takePhoto({ side, hundredths }) {
  const bytes = bytesOf(hundredths);
  const channels = [0, 1, 2].map((channel) => {
    const plane = bytes.subarray(channel * side * side, (channel + 1) * side * side);
    return { height: side, width: side, values: Float64Array.from(plane, (value) => value / 100) };
  });
  memory.set("photo", channels);
}

/** Averages of square blocks, in hundredths. @param {Grid} map @param {number} side */
function shrunk({ width, values }, side) {
  const block = width / side;
  const average = (/** @type {number} */ at) => {
    const [top, left] = [Math.floor(at / side) * block, (at % side) * block];
    let sum = 0;
    for (let row = top; row < top + block; row++)
      for (let column = left; column < left + block; column++) sum += values[row * width + column];
    return roundResult(sum / block ** 2);
  };
  const averages = Float64Array.from({ length: side * side }, (_, at) => average(at));
  return { height: side, width: side, values: averages };
}

/** @param {Grid[]} colours @returns {Grid} */
function grey([red, green, blue]) {
  const values = red.values.map((value, at) =>
    roundResult(LUMA[0] * value + LUMA[1] * green.values[at] + LUMA[2] * blue.values[at]),
  );
  return { ...red, values };
}

/** What is below 0 becomes 0, as after a ReLU, and what is above 1 becomes 1. @param {Grid} map @param {Grid} kernel @returns {Grid} */
function filtered(map, kernel) {
  const made = convolve(map, kernel, { kernel_size: [3, 3], padding: [1, 1] });
  return { ...made, values: made.values.map((value) => roundResult(Math.min(Math.max(value, 0), 1))) };
}

/** The channels that go in, in hundredths from 0 to 1. @param {number} channels @param {number} side @returns {Grid[]} */
export const inputsOf = (channels, side) => kept({ channels, side });

const kept = latest(
  (/** @type {{ channels: number, side: number }} */ { channels, side }) => {
    const colours = (memory.get("photo") ?? []).map((channel) => shrunk(channel, side));
    if (channels === 3) return colours;
    const plain = grey(colours);
    return channels === 1 ? [plain] : EARLIER.slice(0, channels).map((kernel) => filtered(plain, kernel));
  },
  ({ channels, side }) => [memory.get("photo"), channels, side],
);

/** A short name of a channel. @param {number} channels @param {number} channel from 0 */
export const channelName = (channels, channel) => (channels === 3 ? "RGB"[channel] : String(channel + 1));
