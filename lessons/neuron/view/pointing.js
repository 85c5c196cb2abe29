/** How the grids answer: what is pointed at, by pointer or arrows, is outlined in every view; a press keeps it. */

import { placeOf } from "../../kit/arithmetic/grid.js";
import { walkOver } from "../../kit/arithmetic/windows.js";
import { NumberGrid } from "../../kit/grid/grid.js";
import { createPointer, typeCell, walkSteps } from "../../kit/grid/walking.js";
import { rangeOf } from "../../kit/settings/table.js";
import {
  inputOf,
  KERNEL_SIZE,
  kernelOf,
  OUTPUTS,
  PIXELS,
  PLACES,
  pixelOf,
  SIDE,
  table,
  WEIGHTS,
  weightAt,
} from "../model/limits.js";

/** @import { Place } from "../../kit/grid/grid.js" */
/** @import { Opened } from "../../kit/grid/walking.js" */
/**
 * @typedef {(...opened: Opened) => void} Edit
 * @typedef {{ kind: "weight", weight: number, output: number } | { kind: "pixel", pixel: number, output?: number }
 *   | { kind: "output", output: number }} Pointed counted from 0; a weight is that of one output, a pixel may be one that
 *   this output does not read
 */

const ALL_OUTPUTS = Array.from({ length: OUTPUTS }, (_, output) => output);
const ALL_PIXELS = Array.from({ length: PIXELS }, (_, pixel) => pixel);

/** Where it all stands, in the picture and above the matrix, in products, neuron and its edges, in both columns of outputs. @param {number[]} pixels @param {number[]} weights of the output that is looked at @param {number[]} outputs @param {Place[]} matrix */
const placesIn = (pixels, weights, outputs, matrix) => ({
  window: pixels.map((pixel) => placeOf(pixel, SIDE)),
  pixels: pixels.map((pixel) => /** @type {Place} */ ([0, pixel])),
  products: weights.map((weight) => placeOf(weight, KERNEL_SIZE)),
  neuron: weights.flatMap((weight) => /** @type {Place[]} */ ([0, 1].map((column) => [weight, column]))),
  edges: weights,
  matrix,
  column: outputs.map((output) => /** @type {Place} */ ([output, 0])),
  output: outputs.map((output) => placeOf(output, PLACES)),
});

/** Where one thing that is pointed at stands in each view. @param {Pointed} pointed @param {number} current the output that is looked at, from 0 @param {boolean} isShared */
export function twinsOf(pointed, current, isShared) {
  if (pointed.kind === "output") {
    const pixels = ALL_PIXELS.filter((pixel) => weightAt(pointed.output, pixel) >= 0);
    const row = pixels.map((pixel) => /** @type {Place} */ ([pointed.output, pixel]));
    return placesIn(pixels, [], [pointed.output], row);
  }
  if (pointed.kind === "pixel") {
    const readers = ALL_OUTPUTS.filter((output) => weightAt(output, pointed.pixel) >= 0);
    const column = readers.map((output) => /** @type {Place} */ ([output, pointed.pixel]));
    const weight = weightAt(current, pointed.pixel);
    return placesIn([pointed.pixel], weight < 0 ? [] : [weight], readers, column);
  }
  const { weight, output } = pointed;
  const isHere = isShared || output === current;
  const owners = isShared ? ALL_OUTPUTS : [output];
  const same = owners.map((owner) => /** @type {Place} */ ([owner, pixelOf(owner, weight)]));
  return placesIn([pixelOf(isHere ? current : output, weight)], isHere ? [weight] : [], [], same);
}

/** Other numbers, typed into the picture and into the shared weights. @param {Kit} kit @param {Hands} hands @returns {{ window: Edit, neuron: Edit }} */
function createTyping(kit, hands) {
  const { remark } = hands.sentence;
  /** @param {"input" | "kernel"} name @param {Grid} cells @param {number} at which of them @param {Opened} opened */
  const type = (name, cells, at, opened) =>
    typeCell(kit, hands, opened, { name, cells, at, limits: rangeOf(table, name), isWhole: true });
  /** @param {number} pixel where it lies now @param {Opened} opened */
  const typePixel = (pixel, opened) => {
    const { down, right } = kit.settings();
    const [row, column] = placeOf(pixel, SIDE);
    const [y, x] = [row - down, column - right];
    if (Math.min(y, x) < 0 || Math.max(y, x) >= SIDE) return remark(kit.label("neuron.came_in"));
    type("input", inputOf(kit.settings()), y * SIDE + x, opened);
  };
  return {
    window: (...opened) => typePixel(opened[1] * SIDE + opened[2], opened),
    neuron(...opened) {
      const [, row, column] = opened;
      const { step, shared } = kit.settings();
      if (column === 0) return typePixel(pixelOf(step - 1, row), opened);
      if (!shared) return remark(kit.label("neuron.own_fixed"));
      type("kernel", kernelOf(kit.settings()), row, opened);
    },
  };
}

