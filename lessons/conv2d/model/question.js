/** The question of this lesson: which shape `weight` has. Wrong answers come from rules, so that the mistake has a name. */

import { shuffled } from "../../kit/quiz/shuffle.js";
import { callOf } from "../../kit/settings/call.js";
import { weightShape } from "./layer.js";
import { table } from "./limits.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Settings } from "./limits.js" */

const MOST = 3; // wrong answers
/** What may matter to `weight`: a call with all nine arguments is longer than the band. */
const ASKED = ["in_channels", "out_channels", "kernel_size", "groups"];

/** As Python writes a tuple. @param {readonly number[]} shape */
const tuple = (shape) => `(${shape.join(", ")})`;

/** The shapes that mistakes give, the most telling first. @param {Settings} chosen @returns {[rule: string, shape: number[]][]} */
function mistakenShapes({ in_channels, out_channels, groups, kernel_size: [height, width] }) {
  /** @type {[string, number[]][]} */
  const shapes = [
    ["groups_ignored", [out_channels, in_channels, height, width]],
    ["in_out_swapped", [in_channels, out_channels, height, width]],
    ["one_kernel_per_filter", [out_channels, height, width]],
    ["one_kernel_only", [height, width]],
  ];
  return shapes.slice(groups > 1 ? 0 : 1);
}

/** The call as the question names it: what is left out stands on the stage. @param {Settings} chosen */
function askedCall(chosen) {
  const { call, parts } = callOf(table, chosen);
  const named = parts.filter(({ argument }) => ASKED.includes(argument)).map(({ text }) => text);
  return `${call}(${[...named, ...(named.length < parts.length ? ["…"] : [])].join(", ")})`;
}

/** @param {Kit} kit @param {Settings} chosen @param {number} seed @returns {import("../../kit/quiz/prediction_state.js").Question | null} */
function weightQuestion(kit, chosen, seed) {
  const shape = weightShape(chosen);
  if (!shape || chosen.written !== "names") return null;
  const right = tuple(shape);
  /** @type {Map<string, string | null>} */
  const answers = new Map([[right, null]]);
  for (const [rule, wrong] of mistakenShapes(chosen))
    if (!answers.has(tuple(wrong)) && answers.size <= MOST) answers.set(tuple(wrong), rule);
  const values = { f: shape[0], n: shape[1], k: shape[0] * shape[1] };
  const why = (/** @type {string | null} */ rule) => kit.label(`conv2d.predict_${rule ?? "right"}`, values);
  const options = [...answers].map(([text, rule]) => ({ text, rule, why: why(rule) }));
  const stem = kit.label("conv2d.predict_weight", { call: askedCall(chosen) });
  return { series: `weight ${right}`, place: 1, stem, options: shuffled(options, seed) };
}

/** What the figure's state asks; null where there is no layer, and why. @type {import("../../kit/figure/lesson_figure.js").Lesson["question"]} */
export const question = (kit, chosen, seed) => [
  weightQuestion(kit, chosen, seed),
  kit.label("conv2d.predict_nothing"),
];
