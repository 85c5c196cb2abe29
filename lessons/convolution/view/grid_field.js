/** The field of a small input: every number of input, kernel, products and output in its cell. */

import { make, setText } from "../../kit/dom/dom.js";
import { createPanel } from "../../kit/figure/panel.js";
import { fitGrids } from "../../kit/grid/fitting.js";
import { createLegend } from "../../kit/grid/legend.js";
import { createLinks } from "../../kit/grid/links.js";
import { signedPaint } from "../../kit/grid/scale.js";
import { cellOf, placesOf, windowArea } from "../model/limits.js";
import { layer, stepOf } from "../model/numbers.js";
import { mistakenPlace } from "../model/question.js";
import { inputCells, kernelCells, outputCells, productCells } from "./cells.js";
import { createFormula } from "./formula.js";
import { showStep } from "./motion.js";
import { createGrids } from "./walking.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Settings } from "../model/limits.js" */
/** @import { Numbers } from "../model/numbers.js" */
/** @import { Hands } from "./walking.js" */
/**
 * @typedef {ReturnType<typeof createParts>} Parts
 *
 * @typedef {object} Field what a stage shows between its upper edge and the sentence
 * @property {HTMLElement} element
 * @property {(chosen: Settings, now: Numbers) => void} paint
 * @property {() => void} fit take the room there is
 * @property {(chosen: Settings) => void} followStep let the eye follow what a step has done
 */

const GRIDS = /** @type {const} */ (["input", "kernel", "products", "output"]);

/** The four grids in their panels, with what is written beside them. @param {Kit} kit @param {ReturnType<typeof createGrids>} grids */
function createPanels(kit, grids) {
  const keys = {
    padding: make("span.note.pad-note"),
    never: make("span.note.never-note"),
  };
  const legend = createLegend(kit);
  const key = make("p.key", keys.padding, keys.never);
  const panels = {
    input: createPanel("input", kit.label("fig.input"), grids.input.element, key),
    kernel: createPanel("kernel", kit.label("fig.kernel"), grids.kernel.element),
    products: createPanel("products", kit.label("fig.products"), grids.products.element),
    output: createPanel("output", kit.label("fig.output"), grids.output.element, legend.element),
  };
  return { keys, legend, panels };
}

/** @param {HTMLElement} root @param {Kit} kit @param {Hands} hands */
function createParts(root, kit, hands) {
  const grids = createGrids(kit, hands);
  const { keys, legend, panels } = createPanels(kit, grids);
  const [formula, links] = [createFormula(kit), createLinks(root)];
  const equals = make("span.op.equals", { "aria-hidden": true }, "=");
  const element = make(
    "div.field.convolution",
    ...GRIDS.map((name) => panels[name].element),
    equals,
    formula.element,
    links.element,
  );
  return { grids, keys, formula, legend, panels, links, element };
}

/** Lines from the window to the kernel, and from the result to its cell. @param {Parts} parts @param {Settings} chosen */
function drawLinks({ grids, formula, links }, chosen) {
  const [row] = cellOf(chosen);
  const rows = { ...windowArea(chosen, row, 0), column: 0, width: chosen.width + 2 * chosen.padding };
  const kernel = { row: 0, column: 0, height: chosen.kernel_size[0], width: chosen.kernel_size[1] };
  const cell = { row, column: 0, height: 1, width: 1 };
  // Both end at the side of a grid: a line across digits would hide them.
  links.draw(() => [
    { from: grids.input.rectOf(rows), to: grids.kernel.rectOf(kernel), kind: "magnify" },
    { from: formula.result.getBoundingClientRect(), to: grids.output.rectOf(cell), kind: "travel" },
  ]);
}

