// @ts-check
/** The laboratory: one picture moved, turned or shuffled; three nets answer at once, and 400 pictures are counted. */

import { createCodeLine } from "../kit/code/code_line.js";
import { createPresenting } from "../kit/projector/presenting.js";
import { createPredict } from "../kit/questions/predict.js";
import { make } from "../kit/stage/dom.js";
import { sayRefused } from "../kit/stage/refused.js";
import { createSentence } from "../kit/stage/sentence.js";
import { createControls } from "./controls.js";
import { curveOf } from "./counts.js";
import { createCurve } from "./curve.js";
import { answerOf, empty } from "./nets.js";
import { createPicture } from "./picture_panel.js";
import { questionOf } from "./predict.js";
import { createRace } from "./race.js";
import { createRows } from "./rows.js";
import { codeOf, leadOf, netKey, noteOf, sentenceOf } from "./saying.js";
import { distanceOf, isTurnedOnly, NETS, OWN, SAMPLES, settings } from "./settings.js";
import { accuracy, nets, onArrival, pictureOf } from "./store.js";
import { transformed } from "./transforms.js";

/**
 * @typedef {import("../kit/stage/entry.js").Kit} Kit
 * @typedef {import("../kit/arithmetic/grid.js").Grid} Grid
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {import("./settings.js").NetName} NetName
 * @typedef {import("./counts.js").Accuracy} Accuracy
 * @typedef {{ seed: number, pictures: number }} Data
 * @typedef {ReturnType<typeof createParts>} Parts
 */

/** Everything that stands on the stage. @param {HTMLElement} root @param {Kit} kit @param {() => number} pictures */
function createParts(root, kit, pictures) {
  const repaint = () => kit.set({});
  const sentence = createSentence(kit.signal);
  const predict = createPredict(kit, "why_cnn", repaint);
  const [picture, rows, curve] = [createPicture(kit, repaint), createRows(kit), createCurve(kit)];
  const race = createRace(kit, pictures);
  const controls = createControls(kit, sentence.remark);
  const code = createCodeLine(kit);
  const field = make("div", { class: "field why" }, picture.element, rows.element);
  const curves = make("div", { class: "curves" }, curve.element, race.element);
  const bar = make("div", { class: "bar" }, controls.button, controls.element);
  const stage = make("div", { class: "stage" }, field, curves);
  stage.append(make("div", { class: "dock" }, sentence.element, bar));
  root.append(predict.element, stage, code.element);
  createPresenting(root, kit, "why_cnn", { field, code: code.element, answer: predict.turnOver });
  return { sentence, predict, picture, rows, curve, race, controls, code };
}

/** What a net of the state answers to a picture, null while the nets are on their way. @param {Settings} chosen @param {Grid} picture @returns {(net: NetName) => number[] | null} */
function answersTo(chosen, picture) {
  const weights = nets()?.weights;
  return (net) => (weights ? answerOf(net, weights[netKey(chosen, net)], picture).shares : null);
}

/** @param {Parts} parts @param {Accuracy} accuracy @param {Settings} chosen @param {boolean} isAsked */
function paintCurve({ curve }, accuracy, chosen, isAsked) {
  if (!chosen.shuffle) return curve.show(curveOf(accuracy, chosen, isTurnedOnly(chosen)), isAsked);
  const pairs = NETS.flatMap((net) => {
    const place = accuracy.share(net, "centred", distanceOf(chosen), chosen.rotate);
    const now = accuracy.now(net, chosen);
    return place && now ? [{ net, place, shuffled: now }] : [];
  });
  curve.showPairs(pairs, isAsked);
}

/** Say where the figure stands. News from the server must not wipe out what was just refused. @param {Parts} parts @param {string} lead @param {string} text @param {boolean} isNews */
function say({ sentence }, lead, text, isNews) {
  const isTold = sentence.element.querySelector(".remark:not(:empty)") !== null;
  if (!isNews || !isTold) sentence.show(lead, text, true);
}

/** @param {Parts} parts @param {Kit} kit @param {Accuracy} accuracy @param {number} seed @param {Settings} chosen @param {boolean} [isNews] that it is painted for what the server has sent */
function paint(parts, kit, accuracy, seed, chosen, isNews = false) {
  const question = questionOf(kit, accuracy, chosen, seed);
  const isCounted = accuracy.now("global", chosen) !== null;
  const nothing = isCounted
    ? kit.label("predict.why_wait")
    : kit.label("why.say_waiting", { n: accuracy.pictures });
  parts.predict.show(question, nothing);
  const isHidden = question !== null && parts.predict.answer() === "hidden";
  // The question about moves hides the curve alone: how the pictures fare where they are is no answer.
  const isAsked = isHidden && !(question?.series === "move" && question.place === 0);
  const before = pictureOf(chosen.picture) ?? empty();
  const picture = transformed(before, chosen, nets()?.order ?? []);
  parts.picture.show(chosen, picture);
  parts.rows.show(chosen, answersTo(chosen, picture), accuracy, noteOf(kit, chosen, accuracy), isAsked);
  paintCurve(parts, accuracy, chosen, isHidden);
  parts.race.show();
  parts.controls.show(chosen);
  say(parts, leadOf(kit, chosen), sentenceOf(kit, chosen, accuracy, isAsked), isNews);
  parts.code.show("(1, 1, 28, 28)", codeOf(chosen), [], "(1, 2)");
}

let isFirst = true; // build since the page was loaded: nothing can have been drawn yet

/** A drawing lives as long as the page: whether the address asks for one that is no longer there. @param {Kit} kit */
function settlePicture(kit) {
  const isGone = isFirst && kit.settings().picture === OWN;
  isFirst = false;
  if (isGone) kit.set({ picture: SAMPLES[0] });
  return isGone;
}

/** @param {HTMLElement} root @param {Kit} kit @param {Data} first @returns {import("../kit/stage/entry.js").View} */
function build(root, kit, first) {
  const isGone = settlePicture(kit);
  accuracy.pictures = first.pictures;
  const parts = createParts(root, kit, () => accuracy.pictures);
  const now = () => paint(parts, kit, accuracy, first.seed, kit.settings(), true);
  onArrival(now, kit.signal);
  root.addEventListener("keydown", (event) => parts.predict.takeKey(event), { signal: kit.signal });
  return {
    receive: now,
    paint: (chosen) => paint(parts, kit, accuracy, first.seed, chosen),
    offer: parts.sentence.offer,
    refuse: ([refused]) => {
      if (isGone) parts.sentence.refuse(kit.label("up.gone"));
      else if (refused) parts.sentence.refuse(sayRefused(kit, refused));
    },
  };
}

/** What Python counts for, and writes code for: the figures below have theirs for themselves. @param {Settings} chosen */
const tell = ({ filter: _filter, conv_channel: _conv, deep_channel: _deep, ...told }) => told;

/** @type {import("../kit/stage/entry.js").Figure} */
export const figure = { settings, tell, build };
