/** Which cells of a photo its loupe shows, and how maps, loupe and grids answer: all move the one window. */

import { NumberGrid } from "../../kit/grid/grid.js";
import { PixelMap } from "../../kit/grid/map.js";
import { createPointer, walkSteps } from "../../kit/grid/walking.js";
import { cellOf, stepOver, walk, windowArea } from "../model/limits.js";
import { compute, readersOf } from "../model/numbers.js";
import { createWeights, paddedSize } from "./grid_field.js";

/** Along one axis: as near to `first` as a stretch of `length` cells can begin among `size`. @param {number} first @param {number} length @param {number} size */
const inside = (first, length, size) => Math.min(Math.max(first, 0), size - length);

/** The cells around an area, its middle in theirs as far as the edge of the grid allows. @param {Area} area @param {number} cells of a side of the loupe @param {{ height: number, width: number }} grid @returns {Area} */
export function loupeOver(area, cells, grid) {
  const [height, width] = [Math.min(cells, grid.height), Math.min(cells, grid.width)];
  const row = inside(area.row + Math.floor((area.height - height) / 2), height, grid.height);
  const column = inside(area.column + Math.floor((area.width - width) / 2), width, grid.width);
  return { row, column, height, width };
}

/** The loupe moved as little as it must to show one more cell. @param {Area} loupe @param {number} row @param {number} column @returns {Area} */
export function loupeShowing(loupe, row, column) {
  const { height, width } = loupe;
  /** @param {number} first @param {number} length @param {number} cell */
  const along = (first, length, cell) => Math.min(Math.max(first, cell - length + 1), cell);
  return { row: along(loupe.row, height, row), column: along(loupe.column, width, column), height, width };
}

/** The middle of a window, or what the loupe shows nearest to it. @param {Area} loupe @param {Area} window @returns {[row: number, column: number]} */
export function middleIn({ row, column, height, width }, window) {
  const down = window.row + Math.floor((window.height - 1) / 2);
  const across = window.column + Math.floor((window.width - 1) / 2);
  return [inside(down - row, 1, height) + row, inside(across - column, 1, width) + column];
}

/** The same area counted from the loupe's corner. @param {{ row: number, column: number }} loupe @param {Area} area */
export const seenThrough = (loupe, area) => ({
  ...area,
  row: area.row - loupe.row,
  column: area.column - loupe.column,
});

/** @typedef {{ area: () => Area, move: (area: Area) => void }} Loupe where the loupe lies on the padded input */

/** The area from the first to the last of some cells; null for none. @param {[row: number, column: number][]} cells @returns {Area | null} */
function areaOf(cells) {
  if (cells.length === 0) return null;
  const [first, last] = [cells[0], cells[cells.length - 1]];
  return { row: first[0], column: first[1], height: last[0] - first[0] + 1, width: last[1] - first[1] + 1 };
}

/** Moves of the window by one stop, with Shift by one loupe; a press goes there. @param {Kit} kit @param {LessonHands} hands @param {Loupe} loupe */
function createMoves(kit, { pause }, loupe) {
  const { goTo, onEnd } = walkSteps(kit, pause, walk);
  return {
    ...{ goTo, onEnd },
    /** A pixel of the padded input becomes the window's middle. @param {number} row @param {number} column */
    toPixel(row, column) {
      const chosen = kit.settings();
      pause();
      kit.set({ step: stepOver(chosen, row - chosen.padding, column - chosen.padding) });
    },
    /** @param {number} down @param {number} across @param {boolean} isFar */
    onArrow(down, across, isFar) {
      const chosen = kit.settings();
      const [row, column] = cellOf(chosen);
      const { height, width } = loupe.area();
      const [tall, wide] = [height, width].map((size) =>
        isFar ? Math.max(Math.floor(size / chosen.stride), 1) : 1,
      );
      goTo(Math.max(row + down * tall, 0), Math.max(column + across * wide, 0));
    },
  };
}

/** @param {Kit} kit @param {LessonHands} hands @param {Loupe} place */
export function createPhotoGrids(kit, hands, place) {
  const moves = createMoves(kit, hands, place);
  /** One pixel of the padded input, and every output it feeds. @param {number} row @param {number} column */
  const linkPixel = (row, column) => {
    const shown = loupeShowing(place.area(), row, column);
    place.move(shown);
    loupe.point(row - shown.row, column - shown.column);
    loupe.link([[row - shown.row, column - shown.column]]);
    output.mark("fed", areaOf(readersOf(compute(kit.settings()), kit.settings(), row, column)));
  };
  /** @param {[row: number, column: number]} pixel */
  const linkUnder = ([row, column]) => {
    const { row: top, column: left } = place.area();
    loupe.link([[row - top, column - left]]);
  };
  const unlink = () => {
    for (const grid of [loupe, weights.window, weights.kernel, weights.products]) grid.link([]);
    input.mark("read", null);
    output.mark("fed", null);
  };
  const pixel = createPointer(() => paddedSize(kit), linkPixel);
  const walking = { onArrow: moves.onArrow, onEnd: moves.onEnd, onLeave: unlink };
  const input = new PixelMap({ ...walking, onPoint: moves.toPixel });
  const output = new PixelMap({
    ...walking,
    onPoint: moves.goTo,
    onHover: (row, column) => input.mark("read", windowArea(kit.settings(), row, column)),
  });
  /** @param {(row: number, column: number) => void} to what to do with a pixel that the loupe shows */
  const seen = (to) => (/** @type {number} */ row, /** @type {number} */ column) =>
    to(row + place.area().row, column + place.area().column);
  const { onArrow, onEnd } = pixel;
  const seeing = { onHover: seen(linkPixel), onPress: seen(moves.toPixel), onLeave: unlink };
  const loupe = new NumberGrid({ onArrow, onEnd, ...seeing });
  const weights = createWeights(kit, hands, linkUnder, unlink);
  return { input, loupe, output, ...weights, pixel, unlink };
}
