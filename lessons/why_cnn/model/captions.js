/** The laboratory in words: what was done to the pictures, and what that costs each net. */

import { distanceOf, NETS, netIn } from "./limits.js";
import { accuracy, whole } from "./store.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Scene } from "../../kit/figure/scenes.js" */
/** @import { NetName, Settings } from "./limits.js" */

/** What was done. @param {Kit} kit @param {Settings} chosen */
function leadOf(kit, chosen) {
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

const HEAD = 8; // imports, and what reads the numbers that the code carries
const NET = 8; // the picture, the input, around the layers, what the net answers, the print, what it prints
/** Lines of layers and of their numbers. @type {Record<NetName, number>} */
const LAYER_LINES = { dense: 1 + 4, flatten: 3 + 6, global: 3 + 6 };

/** How long the code of a state is, so that its place is as high before it comes; code.py writes it. @param {Settings} chosen */
export const codeLines = ({ net }) => HEAD + NET + LAYER_LINES[net];
