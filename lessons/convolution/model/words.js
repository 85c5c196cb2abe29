/** What is said and asked: the sentence of a step, and what comes out at the next window, right or by each mistake. */

import { convolutionStep } from "../../kit/arithmetic/convolution.js";
import { placeOf, totalOf } from "../../kit/arithmetic/grid.js";
import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { outputShape } from "../../kit/arithmetic/windows.js";
import { fileStem } from "../../kit/dom/page.js";
import { differing } from "../../kit/quiz/shuffle.js";
import { cellOf, kernelArea } from "./limits.js";
import { layer as layerOf, stepOf } from "./numbers.js";
import { isPhoto } from "./presets.js";

/** @import { Settings as Layer } from "../../kit/arithmetic/windows.js" */
/** @import { Settings } from "./limits.js" */

/** @type {Lesson["caption"]} */
export function caption(kit, { chosen, now }) {
  if (!now) return null;
  const [row, column] = cellOf(chosen);
  const { sum, output } = stepOf(now, chosen);
  const written = { s: formatNumber(sum), b: formatNumber(chosen.bias), o: formatNumber(output) };
  const values = { r: row + 1, c: column + 1, n: now.kernel.values.length, ...written };
  return { text: kit.label("conv.sentence", values) };
}

/** Such as "convolution-k3-s1-p1". @param {Settings} chosen */
export const stemOf = ({ kernel_size, stride, padding, dilation }) =>
  fileStem("convolution", { kernel_size, stride, padding, ...(dilation > 1 ? { dilation } : {}) });

/**
 * @typedef {{ input: Grid, kernel: Grid, layer: Layer, step: number }} State what the figure shows; step: where the window
 *   is, from 1
 * @typedef {NonNullable<ReturnType<typeof nextPlace>>} Place the next window
 * @typedef {{ rule: string | null, value: number }} Choice the mistake, null for the right answer; the number that comes
 *   out, with `products_are_output` how many
 */

/** Where a window one cell on begins, although it should jump further. @param {Place} place @returns {[row: number, column: number] | null} */
function oneCellOn({ layer, cell, before }) {
  const [down, across] = layer.stride ?? [1, 1];
  const isSameRow = cell[0] === before[0];
  if ((isSameRow ? across : down) === 1) return null;
  return isSameRow ? [cell[0] * down, before[1] * across + 1] : [before[0] * down + 1, 0];
}

/** What a window gives where the layer is otherwise. @param {Place} place @param {Partial<Layer>} changes @param {[row: number, column: number]} [corner] */
const outputWith = ({ input, kernel, layer, cell }, changes, corner = cell) =>
  convolutionStep(input, kernel, { ...layer, ...changes }, ...corner).output;

/**
 * Each mistake by its name: the number it gives, null where it cannot be made. The likeliest first.
 * @type {Record<string, (place: Place, bias: number) => number | null>}
 */
const MISTAKES = {
  bias_forgotten: ({ right }, bias) => (bias === 0 ? null : right.sum),
  padding_mode_ignored: (place) =>
    (place.layer.padding_mode ?? "zeros") === "zeros" ? null : outputWith(place, { padding_mode: "zeros" }),
  // Turned by 180 degrees, as the convolution of mathematics has it.
  kernel_flipped: ({ kernel, ...place }) =>
    outputWith({ ...place, kernel: { ...kernel, values: kernel.values.toReversed() } }, {}),
  dilation_ignored: (place) => outputWith(place, { dilation: [1, 1] }),
  stride_ignored(place) {
    const corner = oneCellOn(place);
    return corner && outputWith(place, { stride: [1, 1] }, corner);
  },
  signs_ignored: ({ right }, bias) =>
    right.products.values.reduce((sum, product) => sum + Math.abs(product), 0) + bias,
  window_sum_only: ({ right }, bias) => totalOf(right.window) + bias,
  bias_per_product: ({ right }, bias) => right.sum + right.products.values.length * bias,
  kernel_sum_only: ({ kernel }, bias) => totalOf(kernel) + bias,
  products_counted: ({ right }) => right.products.values.length,
};
const NUMBERS = 3; // numbers to choose from; "nine numbers" comes beside them

