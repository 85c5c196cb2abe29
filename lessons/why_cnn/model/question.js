/** What the laboratory asks: how much a move, a turn or a shuffle costs. The measured numbers are the answers. */

import { seedOf, shuffled } from "../../kit/quiz/shuffle.js";
import { distanceOf } from "./limits.js";
import { whole } from "./store.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Question } from "../../kit/quiz/prediction_state.js" */
/** @import { Accuracy } from "./store.js" */
/** @import { Settings } from "./limits.js" */
/** @typedef {{ rule: string | null, text: string, why: string }} Choice */

const ASKED = 4; // pixels

/** How far all pictures are moved: four pixels. @param {Kit} kit @param {Accuracy} accuracy @returns {Choice[]} */
function moveChoices(kit, accuracy) {
  const [q, p] = [0, ASKED].map((distance) => whole(accuracy.share("dense", "centred", distance, 0).mean));
  const about = (/** @type {number} */ n) => kit.label("predict.move_same", { p: n });
  const why = (/** @type {string} */ name) => kit.label(`predict.move_${name}_why`, { q, p });
  return [
    { rule: "dense_learns_shapes", text: about(q), why: why("same") },
    { rule: "falls_by_half", text: about(Math.round((q + p) / 2)), why: why("half") },
    { rule: null, text: about(p), why: why("right") },
    { rule: "wrong_means_zero", text: kit.label("predict.move_zero"), why: why("zero") },
  ];
}

/** The answers to the other two, by the mistake behind each. @type {Record<"turn" | "shuffle", [rule: string | null, option: string][]>} */
const ANSWERS = {
  turn: [
    ["cnn_rotation_proof", "keeps"],
    [null, "falls"],
    ["dense_alone_falls", "rises"],
  ],
  shuffle: [
    ["dense_needs_neighbours", "dense"],
    [null, "cnn"],
    ["shuffle_destroys_data", "all"],
  ],
};

/** What the state on the screen costs the CNN, which was this good before. @param {Kit} kit @param {"turn" | "shuffle"} series @param {import("./store.js").Share} before @param {import("./store.js").Share} now @returns {Choice[]} */
function choices(kit, series, before, now) {
  const values = { q: whole(before.mean), p: whole(now.mean) };
  return ANSWERS[series].map(([rule, option]) => ({
    ...{ rule, text: kit.label(`predict.${series}_${option}`) },
    why: kit.label(`predict.${series}_${rule ? option : "right"}_why`, values),
  }));
}

/** Whether the question about turns can be asked here: nothing else is done, and it is turned far. @param {Settings} chosen */
const isTurn = (chosen) =>
  chosen.third === "global" && Math.abs(chosen.rotate) >= 15 && distanceOf(chosen) === 0;

/** The question of this state, null where nothing is asked. @param {Kit} kit @param {Accuracy} accuracy @param {Settings} chosen @param {number} seed of the visit @returns {Question | null} */
export function questionOf(kit, accuracy, chosen, seed) {
  /** @param {string} series @param {number} place @param {Choice[]} options @returns {Question} */
  const question = (series, place, options) => {
    const order = shuffled(options, seedOf(`${seed} ${series}`));
    return { series, place, stem: kit.label(`predict.${series}`), options: order };
  };
  const now = accuracy.now("global", chosen);
  if (chosen.shuffle && chosen.third === "global" && !distanceOf(chosen) && !chosen.rotate) {
    return question("shuffle", 0, choices(kit, "shuffle", accuracy.unshuffled("global", chosen), now));
  }
  if (chosen.shuffle || chosen.practice === "moved") return null;
  if (isTurn(chosen)) {
    const centred = accuracy.share("global", "centred", 0, 0);
    return question("turn", Math.abs(chosen.rotate), choices(kit, "turn", centred, now));
  }
  if (chosen.rotate) return null;
  return question("move", distanceOf(chosen) >= ASKED ? 1 : 0, moveChoices(kit, accuracy));
}
