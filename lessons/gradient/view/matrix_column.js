/** The gradient of one kernel weight once more: its column of the matrix of /neuron, lying down, times what came back. */

import { make } from "../../kit/dom/dom.js";
import { usesOf } from "../model/sums.js";
import { written } from "../model/written.js";

/** @param {import("../../kit/dom/kit.js").Kit} kit */
export function createMatrixColumn(kit) {
  const body = make("tbody");
  const caption = make("caption.note", kit.label("grad.column"));
  const element = make("table.matrix-column", caption, body);
  /** @param {string} name @param {number[]} values @param {boolean[]} counts which products are not 0 */
  const row = (name, values, counts) => {
    const cells = values.map((value, at) =>
      make("td", { class: counts[at] ? "counts" : null }, written(value, 1)),
    );
    return make("tr", make("th", { scope: "row" }, kit.label(name)), ...cells);
  };
  return {
    element,
    /** @param {import("../model/given.js").Settings} chosen @param {import("../model/numbers.js").Numbers} now */
    show(chosen, now) {
      element.hidden = chosen.view !== "step" || chosen.layer !== "conv" || chosen.parameter === "bias";
      if (element.hidden) return;
      const uses = usesOf(chosen, now);
      const counts = uses.map(({ product }) => product !== 0);
      const of = (/** @type {"factor" | "gradient"} */ name) => uses.map((use) => use[name]);
      body.replaceChildren(
        row("grad.column_pixel", of("factor"), counts),
        row("grad.column_gradient", of("gradient"), counts),
      );
    },
  };
}
