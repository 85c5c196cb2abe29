/** How the four grids answer: to arrows, to pointing, and to another number typed into a cell. */

import { NumberGrid } from "../../kit/grid/grid.js";
import { createPointer, walkPlaces } from "../../kit/grid/pointer.js";
import { createTypedGrid, typeNumber } from "../../kit/grid/typed_grid.js";
import { writeCells } from "../../kit/settings/cells_text.js";
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
  const asked = { limits, refused: "conv.edit_refused", remark };
  typeNumber(kit, grid, [row, column, first], asked, (number) => {
    cells.values[y * cells.width + x] = number;
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
  const at = () => cellOf(kit.settings());
  const walk = walkPlaces(at, () => placesOf(kit.settings()), goTo);
  return new NumberGrid({ ...walk, onPress: goTo, onHover, onLeave });
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
  const { pause } = hands;
  /** @type {NumberGrid} */
  const input = createTypedGrid(pixel, { pause, onHover: linkPixel, onLeave: unlink }, (...cell) =>
    edit(kit, hands, "input", input, ...cell),
  );
  /** @type {NumberGrid} */
  const kernel = createTypedGrid(weight, { pause, onHover: linkWeight, onLeave: unlink }, (...cell) =>
    edit(kit, hands, "kernel", kernel, ...cell),
  );
  const { onArrow, onEnd } = weight;
  const products = new NumberGrid({
    ...{ onArrow, onEnd, onHover: linkWeight, onLeave: unlink },
    onPress: linkWeight,
  });
  const output = createOutput(
    kit,
    hands,
    (row, column) => input.link(windowOf(hands.now(), kit.settings(), row, column)),
    unlink,
  );
  return { input, kernel, products, output, unlink };
}
