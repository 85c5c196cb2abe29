/** How long the code of a state is, so that its place is as high before it comes; code.py writes it. */

import { isPhoto } from "./photos.js";

const IMPORTS = 3;
const PHOTO = 2; // what reads its pixels, and the pixels
const AROUND = 2; // the lines in which a grid of typed numbers begins and ends
const OTHERS = 5; // the call, no_grad, the output, the print, what it prints

/** @param {import("./limits.js").Settings} chosen */
export function codeLines({ input, height, kernel_size, bias }) {
  const image = isPhoto(input) ? PHOTO : height + AROUND;
  return IMPORTS + image + kernel_size[0] + AROUND + (bias ? 1 : 0) + OTHERS;
}
