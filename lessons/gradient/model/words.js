/** What is asked of a step, and what is said of a step and of a nudge: a sentence below the figure, the rule beside the gradients, the line of code. */

import { shareText } from "../../kit/pictures/nets.js";
import { isDigit } from "./given.js";
import { isNudgeable } from "./limits.js";
import { nudgeIn, wrongOf } from "./mistakes.js";
import { foreseen, NUDGE, nudged, nudgeOf, SIDE } from "./network.js";
import {
  asSeen,
  equals,
  gridOf,
  indexIn,
  numberIn,
  short,
  stepsOf,
  strongestIn,
  sumOf,
  written,
  writtenProducts,
  writtenSum,
} from "./way_back.js";

/** @import { Digit } from "./digit.js" */
/** @import { Settings } from "./given.js" */
/** @import { Numbers } from "./network.js" */

/** The mistake behind each answer where it is wrong. */
const RULES = { shrink: "gradient_points_downhill", grow: "more_is_worse", stay: "loss_forgets_score" };
/** The layers of whose steps one number is looked at that could be moved. */
const ASKED = ["score", "linear", "features", "conv", "pixel"];

const NEARLY = 0.2; // of what the gradient promises: nobody has to guess what 0.01 does where a kink is nearer

/** What makes a network another one. @param {Settings} chosen */
const networkOf = ({ input, kernel, target, pool, updates }) => [input, kernel, target, pool, updates];

/** Before anything has come back: of the score. @param {Kit} kit @param {Settings} chosen @param {Numbers} now @returns {Question} */
function aboutScore(kit, chosen, now) {
  const [score, slope] = [now.values.score.values[0], now.gradients.score.values[0]];
  const right = { below: "shrink", above: "grow", zero: "stay" }[signOf(slope)];
  const values = { s: written(score), t: written(chosen.target), g: written(slope), l: written(now.loss) };
  const options = Object.entries(RULES).map(([turn, rule]) => ({
    text: kit.label(`predict.grad_${turn}`, values),
    rule: turn === right ? null : rule,
    why: kit.label(`predict.grad_${turn === right ? "right" : "not"}_${right}`, values),
  }));
  const series = JSON.stringify(networkOf(chosen));
  return { series, place: 0, stem: kit.label("predict.grad_score"), options };
}

/** On the way back: of the number that the figure looks at. @param {Kit} kit @param {Settings} chosen @param {number} slope @returns {Question} */
function aboutNumber(kit, chosen, slope) {
  const { layer, parameter, row, column } = chosen;
  const values = {
    g: written(slope),
    e: NUDGE,
    p: written(Math.abs(slope) * NUDGE, 4),
    a: written(Math.abs(slope)),
  };
  const [down, up] = ["predict.grad_less", "predict.grad_more"].map((id) => kit.label(id, { d: values.p }));
  const reason = kit.label(slope < 0 ? "predict.grad_by_below" : "predict.grad_by_above", values);
  const why = isNudgeable(chosen) ? `${reason} ${kit.label("predict.grad_try")}` : reason;
  const all = kit.label(slope < 0 ? "predict.grad_less" : "predict.grad_more", { d: values.a });
  const options = [
    { text: down, rule: slope < 0 ? null : "gradient_points_downhill", why },
    { text: up, rule: slope < 0 ? "gradient_points_downhill" : null, why },
    { text: all, rule: "gradient_is_the_change", why },
  ];
  const series = JSON.stringify([...networkOf(chosen), layer, parameter, row, column]);
  return { series, place: 0, stem: kit.label("predict.grad_number", values), options };
}

/** @type {Lesson["question"]} */
export function question(kit, chosen, now) {
  if (isDigit(chosen)) return kit.label("predict.grad_live");
  if (chosen.view === "nudge") return kit.label("predict.grad_nudge");
  if (asSeen(now.gradients.score.values[0]) === 0) return kit.label("predict.grad_hit");
  if (chosen.step === 0) return aboutScore(kit, chosen, now);
  const slope = ASKED.includes(chosen.layer) ? asSeen(numberIn(chosen, now.gradients)) : 0;
  const [promised, real] = [slope * NUDGE, nudged(now, chosen, NUDGE).loss - now.loss];
  const isFar = isNudgeable(chosen) && Math.abs(real - promised) > NEARLY * Math.abs(promised);
  return slope === 0 || isFar ? kit.label("predict.grad_nothing") : aboutNumber(kit, chosen, slope);
}

