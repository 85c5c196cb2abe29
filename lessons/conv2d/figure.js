// @ts-check
/** nn.Conv2d taken apart: the arguments, the numbers they build, one filter at work, the count, the code. */

import { make } from "../kit/dom/dom.js";
import { sayRefused } from "../kit/figure/refused.js";
import { createSentence } from "../kit/figure/sentence.js";
import { fitGrids } from "../kit/grid/fitting.js";
import { fill } from "../kit/i18n/korean_particles.js";
import { createChanges } from "../kit/layer_form/changes.js";
import { createCode, shapeTokens } from "../kit/layer_form/code.js";
import { createTorchWords } from "../kit/layer_form/torch_words.js";
import { createPresenting } from "../kit/menu/figure_menu.js";
import { createPredict } from "../kit/quiz/predict.js";
import { createBricks } from "./bricks.js";
import { createCount } from "./count.js";
import { createFoot, createSize } from "./foot.js";
import { createForm, ORDER } from "./form.js";
import { callOf, inputShape, outputOf, refusalOf } from "./layer.js";
import { mendsOf } from "./mends.js";
import { largestWeight, weightsOf, workOf } from "./numbers.js";
import { weightQuestion } from "./predict.js";
import { sentenceOf } from "./saying.js";
import { askedOf, follow, settings, tell } from "./settings.js";
import { createWork } from "./work.js";

/**
 * @typedef {import("../kit/dom/kit.js").Kit} Kit
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {import("../kit/layer_form/changes.js").Change} Change
 * @typedef {import("../kit/layer_form/torch_words.js").Said} Said
 * @typedef {ReturnType<typeof createParts>} Parts
 *
 * @typedef {object} Data what Python sends
 * @property {import("./picture.js").Photo} photo
 * @property {Said | null} torch what torch said of the settings that Python heard of last
 * @property {Record<string, string>} refusals a sentence for each reason
 * @property {number} seed of this visit
 */

const CHANGES = [...ORDER, "written", "size", "seed"];
const PLACES = ["filter", "row", "column"];

/** Everything that stands on the stage. @param {HTMLElement} root @param {Kit} kit */
function createParts(root, kit) {
  const sentence = createSentence(kit.signal);
  const predict = createPredict(kit, "conv2d", () => kit.set({}));
  const form = createForm(kit, sentence.remark);
  const [bricks, foot, size] = [createBricks(kit), createFoot(kit, sentence.remark), createSize(kit)];
  const work = createWork(kit, (rows) => {
    field.dataset.rows = rows;
    refit();
  });
  const torch = createTorchWords(kit, (changes) => kit.set(changes));
  const [count, code] = [createCount(kit), createCode(kit)];
  bricks.element.append(foot.element);
  const right = make("div", { class: "right" }, size.element, work.element, torch.element);
  const field = make("div", { class: "field conv2d-field" }, bricks.element, right);
  const dock = make("div", { class: "dock" }, sentence.element);
  root.append(
    predict.element,
    make("div", { class: "stage" }, form.element, field, count.element, dock),
    code.element,
  );
  const refit = fitGrids(field, work.grids, kit.signal);
  createPresenting(root, kit, "conv2d", { field, code: code.element, answer: predict.turnOver });
  return { sentence, predict, form, bricks, foot, size, work, torch, count, code };
}

/** The line of code, with what has changed. @param {Parts} parts @param {Settings} chosen @param {Change | null} change */
function paintCode({ code }, chosen, change) {
  const { call, parts } = callOf(chosen);
  const tokens = parts.map(({ argument, text }) => ({ text, isChanged: argument === change?.name }));
  const before = change ? /** @type {Settings} */ (change.before) : chosen;
  /** @param {Settings} settings_ */
  const outOf = (settings_) => {
    const out = outputOf(settings_);
    return out && [1, settings_.out_channels, ...out];
  };
  const [now, earlier] = [outOf(chosen), outOf(before)];
  code.show(
    shapeTokens(inputShape(chosen), inputShape(before)),
    call,
    tokens,
    shapeTokens(now, earlier ?? now?.map(() => 0)),
  );
}

/** The right half: a filter at work, or torch's refusal. @param {Parts} parts @param {Kit} kit @param {Data} data @param {Settings} chosen @param {Said | null} said */
function paintRight({ work, torch, size }, kit, data, chosen, said) {
  const done = workOf(data.photo, chosen);
  const refused = refusalOf(chosen);
  work.element.hidden = !done;
  size.element.hidden = !done;
  torch.element.hidden = !refused;
  size.show(chosen);
  if (refused) {
    const known = data.refusals[refused.reason];
    const sentence = known ? fill(known, refused.values) : kit.label(`conv2d.reason_${refused.reason}`);
    torch.show(sentence, mendsOf(chosen), said);
  }
  const layer = weightsOf(chosen);
  if (done && layer) work.show(done, chosen, largestWeight(layer));
  return done;
}

/** @param {HTMLElement} root @param {Kit} kit @param {Data} first @returns {import("../kit/dom/kit.js").View} */
function build(root, kit, first) {
  const parts = createParts(root, kit);
  const changeOf = createChanges(CHANGES, PLACES);
  let data = first;
  root.addEventListener("keydown", (event) => parts.predict.takeKey(event), { signal: kit.signal });

  /** @type {Change | null} */
  let change = null;
  /** What depends on torch's answer. @param {Settings} chosen */
  const hear = (chosen) => {
    const said = data.torch?.asked === askedOf(chosen) ? data.torch : null;
    parts.count.show(chosen, change, said, parts.predict.answer() === "hidden");
    return paintRight(parts, kit, data, chosen, said);
  };
  /** @param {Settings} chosen */
  const paint = (chosen) => {
    change = changeOf(chosen);
    parts.predict.show(weightQuestion(kit, chosen, data.seed), kit.label("conv2d.predict_nothing"));
    const isAsked = parts.predict.answer() === "hidden";
    parts.form.show(chosen, change?.name ?? null);
    parts.bricks.show(chosen, change, isAsked, parts.predict.mistake());
    parts.foot.show(chosen, change, isAsked);
    paintCode(parts, chosen, change);
    parts.sentence.show(...sentenceOf(kit, chosen, hear(chosen), change), true);
  };
  return {
    isAsked: () => parts.predict.answer() === "hidden",
    paint,
    receive(/** @type {Data} */ given) {
      data = given;
      hear(kit.settings());
    },
    offer: parts.sentence.offer,
    refuse: ([refused]) => {
      if (refused) parts.sentence.refuse(sayRefused(kit, refused));
    },
  };
}

/** @type {import("../kit/dom/kit.js").Figure} */
export const figure = { settings, follow, tell, build };
