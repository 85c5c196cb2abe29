/** What is asked, the sentence below the film, and the line of code. */

import { formatCount, formatNumber } from "../../kit/arithmetic/rounding.js";
import { withinLimits } from "../../kit/settings/address.js";
import { updatesOf } from "./digits.js";
import { changedIn, follow, isSwitch, settings, table } from "./limits.js";
import { session } from "./session.js";
import { TOTAL } from "./trainer.js";

/** @import { Settings } from "./limits.js" */
/** @import { Numbers } from "./session.js" */
/** @import { Measured } from "./trainer.js" */

const EPOCH = 32; // updates
/** What the run of seed 0 names rightly of 1,000 new digits then; a test trains it again. */
export const NAMED = 825;
const OPTIONS = /** @type {const} */ ({
  few: "learning_needs_many_epochs",
  most: null,
  all: "one_epoch_is_enough",
});

const MOST_NAMED = 2; // settings at a time: a band is not high

/** A setting as it is when the figure opens. @param {Kit} kit @param {string} name */
function sayInitial(kit, name) {
  const { label = "", choice_label } = table.settings[name];
  const [title, { initial }] = [kit.label(label), settings[name]];
  if (isSwitch(name)) return kit.label("training.back_off", { name: title });
  const value = typeof initial === "number" ? formatCount(initial) : String(initial);
  const shown = choice_label ? kit.label(`${choice_label}${value}`) : value;
  return kit.label("training.back_to", { name: title, value: shown });
}

/** What to set back to be asked, and whether there is more: switches alone, for they bring the others along. @param {Kit} kit @param {Settings} chosen @param {string[]} changed */
function sayBack(kit, chosen, changed) {
  const named = changed.filter((name) => isSwitch(name) === isSwitch(changed[0])).slice(0, MOST_NAMED);
  const wanted = { ...chosen, ...Object.fromEntries(named.map((name) => [name, settings[name].initial])) };
  const next = follow(chosen, /** @type {any} */ (withinLimits(settings, wanted)), wanted);
  const more = changedIn(next).length > 0 ? ["…"] : [];
  const back = [...named.map((name) => sayInitial(kit, name)), ...more].join(", ");
  return kit.label("training.predict_none", { back });
}

/** @type {Lesson["question"]} */
export const question = (kit, chosen) => {
  const changed = changedIn(chosen);
  if (changed.length > 0) return sayBack(kit, chosen, changed);
  const options = Object.entries(OPTIONS).map(([name, rule]) => ({
    text: kit.label(`training.predict_${name}`),
    rule,
    why: kit.label(`training.predict_why_${name}`, { n: NAMED }),
  }));
  return { series: "epoch", place: 0, stem: kit.label("training.predict"), options };
};

/** Whoever has trained that far has seen it. @param {Settings} chosen */
export const isAnswered = ({ update }) => update >= EPOCH && session().reached >= EPOCH;

/** A guess lets Train stop where it is about. @param {Settings} _chosen @param {import("../../kit/quiz/predict.js").Answer} answer @returns {Partial<Settings>} */
export const afterGuess = (_chosen, answer) =>
  answer === "shown" && session().reached === 0 ? { update: EPOCH } : {};

const UNBOUNDED = 1000; // from which on a loss is written with a power of ten

/** A loss as it is read. @param {number} loss */
export function lossText(loss) {
  if (!Number.isFinite(loss)) return "–";
  return loss < UNBOUNDED ? formatNumber(loss) : loss.toExponential(1).replace("e+", "×10^");
}

/** A share of the digits in percent. @param {Kit} kit @param {Measured} measured */
export const percentText = (kit, { named, of }) =>
  kit.label("curves.percent", { p: formatNumber((100 * named) / of, { digits: 1 }) });

/** What a run names rightly. @param {Kit} kit @param {Numbers} numbers @param {Measured} practised @param {Measured} unseen */
function sayMeasured(kit, { now, setup, digits: all }, practised, unseen) {
  const { labels, digits, batch_size } = setup;
  const epoch = updatesOf(all, batch_size);
  const seen = Math.floor(now.update / epoch) * all + Math.min((now.update % epoch) * batch_size, all);
  const values = {
    ...{ n: unseen.named, d: formatCount(seen), l: lossText(unseen.loss) },
    ...{ p: practised.named, m: practised.of },
  };
  if (!Number.isFinite(unseen.loss)) return kit.label("training.say_diverged", values);
  const few = digits < TOTAL ? "training.say_few" : "training.say";
  return kit.label(labels === "random" ? "training.say_random" : few, values);
}

/** Two runs at the same update. @param {Kit} kit @param {Numbers} numbers @param {Measured} unseen */
function sayBoth(kit, { kept, now }, unseen) {
  const other = kept?.film.find(({ update }) => update === now.update)?.unseen;
  if (!other) return null;
  const [a, b] = [other, unseen];
  const values = { a: a.named, b: b.named, la: lossText(a.loss), lb: lossText(b.loss) };
  return kit.label("training.say_both", values);
}

/** @param {Kit} kit @param {{ now: Numbers }} scene */
export function caption(kit, { now: numbers }) {
  const { now, state, isOther, kept } = numbers;
  const lead = now.update ? kit.label("training.at", { u: now.update }) : kit.label("training.at_start");
  if (state === "failed") return { lead, text: kit.label("training.say_failed") };
  if (isOther) return { lead, text: kit.label("training.say_other") };
  if (state === "coming") return { lead, text: kit.label("training.say_coming") };
  const { practised, unseen } = now;
  if (!practised || !unseen) return { lead, text: kit.label("training.say_start") };
  const both = kept && sayBoth(kit, numbers, unseen);
  return { lead, text: both ?? sayMeasured(kit, numbers, practised, unseen) };
}

const OPTIMIZERS = { adam: "Adam", sgd: "SGD", momentum: "SGD" };

/** @param {Kit} _kit @param {{ chosen: import("./limits.js").Settings, change: { name: string } | null }} scene */
export function line(_kit, { chosen, change }) {
  const { optimizer, lr, zero_grad } = chosen;
  const momentum = optimizer === "momentum" ? ", momentum=0.9" : "";
  const step = `${OPTIMIZERS[optimizer]}(net.parameters(), lr=${lr}${momentum})`;
  const loop = [...(zero_grad ? ["zero_grad()"] : []), "loss.backward()", "step()"].join("; ");
  return { before: step, code: loop, after: "net", isChanged: change?.name === "zero_grad" };
}
