// @ts-check
/** How large is the output? One row of the picture, the places where a window can start, and the formula that counts them. */

import { createCodeLine } from "../kit/code/code_line.js";
import { countOf, shortCount, Transport } from "../kit/controls/transport.js";
import { make } from "../kit/dom/dom.js";
import { sayRefused } from "../kit/figure/refused.js";
import { createSentence } from "../kit/figure/sentence.js";
import { fill } from "../kit/i18n/korean_particles.js";
import { createPresenting } from "../kit/menu/figure_menu.js";
import { createPredict } from "../kit/quiz/predict.js";
import { createBoxes } from "./boxes.js";
import { createControls } from "./controls.js";
import { torchSays } from "./counting/axis.js";
import { markOf, tooLong } from "./counting/mistake.js";
import { createFormula, createSteps } from "./formula.js";
import { placesQuestion } from "./predict.js";
import { createRuler } from "./ruler.js";
import { sayRefusal, sayWindow } from "./saying.js";
import { counted, follow, isAlike, settings, shownAxis, tell } from "./settings.js";

/**
 * @typedef {import("../kit/dom/kit.js").Kit} Kit
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {import("./counting/axis.js").Counted} Counted
 * @typedef {ReturnType<typeof createParts>} Parts
 * @typedef {{ seed: number, refusals: Record<string, string> }} Data what Python sends
 */

const BOXES = 108; // px
const ASKED = 2; // windows that are drawn while their number is asked

/** The formula, the way to its result, and the result. @param {Kit} kit @param {ReturnType<typeof createControls>} controls */
function createCounting(kit, controls) {
  const formula = createFormula(kit, controls.origin);
  const [steps, boxes] = [createSteps(kit), createBoxes(BOXES)];
  const size = make("b", { class: "size" });
  const note = make("span", { class: "note" });
  const result = make("div", { class: "result-place" }, size, note);
  const head = make("p", { class: "panel-head" }, make("b", {}, kit.label("size.formula_counts")));
  const parts = make(
    "div",
    { class: "counting-parts" },
    formula.element,
    steps.element,
    result,
    boxes.element,
  );
  return { element: make("section", { class: "counting" }, head, parts), formula, steps, boxes, size, note };
}

/** Everything that stands on the stage. @param {HTMLElement} root @param {Kit} kit */
function createParts(root, kit) {
  const sentence = createSentence(kit.signal);
  const predict = createPredict(kit, "output_size", () => kit.set({}));
  const controls = createControls(kit, sentence.remark);
  const transport = new Transport(
    kit,
    (step) => kit.set({ step }, transport.isPlaying),
    () => kit.set({}),
    [controls.button],
  );
  const ruler = createRuler(kit, (step) => {
    transport.pause();
    kit.set({ step });
  });
  const counting = createCounting(kit, controls);
  const note = make("span", { class: "note" });
  const head = make("p", { class: "panel-head" }, make("b", {}, kit.label("size.row")), " ", note);
  const code = createCodeLine(kit);
  const bar = make("div", { class: "bar" }, transport.element, controls.element);
  const row = make("section", { class: "one-row" }, head, ruler.element);
  const field = make("div", {}, row, counting.element);
  const stage = make("div", { class: "stage" }, field);
  createPresenting(root, kit, "output_size", {
    ...{ field, code: code.element, onOpen: transport.pause },
    ...{ step: transport.stepBy, play: transport.toggle, answer: predict.turnOver },
  });
  stage.append(make("div", { class: "dock" }, sentence.element, bar));
  root.append(predict.element, stage, code.element);
  return { predict, sentence, controls, transport, ruler, counting, note, code, bar };
}

/** PyTorch's arguments that say what is on the screen. @param {Settings} chosen @returns {[string, string][]} */
export function argumentsOf({ layer, kernel_size, stride, padding, dilation, ceil_mode }) {
  /** @param {readonly [number, number]} pair */
  const written = ([height, width]) => (height === width ? String(height) : `(${height}, ${width})`);
  /** @type {[string, string][]} */
  const named = [["kernel_size", written(kernel_size)]];
  const isDefault = layer === "Conv2d" ? written(stride) === "1" : written(stride) === written(kernel_size);
  if (!isDefault) named.push(["stride", written(stride)]);
  const around = padding === "same" ? "'same'" : written(padding);
  if (around !== "0") named.push(["padding", around]);
  if (dilation > 1) named.push(["dilation", String(dilation)]);
  if (ceil_mode === 1) named.push(["ceil_mode", "True"]);
  return named;
}

/** @typedef {{ chosen: Settings, axes: [Counted, Counted], now: Counted, isAsked: boolean, refusal: string | null }} Scene */

