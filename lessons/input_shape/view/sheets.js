/** The pictures on a brick: one a channel, as PyTorch reads the numbers. */

import { bytesOf } from "../../kit/arithmetic/packed.js";
import { make } from "../../kit/dom/dom.js";

/** Bytes from base64; null for none. @param {string | undefined} text */
export function decode(text) {
  return text ? bytesOf(text) : null;
}

const OPAQUE = 0xff000000;

/** One grey picture as a data address. @param {ArrayLike<number>} bytes @param {number} from @param {number} height @param {number} width */
function sheetImage(bytes, from, height, width) {
  const canvas = make("canvas", { width, height });
  const pixels = new ImageData(width, height);
  const words = new Uint32Array(pixels.data.buffer);
  for (let at = 0; at < words.length; at++) words[at] = OPAQUE | (bytes[from + at] * 0x010101);
  canvas.getContext("2d")?.putImageData(pixels, 0, 0);
  return canvas.toDataURL("image/png");
}

/**
 * A picture for each channel that is drawn; where more channels are there, evenly spread ones.
 * @param {ArrayLike<number> | null} bytes in the order of the axes
 * @param {Record<string, number | string>} lengths by axis
 * @param {number} sheets how many are drawn
 * @returns {string[]}
 */
export function sheetImages(bytes, { C = 1, H, W }, sheets) {
  if (!bytes || typeof H !== "number" || typeof W !== "number" || typeof C !== "number") return [];
  if (bytes.length < C * H * W) return [];
  return Array.from({ length: sheets }, (_, at) => {
    const channel = sheets === C ? at : Math.round((at * (C - 1)) / Math.max(sheets - 1, 1));
    return sheetImage(bytes, channel * H * W, H, W);
  });
}

/** A picture in colour of planes R, G, B that lie behind each other. @param {ArrayLike<number>} bytes @param {number} height @param {number} width */
export function colourImage(bytes, height, width) {
  const canvas = make("canvas", { width, height });
  const pixels = new ImageData(width, height);
  const plane = height * width;
  for (let at = 0; at < plane; at++) {
    for (let channel = 0; channel < 3; channel++) pixels.data[4 * at + channel] = bytes[channel * plane + at];
    pixels.data[4 * at + 3] = 255;
  }
  canvas.getContext("2d")?.putImageData(pixels, 0, 0);
  return canvas.toDataURL("image/png");
}
