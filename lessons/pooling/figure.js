/** Pooling, drawn: a map, a piece of it, its windows and their winners, max and average side by side; and the settings. */

import { oneCell } from "../kit/arithmetic/grid.js";
import { OWN, together } from "../kit/controls/control.js";
import { createSettings } from "../kit/controls/settings.js";
import { createPanel, make, setText } from "../kit/dom/dom.js";
import { lessonFigure } from "../kit/figure/lesson_figure.js";
import { insideOf } from "../kit/grid/cell.js";
import { createLinks } from "../kit/grid/links.js";
import { createLegend, signedPixels } from "../kit/grid/scale.js";
import { lastPicture } from "../kit/pictures/upload.js";
import { writeCells } from "../kit/settings/table.js";
import * as limits from "./model/limits.js";
import {
  asLarge,
  asNumbers,
  cellOf,
  flagsOf,
  inputOf,
  isPicture,
  LARGEST_SIDE,
  LAST,
  PIECE,
  placesOf,
  sizeOf,
  takePictures,
} from "./model/limits.js";
import { borderOf, compute, exact, stepsOf, windowArea } from "./model/numbers.js";
import * as words from "./model/words.js";
import { createEquation, inputCells, outputCells, signedCells } from "./view/cells.js";
import { createGrids } from "./view/walking.js";

/** @import { Settings } from "./model/limits.js" */
/** @import { Numbers } from "./model/numbers.js" */

/** @typedef {ReturnType<typeof createParts>} Parts */

const OUTPUTS = /** @type {const} */ (["first", "second"]);
/** What each output is called, and PyTorch's layer beside it. */
const NAMES = {
  max: ["pool.max", "MaxPool2d"],
  average: ["pool.average", "AvgPool2d"],
  conv: ["pool.conv", "Conv2d"],
};

/** @param {Kit} kit @param {LessonHands} hands */
function createParts(kit, hands) {
  const grids = createGrids(kit, hands);
  const [legend, links] = [createLegend(kit), createLinks(hands.root)];
  const from = make("p.note.from");
  const keys = make("p.key.in-rows", make("span.note.key-winner"), make("span.note"));
  const kernel = make("div.kernel", make("p.note", kit.label("pool.weights")), grids.weights);
  const side = make("div.side", from, kernel);
  const panels = {
    map: createPanel("map-panel", kit.label("set.map"), grids.map, side, legend),
    input: createPanel("input", kit.label("pool.piece"), grids.input, keys),
    first: createPanel("first", kit.label("pool.max"), grids.first),
    second: createPanel("second", kit.label("pool.average"), grids.second),
  };
  const how = { first: createEquation(kit), second: createEquation(kit) };
  for (const name of OUTPUTS) panels[name].element.append(how[name].element);
  const element = make("div.field.pooling.by-area", ...Object.values(panels), links);
  return { grids, legend, links, from, keys, kernel, panels, how, element };
}

/** The piece of the map whose numbers are shown. @param {Settings} chosen */
const pieceIn = ({ row, column }) => ({ row: row - 1, column: column - 1, height: PIECE, width: PIECE });

/** The lines from the piece of the map to its numbers. @param {Parts} parts @param {Settings} chosen */
function drawLinks({ grids, links }, chosen) {
  if (!isPicture(chosen.input)) return links.draw(() => []);
  const shown = { row: borderOf(chosen), column: 0, height: PIECE, width: 1 };
  const from = () => grids.map.rectOf(pieceIn(chosen));
  links.draw(() => [{ from: from(), to: grids.input.rectOf(shown), kind: "magnify" }]);
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
  const piece = pieceIn(chosen);
  grids.map.show(kit.label("set.map"), map, signedPixels(limit, kit.theme));
  grids.map.mark("piece", piece);
  grids.map.read(piece, exact);
}

