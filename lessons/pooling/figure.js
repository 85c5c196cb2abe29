// @ts-check
/** Pooling, drawn: a map, its windows, their winners, and max and average side by side. */

import { toRows } from "../kit/arithmetic/grid.js";
import { createCodeLine } from "../kit/code/code_line.js";
import { createSwitch } from "../kit/controls/choice.js";
import { countOf, shortCount, Transport } from "../kit/controls/transport.js";
import { make } from "../kit/dom/dom.js";
import { sayRefused } from "../kit/figure/refused.js";
import { createSentence } from "../kit/figure/sentence.js";
import { createPresenting } from "../kit/menu/figure_menu.js";
import { createPredict } from "../kit/quiz/predict.js";
import { createControls } from "./controls.js";
import { createField } from "./field.js";
import { hasLast, LAST, takePictures } from "./maps.js";
import { compute } from "./numbers.js";
import { moveQuestion } from "./predict.js";
import { sayStep } from "./saying.js";
import { follow, inputOf, placesOf, settings, sizeOf, weightsOf } from "./settings.js";

/**
 * @typedef {import("../kit/dom/kit.js").Kit} Kit
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {import("./numbers.js").Numbers} Numbers
 * @typedef {ReturnType<typeof createParts>} Parts
 * @typedef {import("./maps.js").Sent & { seed: number }} Data what Python sends
 */

/** A guess moves the input, and asking again moves it back: the answer is there to be seen. @param {Kit} kit @param {import("../kit/quiz/predict.js").Answer} answer */
function showAnswer(kit, answer) {
  const { shift } = kit.settings();
  kit.set(answer === "open" ? {} : { shift: answer === "hidden" ? 0 : Math.max(shift, 1) });
}

/** Everything that stands on the stage. @param {HTMLElement} root @param {Kit} kit */
function createParts(root, kit) {
  const sentence = createSentence(kit.signal);
  const stage = make("div", { class: "stage" });
  const predict = createPredict(kit, "pooling", () => showAnswer(kit, predict.answer()));
  const options = createControls(kit, sentence.remark);
  const transport = new Transport(
    kit,
    (step) => kit.set({ step }, transport.isPlaying),
    () => kit.set({}),
    [options.button],
  );
  const field = createField(root, kit, {
    pause: transport.pause,
    now: () => compute(kit.settings()),
    remark: sentence.remark,
    mistake: predict.mistake,
  });
  const code = createCodeLine(kit);
  const gradient = createSwitch(kit.label("pool.gradient"), (isOn) => kit.set({ gradient: isOn ? 1 : 0 }));
  const line = make("div", { class: "said" }, sentence.element, gradient.element);
  const bar = make("div", { class: "bar" }, transport.element, options.element);
  createPresenting(root, kit, "pooling", {
    ...{ field: field.element, code: code.element, onOpen: transport.pause },
    ...{ step: transport.stepBy, play: transport.toggle, answer: predict.turnOver },
  });
  stage.append(field.element, make("div", { class: "dock" }, line, bar));
  root.append(predict.element, stage, code.element);
  return { predict, sentence, options, transport, field, code, gradient };
}

/** PyTorch's arguments that say what is on the screen; what is the default is not written. @param {Settings} chosen @returns {[string, string][]} */
function argumentsOf({ layer, kernel_size, stride, padding, ceil_mode }) {
  if (layer === "global") return [["output_size", "1"]];
  /** @type {[string, string][]} */
  const named = [["kernel_size", String(kernel_size)]];
  const isDefault = layer === "conv" ? stride === 1 : stride === kernel_size;
  if (!isDefault) named.push(["stride", String(stride)]);
  if (padding > 0) named.push(["padding", String(padding)]);
  if (layer === "pool" && ceil_mode === 1) named.push(["ceil_mode", "True"]);
  if (layer === "conv") named.push(["bias", "False"]);
  return named;
}

const CALLS = { pool: "nn.MaxPool2d(", global: "nn.AdaptiveMaxPool2d(", conv: "nn.Conv2d(1, 1, " };

/** @param {Parts} parts @param {Settings} chosen */
function paintControls({ transport, options, code, gradient }, chosen) {
  const [down, across] = placesOf(chosen);
  const [height, width] = sizeOf(chosen);
  transport.show(chosen.step, down * across, across);
  options.show(chosen);
  gradient.show(chosen.gradient === 1);
  const [before, after] = [`(1, 1, ${height}, ${width})`, `(1, 1, ${down}, ${across})`];
  code.show(before, CALLS[chosen.layer], argumentsOf(chosen), after);
}

/** @param {Parts} parts @param {Numbers} now @param {Settings} chosen @param {Kit} kit */
function paintSentence({ sentence, transport }, now, chosen, kit) {
  const steps = now.outputs[0].steps.length;
  const lead = kit.label("play.count", countOf(chosen.step, steps));
  sentence.show(lead, sayStep(kit, now, chosen), !transport.isPlaying, shortCount(chosen.step, steps));
}

/** The question about a move by one pixel; or none, and why. @param {Kit} kit @param {Parts} parts @param {Settings} chosen @param {number} seed */
function paintQuestion(kit, { predict }, chosen, seed) {
  const question = moveQuestion(kit, chosen, seed);
  predict.show(question, question ? "" : kit.label("predict.nothing_to_move"));
  // Whoever moves the input before he has guessed has seen the answer.
  if (predict.answer() === "hidden" && chosen.shift > 0) predict.turnOver();
}

/** The visitor's last picture is there only if he has shown one; whether the address asks for it in vain. @param {Kit} kit */
function settleInput(kit) {
  const isAsked = new URLSearchParams(location.search).get("input") === LAST;
  if (kit.settings().input === LAST) kit.set({}); // only now is it known which pictures there are
  return isAsked && !hasLast();
}

/** @param {HTMLElement} root @param {Kit} kit @param {Data} first @returns {import("../kit/dom/kit.js").View} */
function build(root, kit, first) {
  takePictures(first);
  const isGone = settleInput(kit);
  const parts = createParts(root, kit);
  root.addEventListener(
    "keydown",
    (event) => parts.predict.takeKey(event) || parts.transport.takeKey(event),
    { signal: kit.signal },
  );
  /** @param {Settings} chosen */
  const paint = (chosen) => {
    paintControls(parts, chosen);
    const now = compute(chosen);
    paintQuestion(kit, parts, chosen, first.seed);
    paintSentence(parts, now, chosen, kit);
    parts.field.paint(chosen, now); // last, for it measures where its lines begin and end
  };
  return {
    pause: parts.transport.pause,
    paint,
    /** @param {Data} data */
    receive(data) {
      takePictures(data);
      paint(kit.settings());
    },
    offer: parts.sentence.offer,
    refuse: ([refused]) => {
      if (isGone) parts.sentence.refuse(kit.label("pool.no_last"));
      else if (refused) parts.sentence.refuse(sayRefused(kit, refused));
    },
  };
}

/** What the code below the figure is written from. @param {Settings} chosen */
function tell(chosen) {
  const { layer, kernel_size, stride, padding, ceil_mode, count_include_pad, gradient, step } = chosen;
  const numbers = { input: toRows(inputOf(chosen)), weights: toRows(weightsOf(chosen)) };
  return { ...numbers, layer, kernel_size, stride, padding, ceil_mode, count_include_pad, gradient, step };
}

/** @type {import("../kit/dom/kit.js").Figure} */
export const figure = { settings, follow, tell, build };
