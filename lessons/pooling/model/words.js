/** What is said and asked: both outputs of a step, and what a move by one pixel does to the largest numbers. */

import { placeOf } from "../../kit/arithmetic/grid.js";
import { equalSign, formatNumber } from "../../kit/arithmetic/rounding.js";
import { writeValue } from "../../kit/settings/address.js";
import { cellOf, placesOf, settings } from "./limits.js";
import { compute, exact, isOther, stepsOf, sumOf, writerOf } from "./numbers.js";

/** @import { Settings } from "./limits.js" */

/** What both outputs of a step are, and after a move what they were. @param {Kit} kit @param {{ chosen: Settings, now: import("./numbers.js").Numbers }} scene */
export function caption(kit, { chosen, now }) {
  const [row, column] = cellOf(chosen);
  const [other, average] = stepsOf(now, chosen);
  const isConv = chosen.layer === "conv";
  const write = writerOf(now.outputs[0].kind);
  const values = {
    r: row + 1,
    c: column + 1,
    n: other.values.length,
    m: write(other.output),
    s: exact(sumOf(average)),
    d: average.divisor ?? 1,
    eq: equalSign(average.output),
    a: formatNumber(average.output),
  };
  const parts = [kit.label(isConv ? "pool.sentence_conv" : "pool.sentence", values)];
  const ties = isConv ? 1 : other.values.filter((value) => value === other.output).length;
  if (ties > 1) parts.push(kit.label("pool.tie", { t: ties }));
  if (chosen.shift > 0) {
    const at = row * now.outputs[0].values.width + column;
    const [x, y] = now.outputs.map(({ was }) => was.values[at]);
    parts.push(kit.label("pool.before", { x: write(x), y: formatNumber(y) }));
  }
  return { text: parts.join(" ") };
}

/** The mistake behind each answer where it is wrong: which cells of the output stay the same. */
const RULES = { all: "pooling_makes_invariant", none: "pooling_never_stable", some: "some_stay" };
/** What a question does not depend on. */
const PASSING = ["shift", "step", "gradient", "count_include_pad", "weights", "layer"];

/** What is asked of a move by one pixel, or why nothing is. @type {Lesson["question"]} */
export function question(kit, chosen) {
  const [down, across] = placesOf(chosen);
  const isOne = down * across === 1; // of one cell "some" makes no sense
  if (chosen.layer !== "pool" || isOne) return kit.label("predict.nothing_to_move");
  const about = Object.keys(settings).filter((name) => !PASSING.includes(name));
  const series = JSON.stringify(about.map((name) => writeValue(chosen[name])));
  const { outputs } = compute({ ...chosen, shift: 1, step: 1 });
  const all = outputs[0].steps.length;
  const [largest, average] = outputs.map(({ changed }) => all - changed); // that stay the same
  const right = largest === all ? "all" : largest === 0 ? "none" : "some";
  const values = { n: largest, all, a: average };
  const options = Object.entries(RULES).map(([stays, rule]) => ({
    text: kit.label(`predict.stays_${stays}`),
    rule: stays === right ? null : rule,
    why: kit.label(stays === right ? "predict.stays_right" : `predict.stays_not_${stays}`, values),
  }));
  return { series, place: 0, stem: kit.label("predict.move_one"), options };
}

/** An output cell that a wrong answer did not expect: one that changed, or one that stayed. @param {Settings} chosen @param {string} rule @returns {[row: number, column: number] | null} */
export function unexpectedCell(chosen, rule) {
  if (chosen.shift === 0) return null;
  const { values, was } = compute(chosen).outputs[0];
  const hasChanged = rule !== RULES.none;
  const at = values.values.findIndex((value, i) => isOther(value, was.values[i]) === hasChanged);
  return at < 0 ? null : placeOf(at, values.width);
}

/** Whoever moves the input has seen the answer. @param {Settings} chosen */
export const isAnswered = ({ shift }) => shift > 0;

/** A guess moves the input, and asking again moves it back: the answer is there to be seen. @param {Settings} chosen @param {import("../../kit/quiz/predict.js").Answer} answer @returns {Partial<Settings>} */
export const afterGuess = ({ shift }, answer) =>
  answer === "open" ? {} : { shift: answer === "hidden" ? 0 : Math.max(shift, 1) };
