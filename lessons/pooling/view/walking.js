/** How the grids answer: to arrows, to pointing, and to another number typed into a cell. */

import { hasCell, placeOf } from "../../kit/arithmetic/grid.js";
import { NumberGrid } from "../../kit/grid/grid.js";
import { PixelMap } from "../../kit/grid/map.js";
import { createPointer, createTypedGrid, typeNumber, walkSteps } from "../../kit/grid/walking.js";
import { writeCells } from "../../kit/settings/table.js";
import {
  asNumbers,
  inputOf,
  isPicture,
  MAP_SIDE,
  NUMBER_LIMITS,
  PIECE,
  walk,
  weightsOf,
} from "../model/limits.js";
import { borderOf } from "../model/numbers.js";

/** @import { Numbers } from "../model/numbers.js" */
/** @typedef {{ pause: () => void, now: () => Numbers, remark: (saying: string) => void }} Hands what an action on a grid needs of the figure */

const askedOf = (/** @type {Hands} */ { remark }) => ({ limits: NUMBER_LIMITS, remark });

/** Type another number into the input: a picture's map becomes own numbers as they are shown. @param {Kit} kit @param {Hands} hands @param {NumberGrid} grid @param {number} row @param {number} column @param {string} first */
function editInput(kit, hands, grid, row, column, first) {
  const chosen = kit.settings();
  const border = borderOf(chosen);
  const shown = inputOf(chosen);
  const [y, x] = [row - border, column - border];
  if (!hasCell(shown, y, x)) return hands.remark(kit.label("pool.outside_fixed"));
  const own = isPicture(chosen.input) ? { ...chosen, ...asNumbers(chosen) } : chosen;
  if (x < own.shift) return hands.remark(kit.label("pool.zeros_fixed"));
  typeNumber(kit, grid, [row, column, first], askedOf(hands), (number) => {
    const cells = inputOf(own, 0);
    cells.values[y * cells.width + x - own.shift] = number;
    kit.set({ input: writeCells(cells), shift: own.shift });
  });
}

/** @param {Kit} kit @param {Hands} hands @param {NumberGrid} grid @param {number} row @param {number} column @param {string} first */
function editWeights(kit, hands, grid, row, column, first) {
  typeNumber(kit, grid, [row, column, first], askedOf(hands), (number) => {
    const cells = weightsOf(kit.settings());
    cells.values[row * cells.width + column] = number;
    kit.set({ weights: writeCells(cells) });
  });
}

/** An output: arrows move the window, a press goes there, pointing shows what a cell reads. While gradients are shown, a cell is a pixel of the input. @param {Kit} kit @param {Hands} hands @param {0 | 1} number @param {(cells: [number, number][], output: [number, number] | null) => void} link */
function createOutput(kit, { pause, now }, number, link) {
  const isShares = () => kit.settings().gradient === 1;
  /** @param {number} row @param {number} column */
  const linkPixel = (row, column) => {
    grid.point(row, column);
    const border = borderOf(kit.settings());
    link([[row + border, column + border]], null);
    grid.link([[row, column]]);
  };
  const pixel = createPointer(() => [now().input.height, now().input.width], linkPixel);
  const windows = walkSteps(kit, pause, walk);
  const walker = () => (isShares() ? pixel : windows);
  /** @param {number} row @param {number} column */
  const linkWindow = (row, column) => {
    if (isShares()) return linkPixel(row, column);
    const { outputs, input } = now();
    const border = borderOf(kit.settings());
    const { steps, values } = outputs[number];
    const read = (steps[row * values.width + column]?.cells ?? []).map((cell) => placeOf(cell, input.width));
    link(
      read.map(([y, x]) => [y + border, x + border]),
      [row, column],
    );
  };
  /** @type {NumberGrid} */
  const grid = new NumberGrid({
    onPress: (row, column) => walker().goTo(row, column),
    onHover: linkWindow,
    onLeave: () => link([], null),
    onArrow: (down, across) => walker().onArrow(down, across),
    onEnd: (end) => walker().onEnd(end),
  });
  return grid;
}

/** The map: the piece goes where it is pressed or dragged, and arrows move it, as far as the map goes. @param {Kit} kit @param {Hands} hands */
function createMap(kit, { pause }) {
  /** @param {number} row of the corner, from 1 @param {number} column */
  const goTo = (row, column) => {
    pause();
    kit.set({ row, column });
  };
  return new PixelMap({
    onPoint: (row, column) => goTo(row - PIECE / 2 + 1, column - PIECE / 2 + 1),
    onArrow(down, across, isFar) {
      const { row, column } = kit.settings();
      const by = isFar ? PIECE : 1;
      goTo(row + down * by, column + across * by);
    },
    onEnd: (end) => goTo(kit.settings().row, end === "first" ? 1 : MAP_SIDE),
  });
}

/** Everything that can be walked, wired together. @param {Kit} kit @param {Hands} hands */
export function createGrids(kit, hands) {
  const unlink = () => {
    for (const grid of [input, weights, first, second]) grid.link([]);
  };
  /** @param {[number, number][]} cells of the input as it is drawn @param {[number, number] | null} output */
  const link = (cells, output) => {
    input.link(cells);
    for (const grid of [first, second]) grid.link(output ? [output] : []);
  };
  const onPixel = (/** @type {number} */ row, /** @type {number} */ column) => {
    input.point(row, column);
    linkReaders(row, column);
  };
  const { pause } = hands;
  const pixel = createPointer(() => hands.now().drawn, onPixel);
  /** @type {NumberGrid} */
  const input = createTypedGrid(pixel, { pause, onHover: onPixel, onLeave: unlink }, (...cell) =>
    editInput(kit, hands, input, ...cell),
  );
  /** A pixel, and every output that reads it; or its share of the gradient. @param {number} row @param {number} column */
  const linkReaders = (row, column) => {
    const { outputs, input: shown } = hands.now();
    const border = borderOf(kit.settings());
    const [y, x] = [row - border, column - border];
    input.link([[row, column]]);
    const isInside = hasCell(shown, y, x);
    const { width } = outputs[0].values;
    const readers = outputs[1].steps.flatMap(({ cells }, at) =>
      isInside && cells.includes(y * shown.width + x) ? [placeOf(at, width)] : [],
    );
    const shares = kit.settings().gradient === 1;
    for (const grid of [first, second]) grid.link(shares ? (isInside ? [[y, x]] : []) : readers);
  };
  const onWeight = (/** @type {number} */ row, /** @type {number} */ column) => weights.point(row, column);
  const kernel = () => /** @type {[number, number]} */ (Array(2).fill(kit.settings().kernel_size));
  const weight = createPointer(kernel, onWeight);
  /** @type {NumberGrid} */
  const weights = createTypedGrid(weight, { pause, onHover: onWeight, onLeave: unlink }, (...cell) =>
    editWeights(kit, hands, weights, ...cell),
  );
  const [first, second] = [createOutput(kit, hands, 0, link), createOutput(kit, hands, 1, link)];
  return { input, weights, first, second, map: createMap(kit, hands), unlink };
}
