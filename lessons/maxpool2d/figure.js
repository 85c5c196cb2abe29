// @ts-check
/** nn.MaxPool2d taken apart, beside nn.AvgPool2d and nn.AdaptiveAvgPool2d. */

import { shortCount, Transport } from "../kit/controls/transport.js";
import { fitGrids } from "../kit/grid/fitting.js";
import { createPresenting } from "../kit/projector/presenting.js";
import { createPredict } from "../kit/questions/predict.js";
import { createChanges } from "../kit/signature/changes.js";
import { createCode, shapeTokens } from "../kit/signature/code.js";
import { written } from "../kit/signature/pair_setting.js";
import { createTorchWords } from "../kit/signature/torch_words.js";
import { make } from "../kit/stage/dom.js";
import { sayRefused } from "../kit/stage/refused.js";
import { createSentence } from "../kit/stage/sentence.js";
import { fill } from "../kit/words/particles.js";
import { createBeside } from "./beside.js";
import { createField } from "./field.js";
import { createForm, NAMES } from "./form.js";
import { callOf, inputShape, outputOf, refusalOf, strideOf } from "./layer.js";
import { mendsOf } from "./mends.js";
import { compute } from "./numbers.js";
import { mistakenWindow, sizeQuestion } from "./predict.js";
import { sentenceOf } from "./saying.js";
import { askedOf, follow, settings, tell } from "./settings.js";

/**
 * @typedef {import("../kit/stage/entry.js").Kit} Kit
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {import("../kit/signature/changes.js").Change} Change
 * @typedef {import("../kit/signature/torch_words.js").Said} Said
 * @typedef {ReturnType<typeof createParts>} Parts
 * @typedef {{ torch: Said | null, refusals: Record<string, string>, seed: number }} Data what Python sends
 */

const CHANGES = ["layer", "height", "width", "input", ...NAMES];
const PLACES = ["step"];

/** Everything that stands on the stage. @param {HTMLElement} root @param {Kit} kit */
function createParts(root, kit) {
  const sentence = createSentence(kit.signal);
  const predict = createPredict(kit, "maxpool2d", () => kit.set({}));
  const form = createForm(kit, sentence.remark);
  const [field, beside, code] = [createField(kit, sentence.remark), createBeside(kit), createCode(kit)];
  const torch = createTorchWords(kit, (changes) => kit.set(changes));
  const transport = new Transport(
    kit,
    (step) => kit.set({ step }, transport.isPlaying),
    () => kit.set({}),
  );
  const right = make("div", { class: "pooled" }, field.outputs, field.legend);
  const element = make(
    "div",
    { class: "field maxpool2d-field" },
    field.map,
    right,
    beside.element,
    torch.element,
  );
  const bar = make("div", { class: "bar" }, transport.element);
  const dock = make("div", { class: "dock" }, sentence.element, bar);
  root.append(predict.element, make("div", { class: "stage" }, form.element, element, dock), code.element);
  fitGrids(element, field.grids, kit.signal);
  createPresenting(root, kit, "maxpool2d", {
    ...{ field: element, code: code.element, onOpen: transport.pause },
    ...{ step: transport.stepBy, play: transport.toggle, answer: predict.turnOver },
  });
  return { sentence, predict, form, field, beside, code, torch, transport, right, element };
}

/** The line of code, with what has changed. @param {Parts} parts @param {Kit} kit @param {Settings} chosen @param {Change | null} change @param {boolean} isAsked */
function paintCode({ code }, kit, chosen, change, isAsked) {
  const { call, parts } = callOf(chosen);
  const tokens = parts.map(({ argument, text }) => ({ text, isChanged: argument === change?.name }));
  const before = change ? /** @type {Settings} */ (change.before) : chosen;
  /** @param {Settings} of */
  const shapeOf = (of) => {
    const out = outputOf(of);
    return out && [1, 1, ...out];
  };
  const [now, earlier] = [shapeOf(chosen), shapeOf(before)];
  const output = isAsked ? ["?"] : shapeTokens(now, earlier ?? now?.map(() => 0));
  const isNone = chosen.layer !== "AdaptiveAvgPool2d" && chosen.stride === "None";
  const comment = isNone ? kit.label("maxpool2d.stride_comment", { s: written(strideOf(chosen)) }) : "";
  code.show(shapeTokens(inputShape(chosen), inputShape(before)), call, tokens, output, comment);
}

/** Torch's refusal, in the place of what would come out. @param {Parts} parts @param {Kit} kit @param {Data} data @param {Settings} chosen */
function paintRefusal({ torch, right, beside, element }, kit, data, chosen) {
  const refused = refusalOf(chosen);
  torch.element.hidden = !refused;
  for (const part of [right, beside.element]) part.hidden = refused !== null;
  element.classList.toggle("refused", refused !== null);
  if (!refused) return;
  const said = data.torch?.asked === askedOf(chosen) ? data.torch : null;
  const known = data.refusals[refused.reason];
  const sentence = known
    ? fill(known, refused.values)
    : kit.label(`maxpool2d.reason_${refused.reason}`, refused.values);
  torch.show(sentence, mendsOf(chosen), said);
}

/** @param {Parts} parts @param {Kit} kit @param {Data} data @param {Settings} chosen @param {Change | null} change */
function paint(parts, kit, data, chosen, change) {
  const { predict, form, field, beside, transport, sentence } = parts;
  predict.show(sizeQuestion(kit, chosen, data.seed), kit.label("maxpool2d.predict_nothing"));
  const isAsked = predict.answer() === "hidden";
  const now = compute(chosen);
  form.show(chosen, change?.name ?? null);
  field.showSizes(chosen);
  if (now) {
    field.show(now, chosen, isAsked, mistakenWindow(chosen, predict.mistake()));
    beside.show(chosen, now, isAsked);
    transport.show(chosen.step, now.steps.length * now.steps[0].length, now.steps[0].length);
  } else field.showMap(chosen);
  // How many windows there are is what is asked.
  transport.element.inert = isAsked || !now;
  transport.element.classList.toggle("waiting", isAsked || !now);
  paintRefusal(parts, kit, data, chosen);
  paintCode(parts, kit, chosen, change, isAsked);
  if (isAsked) return sentence.show("?", kit.label("maxpool2d.asked"), false);
  const [lead, saying] = sentenceOf(kit, chosen, now, change);
  const count = now ? shortCount(chosen.step, now.steps.length * now.steps[0].length) : lead;
  sentence.show(lead, saying, !transport.isPlaying, change ? lead : count);
}

/** @param {HTMLElement} root @param {Kit} kit @param {Data} first @returns {import("../kit/stage/entry.js").View} */
function build(root, kit, first) {
  const parts = createParts(root, kit);
  const changeOf = createChanges(CHANGES, PLACES);
  let data = first;
  root.addEventListener(
    "keydown",
    (event) => parts.predict.takeKey(event) || parts.transport.takeKey(event),
    { signal: kit.signal },
  );
  return {
    pause: parts.transport.pause,
    isAsked: () => parts.predict.answer() === "hidden",
    paint: (chosen) => paint(parts, kit, data, chosen, changeOf(chosen)),
    receive(/** @type {Data} */ given) {
      data = given;
      paintRefusal(parts, kit, data, kit.settings());
    },
    offer: parts.sentence.offer,
    refuse: ([refused]) => {
      if (refused) parts.sentence.refuse(sayRefused(kit, refused));
    },
  };
}

/** @type {import("../kit/stage/entry.js").Figure} */
export const figure = { settings, follow, tell, build };
