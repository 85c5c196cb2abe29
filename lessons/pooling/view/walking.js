/** How the grids answer: to arrows, to pointing, and to another number typed into a cell. */

import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { NumberGrid } from "../../kit/grid/grid.js";
import { PixelMap } from "../../kit/grid/map.js";
import { createPointer, LAST_CELL } from "../../kit/grid/pointer.js";
import { normalizeTyped, readCells, writeCells } from "../../kit/settings/cells_text.js";
import { asNumbers, cellOf, inputOf, NUMBER_LIMITS, placesOf, stepAt, weightsOf } from "../model/limits.js";
import { isPicture, MAP_SIDE, PIECE } from "../model/maps.js";
import { borderOf } from "../model/numbers.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Numbers } from "../model/numbers.js" */
/**
 * @typedef {object} Hands what an action on a grid needs of the figure
 * @property {() => void} pause
 * @property {() => Numbers} now
 * @property {(saying: string) => void} remark
 */

/** The one number that was typed; null, and why, if it is none. @param {Kit} kit @param {Hands} hands @param {string} typed */
function typedNumber(kit, { remark }, typed) {
  const number = readCells(normalizeTyped(typed), NUMBER_LIMITS);
  const [lowest, highest] = NUMBER_LIMITS.map((limit) => formatNumber(limit));
  if (!number) remark(kit.label("pool.edit_refused", { lowest, highest }));
  return number ? number.values[0] : null;
}

/** Type another number into the input: a picture's map becomes own numbers as they are shown. @param {Kit} kit @param {Hands} hands @param {NumberGrid} grid @param {number} row @param {number} column @param {string} first */
function editInput(kit, hands, grid, row, column, first) {
  const chosen = kit.settings();
  const border = borderOf(chosen);
  const { height, width } = inputOf(chosen);
  const [y, x] = [row - border, column - border];
  if (y < 0 || x < 0 || y >= height || x >= width) return hands.remark(kit.label("pool.outside_fixed"));
  const own = isPicture(chosen.input) ? { ...chosen, ...asNumbers(chosen) } : chosen;
  if (x < own.shift) return hands.remark(kit.label("pool.zeros_fixed"));
  grid.edit(row, column, first, kit.label("set.sign"), (typed) => {
    const number = typedNumber(kit, hands, typed);
    if (number === null) return;
    const cells = inputOf(own, 0);
    cells.values[y * width + x - own.shift] = number;
    kit.set({ input: writeCells(cells), shift: own.shift });
  });
}

/** @param {Kit} kit @param {Hands} hands @param {NumberGrid} grid @param {number} row @param {number} column @param {string} first */
function editWeights(kit, hands, grid, row, column, first) {
  grid.edit(row, column, first, kit.label("set.sign"), (typed) => {
    const number = typedNumber(kit, hands, typed);
    if (number === null) return;
    const cells = weightsOf(kit.settings());
    cells.values[row * cells.width + column] = number;
    kit.set({ weights: writeCells(cells) });
  });
}

/** A grid whose numbers can be typed: arrows walk it, Enter or a press opens a cell. @param {Hands} hands @param {() => readonly [number, number]} size @param {(row: number, column: number) => void} onMove @param {() => void} onLeave @param {(grid: NumberGrid, row: number, column: number, first: string) => void} edit */
function createEditable({ pause }, size, onMove, onLeave, edit) {
  const pointer = createPointer(size, onMove);
  /** @param {number} row @param {number} column */
  const open = (row, column, first = "") => {
    pause();
    pointer.goTo(row, column);
    edit(grid, row, column, first);
  };
  /** @type {NumberGrid} */
  const grid = new NumberGrid({
    onArrow: pointer.onArrow,
    onEnd: pointer.onEnd,
    onHover: onMove,
    onLeave,
    onPress: open,
    onEdit: (first) => open(...pointer.at(), first),
  });
  return grid;
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
  /** @param {number} row @param {number} column */
  const goTo = (row, column) => {
    if (isShares()) return pixel.goTo(row, column);
    pause();
    kit.set({ step: stepAt(kit.settings(), row, column) });
  };
  /** @param {number} row @param {number} column */
  const linkWindow = (row, column) => {
    if (isShares()) return linkPixel(row, column);
    const { outputs, input } = now();
    const border = borderOf(kit.settings());
    const cells = outputs[number].steps[row * outputs[number].values.width + column]?.cells ?? [];
    link(
      cells.map((cell) => [Math.floor(cell / input.width) + border, (cell % input.width) + border]),
      [row, column],
    );
  };
  /** @type {NumberGrid} */
  const grid = new NumberGrid({
    onPress: goTo,
    onHover: linkWindow,
    onLeave: () => link([], null),
    onArrow(down, across) {
      if (isShares()) return pixel.onArrow(down, across);
      const [row, column] = cellOf(kit.settings());
      const [places, acrossPlaces] = placesOf(kit.settings());
      const [y, x] = [row + down, column + across];
      if (y >= 0 && x >= 0 && y < places && x < acrossPlaces) goTo(y, x);
    },
    onEnd(end) {
      if (isShares()) return pixel.onEnd(end);
      goTo(cellOf(kit.settings())[0], end === "first" ? 0 : LAST_CELL);
    },
  });
  return grid;
}

/** The map: the piece goes where it is pressed or dragged, and arrows move it. @param {Kit} kit @param {Hands} hands */
function createMap(kit, { pause }) {
  const last = MAP_SIDE - PIECE + 1;
  /** @param {number} row of the corner, from 1 @param {number} column */
  const goTo = (row, column) => {
    pause();
    const [y, x] = [row, column].map((place) => Math.min(Math.max(place, 1), last));
    kit.set({ row: y, column: x });
  };
  return new PixelMap({
    onPoint: (row, column) => goTo(row - PIECE / 2 + 1, column - PIECE / 2 + 1),
    onArrow(down, across, isFar) {
      const { row, column } = kit.settings();
      const by = isFar ? PIECE : 1;
      goTo(row + down * by, column + across * by);
    },
    onEnd: (end) => goTo(kit.settings().row, end === "first" ? 1 : last),
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
  const drawn = () => hands.now().drawn;
  const input = createEditable(
    hands,
    drawn,
    (row, column) => {
      input.point(row, column);
      linkReaders(row, column);
    },
    unlink,
    (grid, row, column, typed) => editInput(kit, hands, grid, row, column, typed),
  );
  /** A pixel, and every output that reads it; or its share of the gradient. @param {number} row @param {number} column */
  const linkReaders = (row, column) => {
    const { outputs, input: shown } = hands.now();
    const border = borderOf(kit.settings());
    const [y, x] = [row - border, column - border];
    input.link([[row, column]]);
    const isInside = y >= 0 && x >= 0 && y < shown.height && x < shown.width;
    const { width } = outputs[0].values;
    /** @type {[number, number][]} */
    const readers = outputs[1].steps.flatMap(({ cells }, at) =>
      isInside && cells.includes(y * shown.width + x) ? [[Math.floor(at / width), at % width]] : [],
    );
    const shares = kit.settings().gradient === 1;
    for (const grid of [first, second]) grid.link(shares ? (isInside ? [[y, x]] : []) : readers);
  };
  const weights = createEditable(
    hands,
    () => [kit.settings().kernel_size, kit.settings().kernel_size],
    (row, column) => weights.point(row, column),
    unlink,
    (grid, row, column, typed) => editWeights(kit, hands, grid, row, column, typed),
  );
  const [first, second] = [createOutput(kit, hands, 0, link), createOutput(kit, hands, 1, link)];
  return { input, weights, first, second, map: createMap(kit, hands), unlink };
}
