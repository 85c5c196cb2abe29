/** The field of a photo: overview, loupe and output map, and below them the sum of one window. */

import { oneCell } from "../../kit/arithmetic/grid.js";
import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { createPanel, make, setText, signBetween } from "../../kit/dom/dom.js";
import { fitGrids, registerLength } from "../../kit/grid/fitting.js";
import { createLinks } from "../../kit/grid/links.js";
import { createLegend, signedPaint, signedPixels } from "../../kit/grid/scale.js";
import { cellOf, kernelArea, outputCell, windowArea } from "../model/limits.js";
import { stepOf } from "../model/numbers.js";
import {
  createFormula,
  inputCells,
  inputColour,
  kernelCells,
  productCells,
  showKeys,
  windowCells,
} from "./cells.js";
import { createPhotoGrids, loupeOver, middleIn, seenThrough } from "./loupe.js";

/** @import { Settings } from "../model/limits.js" */
/** @import { Numbers } from "../model/numbers.js" */
/** @typedef {ReturnType<typeof createParts>} Parts */

const OUTPUT_LOUPE = 3; // cells of a side around the cursor that can be read in the output

/** @param {Kit} kit @param {LessonHands} hands @param {import("./loupe.js").Loupe} place */
function createParts(kit, hands, place) {
  const grids = createPhotoGrids(kit, hands, place);
  const [formula, links, legend] = [createFormula(kit), createLinks(hands.root), createLegend(kit)];
  const box = (/** @type {HTMLElement} */ map) => make("div.map-box", map);
  const panels = {
    input: createPanel("input", kit.label("fig.input"), box(grids.input.element)),
    loupe: createPanel("loupe", kit.label("conv.loupe"), grids.loupe),
    output: createPanel("output", kit.label("fig.output"), box(grids.output.element)),
    window: createPanel("window", kit.label("fig.window"), grids.window),
    kernel: createPanel("kernel", kit.label("fig.kernel"), grids.kernel),
    products: createPanel("products", kit.label("fig.products"), grids.products),
  };
  const keys = { padding: make("p.note.pad-note"), never: make("p.note.never-note") };
  const side = make("div.side.key.in-column", formula, legend, keys.never, keys.padding);
  const working = make("div.working.apart", panels.window, signBetween("×", ".wide-only"), panels.kernel);
  working.append(signBetween("=", ".equals.no-phone"), panels.products.element, side);
  const { input, loupe, output } = panels;
  const element = make("div.field.photo.by-area", input, loupe, output, working);
  element.append(links.element);
  return { grids, formula, links, legend, panels, keys, element };
}

/** The size of the photo; one that is drawn smaller than it is says so. @param {Parts} parts @param {Numbers} now @param {Settings} chosen @param {Kit} kit */
function paintSize({ grids, panels }, { input }, chosen, kit) {
  const size = { h: input.height, w: input.width };
  const padding = kit.label("conv.photo_padding", { p: chosen.padding });
  const percent = Math.floor(100 * grids.input.scale);
  const drawn = percent < 100 ? `, ${kit.label("conv.drawn_at", { n: percent })}` : "";
  const more = make("span.no-phone", `, ${padding}${drawn}`);
  panels.input.note.replaceChildren(kit.label("conv.photo_note", size), more);
}

/** @param {Parts} parts @param {Numbers} now @param {Kit} kit */
function paintOutput({ grids, legend, panels }, { output, limit }, kit) {
  grids.output.show(kit.label("fig.output"), output, signedPixels(limit, kit.theme));
  legend.show(limit);
  const zero = kit.theme === "light" ? "conv.zero_white" : "conv.zero_dark";
  const zeroNote = make("span.no-phone", `, ${kit.label(zero)}`);
  panels.output.note.replaceChildren(`${output.height}×${output.width}`, zeroNote);
}

/** What the loupe shows, and where it lies. @param {Parts} parts @param {Numbers} now @param {Settings} chosen @param {Kit} kit @param {Area} area */
function paintLoupe({ grids, panels }, now, chosen, kit, area) {
  const { padded } = now;
  const window = windowArea(chosen, ...cellOf(chosen));
  const cells = inputCells(now, chosen, kit, area);
  const part = { row: area.row, column: area.column, rows: padded.height, columns: padded.width };
  grids.loupe.show(kit.label("conv.loupe"), cells, part);
  grids.loupe.mark("window", seenThrough(area, window));
  /** @param {number} _ @param {number} row @param {number} column */
  const write = (_, row, column) => cells[row - area.row][column - area.column].text;
  grids.input.read(area, write, middleIn(area, window));
  grids.input.mark("lens", area);
  grids.input.mark("window", window);
  const holds = window.height <= area.height && window.width <= area.width;
  const [y, x] = holds
    ? [area.height, area.width]
    : [Math.min(area.height, window.height), Math.min(area.width, window.width)];
  const values = { h: window.height, w: window.width, y, x };
  setText(panels.loupe.note, kit.label(holds ? "conv.loupe_note" : "conv.loupe_part", values));
}

