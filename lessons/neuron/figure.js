// @ts-check
/** One output cell, drawn four times: window, written sum, neuron, row of the matrix. */

import { createCodeLine } from "../kit/code/code_line.js";
import { countOf, shortCount, Transport } from "../kit/controls/transport.js";
import { make } from "../kit/dom/dom.js";
import { sayRefused } from "../kit/figure/refused.js";
import { createSentence } from "../kit/figure/sentence.js";
import { createPresenting } from "../kit/menu/figure_menu.js";
import { createPredict } from "../kit/quiz/predict.js";
import { createControls, createSwitches } from "./controls.js";
import { compute, neuronOf, tell } from "./numbers.js";
import { weightsQuestion } from "./predict.js";
import { codeOf, sentenceOf } from "./saying.js";
import { OUTPUTS, PLACES, settings } from "./settings.js";
import { createViews } from "./views.js";

/**
 * @typedef {import("../kit/dom/kit.js").Kit} Kit
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {import("./twins.js").Pointed} Pointed
 * @typedef {{ seed: number }} Data
 * @typedef {ReturnType<typeof createParts>} Parts
 */

/** Everything that stands on the stage. @param {HTMLElement} root @param {Kit} kit */
function createParts(root, kit) {
  const sentence = createSentence(kit.signal);
  const predict = createPredict(kit, "neuron", () => kit.set({}));
  const controls = createControls(kit, sentence.remark);
  const transport = new Transport(
    kit,
    (step) => kit.set({ step }, transport.isPlaying),
    () => kit.set({}),
    [controls.button],
  );
  /** @param {Pointed | null} pointed @param {boolean} isByKey */
  const point = (pointed, isByKey) => {
    const weight = views.light(pointed, kit.settings());
    if (!transport.isPlaying) say(parts, kit, kit.settings(), weight, isByKey);
  };
  const views = createViews(kit, { pause: transport.pause, point, remark: sentence.remark });
  const [switches, code] = [createSwitches(kit), createCodeLine(kit)];
  const line = make("div", { class: "said" }, sentence.element, switches.element);
  const bar = make("div", { class: "bar" }, transport.element, controls.element);
  const stage = make("div", { class: "stage" }, views.element, make("div", { class: "dock" }, line, bar));
  createPresenting(root, kit, "neuron", {
    ...{ field: views.element, code: code.element, onOpen: transport.pause },
    ...{ step: transport.stepBy, play: transport.toggle, answer: predict.turnOver },
  });
  root.append(predict.element, stage, code.element);
  const parts = { predict, sentence, transport, controls, views, switches, code };
  return parts;
}

/** @param {Pick<Parts, "sentence" | "transport">} parts @param {Kit} kit @param {Settings} chosen @param {number | null} weight that is pointed at, from 0; null: the one that is kept @param {boolean} isSpoken */
function say({ sentence }, kit, chosen, weight, isSpoken) {
  const { step } = chosen;
  const neuron = neuronOf(compute(chosen), chosen, step - 1);
  const lead = kit.label("neuron.lead", countOf(step, OUTPUTS));
  const saying = sentenceOf(kit, neuron, chosen, weight ?? chosen.weight - 1);
  sentence.show(lead, saying, isSpoken, shortCount(step, OUTPUTS));
}

/** @param {HTMLElement} root @param {Kit} kit @param {Data} data @returns {import("../kit/dom/kit.js").View} */
function build(root, kit, data) {
  const { seed } = data;
  const parts = createParts(root, kit);
  const { predict, sentence, transport, controls, views, switches, code } = parts;
  root.addEventListener("keydown", (event) => predict.takeKey(event) || transport.takeKey(event), {
    signal: kit.signal,
  });
  return {
    pause: transport.pause,
    /** @param {Settings} chosen */
    paint(chosen) {
      predict.show(weightsQuestion(kit, chosen, seed));
      transport.show(chosen.step, OUTPUTS, PLACES);
      controls.show(chosen);
      switches.show(chosen);
      views.show(chosen, predict.answer() !== "hidden");
      const [before, call, after] = codeOf(chosen);
      code.show(before, call, [], after);
      say(parts, kit, chosen, null, !transport.isPlaying);
    },
    receive: () => {},
    offer: sentence.offer,
    refuse: ([refused]) => {
      if (refused) sentence.refuse(sayRefused(kit, refused));
    },
  };
}

/** @type {import("../kit/dom/kit.js").Figure} */
export const figure = { settings, tell, build };
