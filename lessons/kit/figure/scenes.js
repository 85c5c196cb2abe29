/** Says of each state of a figure what is to be seen of it: its numbers, what Python answers, what is kept back. */

import { createAsker } from "../ask/asker.js";
import { routeOf } from "../ask/post.js";
import { forgetCode } from "../code/code_place.js";
import { createChanges } from "../layer_form/changes.js";
import { stepsShown } from "../menu/frames.js";
import { isFramed } from "../settings/framed.js";
import { askedOf } from "../settings/table.js";

/** @import { Kit } from "../dom/kit.js" */
/** @import { Lesson, Stage } from "./lesson_figure.js" */
/**
 * @typedef {{ seed: number } & Record<string, any>} Data what Python has sent
 *
 * @typedef {object} Scene what is to be seen right now
 * @property {any} chosen
 * @property {any} now the lesson's numbers, null where there are none
 * @property {import("../layer_form/changes.js").Change | null} change what was changed last
 * @property {boolean} isAsked whether the guess is still open, and what is shown would answer it
 * @property {import("../quiz/prediction_state.js").Question | null} [question] what the figure asks of this state
 * @property {boolean} [isGuessing] whether that is still open, also where nothing that is shown would answer it
 * @property {string | null} mistake the rule behind a wrong guess that is being explained
 * @property {import("../ask/asker.js").Answer | null} answer of Python, for exactly this state
 * @property {import("../ask/post.js").Failure | null} failure why there is none
 * @property {() => void} again asks once more
 * @property {Data} data
 */

/** What Python is asked about. @param {Pick<Lesson, "asked" | "table">} lesson @param {any} chosen */
export const stateOf = ({ asked, table }, chosen) => asked?.(chosen) ?? askedOf(table, chosen);

/** Whether what is shown would answer a guess that is still open. @param {Lesson} lesson @param {Stage["predict"]} predict */
export const isKeptBack = ({ asksAhead }, predict) => !asksAhead && predict.answer() === "hidden";

/** @param {Lesson} lesson @param {Stage} stage @param {Kit} kit @param {Data} data @param {() => void} onAnswer */
export function createDirector(lesson, { predict, transport, passing }, kit, data, onAnswer) {
  const changeOf = createChanges(lesson.table);
  const asker = createAsker({ ...routeOf(kit, lesson.name, "code"), onAnswer });
  kit.signal.addEventListener("abort", () => forgetCode(lesson.name));
  /** @param {any} chosen @returns {Scene} */
  return (chosen) => {
    const state = stateOf(lesson, chosen);
    const { isFilming } = passing;
    if (!transport.isPlaying() && !isFilming) asker.want(state); // what only passes is not asked about
    const now = lesson.compute(chosen);
    const [question, why] = isFramed() ? [null, ""] : lesson.question(kit, chosen, data.seed, now);
    if (!isFilming) predict.show(question, why);
    if (!isFilming && predict.answer() === "hidden" && lesson.isAnswered?.(chosen)) predict.turnOver();
    return {
      ...{ chosen, now, data, change: changeOf(chosen), mistake: predict.mistake() },
      ...{ question, isGuessing: question !== null && predict.answer() === "hidden" },
      isAsked: isKeptBack(lesson, predict),
      ...{ answer: asker.answer(state), failure: asker.failure(state), again: asker.again },
    };
  };
}

/** What an animation goes through: no steps where how many there are may be what is asked. @param {Lesson} lesson @param {any} chosen @param {boolean} isAsked */
export function filmOf({ compute, steps, film }, chosen, isAsked) {
  const now = compute(chosen);
  const [all, rowLength, start] = (now && !isAsked && steps?.(chosen, now)) || [];
  if (all && rowLength) return { name: "step", values: stepsShown(all, rowLength, start) };
  return (now && film?.(chosen, now)) ?? null;
}
