/** An exercise in words, and which rules lead to a learner's answer. Several may; then all are named. */

import { formatCount } from "../../../kit/arithmetic/rounding.js";
import { RIGHT } from "../../../kit/quiz/answer.js";
import { plainNumber, valuesOf } from "../../model/captions.js";
import { diagnose, given, isSame, SUBJECTS, sizesAfter } from "../../model/misconceptions.js";
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

/** @typedef {Pick<import("../../../kit/dom/kit.js").Kit, "label">} Words */

/** @param {Words} words @param {Exercise} asked */
export function questionText({ label }, { asks, input: [h, w], channels, target }) {
  return label(`size.ex_${asks}`, { h, w, c: channels, target });
}

/** @param {readonly [number, number]} pair */
const written = ([height, width]) => (height === width ? String(height) : `(${height}, ${width})`);

/** The layer as it is written; what is asked for is a "?". @param {Exercise} asked */
export function codeText({ asks, layer, kernel_size, stride, isStrideGiven, padding, dilation, ceil_mode }) {
  const parts = [`kernel_size=${written(kernel_size)}`];
  const isPooling = layer === "MaxPool2d";
  if (asks === "stride") parts.push("stride=?");
  else if (isPooling ? isStrideGiven : written(stride) !== "1") parts.push(`stride=${written(stride)}`);
  if (asks === "padding") parts.push("padding=?");
  else if (written(padding) !== "0") parts.push(`padding=${written(padding)}`);
  if (dilation > 1) parts.push(`dilation=${dilation}`);
  if (ceil_mode) parts.push("ceil_mode=True");
  return `nn.${layer}(${isPooling ? "" : "1, 1, "}${parts.join(", ")})`;
}

/** One layer of a stack as it is written. @param {import("../../model/misconceptions.js").Row} row @param {number} channels that it reads */
export function rowText([name, made, kernel, stride, padding], channels) {
  if (name === "MaxPool2d") return `nn.MaxPool2d(${kernel})`;
  const around = padding > 0 ? `, padding=${padding}` : "";
  return `nn.Conv2d(${channels}, ${made}, ${kernel}${stride === 1 ? "" : `, stride=${stride}`}${around})`;
}

/** A stack as it is written, a layer a line. @param {Exercise} asked */
export function stackText({ channels, input, layers }) {
  const reads = [channels, ...sizesAfter(channels, input[1], layers).map(([maps]) => maps)];
  return [...layers.map((row, at) => rowText(row, reads[at])), "nn.Flatten()"];
}

/** The numbers that a sentence about a rule names; in a stack, those of the layer it is about. @param {Exercise} asked @param {import("../../model/numbers.js").Counted} now the axis it is said of */
export function ruleValues({ asks, channels, input, layers }, now) {
  const values = valuesOf(now);
  if (asks !== "features") return values;
  const sides = [input[1], ...sizesAfter(channels, input[1], layers).map(([, side]) => side)];
  const quotients = layers.map(
    ([name, , k, s, p], at) => (sides[at] + 2 * p - k) / (s ?? (name === "MaxPool2d" ? k : 1)),
  );
  const broken = quotients.find((quotient) => !Number.isInteger(quotient)) ?? quotients[0];
  const [, , k] = layers.find(([name]) => name === "MaxPool2d") ?? layers[0];
  const p = layers.find((row) => row[4] > 0)?.[4] ?? 0;
  return { ...values, k, p, q: plainNumber(broken) };
}

/** An answer as it is read: 28 × 60, 2,880. @param {number[]} answer */
export function answerText(answer) {
  return answer
    .map((number) => (Number.isInteger(number) ? formatCount(number) : plainNumber(number)))
    .join(" × ");
}

/** @param {Words} words @param {Exercise} asked @returns {string[]} */
function stackHints({ label }, { channels, input, layers }) {
  const sizes = sizesAfter(channels, input[1], layers);
  const [c, side] = sizes[sizes.length - 1];
  const sides = [input[1], ...sizes.map(([, each]) => each)].join(" → ");
  return [
    label("size.hint_stack_1"),
    label("size.hint_stack_2", { sides }),
    label("size.hint_stack_3", { c, side }),
  ];
}

/** @param {Words} words @param {Exercise} asked @returns {string[]} */
function paddingHints({ label }, asked) {
  const { span, size } = axisOf(asked, 1);
  const values = { span, n: size, lost: span - 1 };
  return [1, 2, 3].map((n) => label(`size.hint_padding_${n}`, values));
}

/** @param {Words} words @param {Exercise} asked @returns {string[]} */
function strideHints({ label }, asked) {
  const { room } = axisOf(asked, 1);
  const steps = asked.target - 1;
  const values = { room, steps, target: asked.target, q: plainNumber(room / steps) };
  return [1, 2, 3].map((n) => label(`size.hint_stride_${n}`, values));
}

/** Three hints; the third leaves only the sum to be done. @param {Words} words @param {Exercise} asked @param {0 | 1} axis @returns {string[]} */
export function hintsOf(words, asked, axis) {
  if (asked.asks === "features") return stackHints(words, asked);
  if (asked.asks === "padding") return paddingHints(words, asked);
  if (asked.asks === "stride") return strideHints(words, asked);
  const now = solvedAxis(asked, axis);
  const { input_size: i, stride: s, padding, ceil_mode } = now.settings;
  const values = {
    i,
    p: Number(padding),
    span: now.span,
    room: now.room,
    s,
    q: plainNumber(now.quotient),
    steps: now.steps,
  };
  const up = now.isDropped ? "_dropped" : "_up";
  return [
    words.label("size.hint_room", values),
    words.label("size.hint_fit", values),
    words.label(`size.hint_first${ceil_mode ? up : ""}`, values),
  ];
}

/** What a padding or a stride that was answered would really give. @param {Words} words @param {Exercise} asked @param {number[]} answer */
export function consequence({ label }, asked, answer) {
  const isBackwards = asked.asks === "padding" || asked.asks === "stride";
  if (!isBackwards || isRight(asked, answer) || !Number.isInteger(answer[0])) return "";
  const { refused, size } = solvedAxis(asked, 1, answer[0]);
  return label(refused ? "size.ex_with_none" : "size.ex_with_yours", {
    x: `${asked.asks}=${answer[0]}`,
    n: size,
  });
}