/** Where the window is, and dotted, where it goes next. @param {Parts["grids"]} grids @param {Settings} chosen */
function markWindow({ input, products, output }, chosen) {
  const [row, column] = cellOf(chosen);
  const [down, across] = placesOf(chosen);
  const isLast = chosen.step === down * across;
  const next = cellOf({ ...chosen, step: chosen.step + 1 });
  input.mark("window", windowArea(chosen, row, column));
  input.mark("next", isLast ? null : windowArea(chosen, ...next));
  products.mark("whole", { row: 0, column: 0, height: chosen.kernel_size[0], width: chosen.kernel_size[1] });
  output.mark("window", { row, column, height: 1, width: 1 });
  output.mark("next", isLast ? null : { row: next[0], column: next[1], height: 1, width: 1 });
  output.point(row, column);
}

/** A wrong guess is drawn: dashed, where its rule looks. @param {Parts["grids"]} grids @param {Numbers} now @param {Settings} chosen @param {string | null} rule */
function markMistake(grids, { input, kernel }, chosen, rule) {
  const state = { input, kernel, layer: layer(chosen), step: chosen.step };
  const place = rule === null ? null : mistakenPlace(rule, state);
  for (const name of /** @type {const} */ (["input", "kernel", "products"])) {
    grids[name].mark("mistake", place?.grid === name ? place.area : null);
  }
}

/** @param {Parts} parts @param {Numbers} now @param {Settings} chosen @param {Kit} kit @param {import("../../kit/quiz/predict.js").Answer} nextAnswer */
function paintGrids({ grids, formula, legend }, now, chosen, kit, nextAnswer) {
  const step = stepOf(now, chosen);
  grids.input.show(kit.label("fig.input"), inputCells(now, chosen, kit));
  grids.kernel.show(kit.label("fig.kernel"), kernelCells(now, kit));
  grids.products.show(kit.label("fig.products"), productCells(now, step, kit));
  grids.output.show(kit.label("fig.output"), outputCells(now, chosen, kit, nextAnswer));
  grids.unlink();
  markWindow(grids, chosen);
  formula.show(step, chosen.bias, signedPaint(step.output, now.limit, kit.theme));
  legend.show(now.limit);
}

/** @param {Parts} parts @param {Numbers} now @param {Settings} chosen @param {Kit} kit */
function paintNotes({ panels, keys }, { input, kernel, output, unread }, chosen, kit) {
  const size = { h: input.height, w: input.width, p: chosen.padding };
  setText(panels.input.note, kit.label("conv.input_note", size));
  setText(panels.kernel.note, kit.label("conv.click_a_cell"));
  setText(panels.products.note, kit.label("conv.products_note"));
  setText(panels.output.note, `${output.height}×${output.width}`);
  const mode = chosen.padding_mode === "zeros" ? "conv.pad_value" : "conv.pad_mode";
  keys.padding.textContent = kit.label(chosen.padding > 0 ? mode : "conv.no_padding", {
    mode: chosen.padding_mode,
  });
  setText(keys.never, kit.label("fig.never", { n: unread, all: input.values.length }));
  keys.never.classList.toggle("some", unread > 0);
  panels.kernel.element.dataset.size = `${kernel.height}×${kernel.width}`;
}

/** @param {HTMLElement} root @param {Kit} kit @param {Hands} hands @returns {Field} */
export function createGridField(root, kit, hands) {
  const parts = createParts(root, kit, hands);
  const { grids, formula, element } = parts;
  const { input, kernel, products, output } = grids;
  const fit = fitGrids(element, { input, kernel, products, output }, kit.signal, () =>
    drawLinks(parts, kit.settings()),
  );
  return {
    element,
    fit,
    paint(chosen, now) {
      paintGrids(parts, now, chosen, kit, hands.nextAnswer());
      markMistake(grids, now, chosen, hands.mistake());
      paintNotes(parts, now, chosen, kit);
      drawLinks(parts, chosen);
    },
    followStep(chosen) {
      const [row, column] = cellOf(chosen);
      const place = output.rectOf({ row, column, height: 1, width: 1 });
      showStep(element, products, formula.result, place);
    },
  };
}
