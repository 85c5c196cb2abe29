/** One output cell, drawn four times: window, written sum, neuron, row of the matrix; what is lit in all of them at once; the settings. */

import { oneCell, placeOf } from "../kit/arithmetic/grid.js";
import { formatCount, formatNumber } from "../kit/arithmetic/rounding.js";
import { OWN, together } from "../kit/controls/control.js";
import { createSettings } from "../kit/controls/settings.js";
import { createPanel, make, named, operator, setText } from "../kit/dom/dom.js";
import { lessonFigure } from "../kit/figure/lesson_figure.js";
import { createLegend, signedPaint, styleOf } from "../kit/grid/scale.js";
import { countsOf, createAreas, KINDS, parameters } from "./counting/counts.js";
import * as limits from "./model/limits.js";
import {
  EDGES,
  KERNEL_SIZE,
  learned,
  movedAlong,
  neuronOf,
  PIXELS,
  PLACES,
  SIDE,
  WEIGHTS,
} from "./model/limits.js";
import * as words from "./model/words.js";
import { createNeuron, gridCells } from "./view/drawing.js";
import { createGrids, twinsOf } from "./view/pointing.js";

/** @import { Numbers, Settings } from "./model/limits.js" */
/** @import { Pointed } from "./view/pointing.js" */

const NONE = "none"; // each output has weights of its own

/** The nine shared weights; outputs with their own have no kernel, and typing alone makes others. @param {Kit} kit @returns {Special} */
const kernel = (kit) => ({
  options: (names) => names.toSpliced(-1, 0, [NONE, kit.label("neuron.kernel_none")]),
  value: ({ shared, kernel: now }) => (shared === 0 ? NONE : now),
  change(name) {
    if (name === OWN) return null;
    return name === NONE ? { shared: 0 } : { kernel: name, shared: 1 };
  },
  says: (name, { shared }) => (shared === 1 || name === NONE || name === OWN ? null : "neuron.shared_again"),
});

const LAYER = { picture_size: 28, kernel_size: 5, out_channels: 5 };

/** How many parameters the live network's layer has: dense, with a weight an edge, and shared. @param {Kit} kit */
function createSharing(kit) {
  const [counts, areas] = [countsOf(LAYER), createAreas()];
  const lines = KINDS.map((kind) => {
    const number = make("b", formatCount(parameters(counts[kind])));
    return make("li", { class: kind }, number, " ", make("span", kit.label(`neuron.as_${kind}`)));
  });
  const note = make("p.note", kit.label("neuron.area"));
  const list = make("ul.counts.note.in-one", ...lines);
  const panel = createPanel("sharing", kit.label("neuron.sharing"), areas, list, note);
  return {
    element: panel.element,
    show(/** @type {Settings} */ { shared }) {
      const now = shared ? "shared" : "own";
      areas.show(counts, now);
      for (const [i, line] of lines.entries()) line.classList.toggle("now", KINDS[i] === now);
    },
  };
}

/** The end of the written sum: 8 + bias, and what ReLU makes of it. @param {Kit} kit */
function createWritten(kit) {
  const [sum, bias, before, result] = ["", "term", "", "result"].map((name) => make("b", { class: name }));
  const relu = make("span.op.relu-word", "ReLU");
  const element = make("p.terms", operator("="), named(sum, kit.label("neuron.sum_below")), operator("+"));
  element.append(named(bias, kit.label("neuron.bias_below")), operator("="), before, relu);
  element.append(named(result, kit.label("neuron.output_below")));
  return {
    element,
    /** @param {import("./view/drawing.js").Neuron} neuron @param {Settings} chosen @param {number} limit of the colours */
    show(neuron, chosen, limit) {
      setText(sum, formatNumber(neuron.sum));
      setText(bias, formatNumber(chosen.bias));
      setText(before, formatNumber(neuron.before));
      setText(result, formatNumber(neuron.output));
      relu.classList.toggle("off", !chosen.relu);
      bias.style.cssText = styleOf(signedPaint(chosen.bias, limit, kit.theme));
      result.style.cssText = styleOf(signedPaint(neuron.output, limit, kit.theme));
    },
  };
}

/** @typedef {ReturnType<typeof createPanels>} Panels */

/** What each grid is called. */
const CALLED = {
  ...{ window: "fig.window", products: "neuron.sum", neuron: "neuron.neuron", pixels: "neuron.pixels" },
  ...{ matrix: "neuron.matrix", column: "neuron.column", output: "fig.output" },
};
const GRIDS = /** @type {(keyof typeof CALLED)[]} */ (Object.keys(CALLED));

