/** How many parameters the live network's layer has: dense, with a weight an edge, and shared. */

import { formatCount } from "../../kit/arithmetic/rounding.js";
import { make } from "../../kit/dom/dom.js";
import { createPanel } from "../../kit/figure/panel.js";
import { countsOf, parameters } from "../counting/numbers.js";
import { createAreas } from "./areas.js";

const LAYER = { picture_size: 28, kernel_size: 5, out_channels: 5 };
const KINDS = /** @type {const} */ (["dense", "own", "shared"]);

/** @param {import("../../kit/dom/kit.js").Kit} kit */
export function createSharing(kit) {
  const counts = countsOf(LAYER);
  const numbers = KINDS.map((kind) => parameters(counts[kind]));
  const areas = createAreas([...KINDS]);
  const lines = KINDS.map((kind, i) =>
    make(
      "li",
      { class: kind },
      make("b", formatCount(numbers[i])),
      " ",
      make("span", kit.label(`neuron.as_${kind}`)),
    ),
  );
  const note = make("p.note", kit.label("neuron.area"));
  const list = make("ul.counts", ...lines);
  const panel = createPanel("sharing", kit.label("neuron.sharing"), areas.element, list, note);
  return {
    element: panel.element,
    /** @param {import("../model/limits.js").Settings} chosen */
    show({ shared }) {
      const now = shared ? "shared" : "own";
      areas.show(numbers, now);
      lines.forEach((line, i) => {
        line.classList.toggle("now", KINDS[i] === now);
      });
    },
  };
}
