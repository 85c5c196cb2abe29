// @ts-check
/** The sliding window, drawn: input, kernel, products, sum, bias, output. */

import { createSwitch } from "../kit/choice.js";
import { createCodeLine } from "../kit/code_line.js";
import { make } from "../kit/dom.js";
import { fitGrids } from "../kit/fitting.js";
import { createLegend } from "../kit/legend.js";
import { createLinks } from "../kit/links.js";
import { createPanel } from "../kit/panel.js";
import { sayRefused } from "../kit/refused.js";
import { signedPaint } from "../kit/scale.js";
import { createSentence } from "../kit/sentence.js";
import { Transport } from "../kit/transport.js";
import { inputCells, kernelCells, outputCells, productCells } from "./cells.js";
import { createControls } from "./controls.js";
import { createFormula } from "./formula.js";
import { canBeFollowed, showStep } from "./motion.js";
import { compute, say, stepOf } from "./numbers.js";
import { cellOf, follow, placesOf, settings } from "./settings.js";
import { createGrids } from "./walking.js";

/**
 * @typedef {import("../kit/entry.js").Kit} Kit
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {import("./numbers.js").Numbers} Numbers
 * @typedef {ReturnType<typeof createParts>} Parts
 */

const GRIDS = /** @type {const} */ (["input", "kernel", "products", "output"]);

/** The four grids in their panels, with what is written beside them. @param {Kit} kit @param {ReturnType<typeof createGrids>} grids */
function createPanels(kit, grids) {
  const keys = {
    padding: make("span", { class: "note pad-note" }),
    never: make("span", { class: "note never-note" }),
  };
  const legend = createLegend(kit);
  const key = make("p", { class: "key" }, keys.padding, keys.never);
  const panels = {
    input: createPanel("input", kit.label("fig.input"), grids.input.element, key),
    kernel: createPanel("kernel", kit.label("fig.kernel"), grids.kernel.element),
    products: createPanel("products", kit.label("fig.products"), grids.products.element),
    output: createPanel("output", kit.label("fig.output"), grids.output.element, legend.element),
  };
  return { keys, legend, panels };
}

/** Everything that stands on the stage. @param {HTMLElement} root @param {Kit} kit */
function createParts(root, kit) {
  const sentence = createSentence(kit.signal);
  const options = createControls(kit, sentence.remark);
  const transport = new Transport(
    kit,
    (step) => {
      kit.set({ step });
      if (!canBeFollowed(transport.stepsPerSecond)) return;
      const [row, column] = cellOf(kit.settings());
      showStep(
        field,
        grids.products,
        formula.result,
        grids.output.rectOf({ row, column, height: 1, width: 1 }),
      );
    },
    () => kit.set({}),
    [options.button],
  );
  const hands = { pause: transport.pause, now: () => compute(kit.settings()), remark: sentence.remark };
  const grids = createGrids(kit, hands);
  const { keys, legend, panels } = createPanels(kit, grids);
  const [formula, links, code] = [createFormula(kit), createLinks(root), createCodeLine(kit)];
  const equals = make("span", { class: "op equals", "aria-hidden": true }, "=");
  const field = make(
    "div",
    { class: "field convolution" },
    ...GRIDS.map((name) => panels[name].element),
    equals,
  );
  field.append(formula.element, links.element);
  const reads = createSwitch(kit.label("set.reads"), (isOn) => kit.set({ reads: isOn ? 1 : 0 }));
  const line = make("div", { class: "said" }, sentence.element, reads.element);
  const bar = make("div", { class: "bar" }, transport.element, options.element);
  root.append(
    make("div", { class: "stage" }, field, make("div", { class: "dock" }, line, bar)),
    code.element,
  );
  return { sentence, options, transport, grids, keys, formula, legend, panels, links, field, code, reads };
}

/** The cells a window covers, with the gaps that dilation leaves. @param {Settings} chosen @param {number} row @param {number} column */
function windowArea({ kernel_size, stride, dilation }, row, column) {
  const [height, width] = kernel_size.map((size) => dilation * (size - 1) + 1);
  return { row: row * stride, column: column * stride, height, width };
}

