/** What goes through a model, as bricks to scale: maps as blocks of C × H × W, rows of numbers as bars. */

import { single } from "./typing.js";

/** @import { Diagnosis, Shape, Step } from "./diagnosis.js" */
/**
 * @typedef {object} Brick
 * @property {string} op what made it, "" of the input
 * @property {number | null} line
 * @property {readonly number[]} sizes without the batch
 * @property {"block" | "row"} kind
 *
 * @typedef {{ bricks: Brick[], cell: number, number: number }} Stack px of one pixel or channel, and of one number of a row
 */

const LONGEST_SIDE = 56; // px of the longest of H and W
const LONGEST_DEPTH = 96; // px of C, drawn aslant
const LONGEST_ROW = 150; // px
const LARGEST_CELL = 16; // px

/** The sizes of one picture: a shape of four axes begins with the batch, and so does one of two. @param {Shape} shape */
const withoutBatch = (shape) => (shape.length === 4 || shape.length === 2 ? shape.slice(1) : shape);

/** @param {unknown} value */
const isPlain = (value) => typeof value === "number" || typeof value === "string";

/** 5 as "5×5", [3, 5] as "3×5". @param {any} size */
const both = (size) => (Array.isArray(size) ? size.join("×") : `${size}×${size}`);

/** What a step is called below its arrow: "Conv2d 5×5, padding 2". @param {Step} step */
export function nameOf({ op, layer }) {
  const { kernel_size, padding, stride } = layer?.arguments ?? {};
  if (!layer?.name.endsWith("2d") || kernel_size === undefined) return op;
  const more = [];
  if (layer.name.startsWith("Conv") && isPlain(stride) && stride !== 1) more.push(`stride ${stride}`);
  if (isPlain(padding) && padding !== 0) more.push(`padding ${padding}`);
  return [`${op} ${both(kernel_size)}`, ...more].join(", ");
}

/** @param {Shape} shape @param {string} op @param {number | null} line @returns {Brick | null} */
function brickOf(shape, op, line) {
  const sizes = withoutBatch(shape);
  if (sizes.length !== 1 && sizes.length !== 3) return null;
  return { op, line, sizes, kind: sizes.length === 1 ? "row" : "block" };
}

/** The bricks of the steps that change the shape, the input first. @param {Shape} input @param {Step[]} steps @returns {Brick[]} */
function bricksOf(input, steps) {
  const bricks = [brickOf(input, "", null)];
  let last = String(input);
  for (const step of steps) {
    const shape = single(step.shape);
    if (!shape || String(shape) === last) continue;
    last = String(shape);
    bricks.push(brickOf(shape, nameOf(step), step.line));
  }
  return bricks.filter((brick) => brick !== null);
}

/** @param {number[]} sizes @param {number} longest */
const fitted = (sizes, longest) => longest / Math.max(...sizes, 1);

/**
 * All bricks on one scale, and all rows on another one.
 * @param {Pick<Diagnosis, "input_shape" | "steps">} found
 * @param {number} [expected] numbers that a layer was built for, drawn beside those that arrive
 * @returns {Stack}
 */
export function stackOf({ input_shape, steps }, expected = 0) {
  const bricks = bricksOf(input_shape, steps);
  const blocks = bricks.filter(({ kind }) => kind === "block").map(({ sizes }) => sizes);
  const rows = bricks.filter(({ kind }) => kind === "row").map(({ sizes }) => sizes[0]);
  const sides = blocks.flatMap(([, height, width]) => [height, width]);
  const depths = blocks.map(([channels]) => channels);
  return {
    bricks,
    cell: Math.min(fitted(sides, LONGEST_SIDE), fitted(depths, LONGEST_DEPTH), LARGEST_CELL),
    number: Math.min(fitted([...rows, expected], LONGEST_ROW), LARGEST_CELL),
  };
}
