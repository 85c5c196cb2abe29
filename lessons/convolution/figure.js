// @ts-check
/** The sliding window, drawn: input, kernel, products, sum, bias, output. */

import { createCodeLine } from "../kit/code_line.js";
import { make } from "../kit/dom.js";
import { fitGrids } from "../kit/fitting.js";
import { createLegend } from "../kit/legend.js";
import { createLinks } from "../kit/links.js";
import { createPanel } from "../kit/panel.js";
import { signedPaint } from "../kit/scale.js";
import { createSentence } from "../kit/sentence.js";
import { createSettings } from "../kit/settings.js";
import { createTransport } from "../kit/transport.js";
import { inputCells, kernelCells, outputCells, productCells } from "./cells.js";
import { createFormula } from "./formula.js";
import { cellOf, compute, follow, HEART, outputLimit, say, settings, stepOf } from "./numbers.js";
import { createGrids } from "./walking.js";

/**
 * @typedef {import("../kit/entry.js").Kit} Kit
 * @typedef {import("../kit/address.js").Settings} Settings
 * @typedef {import("./numbers.js").Numbers} Numbers
 * @typedef {ReturnType<typeof createParts>} Parts
 */

const GRIDS = /** @type {const} */ (["input", "kernel", "products", "output"]);

/** Everything that stands on the stage. @param {HTMLElement} root @param {Kit} kit */
function createParts(root, kit) {
  const sentence = createSentence(kit.signal);
  const options = createSettings(
    kit,
    settings,
    ["kernel_size", "stride", "padding", "bias"],
    sentence.remark,
  );
  const transport = createTransport(
    kit,
    (step) => kit.set({ step }),
    () => kit.set({}),
    [options.button],
  );
  const grids = createGrids(kit, () => transport.pause());
  const keys = {
    padding: make("span", { class: "note pad-note" }),
    never: make("span", { class: "note never-note" }),
  };
  const [formula, legend] = [createFormula(kit), createLegend(kit)];
  const panels = {
    input: createPanel(
      "input",
      kit.label("fig.input"),
      grids.input.element,
      make("p", { class: "key" }, keys.padding, keys.never),
    ),
    kernel: createPanel("kernel", kit.label("fig.kernel"), grids.kernel.element),
    products: createPanel("products", kit.label("fig.products"), grids.products.element),
    output: createPanel("output", kit.label("fig.output"), grids.output.element, legend.element),
  };
  const links = createLinks(root);
  const equals = make("span", { class: "op equals", "aria-hidden": true }, "=");
  const field = make(
    "div",
    { class: "field convolution" },
    ...GRIDS.map((name) => panels[name].element),
    equals,
  );
  field.append(formula.element, links.element);
  const code = createCodeLine(kit);
  const bar = make("div", { class: "bar" }, transport.element, options.element);
  const dock = make("div", { class: "dock" }, sentence.element, bar);
  root.append(make("div", { class: "stage" }, field, dock), code.element);
  return { sentence, options, transport, grids, keys, formula, legend, panels, links, field, code };
}

/** Lines from the window to the kernel, and from the result to its cell. @param {Parts} parts @param {Settings} chosen */
function drawLinks({ grids, formula, links }, chosen) {
  const [row] = cellOf(chosen);
  const size = chosen.kernel_size;
  const padded = HEART.width + 2 * chosen.padding;
  const rows = { row: row * chosen.stride, column: 0, height: size, width: padded };
  const kernel = { row: 0, column: 0, height: size, width: size };
  const result = formula.result.getBoundingClientRect();
  // Both end at the side of a grid: a line across digits would hide them.
  links.draw([
    { from: grids.input.rectOf(rows), to: grids.kernel.rectOf(kernel), kind: "magnify" },
    { from: result, to: grids.output.rectOf({ row, column: 0, height: 1, width: 1 }), kind: "travel" },
  ]);
}

/** Dotted: where the window goes next. @param {Parts["grids"]} grids @param {Settings} chosen @param {Numbers} now */
function markNext({ input, output }, chosen, { kernel: { height, width }, output: { values } }) {
  const [row, column] = cellOf({ ...chosen, step: chosen.step + 1 });
  const isLast = chosen.step === values.length;
  input.mark(
    "next",
    isLast ? null : { row: row * chosen.stride, column: column * chosen.stride, height, width },
  );
  output.mark("next", isLast ? null : { row, column, height: 1, width: 1 });
}

/** @param {Parts} parts @param {Numbers} now @param {Settings} chosen @param {Kit} kit */
function paintGrids({ grids, formula, legend }, now, chosen, kit) {
  const [row, column] = cellOf(chosen);
  const { height, width } = now.kernel;
  const step = stepOf(now, chosen);
  const limit = outputLimit(now, chosen);
  grids.input.show(kit.label("fig.input"), inputCells(now, chosen, kit));
  grids.kernel.show(kit.label("fig.kernel"), kernelCells(now, kit));
  grids.products.show(kit.label("fig.products"), productCells(now, step, kit));
  grids.output.show(kit.label("fig.output"), outputCells(now, chosen, kit));
  grids.unlink();
  grids.input.mark("window", { row: row * chosen.stride, column: column * chosen.stride, height, width });
  grids.input.point(row * chosen.stride, column * chosen.stride);
  markNext(grids, chosen, now);
  grids.products.mark("whole", { row: 0, column: 0, height, width });
  grids.output.mark("window", { row, column, height: 1, width: 1 });
  grids.output.point(row, column);
  formula.show(step, chosen.bias, signedPaint(step.output, limit, kit.theme));
  legend.show(limit);
}

/** @param {Parts} parts @param {Numbers} now @param {Settings} chosen @param {Kit} kit */
function paintWords({ panels, keys, sentence, transport, options, code }, now, chosen, kit) {
  const { input, kernel, output } = now;
  panels.input.note.textContent = kit.label("conv.input_note", {
    h: input.height,
    w: input.width,
    p: now.padding,
  });
  panels.kernel.note.textContent = `${kernel.height}×${kernel.width}`;
  panels.products.note.textContent = kit.label("conv.products_note");
  panels.output.note.textContent = `${output.height}×${output.width}`;
  keys.padding.textContent = kit.label(now.padding > 0 ? "fig.pad_value" : "conv.no_padding");
  const unread = now.reads.values.filter((reads) => reads === 0).length;
  keys.never.textContent = kit.label("fig.never", { n: unread, all: now.reads.values.length });
  const total = output.values.length;
  const lead = kit.label("play.count", { i: chosen.step, n: total });
  sentence.show(
    lead,
    kit.label("fig.sentence", say(now, chosen)),
    !transport.isPlaying(),
    `${chosen.step} / ${total}`,
  );
  transport.show(chosen.step, total, output.width);
  options.show(chosen);
  const { kernel_size, stride, padding } = chosen;
  code.show(
    `(1, 1, ${input.height}, ${input.width})`,
    "nn.Conv2d(1, 1, ",
    Object.entries({ kernel_size, stride, padding }),
    `(1, 1, ${output.height}, ${output.width})`,
  );
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
    refuse: ([first]) => {
      if (first)
        parts.sentence.refuse(kit.label("set.refused", { ...first, asked: `${first.name}=${first.asked}` }));
    },
    paint(chosen) {
      const now = compute(chosen);
      paintGrids(parts, now, chosen, kit);
      paintWords(parts, now, chosen, kit);
      drawLinks(parts, chosen);
    },
  };
}

/** @type {import("../kit/entry.js").Figure} */
export const figure = { settings, follow, browserOnly: ["step"], build };
