/** How many places are there? The right answer, and what wrong rules give instead. */

import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { seedOf, shuffled } from "../../kit/quiz/shuffle.js";
import { plainNumber, sayRules, valuesOf } from "./captions.js";
import { givenByRules } from "./misconceptions.js";

/** @import { Counted } from "./numbers.js" */

const MOST_WRONG = 3;
/** The likeliest mistakes first. */
const ORDER = [
  "ceil_not_floor",
  "forgot_plus_one",
  "padding_once",
  "dilation_ignored",
  "ceil_mode_ignored",
  "keeps_fraction",
  "pool_stride_is_one",
  "padding_ignored",
  "bracket_precedence",
  "stride_ignored",
  "size_kept_by_default",
  "pooling_always_halves",
  "pool_stride_is_two",
  "dilation_times_kernel",
  "subtract_kernel_only",
  "stride_as_kernel",
];

/** What wrong rules give on an axis, each number once with all the rules that give it. @param {Counted} axis @returns {Map<number, string[]>} */
function wrongNumbers({ settings, size }) {
  const { layer, input_size: i, kernel_size: k, stride: s, padding, dilation: d, ceil_mode } = settings;
  const p = Number(padding);
  const given =
    layer === "Conv2d"
      ? givenByRules("output_size", i, k, s, p, d)
      : givenByRules("pooled_size", i, k, s === k ? null : s, p, ceil_mode);
  /** @type {Map<number, string[]>} */
  const found = new Map();
  for (const rule of ORDER) {
    const value = given[rule];
    if (typeof value !== "number" || value === size || value < 0) continue;
    found.set(value, [...(found.get(value) ?? []), rule]);
  }
  return found;
}

/** @param {import("../../kit/dom/kit.js").Kit} kit @param {Counted} axis @param {number} seed of the visit @returns {import("../../kit/quiz/prediction_state.js").Question | null} */
function placesQuestion(kit, axis, seed) {
  const { layer, padding, dilation, ceil_mode } = axis.settings;
  if (axis.refused || padding === "same" || (layer === "MaxPool2d" && dilation > 1)) return null;
  const values = valuesOf(axis);
  const series = JSON.stringify(axis.settings);
  const why = kit.label(ceil_mode ? "size.why_right_ceil" : "size.why_right", values);
  const right = { text: formatNumber(axis.size), rule: null, why };
  const wrong = [...wrongNumbers(axis)].slice(0, MOST_WRONG);
  const options = wrong.map(([value, rules]) => ({
    text: plainNumber(value),
    rule: rules[0],
    why: sayRules(kit, rules, values),
  }));
  if (options.length === 0) return null;
  const stem = kit.label(dilation > 1 ? "size.ask_dilation" : "size.ask", { ...values, pool: layer });
  return { series, place: 0, stem, options: shuffled([right, ...options], seedOf(`${seed} ${series}`)) };
}

/** What the figure's state asks, and why nothing. @type {import("../../kit/figure/lesson_figure.js").Lesson["question"]} */
export const question = (kit, _chosen, seed, { shown, failing }) => [
  failing ? null : placesQuestion(kit, shown, seed),
  kit.label(shown.refused ? "size.nothing_refused" : "size.nothing_telling"),
];
