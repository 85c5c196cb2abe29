/** Which rules lead to a learner's answer to an exercise. Several may; then all are named. */

import { RIGHT } from "../../../kit/quiz/answer.js";
import { diagnose, given, isSame, SUBJECTS } from "../../model/misconceptions.js";
import { axisOf } from "./exercise.js";

/** @import { Exercise } from "./exercise.js" */
/** @typedef {"output_size" | "output_shape" | "pooled_size" | "flatten_size"} Question */

/** A rule's settings on one axis. @param {Exercise} asked @param {0 | 1} axis @returns {unknown[]} */
export function settingsOf(
  { layer, input, kernel_size, stride, isStrideGiven, padding, dilation, ceil_mode },
  axis,
) {
  const [i, k, s, p] = [input, kernel_size, stride, padding].map((pair) => pair[axis]);
  return layer === "Conv2d" ? [i, k, s, p, dilation] : [i, k, isStrideGiven ? s : null, p, ceil_mode];
}

/** The question of an exercise and its settings, as the rules of cnn_core take them. @param {Exercise} asked @returns {[Question, unknown[]]} */
export function questionOf(asked) {
  const { asks, layer, input, kernel_size, stride, padding, channels, layers } = asked;
  if (asks === "features") return ["flatten_size", [channels, input[1], layers]];
  if (asks === "shape") return ["output_shape", [input, kernel_size, stride, padding]];
  return [layer === "Conv2d" ? "output_size" : "pooled_size", settingsOf(asked, 1)];
}

/** The rules of one axis that give this size there. @param {Exercise} asked @param {number} size @param {0 | 1} axis */
function rulesOnAxis(asked, size, axis) {
  return diagnose(size, asked.layer === "Conv2d" ? "output_size" : "pooled_size", ...settingsOf(asked, axis));
}

/** A rectangle: a rule on both axes, or a slip on one of them. @param {Exercise} asked @param {number[]} answer */
function ofShape(asked, answer) {
  const [question, settings] = questionOf(asked);
  const wholes = diagnose(/** @type {[number, number]} */ (answer), question, ...settings);
  const { wrong } = SUBJECTS[asked.layer === "Conv2d" ? "output_size" : "pooled_size"];
  const onBoth = Object.entries(wrong)
    .filter(([, rule]) =>
      [0, 1].every((axis) => isSame(given(rule, settingsOf(asked, axis === 0 ? 0 : 1)), answer[axis])),
    )
    .map(([name]) => name);
  const found = [...wholes, ...onBoth];
  if (found.length > 0) return found;
  const wrongAxes = /** @type {(0 | 1)[]} */ ([0, 1]).filter((axis) => answer[axis] !== asked.answer[axis]);
  const [first = [], second] = wrongAxes.map((axis) => rulesOnAxis(asked, answer[axis], axis));
  return second ? [...new Set([...first, ...second])] : first;
}

/**
 * Asked backwards: by which rules would this padding or stride have given the size that is wanted? A rule that
 * says so whatever is answered explains nothing.
 * @param {Exercise} asked
 * @param {number} answer
 */
function backwards(asked, answer) {
  if (!Number.isInteger(answer)) return [];
  const place = asked.asks === "stride" ? 2 : 3;
  /** @param {number} value */
  const withValue = (value) => settingsOf(asked, 1).map((setting, i) => (i === place ? value : setting));
  return Object.entries(SUBJECTS.output_size.wrong)
    .filter(([, rule]) => given(rule, withValue(answer)) === asked.target)
    .filter(([, rule]) => given(rule, withValue(answer + 1)) !== asked.target)
    .map(([name]) => name);
}

/**
 * The names of all rules that lead to this answer; none if it is right, or if no rule that is known does.
 * @param {Exercise} asked
 * @param {number[]} answer
 * @returns {string[]}
 */
export function diagnosisOf(asked, answer) {
  if (isRight(asked, answer)) return [];
  if (asked.asks === "shape") return ofShape(asked, answer);
  if (asked.asks === "padding" || asked.asks === "stride") return backwards(asked, answer[0]);
  const [question, settings] = questionOf(asked);
  return diagnose(answer[0], question, ...settings);
}

/** @param {Exercise} asked @param {number[]} answer */
export function isRight(asked, answer) {
  return answer.length === asked.answer.length && answer.every((number, i) => number === asked.answer[i]);
}

/** By which name an answer is remembered: the first rule that leads to it. @param {Exercise} asked @param {number[]} answer */
export const nameOf = (asked, answer) =>
  isRight(asked, answer) ? RIGHT : (diagnosisOf(asked, answer)[0] ?? "no_rule");

/** One axis as the exercise's answer makes it, or as another answer would. @param {Exercise} asked @param {0 | 1} axis @param {number} [tried] a padding or a stride that is asked for */
export function solvedAxis(asked, axis, tried = asked.answer[0]) {
  if (asked.asks === "padding") return axisOf(asked, axis, { padding: tried });
  if (asked.asks === "stride") return axisOf(asked, axis, { stride: tried });
  return axisOf(asked, axis);
}
