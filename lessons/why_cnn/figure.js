// @ts-check
/** The laboratory: one picture moved, turned or shuffled; three nets answer at once, and 400 pictures are counted. */

import { createCodeLine } from "../kit/code/code_line.js";
import { make } from "../kit/dom/dom.js";
import { sayRefused } from "../kit/figure/refused.js";
import { createSentence } from "../kit/figure/sentence.js";
import { createPresenting } from "../kit/menu/figure_menu.js";
import { createPredict } from "../kit/quiz/predict.js";
import { createControls } from "./controls.js";
import { curveOf } from "./counts.js";
import { createCurve } from "./curve.js";
import { answerOf } from "./nets.js";
import { createPicture } from "./picture_panel.js";
import { questionOf } from "./predict.js";
import { createRows } from "./rows.js";
import { codeOf, leadOf, netKey, noteOf, sentenceOf } from "./saying.js";
import { isTurnedOnly, NETS, OWN, SAMPLES, settings } from "./settings.js";
import { accuracy, isDrawn, nets, pictureOf, ready } from "./store.js";
import { transformed } from "./transforms.js";

/**
 * @typedef {import("../kit/dom/kit.js").Kit} Kit
 * @typedef {import("../kit/arithmetic/grid.js").Grid} Grid
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {import("./settings.js").NetName} NetName
 * @typedef {import("./counts.js").Accuracy} Accuracy
 * @typedef {{ seed: number }} Data
 * @typedef {ReturnType<typeof createParts>} Parts
 */

/** Everything that stands on the stage. @param {HTMLElement} root @param {Kit} kit */
function createParts(root, kit) {
  const repaint = () => kit.set({});
  const sentence = createSentence(kit.signal);
  const predict = createPredict(kit, "why_cnn", repaint);
  const [picture, rows, curve] = [createPicture(kit, repaint), createRows(kit), createCurve(kit)];
  const controls = createControls(kit, sentence.remark);
  const code = createCodeLine(kit);
  const field = make("div", { class: "field why" }, picture.element, rows.element);
  const bar = make("div", { class: "bar" }, controls.button, controls.element);
  const stage = make("div", { class: "stage" }, field, curve.element);
  stage.append(make("div", { class: "dock" }, sentence.element, bar));
  root.append(predict.element, stage, code.element);
  createPresenting(root, kit, "why_cnn", { field, code: code.element, answer: predict.turnOver });
  return { sentence, predict, picture, rows, curve, controls, code };
}

/** What a net of the state answers to a picture. @param {Settings} chosen @param {Grid} picture @returns {(net: NetName) => number[]} */
const answersTo = (chosen, picture) => (net) =>
  answerOf(net, nets().weights[netKey(chosen, net)], picture).shares;

/** @param {Parts} parts @param {Accuracy} accuracy @param {Settings} chosen @param {boolean} isAsked */
function paintCurve({ curve }, accuracy, chosen, isAsked) {
  if (!chosen.shuffle) return curve.show(curveOf(accuracy, chosen, isTurnedOnly(chosen)), isAsked);
  const pairs = NETS.map((net) => ({
    net,
    place: accuracy.unshuffled(net, chosen),
    shuffled: accuracy.now(net, chosen),
  }));
  curve.showPairs(pairs, isAsked);
}

/** @param {Parts} parts @param {Kit} kit @param {Accuracy} accuracy @param {number} seed @param {Settings} chosen */
function paint(parts, kit, accuracy, seed, chosen) {
  const question = questionOf(kit, accuracy, chosen, seed);
  parts.predict.show(question, kit.label("predict.why_wait"));
  const isHidden = question !== null && parts.predict.answer() === "hidden";
  // The question about moves hides the curve alone: how the pictures fare where they are is no answer.
  const isAsked = isHidden && !(question?.series === "move" && question.place === 0);
  const picture = transformed(pictureOf(chosen.picture), chosen, nets().order);
  parts.picture.show(chosen, picture);
  parts.rows.show(chosen, answersTo(chosen, picture), accuracy, noteOf(kit, chosen, accuracy), isAsked);
  paintCurve(parts, accuracy, chosen, isHidden);
  parts.controls.show(chosen);
  parts.sentence.show(leadOf(kit, chosen), sentenceOf(kit, chosen, accuracy, isAsked), true);
  parts.code.show("(1, 1, 28, 28)", codeOf(chosen), [], "(1, 2)");
}

/** A drawing lives as long as the page: whether the address asks for one that is no longer there. @param {Kit} kit */
function settlePicture(kit) {
  const isGone = kit.settings().picture === OWN && !isDrawn();
  if (isGone) kit.set({ picture: SAMPLES[0] });
  return isGone;
}

/** @param {HTMLElement} root @param {Kit} kit @param {Data} first @returns {import("../kit/dom/kit.js").View} */
function build(root, kit, first) {
  const isGone = settlePicture(kit);
  const parts = createParts(root, kit);
  root.addEventListener("keydown", (event) => parts.predict.takeKey(event), { signal: kit.signal });
  return {
    receive: () => {},
    paint: (chosen) => paint(parts, kit, accuracy(), first.seed, chosen),
    offer: parts.sentence.offer,
    refuse: ([refused]) => {
      if (isGone) parts.sentence.refuse(kit.label("up.gone"));
      else if (refused) parts.sentence.refuse(sayRefused(kit, refused));
    },
  };
}

/** What Python writes code for: the figures below have theirs for themselves. @param {Settings} chosen */
const tell = ({ filter: _filter, conv_channel: _conv, deep_channel: _deep, ...told }) => told;

/** @type {import("../kit/dom/kit.js").Figure} */
export const figure = { settings, tell, ready, build };
