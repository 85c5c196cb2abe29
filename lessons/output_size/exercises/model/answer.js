/** An exercise in words, and which rules lead to a learner's answer. Several may; then all are named. */

import { formatCount, plainNumber, tuple } from "../../../kit/arithmetic/rounding.js";
import { isDone as isFound, RIGHT } from "../../../kit/quiz/answer.js";
import { plainly } from "../../../kit/settings/table.js";
import { diagnose, rulesGiving, sizesAlong } from "../../model/misconceptions.js";
import { division, sayRules, valuesOf } from "../../model/words.js";
import { attemptAt, axisOf, exerciseOf, isBackwards } from "./exercise.js";

/** @import { Settings, Task } from "./exercise.js" */
/** @typedef {ReturnType<typeof sceneOf>} AnswerScene @typedef {Pick<Kit, "label">} Words */
/** @typedef {"output_size" | "output_shape" | "pooled_size" | "flatten_size"} Subject */

export const HINTS = 3;

/** A rule's settings on one axis. @param {Task} asked @param {0 | 1} axis @returns {unknown[]} */
export function settingsOf(
  { layer, input, kernel_size, stride, isStrideGiven, padding, dilation, ceil_mode },
  axis,
) {
  const [i, k, s, p] = [input, kernel_size, stride, padding].map((pair) => pair[axis]);
  return layer === "Conv2d" ? [i, k, s, p, dilation] : [i, k, isStrideGiven ? s : null, p, ceil_mode];
}

/** The question of an exercise and its settings, as the rules of cnn_core take them. @param {Task} asked @returns {[Subject, unknown[]]} */
export function questionOf(asked) {
  const { asks, layer, input, kernel_size, stride, padding, channels, layers } = asked;
  if (asks === "features") return ["flatten_size", [channels, input[1], layers]];
  if (asks === "shape") return ["output_shape", [input, kernel_size, stride, padding]];
  return [layer === "Conv2d" ? "output_size" : "pooled_size", settingsOf(asked, 1)];
}

/** A rectangle: a rule on both axes, or a slip on one of them. @param {Task} asked @param {number[]} answer */
function ofShape(asked, answer) {
  const [question, settings] = questionOf(asked);
  const wholes = diagnose(/** @type {[number, number]} */ (answer), question, ...settings);
  const byAxis = /** @type {const} */ ([0, 1]).map((axis) =>
    rulesGiving(answer[axis], "output_size", settingsOf(asked, axis)),
  );
  const found = [...wholes, ...byAxis[0].filter((name) => byAxis[1].includes(name))];
  if (found.length > 0) return found;
  const slipped = byAxis.filter((_, axis) => answer[axis] !== asked.answer[axis]);
  return slipped.length === 1 ? slipped[0] : []; // two slips are no rule that gives the answer
}

/** Asked backwards: by which rules would this padding or stride have given the size that is wanted? A rule that says so whatever is answered explains nothing. @param {Task} asked @param {number} answer */
function backwards(asked, answer) {
  if (!Number.isInteger(answer)) return [];
  const place = asked.asks === "stride" ? 2 : 3;
  const rulesAt = (/** @type {number} */ value) =>
    rulesGiving(asked.target, "output_size", settingsOf(asked, 1).with(place, value));
  const always = rulesAt(answer + 1);
  return rulesAt(answer).filter((name) => !always.includes(name));
}

/** The names of all rules that lead to this answer; none if it is right, or if no rule that is known does. @param {Task} asked @param {number[]} answer @returns {string[]} */
export function diagnosisOf(asked, answer) {
  if (isRight(asked, answer)) return [];
  if (asked.asks === "shape") return ofShape(asked, answer);
  if (isBackwards(asked)) return backwards(asked, answer[0]);
  const [question, settings] = questionOf(asked);
  return diagnose(answer[0], question, ...settings);
}

/** @param {Task} asked @param {number[]} answer */
export const isRight = (asked, answer) =>
  answer.length === asked.answer.length && answer.every((number, i) => number === asked.answer[i]);

/** By which name an answer is remembered: the first rule that leads to it. @param {Task} asked @param {number[]} answer */
export const nameOf = (asked, answer) =>
  isRight(asked, answer) ? RIGHT : (diagnosisOf(asked, answer)[0] ?? "no_rule");

/** One axis as the exercise's answer makes it, or as another answer would. @param {Task} asked @param {0 | 1} axis @param {number} [tried] a padding or a stride that is asked for */
export const solvedAxis = (asked, axis, tried = asked.answer[0]) =>
  axisOf(asked, axis, isBackwards(asked) ? { [asked.asks]: tried } : {});

