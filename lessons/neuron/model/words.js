/** What is said and asked: the sentence of one weight, the line of code, and how many weights there are to learn. */

import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { stepCaption } from "../../kit/controls/transport.js";
import {
  compute,
  EDGES,
  learned,
  movedAlong,
  neuronOf,
  OUTPUTS,
  PIXELS,
  PLACES,
  SIDE,
  WEIGHTS,
} from "./limits.js";

/** @import { Settings } from "./limits.js" */

/** What one of the nine weights does, and what comes of all nine. @param {Kit} kit @param {{ chosen: Settings }} scene */
export function caption(kit, { chosen }) {
  const { relu, bias, step } = chosen;
  const weight = chosen.weight - 1;
  const { window, kernel, products, sum, before, output } = neuronOf(compute(chosen), chosen, step - 1);
  const values = {
    k: weight + 1,
    x: formatNumber(window.values[weight]),
    w: formatNumber(kernel.values[weight]),
    p: formatNumber(products.values[weight]),
    s: formatNumber(sum),
    b: formatNumber(bias),
    v: formatNumber(before),
    o: formatNumber(output),
  };
  const text = kit.label(relu ? "neuron.sentence_relu" : "neuron.sentence", values);
  return stepCaption(kit, step, OUTPUTS, text, "neuron.lead");
}

/** How many outputs are those from before, one move on: with weights of their own some may be so by chance. @param {Kit} kit @param {Settings} chosen @param {import("./limits.js").Numbers} now */
export function movedWords(kit, { down, right, shared }, now) {
  if (down === 0 && right === 0) return kit.label("neuron.folded", { n: OUTPUTS });
  const { along: k, inside: n } = movedAlong(now);
  return kit.label(shared || k === 0 ? "neuron.moved" : "neuron.alike", { k, n });
}

/** The layer in PyTorch; with weights of their own there is no layer that does it. @param {Settings} chosen @returns {ReturnType<NonNullable<Lesson["call"]>>} */
export function call({ relu, shared }) {
  /** @param {...string} texts */
  const parts = (...texts) => texts.map((text) => ({ argument: "", text }));
  if (!shared)
    return { call: relu ? "torch.relu" : "", parts: parts("(weights * nn.Unfold(3)(image)).sum(1) + bias") };
  if (!relu) return { call: "nn.Conv2d", parts: parts("1", "1", "3") };
  return { call: "nn.Sequential", parts: parts("nn.Conv2d(1, 1, 3)", "nn.ReLU()") };
}

/** @param {Settings} chosen @returns {[number[], number[]]} */
export const shapes = ({ shared }) => [[1, 1, SIDE, SIDE], shared ? [1, 1, PLACES, PLACES] : [1, OUTPUTS]];

/** How many weights there are to learn: every state asks. @type {Lesson["question"]} */
export function question(kit, chosen) {
  const [kind, n] = [chosen.shared ? "shared" : "own", learned(chosen)];
  /** Each mistake, null where it is none, and what it gives. @type {[rule: string | null, text: string][]} */
  const answers = [
    [chosen.shared ? null : "still_shared", String(WEIGHTS)],
    [chosen.shared ? "not_shared" : null, String(EDGES)],
    ["dense", String(OUTPUTS * PIXELS)],
    ["picture", kit.label("neuron.depends")],
  ];
  const options = answers.map(([rule, text]) => ({
    ...{ rule, text },
    why: kit.label(rule ? `neuron.rule_${rule}` : `neuron.right_${kind}`, { n }),
  }));
  return { series: kind, place: 0, stem: kit.label(`neuron.ask_${kind}`), options };
}
