/** What is asked about the built tensor: does it run, and what comes out? Wrong answers name their mistake. */

import { seedOf, shuffled } from "../../kit/quiz/shuffle.js";
import { reasonOf } from "./captions.js";
import { ERROR, layerOf, mistakesOf, outcomeOf, shapeOf, tuple } from "./numbers.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Settings } from "./limits.js" */
/** @import { Choice } from "./numbers.js" */

const MOST = 4;
const ROOM = 48; // letters of all answers together: the band has one line

/** @param {Kit} kit @param {Settings} chosen @param {number} seed of the visit @returns {import("../../kit/quiz/prediction_state.js").Question} */
function buildQuestion(kit, chosen, seed) {
  const [shape, layer, outcome] = [shapeOf(chosen), layerOf(chosen), outcomeOf(chosen)];
  const series = JSON.stringify([chosen.shape, chosen.dtype, layer]);
  const say = (/** @type {Choice} */ { shape: told }) => (told ? tuple(told) : ERROR);
  const texts = new Set([say({ rule: null, ...outcome })]);
  const wrong = mistakesOf(shape, layer, shape.at(-3) ?? 1).filter(
    (choice) => !texts.has(say(choice)) && texts.add(say(choice)),
  );
  const isLong = [...texts].slice(0, MOST).join("").length > ROOM;
  const options = [{ rule: null, ...outcome }, ...wrong.slice(0, MOST - (isLong ? 2 : 1))].map((choice) => ({
    text: say(choice),
    rule: choice.rule,
    why: choice.rule ? kit.label(`shape.drill_${choice.rule}`) : reasonOf(kit, chosen),
  }));
  const { in_channels, out_channels, kernel_size } = layer;
  const call = `nn.Conv2d(${in_channels}, ${out_channels}, ${kernel_size})`;
  const stem = kit.label("shape.predict", { shape: tuple(shape), call });
  return { series, place: 0, stem, options: shuffled(options, seedOf(`${seed} ${series}`)) };
}

/** Only what is built is asked about. @type {import("../../kit/figure/lesson_figure.js").Lesson["question"]} */
export const question = (kit, chosen, seed) =>
  chosen.view === "build"
    ? [buildQuestion(kit, chosen, seed), ""]
    : [null, kit.label(`shape.predict_${chosen.view}`)];
