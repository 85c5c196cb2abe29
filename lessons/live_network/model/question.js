/** Which shape a layer gives: the right answer, and what each mistake would give instead. */

import { seedOf, shuffled } from "../../kit/quiz/shuffle.js";
import { LAYERS } from "./limits.js";

/** @import { Question } from "../../kit/quiz/prediction_state.js" */
/** @import { Settings } from "./limits.js" */

const [SIDE, KERNEL, MAPS, POOL] = [28, 5, 5, 2];
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
    before_pool: (MAPS * CONV ** 2).toLocaleString("en"),
    maps_only: String(MAPS),
  },
};

/** The answers to choose from, shuffled. @param {Settings["layer"]} layer @param {number} seed */
export function shapeChoices(layer, seed) {
  const choices = Object.entries(ANSWERS[layer]).map(([name, text]) => {
    const rule = name === "right" ? null : name;
    return { name, rule, text };
  });
  return shuffled(choices, seed);
}

/** The question about the layer of the pin. @param {import("../../kit/dom/kit.js").Kit} kit @param {Settings} chosen @param {number} seed of the visit @returns {[Question, ""]} */
export function question(kit, { layer, pool }, seed) {
  const pooling = pool === "max" ? "MaxPool2d(2)" : "AvgPool2d(2)";
  const options = shapeChoices(layer, seedOf(`${seed} ${layer}`)).map(({ name, rule, text }) => ({
    ...{ text, rule, why: kit.label(`predict.${layer}_${name}`) },
  }));
  const stem = kit.label(`predict.shape_${layer === "score" ? "flat" : layer}`, { pooling });
  return [{ series: "shapes", place: LAYERS.indexOf(layer), stem, options }, ""];
}