/** Lines from the window to the kernel, and from the result to its cell. @param {Parts} parts @param {Settings} chosen */
function drawLinks({ grids, formula, links }, chosen) {
  const [row] = cellOf(chosen);
  const rows = { ...windowArea(chosen, row, 0), column: 0, width: chosen.width + 2 * chosen.padding };
  const kernel = { row: 0, column: 0, height: chosen.kernel_size[0], width: chosen.kernel_size[1] };
  const result = formula.result.getBoundingClientRect();
  // Both end at the side of a grid: a line across digits would hide them.
  links.draw([
    { from: grids.input.rectOf(rows), to: grids.kernel.rectOf(kernel), kind: "magnify" },
    { from: result, to: grids.output.rectOf({ row, column: 0, height: 1, width: 1 }), kind: "travel" },
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

/** @param {Parts} parts @param {Numbers} now @param {Settings} chosen @param {Kit} kit */
function paintGrids({ grids, formula, legend }, now, chosen, kit) {
  const step = stepOf(now, chosen);
  grids.input.show(kit.label("fig.input"), inputCells(now, chosen, kit));
  grids.kernel.show(kit.label("fig.kernel"), kernelCells(now, kit));
  grids.products.show(kit.label("fig.products"), productCells(now, step, kit));
  grids.output.show(kit.label("fig.output"), outputCells(now, chosen, kit));
  grids.unlink();
  markWindow(grids, chosen);
  formula.show(step, chosen.bias, signedPaint(step.output, now.limit, kit.theme));
  legend.show(now.limit);
}

/** @param {Parts} parts @param {Numbers} now @param {Settings} chosen @param {Kit} kit */
function paintNotes({ panels, keys }, { input, kernel, output, reads }, chosen, kit) {
  const size = { h: input.height, w: input.width, p: chosen.padding };
  panels.input.note.textContent = kit.label("conv.input_note", size);
  panels.kernel.note.textContent = kit.label("conv.click_a_cell");
  panels.products.note.textContent = kit.label("conv.products_note");
  panels.output.note.textContent = `${output.height}×${output.width}`;
  const mode = chosen.padding_mode === "zeros" ? "fig.pad_value" : "conv.pad_mode";
  keys.padding.textContent = kit.label(chosen.padding > 0 ? mode : "conv.no_padding", {
    mode: chosen.padding_mode,
  });
  const unread = reads.values.filter((count) => count === 0).length;
  keys.never.textContent = kit.label("fig.never", { n: unread, all: reads.values.length });
  keys.never.classList.toggle("some", unread > 0);
  panels.kernel.element.dataset.size = `${kernel.height}×${kernel.width}`;
}

/** PyTorch's arguments that say what is on the screen. @param {Settings} chosen @returns {[string, string][]} */
function argumentsOf({ kernel_size: [height, width], stride, padding, dilation, padding_mode, bias }) {
  /** @type {[string, string][]} */
  const named = [
    ["kernel_size", height === width ? String(height) : `(${height}, ${width})`],
    ["stride", String(stride)],
    ["padding", String(padding)],
  ];
  if (dilation > 1) named.push(["dilation", String(dilation)]);
  if (padding_mode !== "zeros") named.push(["padding_mode", `"${padding_mode}"`]);
  if (bias === 0) named.push(["bias", "False"]);
  return named;
}

/** @param {Parts} parts @param {Numbers} now @param {Settings} chosen @param {Kit} kit */
function paintWords({ sentence, transport, options, code, reads }, now, chosen, kit) {
  const { height, width, values } = now.output;
  const lead = kit.label("play.count", { i: chosen.step, n: values.length });
  const saying = kit.label("fig.sentence", say(now, chosen));
  sentence.show(lead, saying, !transport.isPlaying, `${chosen.step} / ${values.length}`);
  transport.show(chosen.step, values.length, width);
  options.show(chosen);
  reads.show(chosen.reads === 1);
  const before = `(1, 1, ${chosen.height}, ${chosen.width})`;
  code.show(before, "nn.Conv2d(1, 1, ", argumentsOf(chosen), `(1, 1, ${height}, ${width})`);
}

/** @param {HTMLElement} root @param {Kit} kit @returns {import("../kit/entry.js").View} */
function build(root, kit) {
  const parts = createParts(root, kit);
  root.addEventListener("keydown", (event) => parts.transport.takeKey(event), { signal: kit.signal });
  const { input, kernel, products, output } = parts.grids;
  fitGrids(parts.field, { input, kernel, products, output }, kit.signal, () =>
    drawLinks(parts, kit.settings()),
  );
  return {
    receive: () => {},
    refuse: ([refused]) => {
      if (refused) parts.sentence.refuse(sayRefused(kit, refused));
    },
    paint(chosen) {
      const now = compute(chosen);
      paintGrids(parts, now, chosen, kit);
      paintNotes(parts, now, chosen, kit);
      paintWords(parts, now, chosen, kit);
      drawLinks(parts, chosen);
    },
  };
}

/** @type {import("../kit/entry.js").Figure} */
export const figure = { settings, follow, browserOnly: ["step"], build };
