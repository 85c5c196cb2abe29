/** How many weights there are to learn: the right answer, and what each mistake would give instead. */

import { seedOf, shuffled } from "../../kit/quiz/shuffle.js";
import { OUTPUTS, PIXELS, WEIGHTS } from "./limits.js";
import { EDGES, learned } from "./numbers.js";

/** @import { Question } from "../../kit/quiz/prediction_state.js" */
/** @import { Settings } from "./limits.js" */

/** Each mistake by its name: the number it gives; null where that is right. @param {boolean} isShared @returns {[rule: string | null, count: number][]} */
export function choicesOf(isShared) {
  return [
    [isShared ? null : "still_shared", WEIGHTS],
    [isShared ? "not_shared" : null, EDGES],
    ["dense", OUTPUTS * PIXELS],
  ];
}

/** @param {import("../../kit/dom/kit.js").Kit} kit @param {Settings} chosen @param {number} seed of the visit @returns {Question} */
function weightsQuestion(kit, chosen, seed) {
  const isShared = chosen.shared === 1;
  const counted = choicesOf(isShared).map(([rule, count]) => ({ rule, text: String(count) }));
  const answers = [...counted, { rule: "picture", text: kit.label("neuron.depends") }];
  const kind = isShared ? "shared" : "own";
  const n = learned(chosen);
  const options = shuffled(answers, seedOf(`${seed} ${kind}`)).map((answer) => ({
    ...answer,
    why: kit.label(answer.rule ? `neuron.rule_${answer.rule}` : `neuron.right_${kind}`, { n }),
  }));
  return { series: kind, place: 0, stem: kit.label(`neuron.ask_${kind}`), options };
}

/** Every state asks. @type {import("../../kit/figure/lesson_figure.js").Lesson["question"]} */
export const question = (kit, chosen, seed) => [weightsQuestion(kit, chosen, seed), ""];
