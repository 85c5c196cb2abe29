/** What stands in the cells of the grids and how it is coloured, pixels of a photo too, and the written sum. */

import { hasCell } from "../../kit/arithmetic/grid.js";
import { equalSign, formatCount, formatNumber, shortNumber } from "../../kit/arithmetic/rounding.js";
import { weightOn } from "../../kit/arithmetic/windows.js";
import { make, named, operator, setText } from "../../kit/dom/dom.js";
import { cellsOf, paintedCells, rowsOf } from "../../kit/grid/cell.js";
import {
  greyPaint,
  greyPixels,
  hatchColour,
  numberPaint,
  pixelOf,
  signedPaint,
  signedPixels,
  styleOf,
  veiledPixels,
} from "../../kit/grid/scale.js";
import { cellOf } from "../model/limits.js";
import { isPhoto } from "../model/presets.js";

/** @import { Step } from "../../kit/arithmetic/convolution.js" */
/** @import { Settings } from "../model/limits.js" */
/** @import { Numbers } from "../model/numbers.js" */

const HALF = 2; // the heaviest weight has the middle of the scale, so that digits stay easy to read

/** A pixel inside the padding. @param {Numbers} now @param {Settings} chosen @param {Kit} kit @param {number} value @param {number} count how often it is read @returns {Cell} */
function pixelCell({ brightest, mostReads }, { reads: showReads, input }, kit, value, count) {
  const text = showReads ? String(count) : shortNumber(value);
  if (count === 0) return { text, kind: "never", hint: kit.label("fig.never_read") };
  if (showReads) return { text, paint: signedPaint(count, mostReads, kit.theme) };
  return { text, paint: isPhoto(input) ? greyPaint(value) : numberPaint(value, brightest, kit.theme) };
}

/** One cell of the padded input. @param {Numbers} now @param {Settings} chosen @param {Kit} kit @param {number} y @param {number} x @returns {Cell} */
function inputCell(now, chosen, kit, y, x) {
  const { padded, input, reads } = now;
  const value = padded.values[y * padded.width + x];
  const [row, column] = [y - chosen.padding, x - chosen.padding];
  /** @type {Cell} */
  const cell = hasCell(input, row, column)
    ? pixelCell(now, chosen, kit, value, reads.values[row * input.width + column])
    : { text: shortNumber(value), kind: "pad", hint: kit.label("fig.padding_cell") };
  const weight = weightOn(now.kernel, cellOf(chosen), chosen.stride, chosen.dilation, y, x);
  if (weight === null) return cell;
  const kind = chosen.dilation > 1 ? `tap ${cell.kind ?? ""}` : cell.kind;
  return { ...cell, kind, below: chosen.reads ? "" : `×${shortNumber(weight)}` };
}

/** Some cells of the input with its padding, or all. @param {Numbers} now @param {Settings} chosen @param {Kit} kit @param {Area} [area] @returns {Cell[][]} */
export const inputCells = (now, chosen, kit, area = { row: 0, column: 0, ...now.padded }) =>
  rowsOf(area, (row, column) => inputCell(now, chosen, kit, area.row + row, area.column + column));

/** What a step reads off the input. @param {Numbers} now @param {Settings} chosen @param {Step} step @param {Kit} kit @returns {Cell[][]} */
export const windowCells = ({ brightest }, { input }, { window }, kit) =>
  paintedCells(window, isPhoto(input) ? greyPaint : (value) => numberPaint(value, brightest, kit.theme));

/** @param {Numbers} now @param {Kit} kit @returns {Cell[][]} */
export const kernelCells = ({ kernel, heaviest }, kit) =>
  paintedCells(kernel, (value) => signedPaint(value, HALF * heaviest, kit.theme));

/** @param {Numbers} now @param {Step} step @param {Kit} kit @returns {Cell[][]} */
export const productCells = ({ kernel, heaviest, brightest }, { window, products }, kit) =>
  cellsOf(products, (value, at) => ({
    text: shortNumber(value),
    below: `${shortNumber(window.values[at])}×${shortNumber(kernel.values[at])}`,
    paint: signedPaint(value, HALF * heaviest * brightest, kit.theme),
  }));