/** The window after the one on the stage, the output cell that it fills and the one that was filled last; null after the last window. @param {State} state */
function nextPlace({ input, kernel, layer, step }) {
  const [rows, columns] = outputShape(input.height, input.width, layer);
  if (step >= rows * columns) return null;
  const [cell, before] = [placeOf(step, columns), placeOf(step - 1, columns)];
  return { input, kernel, layer, cell, before, right: convolutionStep(input, kernel, layer, ...cell) };
}

/** The answers to choose from, the right one first, each another number as it is read. Null after the last window, and where hardly any mistake would show. @param {State} state @returns {{ choices: Choice[], right: import("../../kit/arithmetic/convolution.js").Step } | null} */
export function nextChoices(state) {
  const place = nextPlace(state);
  if (!place) return null;
  const { right } = place;
  const wrong = Object.entries(MISTAKES).flatMap(([rule, mistake]) => {
    const value = mistake(place, state.layer.bias ?? 0);
    return value === null ? [] : { rule, value };
  });
  /** @type {Choice[]} */
  const all = [{ rule: null, value: right.output }, ...wrong];
  const choices = differing(all, ({ value }) => formatNumber(value), NUMBERS);
  const products = right.products.values.length;
  if (products > 1) choices.push({ rule: "products_are_output", value: products });
  return choices.length < 3 ? null : { choices, right };
}

/** Mistakes that take all cells of a grid for the whole answer. */
const OF_KERNEL = ["kernel_flipped", "kernel_sum_only"];
const OF_PRODUCTS = [
  "signs_ignored",
  "bias_forgotten",
  "bias_per_product",
  "products_counted",
  "products_are_output",
];

/** Where a mistake looks: cells of the padded input, or the whole of another grid. @param {string} rule @param {State} state @returns {{ grid: "input" | "kernel" | "products", area: Area } | null} */
export function mistakenPlace(rule, state) {
  const { layer } = state;
  const whole = kernelArea(layer);
  if (OF_KERNEL.includes(rule)) return { grid: "kernel", area: whole };
  if (OF_PRODUCTS.includes(rule)) return { grid: "products", area: whole };
  const place = nextPlace(state);
  const [down, across] = layer.stride ?? [1, 1];
  const isOneOn = rule === "stride_ignored";
  const corner = place && (isOneOn ? oneCellOn(place) : [place.cell[0] * down, place.cell[1] * across]);
  if (!corner) return null;
  const [gapDown, gapAcross] = rule === "dilation_ignored" ? [1, 1] : (layer.dilation ?? [1, 1]);
  const spans = { height: gapDown * (whole.height - 1) + 1, width: gapAcross * (whole.width - 1) + 1 };
  return { grid: "input", area: { row: corner[0], column: corner[1], ...spans } };
}

/** The question about the next window, or why there is none. @type {Lesson["question"]} */
export function question(kit, chosen, now) {
  if (isPhoto(chosen.input)) return kit.label("predict.nothing_photo");
  const { input, kernel, output } = now;
  const all = output.values.length;
  if (chosen.step === all) return kit.label(`predict.nothing_${all === 1 ? "only" : "last"}`);
  const layer = layerOf(chosen);
  const series = JSON.stringify([layer, [input, kernel].map(({ width, values }) => [width, ...values])]);
  const found = nextChoices({ input, kernel, layer, step: chosen.step });
  if (!found) return kit.label("predict.nothing_telling");
  const { sum, output: right, products } = found.right;
  const said = { s: formatNumber(sum), b: formatNumber(chosen.bias), o: formatNumber(right) };
  const values = { n: products.values.length, ...said };
  const options = found.choices.map(({ rule, value }) => {
    const isCount = rule === "products_are_output";
    const text = isCount ? kit.label("predict.numbers", { n: value }) : formatNumber(value);
    return { text, rule, why: kit.label(`predict.${rule ?? "right"}`, values) };
  });
  return { series, place: chosen.step, stem: kit.label("predict.next_cell"), options };
}
