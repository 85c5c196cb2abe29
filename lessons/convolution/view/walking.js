/** How the four grids answer: to arrows, to pointing, and to another number typed into a cell. */

import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { NumberGrid } from "../../kit/grid/grid.js";
import { createPointer, LAST_CELL } from "../../kit/grid/pointer.js";
import { normalizeTyped, readCells, writeCells } from "../../kit/settings/cells_text.js";
import { cellOf, inputOf, kernelOf, PIXEL_LIMITS, placesOf, stepAt, WEIGHT_LIMITS } from "../model/limits.js";
import { readersOf, windowOf } from "../model/numbers.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Numbers } from "../model/numbers.js" */
/**
 * @typedef {object} Hands what the grids need from the stage
 * @property {() => void} pause
 * @property {() => Numbers} now
 * @property {(saying: string) => void} remark
 * @property {() => import("../../kit/quiz/predict.js").Answer} nextAnswer what the next output cell may show
 * @property {() => string | null} mistake the rule behind a wrong guess about the next window
 */

/** Type another number into the input or the kernel. @param {Kit} kit @param {Hands} hands @param {"input" | "kernel"} id @param {NumberGrid} grid @param {number} row @param {number} column @param {string} first what has been typed already */
export function edit(kit, { remark }, id, grid, row, column, first) {
  const chosen = kit.settings();
  const [cells, limits, border] =
    id === "input" ? [inputOf(chosen), PIXEL_LIMITS, chosen.padding] : [kernelOf(chosen), WEIGHT_LIMITS, 0];
  const [y, x] = [row - border, column - border];
  if (y < 0 || x < 0 || y >= cells.height || x >= cells.width) return remark(kit.label("conv.padding_fixed"));
  grid.edit(row, column, first, kit.label("set.sign"), (typed) => {
    const number = readCells(normalizeTyped(typed), limits);
    const [lowest, highest] = limits.map((limit) => formatNumber(limit));
    if (!number) return remark(kit.label("conv.edit_refused", { lowest, highest }));
    cells.values[y * cells.width + x] = number.values[0];
    kit.set({ [id]: writeCells(cells) });
  });
}

/** The output: arrows move the window, a press goes there, pointing shows what a cell reads. @param {Kit} kit @param {Hands} hands @param {(row: number, column: number) => void} onHover @param {() => void} onLeave */
function createOutput(kit, { pause }, onHover, onLeave) {
  /** @param {number} row @param {number} column */
  const goTo = (row, column) => {
    pause();
    kit.set({ step: stepAt(kit.settings(), row, column) });
  };
  /** @param {number} down @param {number} across */
  const onArrow = (down, across) => {
    const [row, column] = cellOf(kit.settings());
    const [places, acrossPlaces] = placesOf(kit.settings());
    const [y, x] = [row + down, column + across];
    if (y >= 0 && x >= 0 && y < places && x < acrossPlaces) goTo(y, x);
  };
  /** @param {"first" | "last"} end of the row */
  const onEnd = (end) => goTo(cellOf(kit.settings())[0], end === "first" ? 0 : LAST_CELL);
  return new NumberGrid({ onArrow, onEnd, onPress: goTo, onHover, onLeave });
}

/** The four grids, wired together. @param {Kit} kit @param {Hands} hands */
export function createGrids(kit, hands) {
  /** Outline one weight wherever it stands. @param {number} row @param {number} column */
  const linkWeight = (row, column) => {
    const chosen = kit.settings();
    const under = windowOf(hands.now(), chosen, ...cellOf(chosen))[row * chosen.kernel_size[1] + column];
    if (under) input.link([under]);
    for (const grid of [kernel, products]) {
      grid.point(row, column);
      grid.link([[row, column]]);
    }
  };
  /** Outline a pixel and every output it feeds. @param {number} row @param {number} column */
  const linkPixel = (row, column) => {
    input.point(row, column);
    input.link([[row, column]]);
    output.link(readersOf(hands.now(), kit.settings(), row, column));
  };
  const unlink = () => {
    for (const grid of [input, kernel, products, output]) grid.link([]);
  };
  const pixel = createPointer(() => [hands.now().padded.height, hands.now().padded.width], linkPixel);
  const weight = createPointer(() => kit.settings().kernel_size, linkWeight);
  /** @param {"input" | "kernel"} id @param {NumberGrid} grid @param {typeof pixel} pointer @param {number} row @param {number} column */
  const editing = (id, grid, pointer, row, column, first = "") => {
    hands.pause();
    pointer.goTo(row, column);
    edit(kit, hands, id, grid, row, column, first);
  };
  /** @param {typeof pixel} pointer */
  const walk = ({ onArrow, onEnd }) => ({ onArrow, onEnd, onLeave: unlink });
  /** @type {NumberGrid} */
  const input = new NumberGrid({
    ...walk(pixel),
    onHover: linkPixel,
    onPress: (row, column) => editing("input", input, pixel, row, column),
    onEdit: (first) => editing("input", input, pixel, ...pixel.at(), first),
  });
  /** @type {NumberGrid} */
  const kernel = new NumberGrid({
    ...walk(weight),
    onHover: linkWeight,
    onPress: (row, column) => editing("kernel", kernel, weight, row, column),
    onEdit: (first) => editing("kernel", kernel, weight, ...weight.at(), first),
  });
  const products = new NumberGrid({ ...walk(weight), onHover: linkWeight, onPress: linkWeight });
  const output = createOutput(
    kit,
    hands,
    (row, column) => input.link(windowOf(hands.now(), kit.settings(), row, column)),
    unlink,
  );
  return { input, kernel, products, output, unlink };
}
