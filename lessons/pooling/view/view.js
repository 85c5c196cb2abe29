/** What stands on this lesson's stage: the map, a piece of it, both outputs, and the settings. */

import { switchOf } from "../../kit/controls/choice.js";
import { make, setText } from "../../kit/dom/dom.js";
import { createPanel } from "../../kit/figure/panel.js";
import { fitGrids } from "../../kit/grid/fitting.js";
import { createLegend } from "../../kit/grid/legend.js";
import { createLinks } from "../../kit/grid/links.js";
import { signedPixels } from "../../kit/grid/scale.js";
import { isPicture, LAST, PIECE, takePictures } from "../model/inputs.js";
import { cellOf, placesOf, table } from "../model/limits.js";
import { borderOf, compute, stepsOf, windowArea, plain as written } from "../model/numbers.js";
import { unexpectedCell } from "../model/question.js";
import { createEquation, inputCells, outputCells, shareCells, weightCells } from "./cells.js";
import { createControls } from "./controls.js";
import { createGrids } from "./walking.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Settings } from "../model/limits.js" */
/** @import { Numbers } from "../model/numbers.js" */

/**
 * @typedef {import("./walking.js").Hands & { mistake: () => string | null }} Hands
 * @typedef {ReturnType<typeof createParts>} Parts
 */

const OUTPUTS = /** @type {const} */ (["first", "second"]);
/** What each output is called, and PyTorch's layer beside it. @type {Record<string, [label: string, layer: string]>} */
const NAMES = {
  pool_max: ["pool.max", "MaxPool2d"],
  pool_average: ["pool.average", "AvgPool2d"],
  global_max: ["pool.max", "AdaptiveMaxPool2d(1)"],
  global_average: ["pool.average", "AdaptiveAvgPool2d(1)"],
  conv_conv: ["pool.conv", "Conv2d"],
  conv_average: ["pool.average", "AvgPool2d"],
};

/** @param {HTMLElement} root @param {Kit} kit @param {Hands} hands */
function createParts(root, kit, hands) {
  const grids = createGrids(kit, hands);
  const [legend, links] = [createLegend(kit), createLinks(root)];
  const from = make("p.note.from");
  const keys = make("p.key", make("span.note.key-winner"), make("span.note"));
  const kernel = make("div.kernel", make("p.note", kit.label("pool.weights")), grids.weights.element);
  const side = make("div.side", from, kernel);
  const panels = {
    map: createPanel("map-panel", kit.label("pool.map"), grids.map.element, side, legend.element),
    input: createPanel("input", kit.label("pool.piece"), grids.input.element, keys),
    first: createPanel("first", kit.label("pool.max"), grids.first.element),
    second: createPanel("second", kit.label("pool.average"), grids.second.element),
  };
  const how = { first: createEquation(kit), second: createEquation(kit) };
  for (const name of OUTPUTS) panels[name].element.append(how[name].element);
  const sections = Object.values(panels).map(({ element }) => element);
  const element = make("div.field.pooling.by-area", ...sections, links.element);
  return { grids, legend, links, from, keys, kernel, panels, how, element };
}

/** The lines from the piece of the map to its numbers. @param {Parts} parts @param {Settings} chosen */
function drawLinks({ grids, links }, chosen) {
  if (!isPicture(chosen.input)) return links.draw(() => []);
  const piece = { row: chosen.row - 1, column: chosen.column - 1, height: PIECE, width: PIECE };
  const border = borderOf(chosen);
  const shown = { row: border, column: 0, height: PIECE, width: 1 };
  links.draw(() => [{ from: grids.map.rectOf(piece), to: grids.input.rectOf(shown), kind: "magnify" }]);
}

