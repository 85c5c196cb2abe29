/** The new weights of the layer above as a histogram: as many in every part of ±1/√fan_in, by chance. */

import { equalSign, formatCount, shortNumber } from "../../kit/arithmetic/rounding.js";
import { make, setText } from "../../kit/dom/dom.js";
import { weightShape } from "../model/limits.js";
import { boundOf, weightsOf } from "../model/numbers.js";

const BARS = 10;
const HEIGHT = 120; // px of the highest bar
const DIGITS = 3;

/** How many weights lie in each tenth of the range. @param {number[]} weights @param {number} bound */
function histogram(weights, bound) {
  const bars = new Array(BARS).fill(0);
  for (const weight of weights) {
    const part = Math.floor(((weight + bound) / (2 * bound)) * BARS);
    bars[Math.min(Math.max(part, 0), BARS - 1)] += 1;
  }
  return bars;
}

/** @param {HTMLElement} root @param {Kit} kit @returns {View} */
function build(root, kit) {
  const title = make("b");
  const bound = make("p.note");
  const bars = make("ul.bars.in-grid.centred.tight.at-bottom");
  const [lowest, highest] = [make("span"), make("span")];
  const axis = make("p.axis.note.apart", { "aria-hidden": true }, lowest, make("span", "0"), highest);
  const count = make("p.note");
  root.append(make("section.card.start-card", make("p", title), bound, bars, axis, count));
  return {
    paint(/** @type {import("../model/limits.js").Settings} */ chosen) {
      const [shape, layer] = [weightShape(chosen), weightsOf(chosen)];
      root.firstElementChild?.toggleAttribute("inert", !layer);
      if (!shape || !layer) return;
      const fanIn = shape[1] * shape[2] * shape[3];
      const limit = boundOf(fanIn);
      const weights = Array.from(layer.exact);
      const counts = histogram(weights, limit);
      const most = Math.max(...counts);
      const edge = (/** @type {number} */ at) => ((2 * at) / BARS - 1) * limit;
      const write = (/** @type {number} */ value) => value.toFixed(DIGITS).replace("-", "−");
      setText(title, kit.label("conv2d.histogram", { s: chosen.seed }));
      const ends = { n: fanIn, b: write(limit), eq: equalSign(limit, DIGITS) };
      setText(bound, kit.label("conv2d.histogram_bound", ends));
      const lines = counts.map((each, at) => {
        const values = { a: write(edge(at)), b: write(edge(at + 1)), n: each };
        const name = kit.label("conv2d.histogram_bar", values);
        const bar = make("i.own-line", { style: `height: ${(HEIGHT * each) / most}px` });
        return make("li", { "aria-label": name }, make("span", { "aria-hidden": true }, String(each)), bar);
      });
      bars.replaceChildren(...lines);
      setText(lowest, write(-limit));
      setText(highest, `+${write(limit)}`);
      const [a, b] = [Math.min, Math.max].map((end) => shortNumber(end(...weights)));
      count.textContent = kit.label("conv2d.histogram_count", { n: formatCount(weights.length), a, b });
    },
  };
}

/** @type {Figure} */
export const figure = { settings: {}, follows: "conv2d", build };
