/** The five filters, or five units of the dense net, and beside each what it makes of the picture. */

import { largestOf } from "../../kit/arithmetic/grid.js";
import { NOTE } from "../../kit/arithmetic/note_network.js";
import { shortNumber } from "../../kit/arithmetic/rounding.js";
import { make, setText } from "../../kit/dom/dom.js";
import { rowsOf } from "../../kit/grid/cell.js";
import { NumberGrid } from "../../kit/grid/grid.js";
import { drawPixels } from "../../kit/grid/map.js";
import { signedPaint, signedPixels } from "../../kit/grid/scale.js";
import { createPointer } from "../../kit/grid/walking.js";
import { NETS, SHOWN } from "../model/nets.js";
import { scaleOf } from "../model/session.js";
import { indexAt } from "../model/trainer.js";
import { numberText, scalesText } from "../model/words.js";

/** @import { Numbers } from "../model/session.js" */

const FAINT = 0.03; // of the scale: a sign that nobody sees

/** @param {number} value */
const weightText = (value) => (Number.isFinite(value) ? shortNumber(value) : "–");

/** @param {Grid} kernel @param {number} scale @param {Kit} kit @param {boolean} isWritten */
const cellsOf = (kernel, scale, { theme }, isWritten) =>
  rowsOf(kernel, (_, __, at) => {
    const value = kernel.values[at];
    return {
      text: isWritten ? weightText(value) : value < -FAINT * scale ? "−" : "",
      paint: signedPaint(Number.isFinite(value) ? value : 0, scale, theme),
      hint: isWritten ? undefined : weightText(value),
    };
  });

/** @param {Kit} kit */
function createOne(kit) {
  const { kernelSize } = NOTE;
  const pointer = createPointer([kernelSize, kernelSize], (...place) => grid.point(...place));
  const grid = new NumberGrid({
    onPress: () => kit.set({ numbers: kit.settings().numbers ? 0 : 1 }),
    ...{ onArrow: pointer.onArrow, onEnd: pointer.onEnd },
  });
  pointer.goTo(0, 0);
  const [map, unit, other] = ["map", "unit", "other"].map((name) =>
    make("canvas", { role: "img", class: name }),
  );
  const number = make("span.note.number", { "aria-hidden": true });
  const beside = make("div.beside.in-column", other, map);
  return {
    grid,
    ...{ map, unit, other, number },
    element: make("div.filter.in-grid.at-bottom", grid, unit, beside, number),
  };
}

/** What the kept run shows where the film stands: its weights, and how far their colours reach. @param {Numbers} numbers @returns {[weights: Grid[], scale: number] | null} */
function keptOf({ kept, now, scale, setup }) {
  if (!kept) return null;
  const { weights } = kept.film[Math.max(indexAt(kept.film, now.update), 0)];
  const { net } = kept.setup;
  return [NETS[net].weightsShown(weights), net === setup.net ? scale : scaleOf(kept.film, net)];
}

/** @param {HTMLCanvasElement} canvas @param {Grid} grid @param {number} scale @param {Kit} kit @param {string} label @param {number} n */
function drawNamed(canvas, grid, scale, kit, label, n) {
  drawPixels(canvas, grid, signedPixels(scale || 1, kit.theme));
  const [a, b] = [Math.min, Math.max].map((end) => numberText(end(...grid.values)));
  canvas.setAttribute("aria-label", kit.label(label, { n, a, b }));
}

/** @param {Kit} kit @param {HTMLElement} onward the way to other pages with these filters */
export function createFilters(kit, onward) {
  const all = Array.from({ length: SHOWN }, () => createOne(kit));
  const [title, note] = [make("b"), make("span.note")];
  const head = make("p.panel-head.wraps", title, " ", note, onward);
  const row = make("div.filters.in-grid", ...all);
  const fit = (/** @type {number} */ box) => {
    for (const { grid } of all) grid.fit(box);
  };
  return {
    element: make("section.panel", head, row),
    grids: { fit },
    /** @param {Numbers} numbers @param {Grid[]} maps of the picture @param {boolean} isWritten */
    show(numbers, maps, isWritten) {
      const { now, scale, setup } = numbers;
      const isDense = setup.net === "dense";
      const weights = NETS[setup.net].weightsShown(now.weights);
      const kept = keptOf(numbers);
      const limit = largestOf(maps);
      setText(title, kit.label(isDense ? "training.filters_dense" : "training.filters"));
      setText(note, scalesText(kit, numbers, weights, maps));
      all.forEach(({ grid, map, unit, other, number }, at) => {
        const n = at + 1;
        setText(number, String(n));
        grid.element.hidden = isDense;
        unit.hidden = !isDense;
        if (isDense) drawNamed(unit, weights[at], scale, kit, "training.unit", n);
        else grid.show(kit.label("training.filter", { n }), cellsOf(weights[at], scale, kit, isWritten));
        drawNamed(map, maps[at], limit, kit, isDense ? "training.products" : "training.map", n);
        other.hidden = !kept;
        if (kept) drawNamed(other, kept[0][at], kept[1], kit, "training.filter_a", n);
      });
    },
  };
}
