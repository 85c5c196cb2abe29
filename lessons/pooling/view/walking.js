/** How the grids answer: to arrows, to pointing, and to another number typed into a cell. */

import { hasCell, placeOf } from "../../kit/arithmetic/grid.js";
import { pairOf } from "../../kit/arithmetic/windows.js";
import { NumberGrid } from "../../kit/grid/grid.js";
import { PixelMap } from "../../kit/grid/map.js";
import { createPointer, createTypedGrid, placeMoves, typeCell, walkSteps } from "../../kit/grid/walking.js";
import {
  asNumbers,
  inputOf,
  isPicture,
  NUMBER_LIMITS as limits,
  PIECE,
  sizeOf,
  walk,
  weightsOf,
} from "../model/limits.js";
import { borderOf, compute } from "../model/numbers.js";

/** Type another number into the input: a picture's map becomes own numbers as they are shown. @param {Kit} kit @param {LessonHands} hands @param {import("../../kit/grid/walking.js").Opened} opened */
function editInput(kit, hands, opened) {
  const chosen = kit.settings();
  const border = borderOf(chosen);
  const [y, x] = [opened[1] - border, opened[2] - border];
  if (!hasCell(inputOf(chosen), y, x)) return hands.sentence.remark(kit.label("pool.outside_fixed"));
  const own = isPicture(chosen.input) ? { ...chosen, ...asNumbers(chosen) } : chosen;
  if (x < own.shift) return hands.sentence.remark(kit.label("pool.zeros_fixed"));
  const [cells, beside] = [inputOf(own, 0), { shift: own.shift }];
  typeCell(kit, hands, opened, {
    ...{ name: "input", cells, at: y * cells.width + x - own.shift, limits, beside },
  });
}

/** An output: arrows move the window, a press goes there, pointing shows what a cell reads. While gradients are shown, a cell is a pixel of the input. @param {Kit} kit @param {LessonHands} hands @param {0 | 1} number @param {(cells: [number, number][], output: [number, number] | null) => void} link */
function createOutput(kit, { pause }, number, link) {
  const isShares = () => kit.settings().gradient === 1;
  /** @param {number} row @param {number} column */
  const linkPixel = (row, column) => {
    grid.point(row, column);
    link([[row, column]], null);
    grid.link([[row, column]]);
  };
  const pixel = createPointer(() => sizeOf(kit.settings()), linkPixel);
  const windows = walkSteps(kit, pause, walk);
  const walker = () => (isShares() ? pixel : windows);
  /** @param {number} row @param {number} column */
  const linkWindow = (row, column) => {
    if (isShares()) return linkPixel(row, column);
    const { outputs, input } = compute(kit.settings());
    const { steps, values } = outputs[number];
    const read = (steps[row * values.width + column]?.cells ?? []).map((cell) => placeOf(cell, input.width));
    link(read, [row, column]);
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

/** The map: the piece goes where it is pressed or dragged, and arrows move it, as far as the map goes. @param {Kit} kit @param {LessonHands} hands */
function createMap(kit, { pause }) {
  const goTo = (/** @type {object} */ corner) => {
    pause();
    kit.set(corner);
  };
  const moves = placeMoves(kit.settings, goTo, PIECE);
  return new PixelMap({
    ...moves,
    onPoint: (row, column) => moves.onPoint(row - PIECE / 2, column - PIECE / 2),
  });
}

/** Everything that can be walked, wired together. @param {Kit} kit @param {LessonHands} hands */
export function createGrids(kit, hands) {
  const unlink = () => {
    for (const grid of [input, weights, first, second]) grid.link([]);
  };
  /** @param {[number, number][]} cells of the input @param {[number, number] | null} output */
  const link = (cells, output) => {
    const border = borderOf(kit.settings());
    input.link(cells.map(([y, x]) => [y + border, x + border]));
    for (const grid of [first, second]) grid.link(output ? [output] : []);
  };
  const { pause } = hands;
  /** A pixel, and every output that reads it; or its share of the gradient. @param {number} row @param {number} column */
  const linkReaders = (row, column) => {
    const { outputs, input: shown } = compute(kit.settings());
    const border = borderOf(kit.settings());
    const [y, x] = [row - border, column - border];
    input.point(row, column);
    input.link([[row, column]]);
    const isInside = hasCell(shown, y, x);
    const { width } = outputs[0].values;
    const readers = outputs[1].steps.flatMap(({ cells }, at) =>
      isInside && cells.includes(y * shown.width + x) ? [placeOf(at, width)] : [],
    );
    const shares = kit.settings().gradient === 1;
    for (const grid of [first, second]) grid.link(shares ? (isInside ? [[y, x]] : []) : readers);
  };
  const pixel = createPointer(() => compute(kit.settings()).drawn, linkReaders);
  const input = createTypedGrid(pixel, pause, unlink, (opened) => editInput(kit, hands, opened));
  const weight = createPointer(
    () => pairOf(kit.settings().kernel_size),
    (...place) => weights.point(...place),
  );
  const weights = createTypedGrid(weight, pause, unlink, (opened) =>
    typeCell(kit, hands, opened, { name: "weights", cells: weightsOf(kit.settings()), limits }),
  );
  const [first, second] = [createOutput(kit, hands, 0, link), createOutput(kit, hands, 1, link)];
  return { input, weights, first, second, map: createMap(kit, hands), unlink };
}
