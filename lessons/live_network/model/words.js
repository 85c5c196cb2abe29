/** The live network in words and in PyTorch: which shape is asked for, the pinned number's sentence, the shapes, the line of code. */

import { formatCount, formatNumber } from "../../kit/arithmetic/rounding.js";
import { LAYERS, layersOf } from "./limits.js";
import { MAPS } from "./network.js";
import { pinned, say, scoreOf } from "./numbers.js";

/** @import { Settings } from "./limits.js" */
/** @import { Network } from "./network.js" */

const [SIDE, KERNEL, POOL] = [28, 5, 2];
const CONV = SIDE - KERNEL + 1;
const POOLED = CONV / POOL;

/** @param {number} maps @param {number} side */
const shape = (maps, side) => `${maps}×${side}×${side}`;

/** What comes out of each layer, and by which mistake something else. @type {Record<Settings["layer"], Record<string, string>>} */
const ANSWERS = {
  conv: {
    right: shape(MAPS, CONV),
    size_kept: shape(MAPS, SIDE),
    one_forgotten: shape(MAPS, SIDE - KERNEL),
    one_map: shape(1, CONV),
  },
  relu: {
    right: shape(MAPS, CONV),
    relu_drops: shape(MAPS, POOLED),
    maps_added: shape(1, CONV),
    window_again: shape(MAPS, CONV - KERNEL + 1),
  },
  pool: {
    right: shape(MAPS, POOLED),
    step_of_one: shape(MAPS, CONV - POOL + 1),
    from_input: shape(MAPS, SIDE / POOL),
    maps_added: shape(1, POOLED),
  },
  score: {
    right: String(MAPS * POOLED ** 2),
    one_map: String(POOLED ** 2),
    before_pool: formatCount(MAPS * CONV ** 2),
    maps_only: String(MAPS),
  },
};

/** The question about the layer of the pin. @param {Kit} kit @param {Settings} chosen @returns {Question} */
export function question(kit, { layer, pool }) {
  const pooling = pool === "max" ? "MaxPool2d(2)" : "AvgPool2d(2)";
  const options = Object.entries(ANSWERS[layer]).map(([name, text]) => ({
    ...{ text, rule: name === "right" ? null : name, why: kit.label(`predict.${layer}_${name}`) },
  }));
  const stem = kit.label(`predict.shape_${layer === "score" ? "flat" : layer}`, { pooling });
  return { series: "shapes", place: LAYERS.indexOf(layer), stem, options };
}

/** A class in words: a digit as it is. @param {Kit} kit @param {string} name */
export const className = ({ label }, name) =>
  ({ cat: label("live.class_cat"), dog: label("live.class_dog") })[name] ?? name;

/** Which number is pinned. @param {Kit} kit @param {Network} network @param {Settings} chosen */
export function leadOf(kit, { reader }, { layer, map, row, column, digit }) {
  if (layer === "score")
    return kit.label("live.score_of", { a: className(kit, reader?.classes[digit] ?? "") });
  return kit.label("live.pinned", { n: map, r: row, c: column });
}

/** By the layer, or by the kind of pooling. @type {Record<string, string>} */
const SENTENCES = {
  ...{ conv: "live.sentence", relu: "live.sentence_relu" },
  ...{ max: "live.sentence_max", average: "live.sentence_average" },
};
/** The sentence of the pinned number. @type {Lesson["caption"]} */
export function caption(kit, { chosen, now }) {
  const { reached } = chosen;
  if (reached === "input") {
    const lead = kit.label("live.before", { n: layersOf(chosen).length });
    return { lead, text: kit.label("live.nothing_yet") };
  }
  const lead = leadOf(kit, now, chosen);
  if (chosen.layer !== "score") {
    const sentence = SENTENCES[chosen.layer === "pool" ? chosen.pool : chosen.layer];
    return { lead, text: kit.label(sentence, say(pinned(now, chosen))) };
  }
  const { bias, score } = scoreOf(now, chosen.digit);
  return { lead, text: kit.label("live.sentence_score", { b: formatNumber(bias), s: formatNumber(score) }) };
}

/** @param {Pick<Settings, "filters">} chosen */
const classesIn = ({ filters }) => (filters === "cats_dogs" ? 2 : 10);

/** The shape after each layer; from the one that is asked for on, a "?". @param {Settings} chosen @param {Settings["layer"] | null} asked @returns {Record<Settings["layer"], string>} */
export function shapesOf(chosen, asked) {
  const known = {
    ...{ conv: "5×24×24", relu: chosen.relu ? "5×24×24" : "", pool: "5×12×12" },
    score: chosen.scores ? String(classesIn(chosen)) : "",
  };
  const hidden = asked && asked !== "score" ? LAYERS.slice(LAYERS.indexOf(asked), -1) : [];
  for (const layer of hidden) known[layer] &&= "?";
  return known;
}

/** The network in PyTorch. @param {Settings} chosen @param {Settings["layer"] | null} asked what of it is not told yet */
export function callOf(chosen, asked) {
  const [{ relu, pool, scores }, classes] = [chosen, classesIn(chosen)];
  const layers = ["nn.Conv2d(1, 5, 5)"];
  if (relu) layers.push("nn.ReLU()");
  layers.push(pool === "max" ? "nn.MaxPool2d(2)" : "nn.AvgPool2d(2)");
  const isAsked = asked === "pool" || asked === "score";
  // While its 720 is asked for, a layer stands there that finds it out by itself: what is copied always runs.
  if (scores)
    layers.push("nn.Flatten()", isAsked ? `nn.LazyLinear(${classes})` : `nn.Linear(720, ${classes})`);
  return { call: "nn.Sequential", parts: layers.map((text) => ({ text })) };
}

/** What comes out of all of it; what is asked for, or not computed yet, as "?". @param {Settings} chosen @param {Settings["layer"] | null} asked @param {Settings["layer"] | null} [waiting] the first layer that is not computed yet @returns {(number | string)[]} */
export function resultOf(chosen, asked, waiting = null) {
  if (chosen.scores) return [1, waiting ? "?" : classesIn(chosen)];
  return waiting || asked ? [1, "?", "?", "?"] : [1, 5, 12, 12];
}