/** The axis that the rules behind an answer speak of: the one that is drawn, unless its number is right. @param {Task} asked @param {number[] | null} answer @param {0 | 1} axis @returns {0 | 1} */
export function slippedAxis(asked, answer, axis) {
  const isRightHere = asked.asks === "shape" && answer?.[axis] === asked.answer[axis];
  return isRightHere ? (axis === 0 ? 1 : 0) : axis;
}

/** Everything about the exercise that is chosen, and what was done with it. @param {Settings} chosen */
export function sceneOf(chosen) {
  const asked = exerciseOf(chosen.grade, chosen.seed, chosen.exercise);
  const attempt = attemptAt(chosen);
  const { answer, open } = attempt;
  /** @type {0 | 1} */
  const axis = asked.asks === "shape" && chosen.side === "height" ? 0 : 1; // that is drawn
  const isDone = isFound(attempt) || chosen.answer === 1; // solved, or the answer is shown
  const isSolved = answer !== null && isRight(asked, answer);
  const rules = answer ? diagnosisOf(asked, answer) : []; // that give the learner's answer
  const rule = open && rules.includes(open) ? open : (rules[0] ?? null); // the one of them that is drawn
  const tried = answer?.[0] ?? 0;
  const isPossible = Number.isInteger(tried) && tried >= 1 && tried <= asked.input[1];
  // The answer once it may be seen, else what was tried, else what is given.
  const shown = isPossible ? tried : asked.asks === "stride" ? 1 : 0;
  const now = solvedAxis(asked, axis, isDone ? undefined : shown);
  const slipped = slippedAxis(asked, answer, axis);
  return {
    asked,
    attempt,
    isRight: isSolved,
    isDone,
    rules,
    rule,
    axis,
    now,
    slipped: { axis: slipped, now: slipped === axis ? now : solvedAxis(asked, slipped) },
  };
}

/** @param {Words} words @param {Task} asked */
export const questionText = ({ label }, { asks, input: [h, w], channels, target }) =>
  label(`size.ex_${asks}`, { h, w, c: channels, target });

/** @param {readonly [number, number]} pair */
const written = ([height, width]) => (height === width ? String(height) : `(${height}, ${width})`);

/** The layer as it is written; what is asked for is a "?". @param {Task} asked */
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
function rowText([name, made, kernel, stride, padding], channels) {
  if (name === "MaxPool2d") return `nn.MaxPool2d(${kernel})`;
  const around = padding > 0 ? `, padding=${padding}` : "";
  return `nn.Conv2d(${channels}, ${made}, ${kernel}${stride === 1 ? "" : `, stride=${stride}`}${around})`;
}

/** A stack as it is written, a layer a line. @param {Pick<Task, "channels" | "input" | "layers">} asked */
export function stackText({ channels, input, layers }) {
  const reads = sizesAlong(channels, input[1], layers).map(([maps]) => maps);
  return [...layers.map((row, at) => rowText(row, reads[at])), "nn.Flatten()"];
}

/** The numbers that a sentence about a rule names; in a stack, those of the layer it is about. @param {Task} asked @param {import("../../model/limits.js").Counted} now the axis it is said of */
function ruleValues({ asks, channels, input, layers }, now) {
  const values = valuesOf(now);
  if (asks !== "features") return values;
  const sides = sizesAlong(channels, input[1], layers).map(([, side]) => side);
  const quotients = layers.map(
    ([name, , k, s, p], at) => (sides[at] + 2 * p - k) / (s ?? (name === "MaxPool2d" ? k : 1)),
  );
  const broken = quotients.find((quotient) => !Number.isInteger(quotient)) ?? quotients[0];
  const [, , k] = layers.find(([name]) => name === "MaxPool2d") ?? layers[0];
  const p = layers.find((row) => row[4] > 0)?.[4] ?? 0;
  return { ...values, k, p, q: plainNumber(broken) };
}

/** What the rules say of a wrong answer; whose numbers they name where those of the other side of a rectangle are others. @param {Words} words @param {Task} asked @param {string[]} rules @param {0 | 1} axis @param {import("../../model/limits.js").Counted} now the axis it is said of */
export function rulesText(words, asked, rules, axis, now) {
  const said = (/** @type {typeof now} */ each) => sayRules(words, rules, ruleValues(asked, each));
  const text = said(now);
  const isOne = asked.asks !== "shape" || text === said(axisOf(asked, axis === 0 ? 1 : 0));
  return isOne ? text : `${text} ${words.label(`size.ex_of_${axis === 0 ? "height" : "width"}`)}`;
}

