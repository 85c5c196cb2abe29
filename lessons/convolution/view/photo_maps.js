/** How the pixels of a photo are coloured. */

import { greyPixels, hatchColour, pixelOf, signedPixels, veiledPixels } from "../../kit/grid/scale.js";

/** @import { Theme } from "../../kit/dom/kit.js" */
/** @import { Colour } from "../../kit/grid/map.js" */
/** @import { Settings } from "../model/limits.js" */
/** @import { Numbers } from "../model/numbers.js" */

const HATCH = 4; // pixels between two lines

/**
 * The padded input: grey, or how often each pixel is read; what is never read is hatched under a veil.
 * @param {Numbers} now
 * @param {Settings} chosen
 * @param {Theme} theme
 * @returns {Colour}
 */
export function inputColour({ input, padded, reads, mostReads, unread }, chosen, theme) {
  const grey = greyPixels();
  if (!chosen.reads && unread === 0) return grey;
  const [veiled, count] = [veiledPixels(theme), signedPixels(mostReads, theme)];
  const hatch = pixelOf(hatchColour(theme));
  return (value, at) => {
    const row = Math.floor(at / padded.width) - chosen.padding;
    const column = (at % padded.width) - chosen.padding;
    if (row < 0 || column < 0 || row >= input.height || column >= input.width) return grey(value);
    const times = reads.values[row * input.width + column];
    if (times === 0) return (row + column) % HATCH === 0 ? hatch : veiled(value);
    return chosen.reads ? count(times) : grey(value);
  };
}
