/** Exercises: the lecture note's five, and endless ones by seed; the same link gives everybody the same. */

import { tableOf } from "../../../kit/figure/fetched.js";
import { madeAnswers } from "../../../kit/quiz/answer.js";
import { chanceFrom, seedOf } from "../../../kit/quiz/shuffle.js";
import { settingsOf } from "../../../kit/settings/table.js";
import { countAxis } from "../../model/limits.js";
import { cells } from "../../model/misconceptions.js";

/** @import { Row, Sides } from "../../model/misconceptions.js" */
/**
 * @typedef {{ grade: string, seed: number, exercise: number, answer: 0 | 1, side: "height" | "width" }} Settings exercise:
 *   from 1; answer: 1 opens it with its answer, a key for the teacher; side: the axis of a rectangle that is drawn
 * @typedef {ReturnType<typeof attemptAt>} Attempt
 * @typedef {typeof PLAIN} Task
 * @typedef {ReturnType<typeof chanceFrom>} Chance
 */

export const table = await tableOf("output_size/exercises");
export const NOTES = 5; // the lecture note's own
const MOST = table.settings.exercise.range?.[1] ?? 0;

export const settings = settingsOf(table, {
  exercise: { limits: ({ grade }) => [1, grade === "note" ? NOTES : MOST] },
});

/** What all exercises of a grade and a seed are known by. @param {Pick<Settings, "grade" | "seed">} chosen */
export const seriesOf = ({ grade, seed }) => (grade === "note" ? "note" : `${grade} ${seed}`);

/** What a learner has done with each exercise of this visit; `answer` is what was checked last, hints are 0 to 3. */
export const attempts = madeAnswers({
  typed: ["", ""],
  answer: /** @type {number[] | null} */ (null),
  hints: 0,
});

/** @param {Settings} chosen */
export const attemptAt = (chosen) => attempts.at(seriesOf(chosen), chosen.exercise);

/** @param {number} size @returns {Sides} */
const both = (size) => [size, size];

/** What an exercise is as far as it does not say otherwise. */
const PLAIN = {
  /** What a learner gives: one number, or height and width. */
  asks: /** @type {"size" | "shape" | "features" | "padding" | "stride"} */ ("size"),
  layer: /** @type {"Conv2d" | "MaxPool2d"} */ ("Conv2d"),
  channels: 1, // of the input
  input: both(1),
  kernel_size: both(1),
  stride: both(1),
  isStrideGiven: true, // a pooling's stride is its kernel unless it is given
  padding: both(0),
  dilation: 1,
  ceil_mode: false,
  layers: /** @type {Row[]} */ ([]), // of a stack
  target: 0, // the output that is wanted, where the padding or the stride is asked
  answer: /** @type {number[]} */ ([]),
};

/** Whether the padding or the stride is asked that gives a size. @param {Task} asked */
export const isBackwards = ({ asks }) => asks === "padding" || asks === "stride";

/** One axis of an exercise: 0 is the height. @param {Task} asked @param {0 | 1} axis @param {Partial<import("../../model/limits.js").AxisSettings>} [changes] */
export function axisOf({ layer, input, kernel_size, stride, padding, dilation, ceil_mode }, axis, changes) {
  const [input_size, size, step, around] = [input, kernel_size, stride, padding].map((pair) => pair[axis]);
  const here = { input_size, kernel_size: size, stride: step, padding: around };
  return countAxis({ layer, ...here, dilation, ceil_mode, ...changes });
}

/** A size is counted, never drawn: it comes from the same counting as the figure. @param {Partial<Task>} drawn @returns {Task} */
function answered(drawn) {
  const asked = { ...PLAIN, ...drawn };
  if (drawn.answer) return asked;
  const [down, across] = [axisOf(asked, 0).size, axisOf(asked, 1).size];
  return { ...asked, answer: asked.asks === "shape" ? [down, across] : [across] };
}

/** The lecture note's five examples, in its order. @type {Partial<Task>[]} */
const NOTE = [
  { input: both(227), kernel_size: both(11), stride: both(4) },
  { input: both(64), kernel_size: both(7), stride: both(2) },
  { input: both(32), kernel_size: both(5), padding: both(2) },
  { asks: "shape", input: [32, 64], kernel_size: both(5) },
  { asks: "shape", input: [64, 32], kernel_size: both(3), padding: both(1) },
];

const SIDES = [12, 16, 20, 24, 28, 30, 32, 36, 40, 45, 48, 50, 56, 60, 64];

