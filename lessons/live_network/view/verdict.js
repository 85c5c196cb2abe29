/** What the network says and what that is worth: measured on pictures it never saw, moved as this one is. */

import { latest } from "../../kit/arithmetic/latest.js";
import { formatNumber, roundHalfAway } from "../../kit/arithmetic/rounding.js";
import { make } from "../../kit/dom/dom.js";
import { TRAINED } from "../../kit/pictures/trained_net.js";
import { createTrainedNote } from "../../kit/pictures/trained_note.js";
import { className } from "../model/captions.js";
import { isReached, REACH } from "../model/limits.js";
import { answerOf, compute, MILLIONTH } from "../model/network.js";
import { received } from "../model/received.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Settings } from "../model/limits.js" */
/** @import { Network, Received } from "../model/network.js" */

/** A share of held-out pictures in percent. @param {number} right @param {number} pictures */
const percent = (right, pictures) => roundHalfAway((100 * right) / pictures, 1).toFixed(1);

/** How many held-out pictures the way through the network names rightly, moved so far. @param {import("../../kit/pictures/shipped.js").Net} net @param {Settings} chosen @param {number} down @param {number} right */
export function measured({ right_when_moved, pictures }, { relu, pool }, down, right) {
  const rows = right_when_moved[relu ? `relu ${pool}` : pool];
  return percent(rows[down + REACH][right + REACH], pictures);
}

/** What is said of a net's pictures, and of an answer about a photo. */
const DIGITS = { accuracy: "live.accuracy_digits", photo: "live.no_digit" };
const ANIMALS = { accuracy: "live.accuracy_cats_dogs", photo: "live.no_silhouette" };
/** @param {Settings} chosen */
const wordsOf = ({ filters }) => (filters === "cats_dogs" ? ANIMALS : DIGITS);
/** How often nets of the same recipe are right, from the seed that does worst to the one that does best. @param {import("../../kit/pictures/shipped.js").Net} net */
const spread = ({ right_by_seed: counts, pictures }) => ({
  s: counts.length,
  l: percent(Math.min(...counts), pictures),
  h: percent(Math.max(...counts), pictures),
});

/** The network with the picture in its place: while only that moves, it is computed once. */
const centredOf = latest(
  (/** @type {{ received: Received, chosen: Settings }} */ { received, chosen }) =>
    compute(received, { ...chosen, down: 0, right: 0 }),
  ({ received: { pixels, nets }, chosen: { filters, relu, pool, scores, bias } }) =>
    /** @type {unknown[]} */ ([pixels, nets, filters, relu, pool, scores, ...bias]),
);

/** What the move has made of the score that was the highest. @param {Kit} kit @param {Network} network @param {Network} centred @param {(output: number) => string} name */
function sayScore(kit, { scores }, centred, name) {
  const best = answerOf(centred);
  const [here, there] = [scores, centred.scores].map((all) => formatNumber((all ?? [])[best] / MILLIONTH));
  return kit.label("live.score_moved", { a: name(best), s: here, t: there });
}

/** How often the network is right, and what else must be known of that. @param {Kit} kit @param {import("../../kit/pictures/shipped.js").Net} net @param {Settings} chosen @param {boolean} isMoved */
function sayMeasured(kit, net, chosen, isMoved) {
  const n = net.pictures.toLocaleString("en");
  const centred = measured(net, chosen, 0, 0);
  const p = measured(net, chosen, chosen.down, chosen.right);
  const isAsTrained = chosen.relu === 1 && chosen.pool === "max";
  const says = [
    isMoved
      ? kit.label("live.accuracy_moved", { n, p, q: centred })
      : kit.label(wordsOf(chosen).accuracy, { n, p: centred }),
  ];
  if (!isMoved && isAsTrained) says[0] += ` ${kit.label("live.spread", spread(net))}`;
  if (chosen.bias.some((bias) => bias !== 0)) says.push(kit.label("live.accuracy_bias"));
  else if (!isAsTrained) says.push(kit.label("live.trained_so"));
  return says;
}

/** What is said, one after the other. @param {Kit} kit @param {Received} given @param {Network} network @param {Settings} chosen @returns {string[]} */
export function verdictOf(kit, given, network, chosen) {
  const { reader, scores } = network;
  if (!reader || !scores) return [];
  if (!isReached(chosen, "score")) return [kit.label("live.answer_covered")];
  const net = given.nets[chosen.filters];
  const { down, right } = chosen;
  const name = (/** @type {number} */ output) => className(kit, reader.classes[output]);
  const says = [kit.label("live.says", { a: name(answerOf(network)) })];
  const isMoved = down !== 0 || right !== 0;
  if (isMoved) says.push(sayScore(kit, network, centredOf({ received: given, chosen }), name));
  if (chosen.filters === TRAINED) return says; // nobody has measured it on moved pictures
  if (given.way === "photo") says.push(kit.label(wordsOf(chosen).photo));
  else says.push(...sayMeasured(kit, net, chosen, isMoved));
  return says;
}

/** @param {Kit} kit */
export function createVerdict(kit) {
  const element = make("div.verdict");
  const note = createTrainedNote(kit, { filters: "digits" });
  let said = "";
  return {
    element,
    /** @param {Network} network @param {Settings} chosen */
    show(network, chosen) {
      const lines = verdictOf(kit, received(), network, chosen);
      note.show(chosen.filters === TRAINED && isReached(chosen, "score"));
      if (lines.join("\n") === said) return;
      said = lines.join("\n");
      element.classList.toggle("covered", lines.length > 0 && !isReached(chosen, "score"));
      const cover = make("b.covering", { "aria-hidden": "true" }, "?");
      element.replaceChildren(cover, ...lines.map((line) => make("p", line)), note.element);
    },
  };
}