/** @param {Kit} kit @param {ReturnType<typeof createGrids>} grids */
function createPanels(kit, grids) {
  const written = createWritten(kit);
  const neuron = createNeuron(kit, {
    onPoint: (weight) => grids.point(grids.ofWeight(weight), false),
    onLeave: () => grids.point(null, false),
    onPress: (weight) => grids.keep(grids.ofWeight(weight)),
  });
  const drawn = make("div.drawn.apart", grids.neuron, ...neuron.elements);
  const equals = make("span.op.equals.wide-only", { "aria-hidden": true }, "=");
  const table = make("div.table.in-row", grids.matrix, equals, grids.column);
  const panels = {
    window: createPanel("window", kit.label("fig.window"), grids.window),
    products: createPanel("products", kit.label("neuron.sum"), grids.products, written),
    neuron: createPanel("drawing", kit.label("neuron.neuron"), drawn),
    matrix: createPanel("rows", kit.label("neuron.matrix"), grids.pixels, table),
    output: createPanel("output", kit.label("fig.output"), grids.output),
  };
  const [moved, legend] = [make("p.note.moved"), createLegend(kit)];
  panels.output.element.append(moved, legend.element);
  return { panels, written, neuron, moved, legend, sharing: createSharing(kit) };
}

/** Where the window is, in each view. @param {ReturnType<typeof createGrids>} grids @param {Settings} chosen */
function markWindow(grids, { step }) {
  const [row, column] = placeOf(step - 1, PLACES);
  grids.window.mark("window", { row, column, height: KERNEL_SIZE, width: KERNEL_SIZE });
  grids.neuron.mark("whole", { row: 0, column: 0, height: WEIGHTS, width: 1 });
  grids.matrix.mark("window", { row: step - 1, column: 0, height: 1, width: PIXELS });
  grids.column.mark("window", oneCell(step - 1, 0));
  grids.output.mark("window", oneCell(row, column));
  grids.column.point(step - 1, 0);
  grids.output.point(row, column);
}

/** @param {Panels} parts @param {Kit} kit @param {Settings} chosen @param {Numbers} now @param {boolean} isTold whether the number of weights may be read */
function showNotes({ panels, moved }, kit, chosen, now, isTold) {
  setText(panels.window.note, `${SIDE}×${SIDE}, ${kit.label("set.press_a_cell")}`);
  setText(panels.products.note, kit.label("neuron.sum_note"));
  setText(panels.neuron.note, kit.label("neuron.neuron_note", { n: PIXELS - WEIGHTS }));
  const count = isTold ? String(learned(chosen)) : "?";
  const sizes = make("span.no-phone", kit.label("neuron.matrix_sizes"), " ");
  panels.matrix.note.replaceChildren(sizes, kit.label("neuron.matrix_note", { e: EDGES, n: count }));
  setText(panels.output.note, `${PLACES}×${PLACES}`);
  const { along, inside } = movedAlong(now);
  moved.textContent = words.movedWords(kit, chosen, now);
  moved.classList.toggle("strong", along < inside);
}

/** All that is shown of an output. @param {Kit} kit @param {ReturnType<typeof createGrids>} grids @param {Panels} parts @param {Settings} chosen @param {Numbers} now @param {boolean} isTold whether the number of weights may be read */
function paint(kit, grids, parts, chosen, now, isTold) {
  const here = neuronOf(now, chosen, chosen.step - 1);
  const cells = gridCells(now, chosen, here, kit);
  for (const name of GRIDS) grids[name].show(kit.label(CALLED[name]), cells[name]);
  parts.written.show(here, chosen, now.limit);
  parts.neuron.show(here, chosen, now);
  parts.legend.show(now.limit);
  parts.sharing.show(chosen);
  markWindow(grids, chosen);
  showNotes(parts, kit, chosen, now, isTold);
}

/** @param {Kit} kit @param {LessonHands} hands @returns {LessonView} */
function createView(kit, hands) {
  const { isPlaying, nextAnswer, sentence, control } = hands;
  /** Outline what is pointed at, else the weight that is kept; returns the weight of this output that is lit, if one is. @param {Pointed | null} pointed @param {Settings} chosen */
  const light = (pointed, { step, weight, shared }) => {
    const output = step - 1;
    const twins = twinsOf(pointed ?? { kind: "weight", weight: weight - 1, output }, output, shared === 1);
    for (const name of GRIDS) grids[name].link(twins[name]);
    parts.neuron.light(twins.edges);
    return twins.edges[0] ?? null;
  };
  /** @param {Pointed | null} pointed @param {boolean} isByKey */
  const point = (pointed, isByKey) => {
    const chosen = kit.settings();
    const lit = light(pointed, chosen);
    if (isPlaying()) return;
    const said = { ...chosen, weight: lit === null ? chosen.weight : lit + 1 };
    const { lead, text, short } = words.caption(kit, { chosen: said });
    sentence.show(lead, text, isByKey, short);
  };
  const grids = createGrids(kit, { ...hands, point });
  const parts = createPanels(kit, grids);
  const seed = control("seed", { fixed: ({ shared }) => (shared ? "neuron.seed_own" : null) });
  return {
    field: make("div.field.four.by-area", ...Object.values(parts.panels), parts.sharing),
    grids: Object.fromEntries(GRIDS.map((name) => [name, grids[name]])),
    options: createSettings(kit, control, [["bias", "down", "right", control("kernel", kernel(kit)), seed]]),
    beside: together(make("div.switches.in-rows.pushed"), control("shared"), control("relu")),
    show({ chosen, now }) {
      paint(kit, grids, parts, chosen, now, nextAnswer() !== "hidden");
      light(null, chosen);
    },
  };
}

export const figure = lessonFigure({ name: "neuron", ...limits, ...words, asksAhead: true, createView });
