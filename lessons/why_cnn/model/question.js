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
const EVEN_HALF = 0.5;

/** How far all pictures are moved: four pixels. @param {Kit} kit @param {Accuracy} accuracy @returns {Choice[]} */
function moveChoices(kit, accuracy) {
  const [q, p] = [0, ASKED].map((distance) => whole(accuracy.share("dense", "centred", distance, 0).mean));
  const half = Math.round(q + (p - q) * EVEN_HALF);
  const about = (/** @type {number} */ n) => kit.label("predict.move_same", { p: n });
  const why = (/** @type {string} */ name) => kit.label(`predict.move_${name}_why`, { q, p });
  return [
    { rule: "dense_learns_shapes", text: about(q), why: why("same") },
    { rule: "falls_by_half", text: about(half), why: why("half") },
    { rule: null, text: about(p), why: why("right") },
    { rule: "wrong_means_zero", text: kit.label("predict.move_zero"), why: why("zero") },
  ];
}

/** @param {Kit} kit @param {string} series @param {[rule: string | null, option: string, why: string][]} options @param {number} q @param {number} p @returns {Choice[]} */
const choices = (kit, series, options, q, p) =>
  options.map(([rule, option, why]) => ({
    rule,
    text: kit.label(`predict.${series}_${option}`),
    why: kit.label(`predict.${series}_${why}_why`, { q, p }),
  }));

/** @param {Kit} kit @param {Accuracy} accuracy @param {Settings} chosen @returns {Choice[]} */
function turnChoices(kit, accuracy, chosen) {
  const [start, end] = [accuracy.share("global", "centred", 0, 0), accuracy.now("global", chosen)];
  /** @type {[string | null, string, string][]} */
  const options = [
    ["cnn_rotation_proof", "keeps", "keeps"],
    [null, "falls", "right"],
    ["dense_alone_falls", "rises", "rises"],
  ];
  return choices(kit, "turn", options, whole(start.mean), whole(end.mean));
}

/** @param {Kit} kit @param {Accuracy} accuracy @param {Settings} chosen @returns {Choice[]} */
function shuffleChoices(kit, accuracy, chosen) {
  const [place, now] = [accuracy.unshuffled("global", chosen), accuracy.now("global", chosen)];
  /** @type {[string | null, string, string][]} */
  const options = [
    ["dense_needs_neighbours", "dense", "dense"],
    [null, "cnn", "right"],
    ["shuffle_destroys_data", "all", "all"],
  ];
  return choices(kit, "shuffle", options, whole(place.mean), whole(now.mean));
}

/** Whether the question about turns can be asked here: nothing else is done, and it is turned far. @param {Settings} chosen */
const isTurn = (chosen) =>
  chosen.third === "global" && Math.abs(chosen.rotate) >= 15 && distanceOf(chosen) === 0;

/** The question of this state, null where nothing is asked. @param {Kit} kit @param {Accuracy} accuracy @param {Settings} chosen @param {number} seed of the visit @returns {Question | null} */
export function questionOf(kit, accuracy, chosen, seed) {
  if (chosen.shuffle && chosen.third === "global" && !distanceOf(chosen) && !chosen.rotate) {
    return question(kit, "shuffle", 0, shuffleChoices(kit, accuracy, chosen), seed);
  }
  if (chosen.shuffle || chosen.practice === "moved") return null;
  if (isTurn(chosen)) {
    return question(kit, "turn", Math.abs(chosen.rotate), turnChoices(kit, accuracy, chosen), seed);
  }
  if (chosen.rotate) return null;
  const place = distanceOf(chosen) >= ASKED ? 1 : 0;
  return question(kit, "move", place, moveChoices(kit, accuracy), seed);
}

/** @param {Kit} kit @param {string} series @param {number} place @param {Choice[]} options @param {number} seed @returns {Question} */
function question(kit, series, place, options, seed) {
  const order = shuffled(options, seedOf(`${seed} ${series}`));
  return { series, place, stem: kit.label(`predict.${series}`), options: order };
}