/**
 * @typedef {{ title: string, equation: string, rest: string }} Rule
 * @typedef {[label: string, values: Record<string, string | number>]} Told which label, and what goes into it
 */

const DECIMALS = 3;
const SHOWN = 3; // products of the digit that are written out, the largest
const MOST_DECIMALS = 15; // of a share
const SURE = 0.01; // a loss below which hardly anything comes back

/** The sign of a number as a word of a label. @param {number} value */
function signOf(value) {
  const seen = asSeen(value);
  return seen < 0 ? "below" : seen > 0 ? "above" : "zero";
}

/** The cell that a pooled number was taken from: of an average the first one. @param {Settings} chosen @param {Numbers | Digit} now @returns {[row: number, column: number, gradient: number]} from 0 */
function winnerOf(chosen, { values, gradients, winners }) {
  const winner = winners[indexIn(chosen, values.pool)];
  const { width, values: back } = gradients.active;
  return [Math.floor(winner / width), winner % width, back[winner]];
}

/** What ReLU and the pooling hand on: alike in all networks. @param {Settings} chosen @param {Numbers | Digit} now @param {(value: number) => string} write @returns {Told} */
function passedOn(chosen, now, write) {
  const place = { r: chosen.row, c: chosen.column };
  if (chosen.layer === "pool") {
    const [row, column, part] = winnerOf(chosen, now);
    const kind = isDigit(chosen) ? "max" : chosen.pool;
    const whole = numberIn(chosen, now.gradients);
    const shares = { g: write(whole), n: SIDE ** 2, q: write(part), is: equals(whole, part) };
    return [`pool_${kind}`, { ...place, ...shares, y: row + 1, x: column + 1 }];
  }
  const value = numberIn(chosen, now.values);
  const came = now.gradients.active.values[indexIn(chosen, now.values.conv)];
  const isNothing = signOf(came) === "zero";
  const kind = isNothing ? "nothing" : { above: "passes", below: "stops", zero: "zero" }[signOf(value)];
  return [`relu_${kind}`, { ...place, v: write(value), g: write(came) }];
}

/** Whether a step only passes a gradient on. @param {Settings} chosen */
const isPassing = ({ layer }) => layer === "pool" || layer === "relu";

/** The labels of a step of a small network. @param {Settings} chosen @param {Numbers} now @returns {Told} */
function told(chosen, now) {
  const { layer, row, column, target } = chosen;
  if (isPassing(chosen)) return passedOn(chosen, now, written);
  const [score, back] = [now.values.score.values[0], now.gradients.score.values[0]];
  const t = written(target);
  const shared = { r: row, c: column, t, d: target < 0 ? `(${t})` : t, s: written(score) };
  const values = { ...shared, g: written(back), l: written(now.loss) };
  if (layer === "loss") return ["loss", { ...values, is: equals(score, now.loss) }];
  if (layer === "score") return [`score_${signOf(back)}`, { ...values, is: equals(score) }];
  const { terms, zeros, total } = sumOf(chosen, now);
  const pixels = now.gradients.input.values;
  const is = equals(total, ...terms.flatMap(([factor, each]) => [factor, each, factor * each]));
  const sum = { p: writtenProducts(terms), a: writtenSum(terms), b: written(total), z: zeros, is };
  return [
    gridOf(chosen) === "bias" ? "bias" : layer,
    {
      ...{ ...values, ...sum, n: terms.length + zeros },
      i: indexIn(chosen, now.values.kernel) + 1,
      none: pixels.filter((value) => asSeen(value) === 0).length,
      all: pixels.length,
    },
  ];
}

