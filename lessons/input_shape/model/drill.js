/** The drill: "does it run? what comes out?", ten questions a seed, each with what the usual mistakes would give. */

import { tuple } from "../../kit/arithmetic/rounding.js";
import { madeAnswers, nameOf, pressed, revealed, UNANSWERED } from "../../kit/quiz/answer.js";
import { chanceFrom, seedOf, shuffled } from "../../kit/quiz/shuffle.js";
import { askedOf } from "../../kit/settings/table.js";
import { OUT_CHANNELS, table } from "./limits.js";
import { callOf, convOutcome, ELEMENTS, givenText, mistakesOf, SMALL_SHAPE } from "./numbers.js";
import { codeOf, fresh, readCalls, runCalls } from "./tensor_view.js";

/** @import { Settings } from "./limits.js" */
/** @import { Choice } from "./numbers.js" */
/**
 * @typedef {{ view: "build" | "memory", [name: string]: string | number }} State of the figure, that shows the truth
 * @typedef {ReturnType<typeof questionOf>} DrillQuestion
 * @typedef {ReturnType<typeof chanceFrom>} Chance
 * @typedef {{ before: string, code: string, all: Choice[], state: State }} Made before: the shape that goes in, with its
 *   type where that matters; all: the right answer first
 */

export const QUESTIONS = table.settings.question.range?.[1] ?? 0;
const MOST_CHOICES = 4;
const CHAINS = [
  "permute:2,0,1",
  "permute:1,2,0",
  "permute:2,1,0",
  "permute:0,2,1",
  "permute:2,0",
  "permute:2,0,1.view:-1",
  "permute:2,0,1.reshape:-1",
  "permute:2,0,1.contiguous.view:3,64",
  "permute:2,0,1.unsqueeze:0",
  "permute:1,0,2.view:64,3",
  "permute:2,0,1.flatten:1",
  "reshape:3,-1",
  "reshape:3,8,8",
  "view:-1,3",
  "view:8,-1,2",
  "view:5,-1",
  "view:-1,-1",
  "flatten",
  "flatten:1",
  "flatten:0,1",
  "unsqueeze:0",
  "unsqueeze:1",
  "unsqueeze:-1",
  "unsqueeze:4",
  "contiguous",
];

/** How a tensor meets a layer: rightly, and in the usual wrong ways. @type {{ lay: (n: number, c: number, h: number, w: number) => number[], dtype?: string }[]} */
const MEETINGS = [
  { lay: (n, c, h, w) => [n, c, h, w] },
  { lay: (_, c, h, w) => [c, h, w] },
  { lay: (_n, _c, h, w) => [h, w] },
  { lay: (n, c, h, w) => [n, h, w, c] },
  { lay: (n, c, h, w) => [n, 4 - c, h, w] },
  { lay: (n, c, _, w) => [n, c, 4, w] },
  { lay: (n, c, h, w) => [n, c, h, w], dtype: "uint8" },
];

/** @param {Chance} chance @returns {Made} */
function convQuestion({ of }) {
  const { lay, dtype = "float32" } = of(MEETINGS);
  const [n, in_channels] = [of([1, 2, 8, 16]), of([1, 3])];
  const shape = lay(n, in_channels, of([20, 28, 32]), of([24, 28, 64]));
  const layer = { in_channels, out_channels: OUT_CHANNELS, kernel_size: of([5, 7]), padding: 0 };
  const { kernel_size } = layer;
  return {
    before: givenText(shape, dtype),
    code: `nn.${callOf(layer)}(x)`,
    all: [
      { rule: null, shape: convOutcome(shape, dtype, layer).shape },
      ...mistakesOf(shape, layer, shape.at(-3) ?? in_channels),
    ],
    state: { view: "build", shape: shape.join(","), dtype, in_channels, kernel_size, padding: 0 },
  };
}

