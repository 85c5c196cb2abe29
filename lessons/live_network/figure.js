// @ts-check
/** The live network, drawn: a picture, five kernels, five maps after each layer, scores, and one number followed back. */

import { createCodeLine } from "../kit/code/code_line.js";
import { createSwitch } from "../kit/controls/choice.js";
import { make } from "../kit/dom/dom.js";
import { sayRefused } from "../kit/figure/refused.js";
import { createSentence } from "../kit/figure/sentence.js";
import { fitGrids } from "../kit/grid/fitting.js";
import { createLegend } from "../kit/grid/legend.js";
import { createPresenting } from "../kit/menu/figure_menu.js";
import { keepLastPicture } from "../kit/pictures/last_picture.js";
import { createPredict } from "../kit/quiz/predict.js";
import { createControls, createSwitches } from "./controls.js";
import { isTrained } from "./filters.js";
import { Layers } from "./layers.js";
import { createLines } from "./lines.js";
import { createLarge, createTabs, createWayOn } from "./narrow.js";
import { compute } from "./network.js";
import { limitsOf, pinned, scoreOf } from "./numbers.js";
import { createPinPanel } from "./pin_panel.js";
import { shapeQuestion } from "./predict.js";
import { codeOf, leadOf, sentenceOf, shapesOf } from "./saying.js";
import { Scores } from "./scores.js";
import { follow, settings, tell } from "./settings.js";
import { createSources } from "./sources.js";
import { createVerdict } from "./verdict.js";

/**
 * @typedef {import("./network.js").Received & import("./sources.js").Sources & { refusal: string, may_be_photo: boolean, seed: number }} Data
 *   may_be_photo: the refused file could be read as a photo all the same
 * @typedef {import("../kit/dom/kit.js").Kit} Kit
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {import("./network.js").Network} Network
 * @typedef {ReturnType<typeof createParts>} Parts
 */

/** The colours in words, below the input. @param {Kit} kit */
function createScale(kit) {
  const legend = createLegend(kit);
  const note = make("p", { class: "note" });
  const each = createSwitch(kit.label("live.scale_each"), (isOn) =>
    kit.set({ scale: isOn ? "filter" : "all" }),
  );
  return {
    element: make("div", { class: "one-scale" }, note, legend.element, each.element),
    /** @param {Settings} chosen @param {number} limit */
    show({ scale, map }, limit) {
      note.textContent =
        scale === "all" ? kit.label("fig.scale_all") : kit.label("live.scale_of", { n: map });
      legend.show(limit);
      each.show(scale === "filter");
    },
  };
}

/** The layers, the scores and the pinned number. @param {Kit} kit @param {(saying: string) => void} remark */
function createField(kit, remark) {
  const [layers, scores, pin] = [new Layers(kit), new Scores(kit), createPinPanel(kit)];
  const [lines, scale, verdict] = [createLines(), createScale(kit), createVerdict(kit)];
  const [tabs, large] = [createTabs(kit, remark), createLarge(kit)];
  layers.columns.input.element.append(scale.element);
  scores.column.element.append(verdict.element);
  const { input, kernels, conv, relu, pool } = layers.columns;
  const columns = [input, kernels, conv, relu, pool, scores.column].map((column) => column.element);
  const element = make("div", { class: "field network" });
  element.append(lines.element, tabs.element, ...columns, large.element, pin.element);
  return { element, layers, scores, pin, lines, scale, verdict, tabs, large };
}

/** Everything that stands on the stage. @param {HTMLElement} root @param {Kit} kit */
function createParts(root, kit) {
  const sentence = createSentence(kit.signal);
  const stage = make("div", { class: "stage" });
  const predict = createPredict(kit, "live_network", () => kit.set({}));
  const sources = createSources(
    kit,
    stage,
    () => sentence.remark(kit.label("state.computing")),
    sentence.refuse,
  );
  const field = createField(kit, sentence.remark);
  const [switches, controls] = [createSwitches(kit, sentence.remark), createControls(kit, sentence.remark)];
  const [wayOn, code] = [createWayOn(kit, controls.button), createCodeLine(kit)];
  const line = make("div", { class: "said" }, sentence.element, switches.element);
  const bar = make("div", { class: "bar" }, wayOn.element, controls.element);
  stage.append(sources.element, field.element, make("div", { class: "dock" }, line, bar));
  root.append(predict.element, stage, code.element);
  const presented = { field: field.element, code: code.element, step: wayOn.step, answer: predict.turnOver };
  createPresenting(root, kit, "live_network", presented);
  return { sentence, sources, predict, ...field, field: field.element, switches, controls, wayOn, code };
}