/** @param {Parts} parts @param {Numbers} now @param {Settings} chosen @param {Kit} kit */
function paintOutputs({ grids, panels, how }, now, chosen, kit) {
  const steps = stepsOf(now, chosen);
  OUTPUTS.forEach((name, i) => {
    const output = now.outputs[i];
    const [title, plain] = NAMES[output.kind];
    const layer = chosen.layer === "global" ? `Adaptive${plain}(1)` : plain;
    const grid = grids[name];
    const called = kit.label(title);
    const isShares = chosen.gradient === 1;
    const head = isShares ? kit.label("pool.gradient_of", { name: called }) : called;
    setText(panels[name].title, head);
    setText(panels[name].note, isShares ? "" : layer);
    const cells = isShares
      ? signedCells(output.shares, kit)
      : outputCells(output, now, chosen, kit, grid.cellSize(...placesOf(chosen)));
    grid.element.classList.toggle("shares", isShares);
    grid.show(head, cells);
    how[name].show(output, steps[i], now, chosen);
  });
}

/** One cell of an output. @param {[row: number, column: number] | null} place */
const cellAt = (place) => place && oneCell(...place);

/** Where the window is, and dotted, where it goes next. @param {Parts["grids"]} grids @param {Settings} chosen @param {string | null} mistake */
function markWindow({ input, first, second }, chosen, mistake) {
  const at = cellOf(chosen);
  const [down, across] = placesOf(chosen);
  const isLast = chosen.step === down * across;
  const isShares = chosen.gradient === 1;
  const next = isLast ? null : cellOf({ ...chosen, step: chosen.step + 1 });
  const area = windowArea(chosen, ...at);
  const [border, [height, width]] = [borderOf(chosen), sizeOf(chosen)];
  // The part of the window that lies on the input, from its first cell.
  const own = insideOf({ ...area, row: area.row - border, column: area.column - border }, { height, width });
  input.mark("next", next && windowArea(chosen, ...next));
  input.mark("window", area);
  for (const grid of [first, second]) {
    grid.mark("next", isShares ? null : cellAt(next));
    grid.mark("window", isShares ? own : cellAt(at));
    if (!isShares) grid.point(...at);
  }
  first.mark("mistake", mistake && !isShares ? cellAt(words.unexpectedCell(chosen, mistake)) : null);
}

/** What the cells outside the windows or the input are: the sign of it, and the words. @param {Kit} kit @param {Settings} chosen @param {Numbers} now @returns {[sign: string, text: string]} */
function outsideNote(kit, chosen, { input, drawn, reads }) {
  const border = borderOf(chosen);
  if (border > 0) {
    const counted = chosen.count_include_pad ? "pool.pad_note" : "pool.pad_note_uncounted";
    return ["pad-note", kit.label(chosen.layer === "conv" ? "pool.pad_conv" : counted)];
  }
  const hangs = drawn[0] > input.height || drawn[1] > input.width;
  if (hangs) return ["over-note", kit.label("pool.over_note")];
  const unread = reads.values.filter((count) => count === 0).length;
  return unread > 0 ? ["never-note", kit.label("pool.never_note", { n: unread })] : ["", ""];
}

/** @param {Parts} parts @param {Numbers} now @param {Settings} chosen @param {Kit} kit */
function paintNotes({ panels, keys }, now, chosen, kit) {
  const isPart = isPicture(chosen.input);
  setText(panels.input.title, kit.label(isPart ? "pool.piece" : "pool.numbers"));
  const size = `${now.input.height}×${now.input.width}`;
  setText(panels.input.note, isPart ? kit.label("pool.piece_note", { size }) : size);
  const [winner, outside] = /** @type {HTMLElement[]} */ ([...keys.children]);
  winner.hidden = chosen.layer === "conv";
  setText(winner, kit.label(chosen.gradient ? "pool.winner_gradient" : "pool.winner"));
  const [sign, text] = outsideNote(kit, chosen, now);
  setText(outside, text);
  outside.className = `note ${sign}`;
  outside.hidden = sign === "";
}

