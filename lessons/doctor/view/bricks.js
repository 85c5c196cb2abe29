/** What goes through a model, drawn to scale from top to bottom: maps as blocks of C × H × W, rows of numbers as bars. */

import { formatCount } from "../../kit/arithmetic/rounding.js";
import { isAnew, make, makeSvg, setText } from "../../kit/dom/dom.js";
import { nameOf, stopOf } from "../model/diagnosis.js";
import { single } from "../model/typing.js";

/** @import { Diagnosis, Shape, Step } from "../model/diagnosis.js" */

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

const [ASLANT_X, ASLANT_Y] = [0.5, 0.42]; // of a depth, to the right and up
const LEAST = 2; // px of what would be too thin to be seen
const HIGH = 12; // px of a row

/** @param {number} height @param {number} width @param {...SVGElement} parts */
function drawing(height, width, ...parts) {
  const size = { width: Math.ceil(width + 2), height: Math.ceil(height + 2) };
  return makeSvg(
    "svg",
    { ...size, viewBox: `-1 -1 ${size.width} ${size.height}`, "aria-hidden": "true" },
    ...parts,
  );
}

/** @param {readonly number[]} sizes @param {number} cell */
function block(sizes, cell) {
  const [depth, height, width] = sizes.map((size) => Math.max(size * cell, LEAST));
  const [across, up] = [depth * ASLANT_X, depth * ASLANT_Y];
  const far = `${across},0 ${width + across},0`;
  return drawing(
    height + up,
    width + across,
    makeSvg("polygon", { fill: "var(--panel)", points: `0,${up} ${far} ${width},${up}` }),
    makeSvg("polygon", {
      points: `${width},${up} ${width + across},0 ${width + across},${height} ${width},${height + up}`,
    }),
    makeSvg("rect", { fill: "var(--surface)", x: 0, y: up, width, height }),
  );
}

/** @param {number} length @param {Record<string, string>} [look] */
const row = (length, look) =>
  drawing(HIGH, length, makeSvg("rect", { ...look, x: 0, y: 0, width: length, height: HIGH }));

/** @param {Brick} brick @param {number} cell @param {number} number @param {number | null} current the line that is looked at */
function item({ op, line, sizes, kind }, cell, number, current) {
  const shape = kind === "row" ? row(Math.max(sizes[0] * number, LEAST)) : block(sizes, cell);
  const by = op ? [make("span.by.muted", `↓ ${op}`)] : [];
  const name = kind === "row" ? formatCount(sizes[0]) : sizes.join("×");
  const look = line !== null && line === current ? "current" : null;
  return make("li", { class: look }, ...by, shape, make("b", name));
}

/** The numbers a Linear was built for, beside those that arrive. @param {Kit} kit @param {number} expected @param {number} given @param {number} number px */
function lacking(kit, expected, given, number) {
  const [n, k] = [formatCount(expected), formatCount(Math.abs(expected - given))];
  const words = kit.label(expected > given ? "doctor.missing" : "doctor.too_many", { n, k });
  const length = Math.max(expected * number, LEAST);
  return make("li.lacking.own-line", row(length, { class: "expected" }), make("b", words));
}

/** How many numbers the layer that breaks was built for; 0 where that is not the trouble. @param {Diagnosis | null} found */
function expectedIn(found) {
  const { reason, values } = found?.failure ?? {};
  return reason === "features_differ" && Number.isInteger(values?.in_features) ? values?.in_features : 0;
}

/** A scale as it is written: 2.2, 0.52. @param {number} px */
const scale = (px) => String(Number(px.toPrecision(2)));

/** What stands below the last brick where the model breaks. @param {Kit} kit @param {Diagnosis["failure"]} failure @param {number} expected @param {number} number px */
function broken(kit, failure, expected, number) {
  if (!failure?.op) return [];
  if (expected) return [lacking(kit, expected, failure.values.given, number)];
  const words = `${failure.op}: ${stopOf(kit, failure)}`;
  return [make("li.lacking.own-line", make("b", words))];
}

/** @param {Kit} kit @param {Stack} stack */
function scalesOf(kit, { bricks, cell, number }) {
  const kinds = new Set(bricks.map(({ kind }) => kind));
  const scales = [
    ...(kinds.has("block") ? [kit.label("doctor.scale_blocks", { cell: scale(cell) })] : []),
    ...(kinds.has("row") ? [kit.label("doctor.scale_rows", { number: scale(number) })] : []),
  ];
  return scales.join(", ");
}

/** @param {Kit} kit */
export function createBricks(kit) {
  const list = make("ol.around");
  const note = make("p.note");
  const head = make("h2", kit.label("doctor.bricks"));
  const element = make(
    "section.bricks.in-column",
    { "aria-label": kit.label("doctor.bricks") },
    head,
    list,
    note,
  );
  return {
    element,
    /** @param {Diagnosis | null} found @param {number[]} input what goes in while nothing is known @param {number} current */
    show(found, input, current) {
      if (!isAnew(element, found?.input_shape ?? input, found?.steps, found?.failure, current)) return;
      const expected = expectedIn(found);
      const stack = stackOf(found ?? { input_shape: input, steps: [] }, expected);
      const { bricks, cell, number } = stack;
      const items = bricks.map((brick) => item(brick, cell, number, current));
      list.replaceChildren(...items, ...broken(kit, found?.failure ?? null, expected, number));
      element.classList.toggle("empty", !found);
      if (list.scrollHeight > list.clientHeight)
        list.tabIndex = 0; // what scrolls, scrolls by keys too
      else list.removeAttribute("tabindex");
      setText(note, found ? scalesOf(kit, stack) : kit.label("doctor.bricks_later"));
      const looked = items.find((each) => each.className === "current");
      if (looked)
        list.scrollTop = looked.offsetTop - list.clientHeight / 2; // the list alone, not the page
      else if (found?.failure) list.scrollTop = list.scrollHeight;
    },
  };
}