/** @param {Parts} parts @param {Numbers} now @param {Settings} chosen @param {Kit} kit */
function paintMap({ grids, panels, from, kernel }, { map, limit }, chosen, kit) {
  const isOn = map !== null;
  panels.map.element.classList.toggle("off", !isOn);
  setText(panels.map.note, isOn ? `${map.height}×${map.width}` : "");
  const picture = kit.label(chosen.input === LAST ? "pool.from_last" : "pool.from_three");
  const source = kit.label("pool.from", { n: chosen.map, picture });
  setText(from, isOn ? source : kit.label("pool.from_numbers"));
  kernel.hidden = chosen.layer !== "conv";
  grids.map.element.hidden = !isOn;
  if (!map) return;
  const piece = { row: chosen.row - 1, column: chosen.column - 1, height: PIECE, width: PIECE };
  grids.map.show(kit.label("pool.map"), map, signedPixels(limit, kit.theme));
  grids.map.mark("piece", piece);
  grids.map.read(piece, (value) => written(value));
}

/** @param {Parts} parts @param {Numbers} now @param {Settings} chosen @param {Kit} kit */
function paintOutputs({ grids, panels, how }, now, chosen, kit) {
  const steps = stepsOf(now, chosen);
  OUTPUTS.forEach((name, i) => {
    const output = now.outputs[i];
    const [title, layer] = NAMES[`${chosen.layer}_${output.kind}`];
    const grid = grids[name];
    const called = kit.label(title);
    const isShares = chosen.gradient === 1;
    const head = isShares ? kit.label("pool.gradient_of", { name: called }) : called;
    const bold = panels[name].element.querySelector("b");
    if (bold) setText(bold, head);
    setText(panels[name].note, isShares ? "" : layer);
    const cells = isShares
      ? shareCells(output, kit)
      : outputCells(output, now, chosen, kit, grid.cellSize(...placesOf(chosen)));
    grid.element.classList.toggle("shares", isShares);
    grid.show(head, cells);
    how[name].show(output, steps[i], now, chosen);
  });
}

/** Where the window is, and dotted, where it goes next. @param {Parts["grids"]} grids @param {Settings} chosen @param {string | null} mistake */
function markWindow({ input, first, second }, chosen, mistake) {
  const [row, column] = cellOf(chosen);
  const [down, across] = placesOf(chosen);
  const isLast = chosen.step === down * across;
  const isShares = chosen.gradient === 1;
  const next = isLast ? null : cellOf({ ...chosen, step: chosen.step + 1 });
  input.mark("next", next && windowArea(chosen, ...next));
  input.mark("window", windowArea(chosen, row, column));
  const area = windowArea(chosen, row, column);
  const border = borderOf(chosen);
  const read = { ...area, row: area.row - border, column: area.column - border };
  for (const grid of [first, second]) {
    grid.mark("next", !isShares && next ? { row: next[0], column: next[1], height: 1, width: 1 } : null);
    grid.mark("window", isShares ? insideOf(read, chosen) : { row, column, height: 1, width: 1 });
    if (!isShares) grid.point(row, column);
  }
  const surprise = mistake && !isShares ? unexpectedCell(chosen, mistake) : null;
  first.mark("mistake", surprise && { row: surprise[0], column: surprise[1], height: 1, width: 1 });
}

/** The part of a window that lies on the input. @param {import("../../kit/grid/marks.js").Area} area @param {Settings} chosen @returns {import("../../kit/grid/marks.js").Area} */
function insideOf({ row, column, height, width }, chosen) {
  const whole = windowArea({ ...chosen, layer: "global" }, 0, 0);
  const [top, left] = [Math.max(row, 0), Math.max(column, 0)];
  return {
    row: top,
    column: left,
    height: Math.min(row + height, whole.height) - top,
    width: Math.min(column + width, whole.width) - left,
  };
}

