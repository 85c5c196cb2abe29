/** The sentence and the line of code of the five views, and what is asked about the built tensor. */

import { tuple } from "../../kit/arithmetic/rounding.js";
import { differing } from "../../kit/quiz/shuffle.js";
import { isAnswered, questionOf, rightOf } from "./drill.js";
import {
  callOf,
  choiceText,
  combinationOf,
  ERROR,
  givenText,
  LETTERS,
  layerOf,
  mistakesOf,
  outcomeOf,
  placeWords,
  ranOf,
  runOf,
  SMALL_SHAPE,
  shapeOf,
  slipText,
  snippetOf,
} from "./numbers.js";
import { codeOf, placeOf } from "./tensor_view.js";

/** @import { Settings } from "./limits.js" */
/** @import { Choice, Data } from "./numbers.js" */

/** Why it runs or not, in the page's language; also where it runs and may still be wrong. @param {Kit} kit @param {Settings} chosen */
export function reasonOf(kit, chosen) {
  const shape = shapeOf(chosen);
  const [channels, width] = [shape.at(-3) ?? 0, shape.at(-1) ?? 0];
  const { reason } = outcomeOf(chosen);
  const { dtype, in_channels, kernel_size, padding } = chosen;
  if (reason) {
    const n = reason === "axes" ? shape.length : channels;
    const name = reason === "size" && padding > 0 ? "size_padded" : reason;
    return kit.label(`shape.why_${name}`, { dtype, n, c: in_channels, k: kernel_size });
  }
  if (shape.length === 4 && width === channels && width <= 4) return kit.label("shape.silent_last");
  if (shape.length === 3 && channels > 1) return kit.label("shape.silent_greys", { n: channels });
  if (shape.length === 3) return kit.label("shape.runs_unbatched");
  const values = { n: shape[0], p: 2 * padding, k: kernel_size - 1 };
  return kit.label(padding ? "shape.runs_padded" : "shape.runs_batched", values);
}

/** Why the right answer of a drill is right; where it is torch's refusal, and not for the order in memory, torch's own words stand below. @param {Kit} kit @param {import("./drill.js").DrillQuestion} question */
export function rightWords(kit, { choices, state }) {
  if (state.view === "build") return reasonOf(kit, { ...kit.settings(), .../** @type {any} */ (state) });
  const ops = String(state.ops);
  const name = /(\w+)[^.]*$/.exec(ops)?.[1];
  const isByOrder = !runOf({ ops: ops.replace(/view(?=[^.]*$)/, "reshape") }).error;
  const isTold = rightOf({ choices }).shape !== null || isByOrder;
  return kit.label(isTold ? `shape.does_${name}` : "shape.drill_error_missed");
}

/** The sentence and the line of code of each view. @type {Record<Settings["view"], (kit: Kit, chosen: Settings, data: Data, isHidden: boolean) => Caption & CodeLine>} */
const SAYINGS = {
  build: (kit, chosen, _, isHidden) => {
    const [given, { shape }] = [tuple(shapeOf(chosen)), outcomeOf(chosen)];
    return {
      lead: isHidden ? "?" : choiceText(kit, { rule: null, shape }),
      text: kit.label("shape.say_build", { shape: given, c: chosen.in_channels }),
      before: given,
      code: `nn.${callOf(layerOf(chosen))}(x)`,
      after: isHidden ? "?" : shape ? tuple(shape) : ERROR,
    };
  },
  mend: (kit, chosen, data) => {
    const { error, result } = ranOf(data, chosen);
    const { broken, mends } = snippetOf(data, chosen);
    const mend = mends[chosen.mend - 1];
    return {
      lead: error || result,
      text: mend?.why.replaceAll("`", "") ?? kit.label("shape.say_broken"),
      before: broken.given ? tuple(broken.given.axes.map(([, length]) => Number(length))) : "",
      code: mend ? mend.change.trim() : (broken.code.split("\n").at(-1) ?? ""),
      after: error || result,
      isChanged: mend !== undefined,
    };
  },
  memory: (kit, chosen) => {
    const { calls, error, last, origins } = runOf(chosen);
    const place = placeOf(last, chosen.at);
    const named = { place, value: last.storage[place], letter: LETTERS[origins[place] % 3] };
    return {
      lead: tuple(last.shape),
      text: kit.label("shape.say_memory", { ...placeWords(last, chosen.at), ...named }),
      before: tuple(SMALL_SHAPE),
      code: codeOf(calls),
      after: error ? error.kind : tuple(last.shape),
    };
  },
  file: (kit, chosen, { file }) => {
    const { rows, error, result } = combinationOf(file, chosen);
    return {
      lead: error || result,
      text: kit.label("shape.say_file"),
      before: rows[rows.length - 1].shape,
      code: "nn.Conv2d(3, 5, 5)(x)",
      after: error || result,
    };
  },
  drill: (kit, { seed, question: number }) => {
    const question = questionOf(seed, number);
    return {
      lead: kit.label("shape.drill_count", { i: number }),
      text: kit.label("shape.say_drill", { seed }),
      before: question.before,
      code: question.code,
      after: isAnswered(seed, number) ? choiceText(kit, rightOf(question)) : "?",
    };
  },
};

/** @param {Kit} kit @param {Scene} scene */
export const sayingOf = (kit, { chosen, data, isAsked }) =>
  SAYINGS[/** @type {Settings} */ (chosen).view](kit, chosen, /** @type {any} */ (data), isAsked);

const MOST = 4;
const ROOM = 48; // letters of all answers together: the band has one line

/** Only what is built is asked about. @type {Lesson["question"]} */
export function question(kit, chosen) {
  if (chosen.view !== "build") return kit.label(`shape.predict_${chosen.view}`);
  const [shape, layer, outcome] = [shapeOf(chosen), layerOf(chosen), outcomeOf(chosen)];
  const series = JSON.stringify([chosen.shape, chosen.dtype, layer]);
  const say = (/** @type {Choice} */ { shape: told }) => (told ? tuple(told) : ERROR);
  const all = differing(
    [{ rule: null, ...outcome }, ...mistakesOf(shape, layer, shape.at(-3) ?? 1)],
    say,
    MOST,
  );
  const isLong = all.map(say).join("").length > ROOM;
  const options = all.slice(0, isLong ? MOST - 1 : MOST).map((choice) => ({
    text: say(choice),
    rule: choice.rule,
    why: choice.rule ? slipText(kit, choice.rule, outcome, layer.padding) : reasonOf(kit, chosen),
  }));
  const stem = kit.label("shape.predict", {
    shape: givenText(shape, chosen.dtype),
    call: `nn.${callOf(layer)}`,
  });
  return { series, place: 0, stem, options };
}
