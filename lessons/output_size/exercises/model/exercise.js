/** Exercises: the lecture note's five, and endless ones by seed; the same link gives everybody the same. */

import { tableOf } from "../../../kit/figure/fetched.js";
import { madeAnswers } from "../../../kit/quiz/made_answers.js";
import { randomFrom, seedOf } from "../../../kit/quiz/shuffle.js";
import { settingsOf } from "../../../kit/settings/table.js";
import { sizesAfter } from "../../model/misconceptions.js";
import { countAxis } from "../../model/numbers.js";

/** @import { Pair, Row } from "../../model/misconceptions.js" */
export const table = await tableOf("output_size/exercises");

/**
 * @typedef {object} Settings
 * @property {string} grade
 * @property {number} seed
 * @property {number} exercise from 1
 * @property {0 | 1} answer 1 opens it with its answer: a key for the teacher
 * @property {"height" | "width"} side the axis of a rectangle that is drawn
 *
 * @typedef {ReturnType<typeof attemptAt>} Attempt
 */

export const NOTES = 5; // the lecture note's own
export const MOST = table.settings.exercise.range?.[1] ?? 0;

export const settings = settingsOf(table, {
  exercise: ({ grade }) => [1, grade === "note" ? NOTES : MOST],
});

/** What all exercises of a grade and a seed are known by. @param {Pick<Settings, "grade" | "seed">} chosen */
export function seriesOf({ grade, seed }) {
  return grade === "note" ? "note" : `${grade} ${seed}`;
}

/** What a learner has done with each exercise of this visit; `answer` is what was checked last, hints are 0 to 3. */
export const attempts = madeAnswers({
  typed: ["", ""],
  answer: /** @type {number[] | null} */ (null),
  hints: 0,
});

/** @param {Settings} chosen */
export const attemptAt = (chosen) => attempts.at(seriesOf(chosen), chosen.exercise);

/**
 * @typedef {"size" | "shape" | "features" | "padding" | "stride"} Asks what a learner gives: one number, or height and width
 *
 * @typedef {object} Exercise
 * @property {Asks} asks
 * @property {"Conv2d" | "MaxPool2d"} layer
 * @property {Pair} input
 * @property {Pair} kernel_size
 * @property {Pair} stride
 * @property {boolean} isStrideGiven a pooling's stride is its kernel unless it is given
 * @property {Pair} padding
 * @property {number} dilation
 * @property {boolean} ceil_mode
 * @property {number} channels of the input
 * @property {Row[]} layers of a stack, else none
 * @property {number} target the output that is wanted, where the padding or the stride is asked
 * @property {number[]} answer
 */

/** @param {number} size @returns {Pair} */
const both = (size) => [size, size];

/** @param {Partial<Exercise>} changes @returns {Exercise} */
function exercise(changes) {
  const plain = { asks: /** @type {Asks} */ ("size"), layer: /** @type {const} */ ("Conv2d"), channels: 1 };
  const one = both(1);
  return {
    ...plain,
    input: one,
    kernel_size: one,
    stride: one,
    isStrideGiven: true,
    padding: both(0),
    dilation: 1,
    ceil_mode: false,
    layers: [],
    target: 0,
    answer: [],
    ...changes,
  };
}

/** One axis of an exercise: 0 is the height. @param {Exercise} asked @param {0 | 1} axis @param {Partial<import("../../model/numbers.js").AxisSettings>} [changes] */
export function axisOf({ layer, input, kernel_size, stride, padding, dilation, ceil_mode }, axis, changes) {
  return countAxis({
    layer,
    input_size: input[axis],
    kernel_size: kernel_size[axis],
    stride: stride[axis],
    padding: padding[axis],
    dilation,
    ceil_mode,
    ...changes,
  });
}

/** The answer is counted, never drawn: it comes from the same counting as the figure. @param {Exercise} asked @returns {Exercise} */
function answered(asked) {
  const [down, across] = [axisOf(asked, 0).size, axisOf(asked, 1).size];
  return { ...asked, answer: asked.asks === "shape" ? [down, across] : [across] };
}

/** The lecture note's five examples, in its order. */
const NOTE = [
  { input: both(227), kernel_size: both(11), stride: both(4) },
  { input: both(64), kernel_size: both(7), stride: both(2) },
  { input: both(32), kernel_size: both(5), padding: both(2) },
  { asks: /** @type {Asks} */ ("shape"), input: /** @type {Pair} */ ([32, 64]), kernel_size: both(5) },
  {
    asks: /** @type {Asks} */ ("shape"),
    input: /** @type {Pair} */ ([64, 32]),
    kernel_size: both(3),
    padding: both(1),
  },
].map((each) => answered(exercise(each)));

/**
 * @typedef {object} Chance
 * @property {(lowest: number, highest: number) => number} whole
 * @property {<Item>(items: readonly Item[]) => Item} of
 */

/** @param {number} seed @returns {Chance} */
function chanceFrom(seed) {
  const random = randomFrom(seed);
  return {
    whole: (lowest, highest) => lowest + Math.floor(random() * (highest - lowest + 1)),
    of: (items) => items[Math.floor(random() * items.length)],
  };
}

