/** The laboratory in words: what was done to the pictures, what that costs each net, and what is asked about it. */

import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { distanceOf, NETS, netIn } from "./limits.js";
import { accuracy, whole } from "./store.js";

/** @import { NetName, Settings } from "./limits.js" */
/** @import { Accuracy } from "./store.js" */

/** What was done. @param {Kit} kit @param {Settings} chosen */
export function leadOf(kit, chosen) {
  const { rotate, shuffle } = chosen;
  const values = { d: distanceOf(chosen), r: formatNumber(rotate) };
  const still = shuffle ? "shuffled" : "still";
  const moved = rotate && values.d ? "both" : rotate ? "turned" : values.d ? "moved" : still;
  const lead = kit.label(`why.lead_${moved}`, values);
  return shuffle && moved !== still ? kit.label("why.lead_then_shuffled", { lead }) : lead;
}

/** @param {Settings} chosen */
function sentenceLabel(chosen) {
  const distance = distanceOf(chosen);
  if (chosen.shuffle) return "why.say_shuffled";
  if (chosen.practice === "moved" && !chosen.rotate) return "why.say_practised";
  if (distance && chosen.rotate) return "why.say_both";
  if (distance) return "why.say_moved";
  return chosen.rotate ? "why.say_turned" : "why.say_still";
}

/** The question about moves hides the curve alone: how the pictures fare where they are is no answer to it. @param {Scene} scene */
export const areCountsHidden = ({ isGuessing, question }) =>
  !!isGuessing && !(question?.series === "move" && question.place === 0);

/** @param {Kit} kit @param {Scene} scene */
export function caption(kit, scene) {
  const { chosen } = scene;
  const lead = leadOf(kit, chosen);
  if (areCountsHidden(scene)) return { lead, text: kit.label("why.say_hidden") };
  const [a, b, c] = NETS.map((net) => whole(accuracy().now(net, chosen).mean));
  const [a0, b0, c0] = NETS.map((net) => whole(accuracy().unshuffled(net, chosen).mean));
  const t = kit.label(`why.pooling_${chosen.third}`);
  const values = { n: accuracy().pictures, t, d: distanceOf(chosen), a, b, c, a0, b0, c0 };
  return { lead, text: kit.label(sentenceLabel(chosen), values) };
}

/** @param {number} padding */
const convolutions = (padding) =>
  `nn.ZeroPad2d(${padding}), nn.Conv2d(1, 8, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 32, 5), nn.ReLU()`;
const LAST = "nn.Flatten(), nn.Linear(32, 2)";
/** @type {Record<NetName | import("./limits.js").Third, string>} */
const LAYERS = {
  dense: "nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 2)",
  flatten: `${convolutions(4)}, nn.Flatten(), nn.Linear(4608, 2)`,
  global: `${convolutions(4)}, nn.AdaptiveMaxPool2d(1), ${LAST}`,
  wide: `${convolutions(20)}, nn.AdaptiveMaxPool2d(1), ${LAST}`,
  average: `${convolutions(4)}, nn.AdaptiveAvgPool2d(1), ${LAST}`,
};

/** The net whose row is chosen, in PyTorch. @param {Settings} chosen */
export const lineOf = (chosen) => `nn.Sequential(${LAYERS[netIn(chosen, chosen.net)]})`;

const ASKED = 4; // pixels

/** How far all pictures are moved: four pixels. @param {Kit} kit @param {Accuracy} accuracy @returns {Option[]} */
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

/** What the state on the screen costs the CNN, which was this good before. @param {Kit} kit @param {"turn" | "shuffle"} series @param {import("./store.js").Share} before @param {import("./store.js").Share} now @returns {Option[]} */
function choices(kit, series, before, now) {
  const values = { q: whole(before.mean), p: whole(now.mean) };
  return ANSWERS[series].map(([rule, option]) => ({
    ...{ rule, text: kit.label(`predict.${series}_${option}`) },
    why: kit.label(`predict.${series}_${rule ? option : "right"}_why`, values),
  }));
}

/** The question of this state, null where nothing is asked. @param {Kit} kit @param {Accuracy} accuracy @param {Settings} chosen @returns {Question | null} */
export function questionOf(kit, accuracy, chosen) {
  /** @param {string} series @param {number} place @param {Option[]} options @returns {Question} */
  const question = (series, place, options) => ({
    ...{ series, place, options },
    stem: kit.label(`predict.${series}`),
  });
  const now = accuracy.now("global", chosen);
  if (chosen.shuffle && chosen.third === "global" && !distanceOf(chosen) && !chosen.rotate)
    return question("shuffle", 0, choices(kit, "shuffle", accuracy.unshuffled("global", chosen), now));
  if (chosen.shuffle || chosen.practice === "moved") return null;
  if (chosen.third === "global" && Math.abs(chosen.rotate) >= 15 && distanceOf(chosen) === 0) {
    const centred = accuracy.share("global", "centred", 0, 0);
    return question("turn", Math.abs(chosen.rotate), choices(kit, "turn", centred, now));
  }
  if (chosen.rotate) return null;
  return question("move", distanceOf(chosen) >= ASKED ? 1 : 0, moveChoices(kit, accuracy));
}