/** A side of some numbers; that of a picture's map is always as long. @param {0 | 1} axis @returns {Special} */
const side = (axis) => ({
  ...{ kind: "whole", control: "stepper", label: axis === 0 ? "set.height" : "set.width" },
  value: (chosen) => sizeOf(chosen)[axis],
  change(value, chosen) {
    const [height, width] = sizeOf(chosen);
    return axis === 0 ? asLarge(chosen, value, width) : asLarge(chosen, height, value);
  },
  limits: () => [1, LARGEST_SIDE],
  fixed: ({ input }) => (isPicture(input) ? "pool.side_fixed" : null),
});

/** The map of a picture, or numbers. @type {Special} */
const inputValues = {
  change(value, chosen) {
    if (value === LAST && lastPicture() === null) return null;
    if (value !== OWN) return { input: value, shift: 0 };
    return isPicture(chosen.input) ? asNumbers(chosen) : { input: writeCells(inputOf(chosen, 0)) };
  },
  says(value) {
    if (value === OWN) return "set.type_own";
    return value === LAST && lastPicture() === null ? "pool.no_last" : null;
  },
};

/** Yes or no, by PyTorch's own name: it waits as a whole, and shows what the layer of now has. @param {LessonHands} hands @param {"ceil_mode" | "count_include_pad"} name @returns {Control} */
function argument({ control }, name) {
  const toggle = control(name, {
    ...{ value: (chosen) => Number(flagsOf(chosen)[name]), more: false },
    fixed: ({ layer }) => (layer === "pool" ? null : "pool.argument_fixed"),
  });
  return together(make("div.setting.argument.in-row.at-bottom.more"), toggle);
}

/** What can be set, in two rows. @param {Kit} kit @param {LessonHands} hands */
function createControls(kit, hands) {
  const { control } = hands;
  const windows = ["kernel_size", "stride", "padding"].map((name) =>
    control(name, { fixed: ({ layer }) => (layer === "global" ? "pool.global_fixed" : null) }),
  );
  const sides = [side(0), side(1)].map((each) => control("input", each));
  const input = control("input", inputValues);
  const map = control("map", { fixed: (chosen) => (isPicture(chosen.input) ? null : "pool.map_fixed") });
  const switches = /** @type {const} */ (["ceil_mode", "count_include_pad"]);
  return createSettings(kit, control, [
    ["shift", ...windows],
    ["layer", input, ...sides, map, ...switches.map((name) => argument(hands, name))],
  ]);
}

/** @param {Kit} kit @param {LessonHands} hands @param {import("./model/limits.js").Sent} data what Python has sent @returns {LessonView} */
function createView(kit, hands, data) {
  const { sentence, mistake, control } = hands;
  takePictures(data);
  const options = createControls(kit, hands);
  const parts = createParts(kit, hands);
  const { unlink, ...grids } = parts.grids;
  let isPainted = false;
  /** @param {Settings} chosen @param {Numbers} numbers */
  const paint = (chosen, numbers) => {
    paintMap(parts, numbers, chosen, kit);
    grids.input.show(kit.label("pool.input"), inputCells(numbers, chosen, kit));
    if (chosen.layer === "conv")
      grids.weights.show(kit.label("pool.weights"), signedCells(numbers.weights, kit, 0.5));
    paintOutputs(parts, numbers, chosen, kit);
    unlink();
    markWindow(parts.grids, chosen, mistake());
    paintNotes(parts, numbers, chosen, kit);
    parts.legend.show(numbers.limit);
    drawLinks(parts, chosen);
  };
  return {
    ...{ field: parts.element, grids, options, beside: control("gradient") },
    onFit() {
      if (isPainted) paint(kit.settings(), compute(kit.settings())); // what a cell has room for depends on its size
    },
    show({ chosen, now: numbers }) {
      isPainted = true;
      paint(chosen, numbers);
    },
    refuse({ name, asked }) {
      if (name !== "input" || asked !== LAST) return false;
      sentence.refuse(kit.label("pool.no_last"));
      return true;
    },
  };
}

export const figure = lessonFigure({
  name: "pooling",
  ...limits,
  ...words,
  compute,
  asksAhead: true,
  createView,
});
