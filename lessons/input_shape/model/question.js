/** What is asked about the built tensor: does it run, and what comes out? Wrong answers name their mistake. */

import { seedOf, shuffled } from "../../kit/quiz/shuffle.js";
import { reasonOf } from "./captions.js";
import { ERROR, layerOf, outcomeOf, shapeOf, tuple } from "./numbers.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Settings } from "./limits.js" */
const MOST = 4;
const ROOM = 48; // letters of all answers together: the band has one line

/** What each mistake would say: a shape, or null for "an error". @param {Settings} chosen @returns {[rule: string, shape: number[] | null][]} */
function mistakes(chosen) {
  const shape = shapeOf(chosen);
  const { kernel_size, padding, out_channels } = layerOf(chosen);
  const size = shape.slice(-2).map((length) => Math.max(length + 2 * padding - kernel_size + 1, 1));
  const front = shape.slice(0, -3);
  return [
    ["error_expected", null],
    ["error_missed", [...front, out_channels, ...size]],
    ["batch_axis_added", [...(front.length ? [] : [1]), out_channels, ...size]],
    ["channels_kept", [...front, shape.at(-3) ?? 1, ...size]],
    ["size_kept", [...front, out_channels, ...shape.slice(-2)]],
  ];
}

/** @param {Kit} kit @param {Settings} chosen @param {number} seed of the visit @returns {import("../../kit/quiz/prediction_state.js").Question} */
function buildQuestion(kit, chosen, seed) {
  const outcome = outcomeOf(chosen);
  const series = JSON.stringify([chosen.shape, chosen.dtype, layerOf(chosen)]);
  const say = (/** @type {number[] | null} */ shape) => (shape ? tuple(shape) : ERROR);
  const texts = new Set([say(outcome.shape)]);
  const wrong = mistakes(chosen).filter(([, shape]) => !texts.has(say(shape)) && texts.add(say(shape)));
  const isLong = [...texts].slice(0, MOST).join("").length > ROOM;
  const options = [
    { text: say(outcome.shape), rule: null, why: reasonOf(kit, chosen) },
    ...wrong
      .slice(0, isLong ? MOST - 2 : MOST - 1)
      .map(([rule, shape]) => ({ text: say(shape), rule, why: kit.label(`shape.drill_${rule}`) })),
  ];
  const { in_channels, out_channels, kernel_size } = layerOf(chosen);
  const call = `nn.Conv2d(${in_channels}, ${out_channels}, ${kernel_size})`;
  const stem = kit.label("shape.predict", { shape: tuple(shapeOf(chosen)), call });
  return {
    series,
    place: 0,
    stem,
    options: shuffled(options, seedOf(`${seed} ${series}`)),
  };
}

/** Only what is built is asked about. @type {import("../../kit/figure/lesson_figure.js").Lesson["question"]} */
export const question = (kit, chosen, seed) =>
  chosen.view === "build"
    ? [buildQuestion(kit, chosen, seed), ""]
    : [null, kit.label(`shape.predict_${chosen.view}`)];
