/** The cells of the grids: what stands in each, and how it is coloured. */

import { hasCell, largestOf, placeOf } from "../../kit/arithmetic/grid.js";
import { equalSign, shortNumber } from "../../kit/arithmetic/rounding.js";
import { weightOn } from "../../kit/arithmetic/windows.js";
import { make } from "../../kit/dom/dom.js";
import { boldWords } from "../../kit/figure/sentence.js";
import { cellsOf, paintedCells, rowsOf } from "../../kit/grid/cell.js";
import { signedPaint } from "../../kit/grid/scale.js";
import { cellOf } from "../model/limits.js";
import { borderOf, exact, isOther, sumOf, writerOf } from "../model/numbers.js";

/** @import { Settings } from "../model/limits.js" */
/** @import { Numbers, Output, Step } from "../model/numbers.js" */

const MOST_TERMS = 9; // more are not written out one by one

/** The products of the strided convolution, as many as the window has cells of the input. @param {Step} step @param {Numbers} now @param {Settings} chosen */
function productsOf({ cells, values }, { weights, input }, chosen) {
  const [top, left] = cellOf(chosen).map((place) => place * chosen.stride - chosen.padding);
  return cells.map((cell, i) => {
    const [row, column] = placeOf(cell, input.width);
    const weight = weights.values[(row - top) * weights.width + column - left];
    return `${exact(values[i])} × ${shortNumber(weight)}`;
  });
}

/** The terms and the operation of one output. @param {Kit} kit @param {Output} output @param {Step} step @param {Numbers} now @param {Settings} chosen @returns {[terms: string, result: string]} */
function partsOf(kit, { kind }, step, now, chosen) {
  const isShort = step.values.length <= MOST_TERMS;
  const terms = kind === "conv" ? productsOf(step, now, chosen) : step.values.map(exact);
  const result = `${kind === "max" ? "=" : equalSign(step.output)} **${writerOf(kind)(step.output)}**`;
  const many = kit.label(kind === "max" ? "predict.numbers" : "predict.sum_of", { n: terms.length });
  if (kind === "max") return [`max(${isShort ? terms.join(", ") : many})`, result];
  const sum = exact(sumOf(step));
  const operation = kind === "conv" ? result : `= ${sum}; ${sum} ÷ ${step.divisor} ${result}`;
  return [isShort ? terms.join(" + ").replaceAll("+ −", "− ") : many, operation];
}

/** How the number of a step comes about, below the grid it stands in. @param {Kit} kit */
export function createEquation(kit) {
  const lines = [make("p.written.no-phone"), make("p.result-line.no-phone"), make("p.changes")];
  return {
    element: make("div.how.spaced", ...lines),
    /** @param {Output} output @param {Step} step @param {Numbers} now @param {Settings} chosen */
    show(output, step, now, chosen) {
      const moved = kit.label("pool.changed", { n: output.changed, all: output.steps.length });
      const texts = [...partsOf(kit, output, step, now, chosen), chosen.shift > 0 ? moved : ""];
      for (const [at, line] of lines.entries()) line.replaceChildren(...boldWords(texts[at]));
    },
  };
}

const ROOM_FOR_WAS = 46; // px: below, "same" takes the place of "was 1.4"

/** How many windows each cell has won; of other outputs than maxima, none. @param {Output} output */
function winsOf({ kind, steps }) {
  /** @type {Map<number, number>} */
  const wins = new Map();
  const winners = kind === "max" ? steps.map(({ winner = -1 }) => winner) : [];
  for (const winner of winners) wins.set(winner, (wins.get(winner) ?? 0) + 1);
  return wins;
}

/** A cell outside the input: padding, or only hung over by the last window. @param {Settings} chosen @param {Kit} kit @param {boolean} isPadding @returns {Cell} */
function outsideCell({ layer, count_include_pad }, kit, isPadding) {
  if (!isPadding) return { text: "", kind: "over", hint: kit.label("pool.over_cell") };
  if (layer === "conv") return { text: "0", kind: "pad", hint: kit.label("pool.pad_conv") };
  const isCounted = count_include_pad === 1;
  const hint = kit.label(isCounted ? "pool.pad_cell" : "pool.pad_uncounted");
  return { text: "−∞", below: isCounted ? "0" : "", kind: "pad", hint };
}