/** The numbers of the one window. @param {Parts} parts @param {Numbers} now @param {Settings} chosen @param {Kit} kit */
function paintWindow({ grids, formula, panels }, now, chosen, kit) {
  const step = stepOf(now, chosen);
  grids.window.show(kit.label("conv.window"), windowCells(now, chosen, step, kit));
  grids.kernel.show(kit.label("fig.kernel"), kernelCells(now, kit));
  grids.products.show(kit.label("fig.products"), productCells(now, step, kit));
  for (const grid of [grids.window, grids.products]) grid.mark("whole", kernelArea(chosen));
  setText(panels.kernel.note, kit.label("set.press_a_cell"));
  formula.show(step, chosen.bias, signedPaint(step.output, now.limit, kit.theme));
  const cell = outputCell(chosen);
  const around = loupeOver(cell, OUTPUT_LOUPE, now.output);
  grids.output.read(around, (value) => formatNumber(value), cellOf(chosen));
  grids.output.mark("cursor", cell);
}

/** What play has not reached yet lies under a veil. @param {Parts} parts @param {Numbers} now @param {Settings} chosen @param {boolean} isPlaying */
function paintVeil({ grids }, { output }, chosen, isPlaying) {
  const row = cellOf(chosen)[0] + 1;
  const rest = { row, column: 0, height: output.height - row, width: output.width };
  grids.output.mark("veil", isPlaying && rest.height > 0 ? rest : null);
}

/** @param {Parts} parts @param {Settings} chosen @param {Area} area of the loupe */
function drawLinks({ grids, formula, links }, chosen, area) {
  links.draw(() => [
    { from: grids.input.rectOf(area), to: grids.loupe.rectOf({ ...area, row: 0, column: 0 }), kind: "lens" },
    {
      from: grids.output.rectOf(outputCell(chosen)),
      to: formula.result.getBoundingClientRect(),
      kind: "drop",
    },
  ]);
}

/** @param {Kit} kit @param {LessonHands} hands @returns {import("./grid_field.js").Field} */
export function createPhotoField(kit, hands) {
  /** @type {{ chosen: Settings, now: Numbers, area: Area } | null} */
  let shown = null;
  let loupeCells = 0;

  /** The keyboard walks beyond the loupe's edge. @param {Area} area */
  const move = (area) => {
    if (!shown || (area.row === shown.area.row && area.column === shown.area.column)) return;
    shown = { ...shown, area };
    paintLoupe(parts, shown.now, shown.chosen, kit, area);
    drawLinks(parts, shown.chosen, area);
  };
  const area = () => shown?.area ?? oneCell(0, 0);
  const parts = createParts(kit, hands, { area, move });

  /** @param {Settings} chosen @param {Numbers} now */
  const paint = (chosen, now) => {
    const isSameInput = shown?.now.padded === now.padded && shown.chosen.reads === chosen.reads;
    // Neither weights nor a window that moves change the overview.
    if (!isSameInput) {
      parts.grids.input.show(kit.label("fig.input"), now.padded, inputColour(now, chosen, kit.theme));
      showKeys(parts.keys, now, chosen, kit);
    }
    if (shown?.now !== now) paintOutput(parts, now, kit);
    const window = windowArea(chosen, ...cellOf(chosen));
    shown = { chosen, now, area: loupeOver(window, loupeCells, now.padded) };
    paintSize(parts, now, chosen, kit);
    parts.grids.unlink();
    parts.grids.pixel.standAt(...middleIn(shown.area, window));
    paintLoupe(parts, now, chosen, kit, shown.area);
    paintWindow(parts, now, chosen, kit);
    paintVeil(parts, now, chosen, hands.isPlaying());
    drawLinks(parts, chosen, shown.area);
  };
  const { input, output, loupe, window, kernel, products } = parts.grids;
  for (const name of ["--map-width", "--map-height"]) registerLength(name);
  const fit = fitGrids(parts.element, { loupe, window, kernel, products }, kit.signal, () => {
    const style = getComputedStyle(parts.element);
    const [width, height, cells] = ["--map-width", "--map-height", "--loupe-cells"].map((name) =>
      Number.parseFloat(style.getPropertyValue(name)),
    );
    for (const map of [input, output]) map.fit(width, height);
    const isOther = cells !== loupeCells;
    if (shown) paintSize(parts, shown.now, shown.chosen, kit);
    loupeCells = cells;
    if (shown && isOther) paint(shown.chosen, shown.now);
    else if (shown) drawLinks(parts, shown.chosen, shown.area);
  });
  return { element: parts.element, paint, fit, followStep: () => {} };
}
