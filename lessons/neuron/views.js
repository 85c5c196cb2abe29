// @ts-check
/** The four views side by side: what stands in them, and what is lit in all of them at once. */

import { make } from "../kit/dom/dom.js";
import { createPanel } from "../kit/figure/panel.js";
import { fitGrids } from "../kit/grid/fitting.js";
import { createLegend } from "../kit/grid/legend.js";
import {
  columnCells,
  flatCells,
  matrixCells,
  neuronCells,
  outputCells,
  productCells,
  windowCells,
} from "./cells.js";
import { createNeuron } from "./edges.js";
import { compute, EDGES, learned, movedAlong, neuronOf } from "./numbers.js";
import { createGrids } from "./pointing.js";
import { KERNEL_SIZE, OUTPUTS, PIXELS, PLACES, placeOf, SIDE, WEIGHTS } from "./settings.js";
import { createSharing } from "./sharing.js";
import { twinsOf } from "./twins.js";
import { createWritten } from "./written.js";

/**
 * @typedef {import("../kit/dom/kit.js").Kit} Kit
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {import("./twins.js").Pointed} Pointed
 * @typedef {import("./numbers.js").Numbers} Numbers
 * @typedef {ReturnType<typeof createPanels>} Panels
 */

const GRIDS = /** @type {const} */ (["window", "products", "neuron", "pixels", "matrix", "column", "output"]);

/** @param {Kit} kit @param {ReturnType<typeof createGrids>} grids */
function createPanels(kit, grids) {
  const written = createWritten(kit);
  const neuron = createNeuron(kit, {
    onPoint: (weight) => grids.point(grids.ofWeight(weight), false),
    onLeave: () => grids.point(null, false),
    onPress: grids.keepWeight,
  });
  const drawn = make("div", { class: "drawn" }, grids.neuron.element, ...neuron.elements);
  const equals = make("span", { class: "op equals", "aria-hidden": true }, "=");
  const table = make("div", { class: "table" }, grids.matrix.element, equals, grids.column.element);
  const panels = {
    window: createPanel("window", kit.label("neuron.window"), grids.window.element),
    products: createPanel("products", kit.label("neuron.sum"), grids.products.element, written.element),
    neuron: createPanel("drawing", kit.label("neuron.neuron"), drawn),
    matrix: createPanel("rows", kit.label("neuron.matrix"), grids.pixels.element, table),
    output: createPanel("output", kit.label("fig.output"), grids.output.element),
  };
  const [moved, legend] = [make("p", { class: "note moved" }), createLegend(kit)];
  panels.output.element.append(moved, legend.element);
  return { panels, written, neuron, moved, legend, sharing: createSharing(kit) };
}

/** Where the window is, in each view. @param {ReturnType<typeof createGrids>} grids @param {Settings} chosen */
function markWindow(grids, { step }) {
  const [row, column] = placeOf(step - 1, PLACES);
  grids.window.mark("window", { row, column, height: KERNEL_SIZE, width: KERNEL_SIZE });
  grids.neuron.mark("whole", { row: 0, column: 0, height: WEIGHTS, width: 1 });
  grids.matrix.mark("window", { row: step - 1, column: 0, height: 1, width: PIXELS });
  grids.column.mark("window", { row: step - 1, column: 0, height: 1, width: 1 });
  grids.output.mark("window", { row, column, height: 1, width: 1 });
  grids.column.point(step - 1, 0);
  grids.output.point(row, column);
}

/** @param {Panels} parts @param {Kit} kit @param {Settings} chosen @param {Numbers} now @param {boolean} isTold whether the number of weights may be read */
function showNotes({ panels, moved }, kit, chosen, now, isTold) {
  const { down, right } = chosen;
  panels.window.note.textContent = `${SIDE}×${SIDE}, ${kit.label("neuron.press_a_cell")}`;
  panels.products.note.textContent = kit.label("neuron.sum_note");
  panels.neuron.note.textContent = kit.label("neuron.neuron_note", { n: PIXELS - WEIGHTS });
  const count = isTold ? String(learned(chosen)) : "?";
  panels.matrix.note.replaceChildren(
    make("span", { class: "sizes" }, kit.label("neuron.matrix_sizes"), " "),
    kit.label("neuron.matrix_note", { e: EDGES, n: count }),
  );
  panels.output.note.textContent = `${PLACES}×${PLACES}`;
  const { along, inside } = movedAlong(now);
  const isMoved = down !== 0 || right !== 0;
  moved.textContent = isMoved
    ? kit.label("neuron.moved", { k: along, n: inside })
    : kit.label("neuron.folded", { n: OUTPUTS });
  moved.classList.toggle("lost", along < inside);
}

/** @param {Kit} kit @param {import("./pointing.js").Hands} hands */
export function createViews(kit, hands) {
  const grids = createGrids(kit, hands);
  const parts = createPanels(kit, grids);
  const { panels, written, neuron, legend, sharing } = parts;
  const places = Object.values(panels).map((panel) => panel.element);
  const element = make("div", { class: "field four" }, ...places, sharing.element);
  const fitted = Object.fromEntries(GRIDS.map((name) => [name, grids[name]]));
  fitGrids(element, fitted, kit.signal);
  /** Outline what is pointed at, else the weight that is kept; returns the weight of this output that is lit, if one is. @param {Pointed | null} pointed @param {Settings} chosen */
  const light = (pointed, { step, weight, shared }) => {
    const output = step - 1;
    const twins = twinsOf(pointed ?? { kind: "weight", weight: weight - 1, output }, output, shared === 1);
    for (const name of GRIDS) grids[name].link(twins[name]);
    neuron.light(twins.edges);
    return twins.edges[0] ?? null;
  };
  return {
    element,
    light,
    /** @param {Settings} chosen @param {boolean} isTold */
    show(chosen, isTold) {
      const now = compute(chosen);
      const here = neuronOf(now, chosen, chosen.step - 1);
      grids.window.show(kit.label("neuron.window"), windowCells(now, chosen.step - 1, kit));
      grids.products.show(kit.label("neuron.sum"), productCells(now, here, kit));
      grids.neuron.show(kit.label("neuron.neuron"), neuronCells(here, kit));
      grids.pixels.show(kit.label("neuron.pixels"), flatCells(now, kit));
      grids.matrix.show(kit.label("neuron.matrix"), matrixCells(now, kit));
      grids.column.show(kit.label("neuron.column"), columnCells(now, kit));
      grids.output.show(kit.label("fig.output"), outputCells(now, chosen, kit));
      written.show(here, chosen, now.limit);
      neuron.show(here, chosen, now);
      legend.show(now.limit);
      sharing.show(chosen);
      markWindow(grids, chosen);
      showNotes(parts, kit, chosen, now, isTold);
      light(null, chosen);
    },
  };
}