/** @param {Settings} chosen @param {boolean} isAsked @returns {Scene} */
function sceneOf(chosen, isAsked) {
  /** @type {[Counted, Counted]} */
  const axes = [counted(chosen, 0), counted(chosen, 1)];
  return { chosen, axes, now: axes[shownAxis(chosen)], isAsked, refusal: torchSays(...axes) };
}

/** @param {Parts} parts @param {Kit} kit @param {Scene} scene */
function paintRow({ ruler, note, predict }, kit, { chosen, now, isAsked, refusal }) {
  const side = isAlike(chosen) ? "both" : chosen.axis;
  const values = { i: now.settings.input_size, k: now.span, axis: kit.label(`size.axis_of_${side}`) };
  note.textContent = kit.label("size.row_note", values);
  const rule = predict.mistake();
  const isLonger = now.refused !== null && now.room < 0;
  ruler.show({
    name: kit.label("size.row_grid", values),
    axis: now,
    known: isAsked ? ASKED : now.size,
    step: isAsked ? 1 : chosen.step,
    mark: isLonger ? tooLong(now) : rule && !refusal ? markOf(rule, now) : null,
    refusal,
  });
}

/** @param {Parts} parts @param {Kit} kit @param {Scene} scene */
function paintCounting({ counting, code }, kit, { chosen, axes: [down, across], now, isAsked, refusal }) {
  const sides = isAlike(chosen) ? [across] : [down, across];
  const hidden = isAsked ? "?" : refusal ? "–" : null;
  counting.formula.show(now);
  counting.steps.show(now, isAsked ? 0 : now.refused ? 1 : 4);
  counting.size.textContent = hidden ?? sides.map(({ size }) => size).join(" × ");
  counting.size.classList.toggle("asked", isAsked);
  counting.note.textContent = kit.label(isAlike(chosen) ? "size.out_both" : "size.out_each");
  counting.boxes.show([chosen.height, chosen.width], hidden ? null : [down.size, across.size]);
  const made = isAsked ? ["?", "?"] : [down.size, across.size];
  const call = chosen.layer === "Conv2d" ? "nn.Conv2d(1, 1, " : "nn.MaxPool2d(";
  const output = refusal ? kit.label("size.error") : `(1, 1, ${made.join(", ")})`;
  code.show(`(1, 1, ${chosen.height}, ${chosen.width})`, call, argumentsOf(chosen), output);
}

/** @param {Parts} parts @param {Kit} kit @param {Scene} scene @param {Data} data */
function paintWords(
  { sentence, transport, controls, bar },
  kit,
  { chosen, axes, now, isAsked, refusal },
  data,
) {
  bar.classList.toggle("waiting", isAsked || refusal !== null);
  transport.show(chosen.step, Math.max(now.size, 1), Math.max(now.size, 1));
  controls.show(chosen);
  if (isAsked) return sentence.show(kit.label("step.predict"), kit.label("size.asked"), true);
  const failing = axes.find(({ refused }) => refused);
  if (failing) {
    const said = sayRefusal(data.refusals, fill, failing).replaceAll("`", "");
    return sentence.show(kit.label("size.torch_says_no"), said, true);
  }
  const counts = countOf(chosen.step, now.size);
  const saying = sayWindow(kit, now, chosen.step);
  sentence.show(
    kit.label("play.count", counts),
    saying,
    !transport.isPlaying,
    shortCount(chosen.step, now.size),
  );
}

/** @param {HTMLElement} root @param {Kit} kit @param {Data} data @returns {import("../kit/dom/kit.js").View} */
function build(root, kit, data) {
  const parts = createParts(root, kit);
  root.addEventListener(
    "keydown",
    (event) => {
      if (parts.predict.takeKey(event) || parts.bar.classList.contains("waiting")) return;
      parts.transport.takeKey(event);
    },
    { signal: kit.signal },
  );
  return {
    pause: parts.transport.pause,
    isAsked: () => parts.predict.answer() === "hidden",
    /** @param {Settings} chosen */
    paint(chosen) {
      const { now } = sceneOf(chosen, false);
      const nothing = kit.label(now.refused ? "size.nothing_refused" : "size.nothing_telling");
      parts.predict.show(
        torchSays(counted(chosen, 0), counted(chosen, 1)) ? null : placesQuestion(kit, now, data.seed),
        nothing,
      );
      const scene = sceneOf(chosen, parts.predict.answer() === "hidden");
      paintCounting(parts, kit, scene);
      paintWords(parts, kit, scene, data);
      paintRow(parts, kit, scene);
    },
    receive() {},
    offer: parts.sentence.offer,
    refuse: ([refused]) => {
      if (refused) parts.sentence.refuse(sayRefused(kit, refused));
    },
  };
}

/** @type {import("../kit/dom/kit.js").Figure} */
export const figure = { settings, follow, tell, build };
