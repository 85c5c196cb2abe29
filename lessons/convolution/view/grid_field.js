/** The field of a small input: every number of input, kernel, products and output in its cell, and how the cells answer. */

import { hasCell } from "../../kit/arithmetic/grid.js";
import { createPanel, make, placeIn, setText, signBetween } from "../../kit/dom/dom.js";
import { fitGrids } from "../../kit/grid/fitting.js";
import { NumberGrid } from "../../kit/grid/grid.js";
import { createLinks } from "../../kit/grid/links.js";
import { createLegend, signedPaint } from "../../kit/grid/scale.js";
import { createPointer, createTypedGrid, linkAll, typeCell, walkSteps } from "../../kit/grid/walking.js";
import {
  cellOf,
  inputOf,
  kernelArea,
  kernelOf,
  outputCell,
  PIXEL_LIMITS,
  placesOf,
  WEIGHT_LIMITS,
  walk,
  windowArea,
} from "../model/limits.js";
import { compute, layer, readersOf, stepOf, windowOf } from "../model/numbers.js";
import { mistakenPlace } from "../model/words.js";
import { createFormula, inputCells, kernelCells, outputCells, productCells, showKeys } from "./cells.js";

/** @import { Settings } from "../model/limits.js" */
/** @import { Numbers } from "../model/numbers.js" */

const ROW = 40; // ms between two rows of products
const TRAVEL = { duration: 180, easing: "cubic-bezier(.2, 0, 0, 1)" };
/** @param {HTMLElement} field @param {import("../../kit/grid/grid.js").NumberGrid} products @param {HTMLElement} result where the written sum ends @param {DOMRect} place the result's cell in the output */
function showStep(field, products, result, place) {
  products.appear(ROW);
  const from = result.getBoundingClientRect();
  const traveller = make("b.traveller.laid-over.in-grid", { "aria-hidden": true }, result.textContent ?? "");
  Object.assign(traveller.style, { background: result.style.background, color: result.style.color });
  field.append(traveller);
  const at = (/** @type {DOMRect} */ rect) => {
    const { left, top, width, height } = placeIn(field, rect);
    return { transform: `translate(${left}px, ${top}px)`, width: `${width}px`, height: `${height}px` };
  };
  traveller.animate([at(from), at(place)], TRAVEL).finished.finally(() => traveller.remove());
}

/**
 * @typedef {ReturnType<typeof createParts>} Parts
 * @typedef {ReturnType<typeof createGridField>} Field what a stage shows between its upper edge and the sentence
 */

/** Type another number into the input or the kernel. @param {Kit} kit @param {LessonHands} hands @param {"input" | "kernel"} name @param {import("../../kit/grid/walking.js").Opened} opened */
function edit(kit, hands, name, opened) {
  const chosen = kit.settings();
  const [cells, limits, border] =
    name === "input" ? [inputOf(chosen), PIXEL_LIMITS, chosen.padding] : [kernelOf(chosen), WEIGHT_LIMITS, 0];
  const [y, x] = [opened[1] - border, opened[2] - border];
  if (!hasCell(cells, y, x)) return hands.sentence.remark(kit.label("conv.padding_fixed"));
  typeCell(kit, hands, opened, { name, cells, at: y * cells.width + x, limits });
}

/** How many rows and columns the input has with its padding. @param {Kit} kit @returns {[number, number]} */
export function paddedSize(kit) {
  const { height, width } = compute(kit.settings()).padded;
  return [height, width];
}

/** The grids of the kernel's size: a weight, its pixel and their product are lit together. @param {Kit} kit @param {LessonHands} hands @param {(pixel: [row: number, column: number]) => void} linkUnder the pixel under a weight, wherever else it stands @param {() => void} unlink */
export function createWeights(kit, hands, linkUnder, unlink) {
  /** @param {number} row @param {number} column */
  const onWeight = (row, column) => {
    const chosen = kit.settings();
    const under = windowOf(compute(chosen), chosen, ...cellOf(chosen))[row * chosen.kernel_size[1] + column];
    if (under) linkUnder(under);
    linkAll([window, kernel, products], row, column);
  };
  const weight = createPointer(() => kit.settings().kernel_size, onWeight);
  const { onArrow, onEnd } = weight;
  const walk = { onArrow, onEnd, onHover: onWeight, onPress: onWeight, onLeave: unlink };
  const kernel = createTypedGrid(weight, hands.pause, unlink, (opened) => edit(kit, hands, "kernel", opened));
  const [window, products] = [new NumberGrid(walk), new NumberGrid(walk)];
  return { window, kernel, products };
}

/** The four grids, wired together. @param {Kit} kit @param {LessonHands} hands */
function createGrids(kit, hands) {
  /** Outline a pixel and every output it feeds. @param {number} row @param {number} column */
  const linkPixel = (row, column) => {
    input.point(row, column);
    input.link([[row, column]]);
    output.link(readersOf(compute(kit.settings()), kit.settings(), row, column));
  };
  const unlink = () => {
    for (const grid of [input, kernel, products, output]) grid.link([]);
  };
  const pixel = createPointer(() => paddedSize(kit), linkPixel);
  const input = createTypedGrid(pixel, hands.pause, unlink, (opened) => edit(kit, hands, "input", opened));
  const { kernel, products } = createWeights(kit, hands, (pixel) => input.link([pixel]), unlink);
  // Arrows move the window, a press goes there, pointing shows what a cell reads.
  const { goTo, ...walking } = walkSteps(kit, hands.pause, walk);
  const output = new NumberGrid({
    ...{ ...walking, onPress: goTo, onLeave: unlink },
    onHover: (...cell) => input.link(windowOf(compute(kit.settings()), kit.settings(), ...cell)),
  });
  return { input, kernel, products, output, unlink };
}

