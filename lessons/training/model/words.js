/** What is asked, the sentence below the film, and the line of code. */

import { largestOf } from "../../kit/arithmetic/grid.js";
import { formatCount, formatNumber, formatVisible } from "../../kit/arithmetic/rounding.js";
import { withinLimits } from "../../kit/settings/address.js";
import { updatesOf } from "./digits.js";
import { changedIn, follow, isSwitch, settings, table } from "./limits.js";
import { session } from "./session.js";
import { MOST_MEASURED, TOTAL } from "./trainer.js";

/** @import { Settings } from "./limits.js" */
/** @import { Numbers } from "./session.js" */
/** @import { Measured } from "./trainer.js" */

const EPOCH = 32; // updates
/** What the run of seed 0 names rightly of 1,000 new digits then; a test trains it again. */
export const NAMED = 825;
const NAMED_AT_END = 960;
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
    why: kit.label(`training.predict_why_${name}`, { n: NAMED, e: NAMED_AT_END, all: TOTAL }),
  }));
  return { series: "epoch", place: 0, stem: kit.label("training.predict"), options };
};

/** Whoever has trained that far has seen it. @param {Settings} chosen */
export const isAnswered = ({ update }) => update >= EPOCH && session().reached >= EPOCH;

/** A guess lets Train stop where it is about. @param {Settings} _chosen @param {import("../../kit/quiz/predict.js").Answer} answer @returns {Partial<Settings>} */
export const afterGuess = (_chosen, answer) =>
  answer === "shown" && session().reached === 0 ? { update: EPOCH } : {};

const UNBOUNDED = 1000; // from which on a number is written with a power of ten

/** A loss as it is read, or another number that may have run away; none that is not 0 reads as 0. @param {number} value @param {number} [digits] */
export function numberText(value, digits) {
  if (!Number.isFinite(value)) return "–";
  if (Math.abs(value) < UNBOUNDED) return formatVisible(value, { digits });
  return value.toExponential(1).replace("e+", "×10^").replace("-", "−");
}

/** Whether a net has run away: its scores are no numbers, and none is the highest. torch.argmax calls the first NaN that. @param {Measured} measured */
const hasRunAway = ({ loss }) => !Number.isFinite(loss);

/** The share of the digits that is named rightly, in percent. @param {Measured} measured */
export const percentOf = (measured) =>
  hasRunAway(measured) ? Number.NaN : (100 * measured.named) / measured.of;

/** @param {Kit} kit @param {Measured} measured */
export function percentText(kit, measured) {
  if (hasRunAway(measured)) return "–";
  return kit.label("curves.percent", { p: formatNumber(percentOf(measured), { digits: 1 }) });
}

/** How far the colours reach of weights and of what they make of a picture; nothing where they have run away. @param {Kit} kit @param {Numbers} numbers @param {Grid[]} weights @param {Grid[]} maps */
export function scalesText(kit, { scale, setup }, weights, maps) {
  const isShown = [...weights, ...maps].every(({ values }) => values.every(Number.isFinite));
  if (!isShown || largestOf(weights) > scale) return "";
  const values = { w: scale, m: numberText(largestOf(maps), 1) };
  return kit.label(setup.net === "dense" ? "training.scales_dense" : "training.scales", values);
}

/** How many of the digits that are practised are counted: all, or the first of them. @param {Kit} kit @param {number} all */
const countedText = (kit, all) =>
  all > MOST_MEASURED ? kit.label("training.first", { m: MOST_MEASURED }) : String(all);

/** What a run names rightly. @param {Kit} kit @param {Numbers} numbers @param {Measured} practised @param {Measured} unseen */
function sayMeasured(kit, { now, setup, digits: all }, practised, unseen) {
  const { labels, digits, batch_size } = setup;
  const epoch = updatesOf(all, batch_size);
  const seen = Math.floor(now.update / epoch) * all + Math.min((now.update % epoch) * batch_size, all);
  const values = {
    ...{ n: unseen.named, d: formatCount(seen), l: numberText(unseen.loss) },
    ...{ p: practised.named, m: countedText(kit, all) },
  };
  if (hasRunAway(unseen)) return kit.label("training.say_diverged", values);
  const few = digits < TOTAL ? "training.say_few" : "training.say";
  return kit.label(labels === "random" ? "training.say_random" : few, values);
}

/** A moment of the film in words. @param {Kit} kit @param {import("./trainer.js").Checkpoint} now */
export function momentText(kit, { update, unseen }) {
  const moment = { u: update, all: TOTAL };
  if (!unseen) return kit.label("training.moment_start", moment);
  if (hasRunAway(unseen)) return kit.label("training.moment_lost", moment);
  return kit.label("training.moment", { ...moment, n: unseen.named, l: numberText(unseen.loss) });
}

/** Two runs at the same update. @param {Kit} kit @param {Numbers} numbers @param {Measured} unseen */
function sayBoth(kit, { kept, now, setup }, unseen) {
  const other = kept?.film.find(({ update }) => update === now.update)?.unseen;
  if (!kept || !other) return null;
  const [a, b] = [other, unseen];
  const [la, lb] = [a, b].map(({ loss }) => numberText(loss));
  if (hasRunAway(a) && hasRunAway(b)) return null;
  if (hasRunAway(b)) return kit.label("training.say_one", { x: "A", n: a.named, l: la, y: "B" });
  if (hasRunAway(a)) return kit.label("training.say_one", { x: "B", n: b.named, l: lb, y: "A" });
  const values = { a: a.named, b: b.named, la, lb };
  const both = kit.label("training.say_both", values);
  const isAlike = kept.setup.moved === setup.moved && kept.setup.softmax === setup.softmax;
  return isAlike ? both : `${both} ${kit.label("training.not_alike")}`;
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