/** What the usual mistakes make of a chain of calls. @param {import("./tensor_view.js").Call[]} calls @param {import("./tensor_view.js").TensorView[]} views @returns {Choice[]} */
function chainMistakes(calls, views) {
  const [{ name, args }] = calls;
  const [isOrder, isAdded] = [name === "permute" && args.length === SMALL_SHAPE.length, name === "unsqueeze"];
  const backwards = args.map((_, axis) => SMALL_SHAPE[args.indexOf(axis)] ?? 1); // read as "where each axis goes"
  return [
    { rule: "error_expected", shape: null },
    ...(isOrder ? [{ rule: "order_read_backwards", shape: backwards }] : []),
    ...(isAdded ? [{ rule: "axis_elsewhere", shape: [...SMALL_SHAPE, 1] }] : []),
    ...(isAdded ? [{ rule: "axis_elsewhere", shape: [1, ...SMALL_SHAPE] }] : []),
    { rule: "last_call_forgotten", shape: views[Math.min(calls.length, views.length) - 1].shape },
    { rule: "all_flattened", shape: [ELEMENTS] },
    { rule: "channels_first_always", shape: [3, 8, 8] },
  ];
}

/** @param {Chance} chance @returns {Made} */
function chainQuestion({ of }) {
  const text = of(CHAINS);
  const calls = readCalls(text) ?? [];
  const { views, error } = runCalls(fresh(new Array(ELEMENTS).fill(0), SMALL_SHAPE), calls);
  return {
    before: tuple(SMALL_SHAPE),
    code: codeOf(calls),
    all: [{ rule: null, shape: error ? null : views[calls.length].shape }, ...chainMistakes(calls, views)],
    state: { view: "memory", ops: text },
  };
}

/** One question of a drill: the same for the same seed and number. @param {number} seed @param {number} number from 1 */
export function questionOf(seed, number) {
  const mixed = seedOf(`${seed} ${number}`);
  const chance = chanceFrom(mixed);
  const { all, ...question } = number % 2 === 1 ? convQuestion(chance) : chainQuestion(chance);
  const different = all.filter(
    ({ rule, shape }, at) =>
      !all.slice(0, at).some((before) => before.rule === rule || String(before.shape) === String(shape)),
  );
  // Exactly one of them is without a rule.
  return { ...question, choices: shuffled(different.slice(0, MOST_CHOICES), mixed) };
}

/** The answer of a question. @param {Pick<DrillQuestion, "choices">} question */
export const rightOf = ({ choices }) => /** @type {Choice} */ (choices.find(({ rule }) => rule === null));

/** What has been answered on this visit. */
const answers = madeAnswers({});

/** A question is answered once, rightly or not. @param {number} seed @param {number} number */
export const isAnswered = (seed, number) => answers.at(`${seed}`, number).rounds.length > 0;
/** What was answered; nothing where time was up. @param {number} seed @param {number} number */
export function chosenOf(seed, number) {
  const [first] = answers.at(`${seed}`, number).tried;
  return questionOf(seed, number).choices.find((choice) => nameOf(choice) === first);
}
/** @param {number} seed @param {number} number @param {Choice} [choice] none where time is up */
export function answer(seed, number, choice) {
  const now = Date.now();
  const given = choice ? pressed(UNANSWERED, nameOf(choice), now) : revealed(UNANSWERED, now);
  answers.keep(`${seed}`, number, given);
}
/** Ask all questions of a seed anew. @param {number} seed */
export const forgetAnswers = (seed) => answers.forget(`${seed}`);

/** What Python is asked about; a drill's question only once it has been answered. @param {Settings} chosen @returns {Settings} */
export function asked(chosen) {
  const { view, seed, question } = chosen;
  const isTold = view === "drill" && isAnswered(seed, question);
  const shown = isTold ? { ...chosen, ...questionOf(seed, question).state } : chosen;
  return /** @type {Settings} */ (askedOf(table, shown));
}