/** What to do about a number that no rule leads to; a stack draws no row. @param {Words} words @param {Pick<AnswerScene, "asked" | "attempt" | "isDone">} scene */
export function noRuleText({ label }, { asked, attempt, isDone }) {
  const said = label("size.ex_no_rule");
  if (isDone) return said;
  const next = attempt.hints >= HINTS ? "hints" : asked.asks === "features" ? "hint" : "row";
  return `${said} ${label(`size.ex_look_${next}`)}`;
}

/** A number as people type it, 2,880 as it is shown too; null for what is none. @param {string} text */
export function readNumber(text) {
  const plain = plainly(text)
    .replace(/,(?=\d{3}$)/, "")
    .replace(",", ".")
    .replace(/^([-+]?\d+)\.$/, "$1");
  return /^\d{1,7}(\.\d{1,4})?$/.test(plain) ? Number(plain) : null;
}

/** An answer as it is read: 28 × 60, or 2,880 where it is alone. @param {number[]} answer */
export function answerText(answer) {
  const isCount = answer.length === 1 && Number.isInteger(answer[0]);
  return isCount ? formatCount(answer[0]) : answer.map(plainNumber).join(" × ");
}

/** A stack's input, and what leaves each of its layers: (1, 4232). @param {Task} asked */
export function stackShapes({ channels, input, layers }) {
  const sizes = sizesAlong(channels, input[1], layers);
  const [maps, side] = sizes[sizes.length - 1];
  const shapes = [...sizes.map(([each, size]) => [1, each, size, size]), [1, maps * side * side]];
  return shapes.map(tuple);
}

/** What the three hints name, by what is asked. @type {Partial<Record<Task["asks"], (asked: Task) => Record<string, string | number>>>} */
const HINTED = {
  features: ({ channels, input, layers }) => {
    const sizes = sizesAlong(channels, input[1], layers);
    const [c, side] = sizes[sizes.length - 1];
    return { c, side, sides: sizes.map(([, each]) => each).join(" → ") };
  },
  shape: (asked) => {
    const sides = /** @type {const} */ ([0, 1]).map((axis) => {
      const { settings, span, room, steps } = axisOf(asked, axis);
      const { input_size: i, stride: s, padding: p } = settings;
      return { sum: `${i} + 2 × ${p} − ${span}`, fit: division(room, s), steps };
    });
    const [{ sum: h1, fit: h2, steps: h3 }, { sum: w1, fit: w2, steps: w3 }] = sides;
    return { h1, w1, h2, w2, h3, w3 };
  },
  padding: (asked) => {
    const { span, size } = axisOf(asked, 1);
    return { span, n: size, lost: span - 1 };
  },
  stride: (asked) => {
    const [{ room }, steps] = [axisOf(asked, 1), asked.target - 1];
    return { room, steps, target: asked.target, q: plainNumber(room / steps), fit: division(room, steps) };
  },
};

/** Three hints; the third leaves only the sum to be done. @param {Words} words @param {Task} asked @returns {string[]} */
export function hintsOf({ label }, asked) {
  const values = HINTED[asked.asks]?.(asked);
  const kind = asked.asks === "features" ? "stack" : asked.asks;
  if (values) return [1, 2, 3].map((n) => label(`size.hint_${kind}_${n}`, values));
  const { settings, span, room, steps, isDropped } = axisOf(asked, 1);
  const { input_size: i, stride: s, padding, ceil_mode } = settings;
  const counted = { i, p: Number(padding), span, room, s, fit: division(room, s), steps };
  const up = isDropped ? "size.hint_first_dropped" : "size.hint_first_up";
  const names = ["size.hint_room", "size.hint_fit", ceil_mode ? up : "size.hint_first"];
  return names.map((name) => label(name, counted));
}

/** What a padding or a stride that was answered would really give. @param {Words} words @param {Task} asked @param {number[]} answer */
export function consequence({ label }, asked, answer) {
  if (!isBackwards(asked) || isRight(asked, answer) || !Number.isInteger(answer[0])) return "";
  const { refused, size } = solvedAxis(asked, 1, answer[0]);
  return label(refused ? "size.ex_with_none" : "size.ex_with_yours", {
    x: `${asked.asks}=${answer[0]}`,
    n: size,
  });
}
