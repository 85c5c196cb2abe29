// @ts-check
/** What the loss does when the score grows a little: the right answer, and what each belief says instead. */

import { written } from "./written.js";

/**
 * @typedef {import("../../kit/quiz/prediction_state.js").Question} Question
 * @typedef {import("./given.js").Settings} Settings
 * @typedef {import("./numbers.js").Numbers} Numbers
 * @typedef {"shrink" | "grow" | "stay"} Turn
 */

/** The mistake behind each answer where it is wrong. @type {Record<Turn, string>} */
const RULES = { shrink: "gradient_points_downhill", grow: "more_is_worse", stay: "loss_forgets_score" };

/** @param {Numbers} now @returns {Turn} */
const rightOf = ({ gradients }) => (gradients.score < 0 ? "shrink" : gradients.score > 0 ? "grow" : "stay");

/** @type {import("../../kit/figure/lesson_figure.js").Lesson["question"]} */
export function question(kit, chosen, _, now) {
  const isAsked = chosen.view === "step" && now.gradients.score !== 0;
  if (!isAsked) return [null, kit.label("predict.grad_nothing")];
  const right = rightOf(now);
  const values = {
    s: written(now.pass.score),
    t: written(chosen.target),
    g: written(now.gradients.score),
    l: written(now.pass.loss),
  };
  const options = /** @type {Turn[]} */ (["shrink", "grow", "stay"]).map((turn) => ({
    text: kit.label(`predict.grad_${turn}`, values),
    rule: turn === right ? null : RULES[turn],
    why: kit.label(`predict.grad_${turn === right ? "right" : "not"}_${right}`, values),
  }));
  const series = JSON.stringify([chosen.input, chosen.kernel, chosen.target, chosen.pool, chosen.updates]);
  return [{ series, place: 0, stem: kit.label("predict.grad_score"), options }, ""];
}

/** Whoever goes a step back sees the gradient of the score. @param {Settings} chosen */
export const isAnswered = ({ step, view }) => view === "nudge" || step > 0;