const SIDES = [12, 16, 20, 24, 28, 30, 32, 36, 40, 45, 48, 50, 56, 60, 64];

/** @param {Chance} chance */
function square({ whole, of }) {
  return exercise({
    input: both(of(SIDES)),
    kernel_size: both(of([2, 3, 4, 5, 7])),
    stride: both(whole(1, 4)),
  });
}

/** @param {Chance} chance */
function rectangle({ whole, of }) {
  const height = of(SIDES);
  const width = of(SIDES.filter((side) => side !== height));
  const isPair = whole(0, 1) === 1;
  const size = of([3, 5, 7]);
  const padding = whole(1, Math.floor(size / 2));
  return exercise({
    asks: "shape",
    input: [height, width],
    kernel_size: isPair ? [size, of([1, 3, 5])] : both(size),
    stride: whole(0, 2) === 0 ? [whole(1, 2), whole(1, 3)] : both(whole(1, 3)),
    padding: isPair ? [padding, whole(0, 1)] : both(padding),
  });
}

/** @param {Chance} chance */
function dilated({ whole, of }) {
  return exercise({
    input: both(of(SIDES)),
    kernel_size: both(of([2, 3, 4])),
    stride: both(whole(1, 3)),
    padding: both(whole(0, 2)),
    dilation: whole(2, 3),
  });
}

/** @param {Chance} chance */
function pooled({ whole, of }) {
  const size = whole(2, 4);
  const isStrideGiven = whole(0, 1) === 1;
  return exercise({
    layer: "MaxPool2d",
    input: both(whole(9, 40)),
    kernel_size: both(size),
    stride: both(isStrideGiven ? of([1, 2, 3, 4].filter((step) => step !== size)) : size),
    isStrideGiven,
    padding: both(whole(0, Math.floor(size / 2))),
    ceil_mode: true,
  });
}

/** @param {Chance} chance */
function stack({ whole, of }) {
  const channels = of([1, 3]);
  const side = of([28, 32, 36, 40, 48]);
  /** @type {(made: number) => Row} */
  const conv = (made) => {
    const size = of([3, 5]);
    return ["Conv2d", made, size, 1, whole(0, 1) * Math.floor(size / 2)];
  };
  /** @type {() => Row} */
  const pool = () => ["MaxPool2d", null, of([2, 2, 3]), null, 0];
  /** @type {Row[]} */
  const first = [conv(of([4, 5, 6, 8])), pool()];
  const layers = whole(0, 2) === 0 ? first : [...first, conv(of([10, 12, 16])), pool()];
  const [maps, last] = sizesAfter(channels, side, layers).at(-1) ?? [0, 0];
  return exercise({ asks: "features", channels, input: both(side), layers, answer: [maps * last * last] });
}

/** Which padding keeps the size? @param {Chance} chance */
function keepsSize({ whole, of }) {
  const [side, size, dilation] = [of(SIDES.slice(3)), of([3, 5, 7]), whole(1, 2)];
  return exercise({
    asks: "padding",
    input: both(side),
    kernel_size: both(size),
    dilation,
    target: side,
    answer: [(dilation * (size - 1)) / 2],
  });
}

/** Which stride gives this size? Only one does. @param {Chance} chance @returns {Exercise} */
function givesSize(chance) {
  const { whole, of } = chance;
  const size = of([2, 3, 4, 5]);
  const asked = exercise({
    asks: "stride",
    input: both(of(SIDES.slice(3))),
    kernel_size: both(size),
    padding: both(whole(0, 1)),
  });
  const stride = whole(2, 4);
  /** @param {number} step */
  const sizeAt = (step) => axisOf(asked, 1, { stride: step }).size;
  const target = sizeAt(stride);
  const isOnly = Array.from({ length: asked.input[1] }, (_, i) => sizeAt(i + 1)).filter((n) => n === target);
  return isOnly.length === 1 ? { ...asked, target, answer: [stride] } : givesSize(chance);
}

/**
 * One exercise, for the same three numbers always the same.
 * @param {string} grade of the table
 * @param {number} seed
 * @param {number} number from 1
 * @returns {Exercise}
 */
export function exerciseOf(grade, seed, number) {
  if (grade === "note") return NOTE[(number - 1) % NOTES];
  const chance = chanceFrom(seedOf(`output size ${grade} ${seed} ${number}`));
  if (grade === "4") return stack(chance);
  const isOdd = number % 2 === 1; // the two kinds of a grade take turns
  if (grade === "back") return (isOdd ? keepsSize : givesSize)(chance);
  const draw = { 1: square, 2: rectangle }[grade] ?? (isOdd ? dilated : pooled);
  const asked = answered(draw(chance));
  const isPlain = asked.asks === "size" && asked.answer[0] === asked.input[1];
  return isPlain || asked.answer.some((size) => size < 2)
    ? exerciseOf(grade, seed, number + 2 * MOST)
    : asked;
}