/** Which borders between windows run along a cell; none where windows overlap. @param {Settings} chosen @param {number} y in the grid that is drawn @param {number} x */
function bordersOf({ layer, kernel_size, stride }, y, x) {
  if (layer === "global" || stride < kernel_size) return "";
  const isTop = y > 0 && y % stride === 0;
  const isLeft = x > 0 && x % stride === 0;
  return `${isTop ? " border-top" : ""}${isLeft ? " border-left" : ""}`;
}

/** The weight that lies on a cell in this step of the strided convolution, below its number. @param {Numbers} now @param {Settings} chosen @param {number} y @param {number} x */
function weightBelow({ weights }, chosen, y, x) {
  const weight = weightOn(weights, cellOf(chosen), chosen.stride, 1, y, x);
  if (chosen.layer !== "conv" || weight === null) return "";
  return `×${shortNumber(weight)}`;
}

/** @param {Numbers} now @param {Settings} chosen @param {Kit} kit @returns {Cell[][]} */
export function inputCells(now, chosen, kit) {
  const { input, reads, limit, drawn, outputs } = now;
  const [border, wins] = [borderOf(chosen), winsOf(outputs[0])];
  /** @param {number} y @param {number} x @returns {Cell} */
  const cellAt = (y, x) => {
    const [row, column] = [y - border, x - border];
    const lines = bordersOf(chosen, y, x);
    if (!hasCell(input, row, column)) {
      const isPadding = row < input.height + border && column < input.width + border;
      const outside = outsideCell(chosen, kit, isPadding);
      return { ...outside, kind: `${outside.kind}${lines}` };
    }
    const at = row * input.width + column;
    const text = exact(input.values[at]);
    if (reads.values[at] === 0) return { text, kind: `never${lines}`, hint: kit.label("fig.never_read") };
    const won = wins.get(at) ?? 0;
    return {
      text,
      below: weightBelow(now, chosen, y, x),
      kind: won > 0 ? `winner${lines}` : lines,
      paint: signedPaint(input.values[at], limit, kit.theme),
      hint: won > 0 ? kit.label("pool.wins", { n: won }) : undefined,
    };
  };
  return rowsOf({ height: drawn[0], width: drawn[1] }, cellAt);
}

/** What a cell was before the move, or that it stayed. @param {Kit} kit @param {(value: number) => string} write @param {number} value @param {number} was @param {number} size of a cell in pixels @returns {Pick<Cell, "below" | "hint">} */
function beforeMove(kit, write, value, was, size) {
  const hasMoved = isOther(value, was);
  const hint = hasMoved ? kit.label("pool.was", { x: write(was) }) : kit.label("pool.same");
  return { below: hasMoved === size >= ROOM_FOR_WAS ? hint : "", hint };
}

/** @param {Output} output @param {Numbers} now @param {Settings} chosen @param {Kit} kit @param {number} size of a cell in pixels @returns {Cell[][]} */
export function outputCells({ kind, values, was }, { limit }, chosen, kit, size) {
  const write = writerOf(kind);
  return cellsOf(values, (value, at) => ({
    ...{ text: write(value), paint: signedPaint(value, limit, kit.theme) },
    ...(chosen.shift > 0 ? beforeMove(kit, write, value, was.values[at], size) : {}),
  }));
}

/** Numbers of either sign, such as how much of the gradient each cell of the input gets. @param {Grid} grid @param {Kit} kit @param {number} [part] of the scale that the largest number takes @returns {Cell[][]} */
export function signedCells(grid, kit, part = 1) {
  const limit = largestOf([grid], 1) / part;
  return paintedCells(grid, (value) => signedPaint(value, limit, kit.theme));
}