/** Lines run between places that are laid out already. @param {Parts} parts @param {Settings} chosen @param {Network} network */
function drawLines({ lines, layers, scores }, { map, layer }, network) {
  const ways = layers.chains().map((places, i) => ({
    input: layers.input,
    places: places.filter((place) => network.relu || !place.closest(".relu")),
    scores: network.reader ? scores.element : null,
    isPinned: i === map - 1 && layer !== "score",
  }));
  const joined = [network.relu !== null, network.reader?.classes.length, layer === "score" ? 0 : map];
  lines.draw(ways, joined.join(" "));
}

/** Shapes, with a "?" where one is asked for. @param {Parts} parts @param {Kit} kit @param {Settings} chosen @param {Settings["layer"] | null} asked */
function paintShapes({ layers, scores, tabs, code }, kit, chosen, asked) {
  const shapes = shapesOf(chosen, asked);
  const { input, kernels, conv, relu, pool } = layers.columns;
  for (const [column, text] of /** @type {const} */ ([
    [input, "1×28×28"],
    [kernels, "5×1×5×5"],
    [conv, shapes.conv],
    [relu, shapes.relu || kit.label("live.off_short")],
    [pool, shapes.pool],
  ])) {
    column.shape.textContent = text;
    column.shape.classList.toggle("asked", text === "?");
  }
  const names = {
    conv: "Conv2d",
    relu: "ReLU",
    pool: chosen.pool === "max" ? "MaxPool2d" : "AvgPool2d",
    score: scores.column.title.textContent ?? "",
  };
  tabs.show(chosen, names, shapes);
  const { call, result } = codeOf(chosen, asked);
  code.show("(1, 1, 28, 28)", call, [], result);
}

/** @param {Parts} parts @param {Kit} kit @param {Data} data @param {Settings} chosen @param {(network: Network) => void} keep */
function paint(parts, kit, data, chosen, keep) {
  const network = compute(data, chosen);
  keep(network);
  const [limits, pin] = [limitsOf(network, chosen), pinned(network, chosen)];
  const limit = limits[chosen.map - 1];
  const score = chosen.layer === "score" ? scoreOf(network, chosen.digit) : null;
  parts.field.dataset.layer = chosen.layer;
  parts.layers.show(network, chosen, limits);
  parts.layers.pin(network, chosen, pin);
  parts.scores.show(network, chosen);
  parts.predict.show(shapeQuestion(kit, chosen, data.seed));
  const asked = parts.predict.answer() === "hidden" ? chosen.layer : null;
  paintShapes(parts, kit, chosen, asked);
  parts.large.show(network, chosen, pin, limit, shapesOf(chosen, asked)[chosen.layer]);
  const lead = leadOf(kit, network, chosen);
  parts.pin.show(chosen, lead, pin, score, limit);
  parts.scale.show(chosen, limit);
  parts.verdict.show(data, network, chosen);
  parts.controls.show(chosen);
  parts.switches.show(chosen);
  parts.wayOn.show(chosen);
  parts.sentence.show(lead, sentenceOf(kit, chosen, pin, score), true);
  drawLines(parts, chosen, network);
}

/** What of the address could not be had. @param {Parts} parts @param {Kit} kit @param {import("../kit/settings/address.js").Refused} refused */
function refuse({ sentence }, kit, refused) {
  const { filters } = kit.settings();
  const isUntrained = refused.name === "scores" && !isTrained(filters);
  sentence.refuse(isUntrained ? kit.label("live.untrained") : sayRefused(kit, refused));
}

/** @param {HTMLElement} root @param {Kit} kit @param {Data} first @returns {import("../kit/dom/kit.js").View} */
function build(root, kit, first) {
  const parts = createParts(root, kit);
  let data = first;
  /** @type {Network | null} */
  let network = null;
  const keep = (/** @type {Network} */ now) => {
    network = now;
  };
  /** @param {Data} given */
  const receive = (given) => {
    data = given;
    keepLastPicture(given.pixels);
    parts.sources.show(given);
    kit.note("sample", given.source); // "own" as well: after a reload it is missed
    paint(parts, kit, given, kit.settings(), keep);
    const asPhoto = { name: kit.label("way.use_as_photo"), go: parts.sources.readAsPhoto };
    if (given.refusal) parts.sentence.refuse(given.refusal, given.may_be_photo ? asPhoto : undefined);
  };
  root.addEventListener("keydown", (event) => parts.predict.takeKey(event), { signal: kit.signal });
  fitGrids(parts.field, parts.pin.grids, kit.signal, () => {
    parts.lines.forget();
    if (network) drawLines(parts, kit.settings(), network);
  });
  return {
    isAsked: () => parts.predict.answer() === "hidden",
    receive,
    paint: (chosen) => paint(parts, kit, data, chosen, keep),
    offer: parts.sentence.offer,
    refuse: ([refused]) => {
      if (refused) refuse(parts, kit, refused);
    },
  };
}

/** @type {import("../kit/dom/kit.js").Figure} */
export const figure = { settings, follow, tell, build };
