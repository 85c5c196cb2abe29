/** The question of this lesson: which size comes out. Wrong answers come from rules, so that the mistake has a name. */

import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { seedOf, shuffled } from "../../kit/quiz/shuffle.js";
import { codeOf } from "../../kit/settings/call.js";
import { written } from "../../kit/settings/table.js";
import { outputOf, strideOf } from "./layer.js";
import { table } from "./limits.js";
import { windowAlong } from "./numbers.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Settings } from "./limits.js" */

const MOST = 3; // wrong answers

/** The size of one axis by each mistake. @param {Settings} chosen @param {0 | 1} axis @returns {Record<string, number>} */
function mistaken(chosen, axis) {
  const size = axis === 0 ? chosen.height : chosen.width;
  const kernel = chosen.kernel_size[axis];
  const stride = strideOf(chosen)[axis];
  const span = windowAlong(chosen, axis, 0)[1];
  const room = size + 2 * chosen.padding[axis] - span;
  return {
    ceil_not_floor: Math.ceil(room / stride) + 1,
    ceil_mode_ignored: Math.floor(room / stride) + 1,
    keeps_fraction: room / stride + 1,
    pool_stride_is_one: room + 1,
    padding_once: Math.floor((size + chosen.padding[axis] - span) / stride) + 1,
    divided_by_kernel: Math.floor(size / kernel),
    size_kept: size,
  };
}

/** @param {Settings} chosen */
function rulesOf({ ceil_mode, stride, padding }) {
  return [
    ceil_mode ? "ceil_mode_ignored" : "ceil_not_floor",
    ...(stride === "None" ? ["pool_stride_is_one"] : ["divided_by_kernel"]),
    "keeps_fraction",
    ...(padding.some((each) => each > 0) ? ["padding_once"] : []),
    "size_kept",
  ];
}

/** @param {Kit} kit @param {Settings} chosen @param {number} seed @returns {import("../../kit/quiz/prediction_state.js").Question | null} */
function sizeQuestion(kit, chosen, seed) {
  const out = outputOf(chosen);
  if (!out || chosen.layer === "AdaptiveAvgPool2d") return null;
  const right = `${out[0]}×${out[1]}`;
  /** @type {Map<string, string | null>} */
  const answers = new Map([[right, null]]);
  const [rows, columns] = [mistaken(chosen, 0), mistaken(chosen, 1)];
  for (const rule of rulesOf(chosen)) {
    const text = `${formatNumber(rows[rule])}×${formatNumber(columns[rule])}`;
    if (rows[rule] > 0 && columns[rule] > 0 && !answers.has(text) && answers.size <= MOST)
      answers.set(text, rule);
  }
  if (answers.size === 1) return null;
  const values = { s: written(strideOf(chosen)), h: out[0], w: out[1] };
  const options = [...answers].map(([text, rule]) => ({
    text,
    rule,
    why: kit.label(`maxpool2d.predict_${rule ?? "right"}`, values),
  }));
  const code = codeOf(table, chosen);
  const size = `${chosen.height}×${chosen.width}`;
  return {
    series: `${code} ${size}`,
    place: 1,
    stem: kit.label("maxpool2d.predict_size", { call: code, size }),
    options: shuffled(options, seedOf(`${seed} ${code}`)),
  };
}

/** What the figure's state asks; null where nothing comes out, or its size is asked for itself, and why. @type {import("../../kit/figure/lesson_figure.js").Lesson["question"]} */
export const question = (kit, chosen, seed) => [
  sizeQuestion(kit, chosen, seed),
  kit.label("maxpool2d.predict_nothing"),
];

/** The first window that a wrong guess and PyTorch do not both count, on an axis where they differ. @param {Settings} chosen @param {string | null} rule @returns {import("../../kit/grid/marks.js").Area | null} */
export function mistakenWindow(chosen, rule) {
  const out = outputOf(chosen);
  if (!rule || !out || chosen.layer === "AdaptiveAvgPool2d") return null;
  const axis = mistaken(chosen, 1)[rule] === out[1] ? 0 : 1;
  const isEachCell = rule === "pool_stride_is_one" || rule === "size_kept";
  const place = Math.min(out[axis], Math.floor(mistaken(chosen, axis)[rule]));
  const whole = (axis === 0 ? chosen.height : chosen.width) + 2 * chosen.padding[axis];
  const start = isEachCell ? 1 : Math.min(windowAlong(chosen, axis, place)[0], whole - 1);
  const spans = [windowAlong(chosen, 0, 0)[1], windowAlong(chosen, 1, 0)[1]];
  if (rule === "keeps_fraction") spans[axis] = whole - start;
  const [row, column] = axis === 0 ? [start, 0] : [0, start];
  return { row, column, height: spans[0], width: spans[1] };
}
