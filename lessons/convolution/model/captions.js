/** The sentence of a step. */

import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { countOf, shortCount } from "../../kit/controls/transport.js";
import { fileStem } from "../../kit/dom/page.js";
import { cellOf } from "./limits.js";
import { stepOf } from "./numbers.js";
import { isPhoto } from "./photos.js";

/** @import { Settings } from "./limits.js" */

/** @type {import("../../kit/figure/lesson_figure.js").Lesson["caption"]} */
export function caption(kit, { chosen, now }) {
  if (!now) return null;
  const [row, column] = cellOf(chosen);
  const { sum, output } = stepOf(now, chosen);
  const written = { s: formatNumber(sum), b: formatNumber(chosen.bias), o: formatNumber(output) };
  const values = { r: row + 1, c: column + 1, n: now.kernel.values.length, ...written };
  const steps = now.output.values.length;
  const lead = kit.label("play.count", countOf(chosen.step, steps));
  return { lead, text: kit.label("conv.sentence", values), short: shortCount(chosen.step, steps) };
}

const IMPORTS = 3;
const PHOTO = 2; // what reads its pixels, and the pixels
const AROUND = 2; // the lines in which a grid of typed numbers begins and ends
const OTHERS = 5; // the call, no_grad, the output, the print, what it prints

/** How long the code of a state is, so that its place is as high before it comes; code.py writes it. @param {Settings} chosen */
export function codeLines({ input, height, kernel_size, bias }) {
  const image = isPhoto(input) ? PHOTO : height + AROUND;
  return IMPORTS + image + kernel_size[0] + AROUND + (bias ? 1 : 0) + OTHERS;
}

/** Such as "convolution-k3-s1-p1". @param {Settings} chosen */
export function stemOf({ kernel_size, stride, padding, dilation }) {
  return fileStem("convolution", { kernel_size, stride, padding, ...(dilation > 1 ? { dilation } : {}) });
}