/** The labels of a step of the digit. @param {Settings} chosen @param {Digit} now @returns {Told} */
function toldOfDigit(chosen, now) {
  const { layer, row, column, target, filter } = chosen;
  const shares = now.values.score.values;
  if (layer === "loss") {
    const said = { d: now.answer, q: shareText(shares[now.answer]) };
    return ["glive.said_loss", { ...said, a: target, p: shareInFull(shares[target]), l: short(now.loss) }];
  }
  if (isPassing(chosen)) {
    const [label, values] = passedOn(chosen, now, short);
    return [`grad.said_${label}`, values];
  }
  const place = { r: row, c: column, f: filter, g: short(numberIn(chosen, now.gradients)) };
  if (layer === "score") {
    const share = shares[row - 1];
    return row - 1 === target
      ? ["glive.said_target", { k: row - 1, p: shareInFull(share), g: `−${shareInFull(1 - share)}` }]
      : ["glive.said_other", { k: row - 1, g: shareText(share) }];
  }
  const { terms, zeros } = sumOf(chosen, now);
  const largest = terms.toSorted((a, b) => Math.abs(b[0] * b[1]) - Math.abs(a[0] * a[1]));
  const products = writtenProducts(largest.slice(0, SHOWN), short) + (terms.length > SHOWN ? " + …" : "");
  const counts = { n: terms.length, all: terms.length + zeros };
  if (terms.length === 0) return ["glive.said_nothing", counts];
  return [`glive.said_${gridOf(chosen) === "bias" ? "bias" : layer}`, { ...place, ...counts, p: products }];
}

/** A share, or what it lacks of 1, with as many decimals as tell it from 0 and from 1. @param {number} share */
function shareInFull(share) {
  const digits = 1 + Math.ceil(-Math.log10(Math.min(share, 1 - share)));
  return digits < MOST_DECIMALS ? share.toFixed(Math.max(digits, DECIMALS)) : shareText(share);
}

/** What a change of the picture did. @param {Kit} kit @param {Settings} chosen @param {Digit} now */
function sayChange(kit, { change, size }, { before, answer, changed }) {
  const how = kit.label(`glive.by_${change}`, { e: (size / 100).toFixed(2), n: changed.length });
  return kit.label(before === answer ? "glive.holds" : "glive.breaks", { how, a: before, b: answer });
}

/** By how much a number is moved: +0.50. @param {number} by */
export function signed(by) {
  const text = Math.abs(by).toFixed(2);
  return by < 0 ? `−${text}` : `+${text}`;
}

/** @param {Kit} kit @param {Settings} chosen @param {Numbers} now */
function sayNudge(kit, chosen, now) {
  const by = Number(chosen.nudge);
  const loss = written(now.loss);
  if (by === 0 && chosen.updates > 0) {
    const values = { k: chosen.updates, a: written(now.started), b: loss };
    const other = now.loss < now.started ? "better" : "worse";
    return kit.label(`grad.updated_${values.a === loss ? "same" : other}`, values);
  }
  if (by === 0) return kit.label("grad.nudge_start", { l: loss });
  const { promised, kink } = foreseen(chosen, now);
  const values = { p: written(promised), l: written(now.moved.loss, 4) };
  const said = kit.label("grad.nudge_said", values);
  return kink ? `${said} ${kit.label(`grad.kink_${kink}`)}` : said;
}

/** @param {Kit} kit @param {Settings} chosen @param {any} now */
function say(kit, chosen, now) {
  if (chosen.view === "nudge") return sayNudge(kit, chosen, now);
  if (!isDigit(chosen)) {
    const [name, values] = told(chosen, now);
    return kit.label(`grad.said_${name}`, values);
  }
  if (chosen.change !== "none") return sayChange(kit, chosen, now);
  const sure = now.loss < SURE && chosen.step > 0 ? [kit.label("glive.sure")] : [];
  return [kit.label(...toldOfDigit(chosen, now)), ...sure].join(" ");
}

/** What the rule behind a wrong answer gives here, and what is right; nothing where that is the same. @param {Kit} kit @param {Settings} chosen @param {string | null} mistake */
function sayMistake(kit, chosen, mistake) {
  const found = wrongOf(mistake, chosen);
  if (!found) return null;
  const [w, b] = [written(found.wrong, DECIMALS), written(found.right, DECIMALS)];
  return w === b ? null : kit.label(`grad.mistake_${mistake}`, { w, b, e: written(nudgeIn(chosen)) });
}