/** What is drawn of each kind. @type {Record<string, (chance: Chance) => Partial<Task>>} */
const DRAWN = {
  square: ({ whole, of }) => ({
    input: both(of(SIDES)),
    kernel_size: both(of([2, 3, 4, 5, 7])),
    stride: both(whole(1, 4)),
  }),
  rectangle({ whole, of }) {
    const height = of(SIDES);
    const width = of(SIDES.filter((side) => side !== height));
    const isPair = whole(0, 1) === 1;
    const size = of([3, 5, 7]);
    const padding = whole(1, Math.floor(size / 2));
    return {
      asks: "shape",
      input: [height, width],
      kernel_size: isPair ? [size, of([1, 3, 5])] : both(size),
      stride: whole(0, 2) === 0 ? [whole(1, 2), whole(1, 3)] : both(whole(1, 3)),
      padding: isPair ? [padding, whole(0, 1)] : both(padding),
    };
  },
  dilated: ({ whole, of }) => ({
    input: both(of(SIDES)),
    kernel_size: both(of([2, 3, 4])),
    stride: both(whole(1, 3)),
    padding: both(whole(0, 2)),
    dilation: whole(2, 3),
  }),
  pooled({ whole, of }) {
    const size = whole(2, 4);
    const isStrideGiven = whole(0, 1) === 1;
    return {
      ...{ layer: "MaxPool2d", isStrideGiven, ceil_mode: true, kernel_size: both(size) },
      input: both(whole(9, 40)),
      stride: both(isStrideGiven ? of([1, 2, 3, 4].filter((step) => step !== size)) : size),
      padding: both(whole(0, Math.floor(size / 2))),
    };
  },
  stack({ whole, of }) {
    const channels = of([1, 3]);
    const side = of([28, 32, 36, 40, 48]);
    /** @type {(made: number) => Row} */
    const conv = (made) => {
      const size = of([3, 5]);
      return ["Conv2d", made, size, 1, whole(0, 1) * Math.floor(size / 2)];
    };
    /** @type {() => Row} */
    const pool = () => ["MaxPool2d", null, of([2, 2, 3]), null, 0];
    const first = [conv(of([4, 5, 6, 8])), pool()];
    const layers = whole(0, 2) === 0 ? first : [...first, conv(of([10, 12, 16])), pool()];
    return { asks: "features", channels, input: both(side), layers, answer: [cells(channels, side, layers)] };
  },
  /** Which padding keeps the size? */
  keeps_size({ whole, of }) {
    const [target, size, dilation] = [of(SIDES.slice(3)), of([3, 5, 7]), whole(1, 2)];
    const given = { input: both(target), kernel_size: both(size), dilation };
    return { ...given, asks: "padding", target, answer: [(dilation * (size - 1)) / 2] };
  },
  /** Which stride gives this size? Only one does. */
  gives_size(chance) {
    const { whole, of } = chance;
    const kernel_size = both(of([2, 3, 4, 5]));
    const asked = { kernel_size, input: both(of(SIDES.slice(3))), padding: both(whole(0, 1)) };
    const stride = whole(2, 4);
    const sizeAt = (/** @type {number} */ step) => axisOf({ ...PLAIN, ...asked }, 1, { stride: step }).size;
    const target = sizeAt(stride);
    const all = Array.from({ length: asked.input[1] }, (_, i) => sizeAt(i + 1));
    const isOnly = all.filter((size) => size === target).length === 1;
    return isOnly ? { ...asked, asks: "stride", target, answer: [stride] } : DRAWN.gives_size(chance);
  },
};
/** The kinds of a grade, which take turns. @type {Record<string, string[]>} */
const KINDS = {
  ...{ 1: ["square"], 2: ["rectangle"], 3: ["dilated", "pooled"], 4: ["stack"] },
  back: ["keeps_size", "gives_size"],
};

/** One exercise, for the same three numbers always the same. @param {string} grade of the table @param {number} seed @param {number} number from 1 @returns {Task} */
export function exerciseOf(grade, seed, number) {
  if (grade === "note") return answered(NOTE[(number - 1) % NOTES]);
  const kinds = KINDS[grade];
  const drawn = DRAWN[kinds[(number - 1) % kinds.length]](
    chanceFrom(seedOf(`output size ${grade} ${seed} ${number}`)),
  );
  const asked = answered(drawn);
  const isPlain = asked.asks === "size" && asked.answer[0] === asked.input[1];
  const isTelling = drawn.answer || !(isPlain || asked.answer.some((size) => size < 2));
  return isTelling ? asked : exerciseOf(grade, seed, number + 2 * MOST);
}
