// @ts-check
/** What the network says and what that is worth: measured on pictures it never saw, moved as this one is. */

import { formatNumber, roundHalfAway } from "../kit/arithmetic/rounding.js";
import { make } from "../kit/dom.js";
import { answerOf, compute, MILLIONTH } from "./network.js";
import { className } from "./scores.js";
import { REACH } from "./settings.js";

/**
 * @typedef {import("../kit/entry.js").Kit} Kit
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {import("./network.js").Network} Network
 * @typedef {import("./network.js").Received} Received
 */

/** A share of held-out pictures in percent. @param {number} right @param {number} pictures */
const percent = (right, pictures) => roundHalfAway((100 * right) / pictures, 1).toFixed(1);

/** How many held-out pictures the way through the network names rightly, moved so far. @param {import("./filters.js").Net} net @param {Settings} chosen @param {number} down @param {number} right */
export function measured({ right_when_moved, pictures }, { relu, pool }, down, right) {
  const rows = right_when_moved[relu ? `relu ${pool}` : pool];
  return percent(rows[down + REACH][right + REACH], pictures);
}

/** What is said, one after the other. @param {Kit} kit @param {Received} received @param {Network} network @param {Settings} chosen @returns {string[]} */
export function verdictOf(kit, received, network, chosen) {
  const { reader, scores } = network;
  if (!reader || !scores) return [];
  const net = received.nets[chosen.filters];
  const { down, right } = chosen;
  const pictures = net.pictures.toLocaleString("en");
  const name = (/** @type {number} */ output) => className(kit, reader.classes[output]);
  const says = [kit.label("live.says", { a: name(answerOf(network)) })];
  const digits = chosen.filters === "digits";
  const centred = measured(net, chosen, 0, 0);
  if (down === 0 && right === 0) {
    says.push(
      kit.label(digits ? "live.accuracy_digits" : "live.accuracy_cats_dogs", {
        p: centred,
        n: pictures,
      }),
    );
  } else {
    const before = compute(received, { ...chosen, down: 0, right: 0 });
    const best = answerOf(before);
    says.push(
      kit.label("live.score_moved", {
        a: name(best),
        s: formatNumber(scores[best] / MILLIONTH),
        t: formatNumber((before.scores ?? [])[best] / MILLIONTH),
      }),
      kit.label("live.accuracy_moved", {
        n: pictures,
        p: measured(net, chosen, down, right),
        q: centred,
      }),
    );
  }
  if (chosen.bias.some((bias) => bias !== 0)) says.push(kit.label("live.accuracy_bias"));
  else if (!chosen.relu || chosen.pool !== "max") says.push(kit.label("live.trained_so"));
  if (received.way === "photo") says.push(kit.label(digits ? "live.no_digit" : "live.no_silhouette"));
  return says;
}

/** @param {Kit} kit */
export function createVerdict(kit) {
  const element = make("div", { class: "verdict" });
  return {
    element,
    /** @param {Received} received @param {Network} network @param {Settings} chosen */
    show(received, network, chosen) {
      const lines = verdictOf(kit, received, network, chosen);
      element.replaceChildren(...lines.map((line) => make("p", {}, line)));
    },
  };
}