/** @param {Parts} parts @param {Numbers} now @param {Settings} chosen @param {Kit} kit */
function paintNotes({ panels, keys }, { input, drawn, reads }, chosen, kit) {
  const isPart = isPicture(chosen.input);
  const title = panels.input.element.querySelector("b");
  if (title) setText(title, kit.label(isPart ? "pool.piece" : "pool.numbers"));
  const size = `${input.height}×${input.width}`;
  setText(panels.input.note, isPart ? kit.label("pool.piece_note", { size }) : size);
  const isConv = chosen.layer === "conv";
  const [winner, outside] = /** @type {HTMLElement[]} */ ([...keys.children]);
  winner.hidden = isConv;
  setText(winner, kit.label(chosen.gradient ? "pool.winner_gradient" : "pool.winner"));
  const border = borderOf(chosen);
  const unread = reads.values.filter((count) => count === 0).length;
  const hangs = drawn[0] > input.height + 2 * border || drawn[1] > input.width + 2 * border;
  setText(outside, outsideNote(kit, chosen, unread, hangs));
  const sign = border > 0 ? "pad-note" : hangs ? "over-note" : unread > 0 ? "never-note" : "";
  outside.className = `note ${sign}`;
  outside.hidden = sign === "";
}

/** What the cells outside the windows or the input are. @param {Kit} kit @param {Settings} chosen @param {number} unread @param {boolean} hangs */
function outsideNote(kit, chosen, unread, hangs) {
  if (borderOf(chosen) > 0) {
    if (chosen.layer === "conv") return kit.label("pool.pad_conv");
    return kit.label(chosen.count_include_pad ? "pool.pad_note" : "pool.pad_note_uncounted");
  }
  if (hangs) return kit.label("pool.over_note");
  return unread > 0 ? kit.label("pool.never_note", { n: unread }) : "";
}

/** @param {HTMLElement} root @param {Kit} kit @param {Hands} hands */
export function createField(root, kit, hands) {
  const parts = createParts(root, kit, hands);
  const { grids, element, legend } = parts;
  const { input, weights, first, second } = grids;
  /** @param {Settings} chosen @param {Numbers} now */
  const paint = (chosen, now) => {
    paintMap(parts, now, chosen, kit);
    grids.input.show(kit.label("pool.input"), inputCells(now, chosen, kit));
    if (chosen.layer === "conv") weights.show(kit.label("pool.weights"), weightCells(now.weights, kit));
    paintOutputs(parts, now, chosen, kit);
    grids.unlink();
    markWindow(grids, chosen, hands.mistake());
    paintNotes(parts, now, chosen, kit);
    legend.show(now.limit);
    drawLinks(parts, chosen);
  };
  const boxes = { map: grids.map, input, weights, first, second };
  let isPainted = false;
  fitGrids(element, boxes, kit.signal, () => {
    if (isPainted) paint(kit.settings(), hands.now()); // what a cell has room for depends on its size
  });
  return {
    element,
    paint(/** @type {Settings} */ chosen, /** @type {Numbers} */ now) {
      isPainted = true;
      paint(chosen, now);
    },
  };
}

/** @param {import("../../kit/dom/kit.js").Kit} kit @param {import("../../kit/figure/lesson_figure.js").Hands} hands @param {import("../model/inputs.js").Sent} data what Python has sent @returns {import("../../kit/figure/lesson_figure.js").Parts} */
export function createView(kit, { root, sentence, pause, mistake }, data) {
  takePictures(data);
  const options = createControls(kit, sentence.remark);
  const now = () => compute(kit.settings());
  const field = createField(root, kit, { pause, now, remark: sentence.remark, mistake });
  const gradient = switchOf(kit, table, "gradient");
  return {
    ...{ field: field.element, options, beside: gradient.element },
    show({ chosen, now: numbers }) {
      options.show(chosen);
      gradient.show(chosen);
      field.paint(chosen, numbers);
    },
    refuse({ name, asked }) {
      if (name !== "input" || asked !== LAST) return false;
      sentence.refuse(kit.label("pool.no_last"));
      return true;
    },
  };
}