/** @typedef {LessonHands & { point: (pointed: Pointed | null, isByKey: boolean) => void }} Hands point: at null where there is nothing any more */

/**
 * A grid whose cells point at something. Arrows walk it; Enter or a press keeps what is pointed at, and opens a field
 * for another number where one can be typed.
 * @param {Hands} hands @param {[height: number, width: number]} size
 * @param {(row: number, column: number) => Pointed} meant @param {(pointed: Pointed) => void} keep
 * @param {Edit} [edit]
 */
function pointingGrid({ point }, size, meant, keep, edit) {
  let isTyped = false; // once the field goes the pointer comes upon the cell again: that would take the words away
  const pointer = createPointer(size, (row, column) => {
    grid.point(row, column);
    point(meant(row, column), true);
  });
  /** @type {NumberGrid} */
  const grid = new NumberGrid({
    onHover: (...place) => {
      const isSame = isTyped && String(place) === String(pointer.at());
      isTyped = false;
      if (!isSame) point(meant(...place), false);
    },
    onLeave: () => point(null, false),
    onPress: (...place) => {
      pointer.standAt(...place);
      isTyped = edit !== undefined;
      grid.point(...place);
      keep(meant(...place));
      edit?.(grid, ...place, "");
    },
    onArrow: pointer.onArrow,
    onEnd: pointer.onEnd,
    onEdit: (first) => {
      if (first === "") keep(meant(...pointer.at()));
      edit?.(grid, ...pointer.at(), first);
    },
  });
  return grid;
}

/** The output map: arrows move on to another output. @param {Kit} kit @param {Hands} hands @param {number} width of the grid: 1 where outputs stand one below the other */
function outputGrid(kit, { pause, point }, width) {
  const { goTo, ...walking } = walkSteps(
    kit,
    pause,
    walkOver(() => [OUTPUTS / width, width]),
  );
  return new NumberGrid({
    ...walking,
    onHover: (row, column) => point({ kind: "output", output: row * width + column }, false),
    onLeave: () => point(null, false),
    onPress: goTo,
  });
}

/** All grids of the four views. @param {Kit} kit @param {Hands} hands */
export function createGrids(kit, hands) {
  const typing = createTyping(kit, hands);
  const here = () => kit.settings().step - 1;
  /** @param {number} weight @returns {Pointed} */
  const ofWeight = (weight) => ({ kind: "weight", weight, output: here() });
  /** @param {number} pixel @returns {Pointed} */
  const ofPixel = (pixel) => ({ kind: "pixel", pixel });
  /** A place in the matrix: a weight of that output, or a pixel that it does not read. @param {number} output @param {number} pixel @returns {Pointed} */
  const ofEntry = (output, pixel) => {
    const weight = weightAt(output, pixel);
    return weight < 0 ? { kind: "pixel", pixel, output } : { kind: "weight", weight, output };
  };
  /** The weight that is pointed at, or that joins the pixel to the output. @param {Pointed} pointed */
  const keep = (pointed) => {
    hands.pause();
    const { output = here() } = pointed;
    const pixel = pointed.kind === "pixel" ? pointed.pixel : -1;
    const weight = pointed.kind === "weight" ? pointed.weight : weightAt(output, pixel);
    if (weight >= 0) kit.set({ step: output + 1, weight: weight + 1 });
    else hands.sentence.remark(kit.label("neuron.no_edge", { i: output + 1 }));
  };
  /** @param {[height: number, width: number]} size @param {(row: number, column: number) => Pointed} meant @param {Edit} [edit] */
  const grid = (size, meant, edit) => pointingGrid(hands, size, meant, keep, edit);
  const cells = KERNEL_SIZE;
  return {
    window: grid([SIDE, SIDE], (row, column) => ofPixel(row * SIDE + column), typing.window),
    products: grid([cells, cells], (row, column) => ofWeight(row * cells + column)),
    neuron: grid([WEIGHTS, 2], ofWeight, typing.neuron),
    pixels: grid([1, PIXELS], (_, pixel) => ofPixel(pixel)),
    matrix: grid([OUTPUTS, PIXELS], ofEntry),
    column: outputGrid(kit, hands, 1),
    output: outputGrid(kit, hands, PLACES),
    keep,
    ofWeight,
    point: hands.point,
  };
}
