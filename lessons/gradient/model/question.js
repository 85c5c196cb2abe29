/** What the loss does when a number grows a little: the right answer, and what each belief says instead. */

import { isDigit } from "./given.js";
import { NUDGE } from "./nudging.js";
import { numberIn, written } from "./way_back.js";

/** @import { Question } from "../../kit/quiz/prediction_state.js" */
/** @import { Settings } from "./given.js" */
/** @import { Numbers } from "./network.js" */
/**
 * @typedef {"shrink" | "grow" | "stay"} Turn
 * @typedef {[question: Question | null, why: string]} Asked
 */

/** The mistake behind each answer where it is wrong. @type {Record<Turn, string>} */
const RULES = { shrink: "gradient_points_downhill", grow: "more_is_worse", stay: "loss_forgets_score" };
/** The layers of whose steps one number is looked at that could be moved. */
const ASKED = ["score", "linear", "features", "conv", "pixel"];

/** What makes a network another one. @param {Settings} chosen */
const networkOf = ({ input, kernel, target, pool, updates }) => [input, kernel, target, pool, updates];

/** Before anything has come back: of the score. @param {import("../../kit/dom/kit.js").Kit} kit @param {Settings} chosen @param {Numbers} now @returns {Question} */
function aboutScore(kit, chosen, now) {
  const [score, slope] = [now.values.score.values[0], now.gradients.score.values[0]];
  const right = slope < 0 ? "shrink" : slope > 0 ? "grow" : "stay";
  const values = { s: written(score), t: written(chosen.target), g: written(slope), l: written(now.loss) };
  const options = /** @type {Turn[]} */ (["shrink", "grow", "stay"]).map((turn) => ({
    text: kit.label(`predict.grad_${turn}`, values),
    rule: turn === right ? null : RULES[turn],
    why: kit.label(`predict.grad_${turn === right ? "right" : "not"}_${right}`, values),
  }));
  const series = JSON.stringify(networkOf(chosen));
  return { series, place: 0, stem: kit.label("predict.grad_score"), options };
}

/** On the way back: of the number that the figure looks at. @param {import("../../kit/dom/kit.js").Kit} kit @param {Settings} chosen @param {number} slope @returns {Question} */
function aboutNumber(kit, chosen, slope) {
  const { layer, parameter, row, column } = chosen;
  const values = {
    g: written(slope),
    e: NUDGE,
    p: written(Math.abs(slope) * NUDGE, 4),
    a: written(Math.abs(slope)),
  };
  const [down, up] = ["predict.grad_less", "predict.grad_more"].map((id) => kit.label(id, { d: values.p }));
  const why = kit.label(slope < 0 ? "predict.grad_by_below" : "predict.grad_by_above", values);
  const all = kit.label(slope < 0 ? "predict.grad_less" : "predict.grad_more", { d: values.a });
  const options = [
    { text: down, rule: slope < 0 ? null : "gradient_points_downhill", why },
    { text: up, rule: slope < 0 ? "gradient_points_downhill" : null, why },
    { text: all, rule: "gradient_is_the_change", why },
  ];
  const series = JSON.stringify([...networkOf(chosen), layer, parameter, row, column]);
  return { series, place: 0, stem: kit.label("predict.grad_number", values), options };
}

/** @param {import("../../kit/dom/kit.js").Kit} kit @param {Settings} chosen @param {number} _ @param {any} now @returns {Asked} */
export function question(kit, chosen, _, now) {
  if (isDigit(chosen)) return [null, kit.label("predict.grad_live")];
  const isAsked = chosen.view === "step" && now.gradients.score.values[0] !== 0;
  if (isAsked && chosen.step === 0) return [aboutScore(kit, chosen, now), ""];
  const slope = isAsked && ASKED.includes(chosen.layer) ? numberIn(chosen, now.gradients) : 0;
  return slope === 0 ? [null, kit.label("predict.grad_nothing")] : [aboutNumber(kit, chosen, slope), ""];
}
