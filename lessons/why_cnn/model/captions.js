// @ts-check
/** The laboratory in words: what was done to the pictures, and what that costs each net. */

import { whole } from "./counts.js";
import { distanceOf, NETS } from "./limits.js";

/**
 * @typedef {import("../../kit/dom/kit.js").Kit} Kit
 * @typedef {import("./limits.js").Settings} Settings
 * @typedef {import("./limits.js").NetName} NetName
 * @typedef {import("./counts.js").Accuracy} Accuracy
 */

/** What was done. @param {Kit} kit @param {Settings} chosen */
export function leadOf(kit, chosen) {
  const values = { d: distanceOf(chosen), r: String(chosen.rotate).replace("-", "−") };
  if (chosen.shuffle) return kit.label("why.lead_shuffled");
  if (values.d && chosen.rotate) return kit.label("why.lead_both", values);
  if (values.d) return kit.label("why.lead_moved", values);
  return kit.label(chosen.rotate ? "why.lead_turned" : "why.lead_still", values);
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

/** @param {Kit} kit @param {Settings} chosen @param {Accuracy} accuracy @param {boolean} isAsked */
export function sentenceOf(kit, chosen, accuracy, isAsked) {
  const n = accuracy.pictures;
  if (isAsked) return kit.label("why.say_hidden");
  const [a, b, c] = NETS.map((net) => whole(accuracy.now(net, chosen).mean));
  const [a0, b0, c0] = NETS.map((net) => whole(accuracy.unshuffled(net, chosen).mean));
  return kit.label(sentenceLabel(chosen), { n, d: distanceOf(chosen), a, b, c, a0, b0, c0 });
}

const CONVOLUTIONS =
  "nn.ZeroPad2d(4), nn.Conv2d(1, 8, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 32, 5), nn.ReLU()";

/** The net whose row is chosen, in PyTorch. @param {Settings} chosen */
export function lineOf({ net }) {
  const layers = {
    dense: "nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 2)",
    flatten: `${CONVOLUTIONS}, nn.Flatten(), nn.Linear(4608, 2)`,
    global: `${CONVOLUTIONS}, nn.AdaptiveMaxPool2d(1), nn.Flatten(), nn.Linear(32, 2)`,
  };
  return `nn.Sequential(${layers[net]}`;
}