/** The output as far as the window has come; the cell that a question asks for shows what its answer allows. @param {Numbers} now @param {Settings} chosen @param {Kit} kit @param {import("../../kit/quiz/predict.js").Answer} nextAnswer @returns {Cell[][]} */
export const outputCells = ({ output, limit }, chosen, kit, nextAnswer) =>
  cellsOf(output, (value, at) => {
    const isNext = at === chosen.step;
    if (at < chosen.step || (isNext && nextAnswer === "shown"))
      return { text: formatNumber(value), paint: signedPaint(value, limit, kit.theme) };
    if (isNext && nextAnswer === "hidden") return { text: "?", kind: "ask", hint: kit.label("conv.not_yet") };
    return { text: "", hint: kit.label("conv.not_yet") };
  });

const HATCH = 4; // pixels between two lines

/** The padded input: grey, or how often each pixel is read; what is never read is hatched under a veil. @param {Numbers} now @param {Settings} chosen @param {Theme} theme @returns {import("../../kit/grid/map.js").Colour} */
export function inputColour({ input, padded, reads, mostReads, unread }, chosen, theme) {
  const grey = greyPixels();
  if (!chosen.reads && unread === 0) return grey;
  const [veiled, count] = [veiledPixels(theme), signedPixels(mostReads, theme)];
  const hatch = pixelOf(hatchColour(theme));
  return (value, at) => {
    const row = Math.floor(at / padded.width) - chosen.padding;
    const column = (at % padded.width) - chosen.padding;
    if (!hasCell(input, row, column)) return grey(value);
    const times = reads.values[row * input.width + column];
    if (times === 0) return (row + column) % HATCH === 0 ? hatch : veiled(value);
    return chosen.reads ? count(times) : grey(value);
  };
}

/** The products written as one sum: 2 + 0 − 2 …, a sign close to its number. @param {ArrayLike<number>} values */
export function writtenSum(values) {
  const terms = Array.from(values, (value, i) => {
    if (i === 0) return formatNumber(value);
    return value < 0 ? ` −\u00a0${formatNumber(-value)}` : ` +\u00a0${formatNumber(value)}`;
  });
  return terms.join("");
}

/** What stands between the products and their sum: ≈ where one of them is written rounded, as with a photo. @param {Step} step */
export const sumSign = ({ products, sum }) =>
  [...products.values, sum].every((value) => equalSign(value) === "=") ? "=" : "≈";

/** @param {Kit} kit */
export function createFormula(kit) {
  const written = make("span.written");
  const [sum, again, sign] = [make("b.sum"), make("b.term.plain-term"), make("span")];
  const [bias, result] = [make("b.term"), make("b.result")];
  const first = make("p.terms.apart.in-one", written, make("span.total", sign, " ", sum));
  const second = make("p.terms.apart.in-one", named(again, kit.label("conv.sum_below")), operator("+"));
  second.append(named(bias, kit.label("conv.bias_below")), operator("="));
  second.append(named(result, kit.label("conv.output_below")));
  return {
    element: make("section.panel.formula", first, second),
    result,
    /** @param {Step} step @param {number} added the bias @param {import("../../kit/grid/scale.js").Paint} paint */
    show(step, added, paint) {
      setText(written, writtenSum(step.products.values));
      setText(sign, sumSign(step));
      setText(sum, formatNumber(step.sum));
      setText(again, formatNumber(step.sum));
      setText(bias, formatNumber(added));
      setText(result, formatNumber(step.output));
      result.style.cssText = styleOf(paint);
    },
  };
}

/** What stands around the input, and how many of its pixels are never read. @param {{ padding: HTMLElement, never: HTMLElement }} keys @param {Numbers} now @param {Settings} chosen @param {Kit} kit */
export function showKeys(
  { padding, never },
  { input, unread },
  { padding: border, padding_mode: mode },
  kit,
) {
  const around = mode === "zeros" ? "conv.pad_value" : "conv.pad_mode";
  padding.textContent = kit.label(border > 0 ? around : "conv.no_padding", { mode });
  setText(never, kit.label("fig.never", { n: formatCount(unread), all: formatCount(input.values.length) }));
  never.classList.toggle("strong", unread > 0);
}
