// @ts-check
/** The live network in words and in PyTorch: the pinned number's sentence, the shapes, the line of code. */

import { formatNumber } from "../kit/arithmetic/rounding.js";
import { say } from "./numbers.js";
import { className } from "./scores.js";

/**
 * @typedef {import("../kit/dom/kit.js").Kit} Kit
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {import("./network.js").Network} Network
 * @typedef {import("./numbers.js").Pin} Pin
 * @typedef {import("./numbers.js").Score} Score
 */

/** Which number is pinned. @param {Kit} kit @param {Network} network @param {Settings} chosen */
export function leadOf(kit, { reader }, { layer, map, row, column, digit }) {
  if (layer === "score")
    return kit.label("live.score_of", { a: className(kit, reader?.classes[digit] ?? "") });
  return kit.label("live.pinned", { n: map, r: row, c: column });
}

/** How it came about. @param {Kit} kit @param {Settings} chosen @param {Pin} pin @param {Score | null} score */
export function sentenceOf(kit, { layer, pool }, pin, score) {
  if (score) {
    const values = { b: formatNumber(score.bias), s: formatNumber(score.score) };
    return kit.label("live.sentence_score", values);
  }
  const values = say(pin);
  if (layer === "relu") return kit.label("live.sentence_relu", values);
  if (layer === "conv") return kit.label("live.sentence", values);
  return pool === "max" ? kit.label("live.sentence_max", values) : kit.label("live.sentence_average", values);
}

/** @type {Settings["layer"][]} */
const ORDER = ["conv", "relu", "pool", "score"];

/** The shape after each layer; from the one that is asked for on, a "?". @param {Settings} chosen @param {Settings["layer"] | null} asked @returns {Record<Settings["layer"], string>} */
export function shapesOf({ filters, scores, relu }, asked) {
  const known = {
    conv: "5×24×24",
    relu: relu ? "5×24×24" : "",
    pool: "5×12×12",
    score: scores ? (filters === "cats_dogs" ? "2" : "10") : "",
  };
  const hidden = asked && asked !== "score" ? ORDER.slice(ORDER.indexOf(asked), -1) : [];
  return {
    ...known,
    ...Object.fromEntries(hidden.filter((layer) => known[layer]).map((layer) => [layer, "?"])),
  };
}

/** The network in PyTorch without its last bracket, and the shape that comes out. @param {Settings} chosen @param {Settings["layer"] | null} asked what of it is not told yet */
export function codeOf({ filters, relu, pool, scores }, asked) {
  const layers = ["nn.Conv2d(1, 5, 5)"];
  if (relu) layers.push("nn.ReLU()");
  layers.push(pool === "max" ? "nn.MaxPool2d(2)" : "nn.AvgPool2d(2)");
  const classes = filters === "cats_dogs" ? 2 : 10;
  const isAsked = asked === "pool" || asked === "score";
  // While its 720 is asked for, a layer stands there that finds it out by itself: what is copied always runs.
  if (scores)
    layers.push("nn.Flatten()", isAsked ? `nn.LazyLinear(${classes})` : `nn.Linear(720, ${classes})`);
  const pooled = asked ? "(1, ?, ?, ?)" : "(1, 5, 12, 12)";
  return { call: `nn.Sequential(${layers.join(", ")}`, result: scores ? `(1, ${classes})` : pooled };
}