/** The four grids in their panels, with what is written beside them. @param {Kit} kit @param {LessonHands} hands */
function createParts(kit, hands) {
  const grids = createGrids(kit, hands);
  const keys = { padding: make("span.note.pad-note"), never: make("span.note.never-note") };
  const [formula, links, legend] = [createFormula(kit), createLinks(hands.root), createLegend(kit)];
  const key = make("p.key.in-rows", keys.padding, keys.never);
  const panels = {
    input: createPanel("input", kit.label("fig.input"), grids.input, key),
    kernel: createPanel("kernel", kit.label("fig.kernel"), grids.kernel),
    products: createPanel("products", kit.label("fig.products"), grids.products),
    output: createPanel("output", kit.label("fig.output"), grids.output, legend),
  };
  const equals = signBetween("=", ".equals.no-phone");
  const element = make("div.field.convolution.by-area", ...Object.values(panels), equals, formula, links);
  return { grids, keys, formula, legend, panels, links, element };
}

/** Lines from the window to the kernel, and from the result to its cell. @param {Parts} parts @param {Settings} chosen */
function drawLinks({ grids, formula, links }, chosen) {
  const [row] = cellOf(chosen);
  const rows = { ...windowArea(chosen, row, 0), column: 0, width: chosen.width + 2 * chosen.padding };
  const cell = { ...outputCell(chosen), column: 0 };
  // Both end at the side of a grid: a line across digits would hide them.
  links.draw(() => [
    { from: grids.input.rectOf(rows), to: grids.kernel.rectOf(kernelArea(chosen)), kind: "magnify" },
    { from: formula.result.getBoundingClientRect(), to: grids.output.rectOf(cell), kind: "travel" },
  ]);
}

/** Where the window is, and dotted, where it goes next. @param {Parts["grids"]} grids @param {Settings} chosen */
function markWindow({ input, products, output }, chosen) {
  const [row, column] = cellOf(chosen);
  const [down, across] = placesOf(chosen);
  const isLast = chosen.step === down * across;
  const next = { ...chosen, step: chosen.step + 1 };
  input.mark("window", windowArea(chosen, row, column));
  input.mark("next", isLast ? null : windowArea(chosen, ...cellOf(next)));
  products.mark("whole", kernelArea(chosen));
  output.mark("window", outputCell(chosen));
  output.mark("next", isLast ? null : outputCell(next));
  output.point(row, column);
}

/** What stands in the grids and beside them. @param {Parts} parts @param {Numbers} now @param {Settings} chosen @param {Kit} kit @param {import("../../kit/quiz/predict.js").Answer} nextAnswer */
function paintPanels({ grids, formula, legend, panels, keys }, now, chosen, kit, nextAnswer) {
  const { input, kernel, output, limit } = now;
  const step = stepOf(now, chosen);
  grids.input.show(kit.label("fig.input"), inputCells(now, chosen, kit));
  grids.kernel.show(kit.label("fig.kernel"), kernelCells(now, kit));
  grids.products.show(kit.label("fig.products"), productCells(now, step, kit));
  grids.output.show(kit.label("fig.output"), outputCells(now, chosen, kit, nextAnswer));
  grids.unlink();
  markWindow(grids, chosen);
  formula.show(step, chosen.bias, signedPaint(step.output, limit, kit.theme));
  legend.show(limit);
  showKeys(keys, now, chosen, kit);
  const size = { h: input.height, w: input.width, p: chosen.padding };
  setText(panels.input.note, kit.label("conv.input_note", size));
  setText(panels.kernel.note, kit.label("set.press_a_cell"));
  setText(panels.products.note, kit.label("conv.products_note"));
  setText(panels.output.note, `${output.height}×${output.width}`);
  panels.kernel.element.dataset.size = `${kernel.height}×${kernel.width}`;
}

/** @param {Kit} kit @param {LessonHands} hands */
export function createGridField(kit, hands) {
  const parts = createParts(kit, hands);
  const { grids, formula, element } = parts;
  const { input, kernel, products, output } = grids;
  const fit = fitGrids(element, { input, kernel, products, output }, kit.signal, () =>
    drawLinks(parts, kit.settings()),
  );
  return {
    ...{ element, fit },
    /** @param {Settings} chosen @param {Numbers} now */
    paint(chosen, now) {
      paintPanels(parts, now, chosen, kit, hands.nextAnswer());
      const rule = hands.mistake();
      const state = { input: now.input, kernel: now.kernel, layer: layer(chosen), step: chosen.step };
      const mistaken = rule === null ? null : mistakenPlace(rule, state);
      for (const [name, grid] of Object.entries({ input, kernel, products }))
        grid.mark("mistake", mistaken?.grid === name ? mistaken.area : null);
      drawLinks(parts, chosen);
    },
    /** Let the eye follow what a step has done. @param {Settings} chosen */
    followStep(chosen) {
      showStep(element, products, formula.result, output.rectOf(outputCell(chosen)));
    },
  };
}