/** @param {Kit} kit @param {Scene} scene @returns {Caption} */
export function caption(kit, { chosen, now, mistake }) {
  const text = sayMistake(kit, chosen, mistake) ?? say(kit, chosen, now);
  const by = signed(Number(chosen.nudge));
  if (chosen.view === "nudge") return { lead: by, short: by, text };
  const count = { i: chosen.step, n: stepsOf(chosen).length - 1 };
  const lead = chosen.step === 0 ? kit.label("grad.forward") : kit.label("grad.back", count);
  return { lead, short: `${count.i} / ${count.n}`, text };
}

/** The rule by which the gradient comes to the place that is looked at; of the digit what that number is, and what 0.01 more of it does. @param {Kit} kit @param {Settings} chosen @param {any} now @returns {Rule} */
export function rule(kit, chosen, now) {
  if (isDigit(chosen) && chosen.layer !== "loss") return pinned(kit, chosen, now);
  const [name, values] = told(chosen, now);
  const base = name.replace(/_.*/, "");
  const title = kit.label(`grad.rule_${base === "pool" ? name : base}`, values);
  const equation = kit.label(`grad.equation_${isPassing(chosen) ? name : base}`, values);
  const zeros = values.z === values.n ? "grad.all_zeros" : "grad.zeros";
  const hasZeros = base !== "linear" && base !== "features" && Number(values.z) > 0;
  return { title, equation, rest: hasZeros ? kit.label(zeros, values) : "" };
}

/** @param {Kit} kit @param {Settings} chosen @param {Digit} now @returns {Rule} */
function pinned(kit, chosen, now) {
  const { layer, row, column, filter } = chosen;
  const id = gridOf(chosen) === "bias" ? "bias" : layer === "pool" ? "features" : layer;
  const title = kit.label(`glive.pin_${id}`, { r: row, c: column, f: filter, k: row - 1 });
  const { promised, up, isKinked } = nudgeOf(chosen, now);
  const isMost = layer === "pixel" && String(strongestIn(now.gradients.input)) === String([row, column]);
  const value = layer === "score" ? now.pass.scores[row - 1] : numberIn(chosen, now.values);
  const change = (/** @type {number} */ by) => (by > 0 ? "+" : "") + short(by);
  const values = { e: NUDGE, v: short(value), p: change(promised), q: change(up) };
  return {
    title,
    equation: kit.label("glive.more", values),
    rest: isKinked ? kit.label("glive.kink") : isMost ? kit.label("glive.strongest") : "",
  };
}

/** Where PyTorch keeps the gradient that the step has reached. @param {Settings} chosen @param {Numbers | Digit} now */
function kept(chosen, now) {
  const { layer, row, column, filter } = chosen;
  const map = isDigit(chosen) ? filter - 1 : 0; // of one filter of five, or of the only one
  const here = `${row - 1}, ${column - 1}`;
  if (layer === "score") return isDigit(chosen) ? `scores.grad[0, ${row - 1}]` : "score.grad";
  if (layer === "linear") return `linear.weight.grad[0, ${SIDE * (row - 1) + column - 1}]`;
  if (layer === "features") return `pooled.grad[0, ${map}, ${here}]`;
  if (layer === "relu") return `before.grad[0, ${map}, ${here}]`;
  if (layer === "pixel") return `x.grad[0, 0, ${here}]`;
  if (layer === "pool") return `active.grad[0, ${map}, ${winnerOf(chosen, now).slice(0, 2).join(", ")}]`;
  if (gridOf(chosen) !== "bias") return `conv.weight.grad[${map}, 0, ${here}]`;
  return isDigit(chosen) ? `conv.bias.grad[${map}]` : "conv.bias.grad";
}

/** What PyTorch holds where the figure looks. @param {Kit} _ @param {Scene} scene @returns {CodeLine} */
export function line(_, { chosen, now }) {
  const { layer, target } = chosen;
  const { height, width } = now.values.input;
  const before = `(1, 1, ${height}, ${width})`;
  const write = isDigit(chosen) ? short : written;
  const loss = isDigit(chosen)
    ? `cross_entropy(net(x), torch.tensor([${target}]))`
    : `(score - ${target}) ** 2 / 2`;
  if (layer === "loss") return { before, code: `loss = ${loss}`, after: write(now.loss) };
  const gradient = layer === "pool" ? winnerOf(chosen, now)[2] : numberIn(chosen, now.gradients);
  return { before, code: `loss.backward(); ${kept(chosen, now)}`, after: write(gradient) };
}
