/** How far one epoch brings the net: asked of the run that the figure opens with, for it was measured. */

import { seedOf, shuffled } from "../../kit/quiz/shuffle.js";
import { isUsual } from "./limits.js";
import { session } from "./session.js";

/** @import { Settings } from "./limits.js" */

const EPOCH = 32; // updates
/** What the run of seed 0 names rightly of 1,000 new digits then; a test trains it again. */
export const NAMED = 825;
const OPTIONS = /** @type {const} */ ({
  few: "learning_needs_many_epochs",
  most: null,
  all: "one_epoch_is_enough",
});

/** @type {import("../../kit/figure/lesson_figure.js").Lesson["question"]} */
export const question = (kit, chosen, seed) => {
  if (!isUsual(chosen)) return [null, kit.label("training.predict_none")];
  const options = Object.entries(OPTIONS).map(([name, rule]) => ({
    text: kit.label(`training.predict_${name}`),
    rule,
    why: kit.label(`training.predict_why_${name}`, { n: NAMED }),
  }));
  const stem = kit.label("training.predict");
  return [{ series: "epoch", place: 0, stem, options: shuffled(options, seedOf(`${seed} epoch`)) }, ""];
};

/** Whoever has trained that far has seen it. @param {Settings} chosen */
export const isAnswered = ({ update }) => update >= EPOCH && session().reached >= EPOCH;

/** A guess lets Train stop where it is about. @param {Settings} _chosen @param {import("../../kit/quiz/predict.js").Answer} answer @returns {Partial<Settings>} */
export const afterGuess = (_chosen, answer) =>
  answer === "shown" && session().reached === 0 ? { update: EPOCH } : {};
