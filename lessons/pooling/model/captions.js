/** What is said of a step. */

import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { countOf, shortCount } from "../../kit/controls/transport.js";
import { cellOf, sizeOf } from "./limits.js";
import { exact, plain, stepsOf, sumOf, tiesOf } from "./numbers.js";

/** @import { Settings } from "./limits.js" */
/** @import { Numbers } from "./numbers.js" */

/** What both outputs of a step are, and after a move what they were. @param {import("../../kit/dom/kit.js").Kit} kit @param {Numbers} now @param {Settings} chosen */
function sayStep(kit, now, chosen) {
  const [row, column] = cellOf(chosen);
  const [other, average] = stepsOf(now, chosen);
  const isConv = chosen.layer === "conv";
  const write = isConv ? (/** @type {number} */ value) => formatNumber(value) : plain;
  const values = {
    r: row + 1,
    c: column + 1,
    n: other.values.length,
    m: write(other.output),
    s: exact(sumOf(average)),
    d: average.divisor ?? 1,
    a: formatNumber(average.output),
  };
  const parts = [kit.label(isConv ? "pool.sentence_conv" : "pool.sentence", values)];
  const ties = isConv ? 1 : tiesOf(other);
  if (ties > 1) parts.push(kit.label("pool.tie", { t: ties }));
  if (chosen.shift > 0) {
    const at = row * now.outputs[0].values.width + column;
    const [x, y] = now.outputs.map(({ was }) => was.values[at]);
    parts.push(kit.label("pool.before", { x: write(x), y: formatNumber(y) }));
  }
  return parts.join(" ");
}

/** @param {import("../../kit/dom/kit.js").Kit} kit @param {import("../../kit/figure/scenes.js").Scene} scene @returns {import("../../kit/figure/lesson_figure.js").Caption} */
export function caption(kit, { chosen, now }) {
  const count = now.outputs[0].steps.length;
  const lead = kit.label("play.count", countOf(chosen.step, count));
  return { lead, text: sayStep(kit, now, chosen), short: shortCount(chosen.step, count) };
}

const IMPORTS = 3;
const AROUND = 2; // the lines in which a grid of typed numbers begins and ends
const OTHERS = 6; // the batch, both layers, both outputs, the print, what it prints

/** How long the code of a state is, so that its place is as high before it comes; code.py writes it. @param {Settings} chosen */
export function codeLines(chosen) {
  const weights = chosen.layer === "conv" ? 1 + AROUND + chosen.kernel_size : 0;
  return IMPORTS + AROUND + sizeOf(chosen)[0] + weights + OTHERS;
}
