/** What stands on this lesson's stage: a picture, five kernels, five maps after each layer, scores, and one number followed back. */

import { createSwitch } from "../../kit/controls/choice.js";
import { asTold } from "../../kit/controls/more.js";
import { make, setText } from "../../kit/dom/dom.js";
import { createLegend } from "../../kit/grid/legend.js";
import { leadOf, shapesOf } from "../model/captions.js";
import { isTrained } from "../model/filters.js";
import { table, waitingOf } from "../model/limits.js";
import { limitsOf, pinned, scoreOf } from "../model/numbers.js";
import { shownPicture, takeNets, takePicture } from "../model/received.js";
import { createControls, createSwitches } from "./controls.js";
import { Layers } from "./layers.js";
import { createLines } from "./lines.js";
import { createLarge, createTabs, createWayOn } from "./narrow.js";
import { createPinPanel } from "./pin_panel.js";
import { Scores } from "./scores.js";
import { createSources, missing } from "./sources.js";
import { createVerdict } from "./verdict.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Hands, Parts } from "../../kit/figure/lesson_figure.js" */
/** @import { Scene } from "../../kit/figure/scenes.js" */
/** @import { Settings } from "../model/limits.js" */
/** @import { Network } from "../model/network.js" */
/**
 * @typedef {ReturnType<typeof createField>} Field
 *
 * @typedef {object} Data what Python has sent
 * @property {import("../model/received.js").Picture} first
 * @property {string} refusal why the picture of the address cannot be had
 * @property {import("./sample_strip.js").Sample[]} samples
 * @property {Record<string, import("../../kit/pictures/shipped.js").Net>} nets
 */

/** The colours in words, below the input. @param {Kit} kit */
function createScale(kit) {
  const legend = createLegend(kit);
  const note = make("p.note");
  const each = createSwitch(kit.label("live.scale_each"), (isOn) =>
    kit.set({ scale: isOn ? "filter" : "all" }),
  );
  asTold(table, "scale", each);
  return {
    element: make("div.one-scale", note, legend.element, each.element),
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
  const { input, kernels, conv, relu, pool } = layers.columns;
  const columns = [input, kernels, conv, relu, pool, scores.column].map((column) => column.element);
  const element = make("div.field.network");
  element.append(lines.element, tabs.element, ...columns, large.element, verdict.element, pin.element);
  return { element, layers, scores, pin, lines, scale, verdict, tabs, large };
}

/** Lines run between places that are laid out already. @param {Field} field @param {Settings} chosen @param {Network} network */
function drawLines({ lines, layers, scores }, { map, layer, reached }, network) {
  const hasPin = layer !== "score" && reached !== "input";
  const ways = layers.chains().map((places, i) => ({
    input: layers.input,
    places: places.filter((place) => network.relu || !place.closest(".relu")),
    scores: network.reader ? scores.element : null,
    isPinned: i === map - 1 && hasPin,
  }));
  const joined = [network.relu !== null, network.reader?.classes.length, hasPin ? map : 0];
  lines.draw(ways, joined.join(" "));
}

/** Shapes, with a "?" where one is asked for. @param {Field} field @param {Kit} kit @param {Settings} chosen @param {ReturnType<typeof shapesOf>} shapes */
function showShapes({ layers, scores, tabs }, kit, chosen, shapes) {
  const { input, kernels, conv, relu, pool } = layers.columns;
  for (const [column, text] of /** @type {const} */ ([
    [input, "1×28×28"],
    [kernels, "5×1×5×5"],
    [conv, shapes.conv],
    [relu, shapes.relu || kit.label("live.off_short")],
    [pool, shapes.pool],
  ])) {
    setText(column.shape, text);
    column.shape.classList.toggle("asked", text === "?");
  }
  const names = {
    conv: "Conv2d",
    relu: "ReLU",
    pool: chosen.pool === "max" ? "MaxPool2d" : "AvgPool2d",
    score: scores.column.title.textContent ?? "",
  };
  tabs.show(chosen, names, shapes);
}

/** @param {Field} field @param {Kit} kit @param {Scene} scene */
function showNetwork(field, kit, { chosen, now: network, isAsked }) {
  const [limits, pin] = [limitsOf(network, chosen), pinned(network, chosen)];
  const limit = limits[chosen.map - 1];
  const score = chosen.layer === "score" ? scoreOf(network, chosen.digit) : null;
  const shapes = shapesOf(chosen, isAsked ? chosen.layer : waitingOf(chosen));
  field.element.dataset.layer = chosen.layer;
  field.layers.show(network, chosen, limits);
  field.layers.pin(network, chosen, pin);
  field.scores.show(network, chosen);
  showShapes(field, kit, chosen, shapes);
  field.large.show(network, chosen, pin, limit, shapes[/** @type {Settings["layer"]} */ (chosen.layer)]);
  field.pin.show(chosen, leadOf(kit, network, chosen), pin, score, limit);
  field.scale.show(chosen, limit);
  field.verdict.show(network, chosen);
}

/** The picture that is there already, or the first one. @param {Data} data @returns {string} why what the address asks for cannot be had */
function openWith({ first, nets, refusal }) {
  takeNets(nets);
  if (shownPicture()) return "";
  takePicture(first, { sample: first.source, name: "" });
  return refusal;
}

/** Of the figure beside a link of the text: what the layer makes of the picture that is there, and the answer. @param {Kit} kit */
export function createSmall(kit) {
  const field = createField(kit, () => {});
  return {
    ...{ field: field.element, grids: field.pin.grids },
    show: (/** @type {Scene} */ scene) => showNetwork(field, kit, scene),
  };
}

/** @param {Kit} kit @param {Hands} hands @param {Data} data @returns {Parts} */
export function createView(kit, { stage, sentence }, data) {
  const refusal = openWith(data);
  const sources = createSources(kit, stage, sentence, data.samples);
  const field = createField(kit, sentence.remark);
  field.element.prepend(sources.chosen, sources.sheets);
  field.layers.columns.input.element.querySelector(".stack")?.after(sources.name, sources.how);
  const [switches, controls] = [createSwitches(kit, sentence.remark), createControls(kit, sentence.remark)];
  const wayOn = createWayOn(kit, controls.button);
  /** @type {Network | null} */
  let network = null;
  let isOpen = false;
  return {
    form: sources.band,
    field: field.element,
    grids: field.pin.grids,
    onFit() {
      field.lines.forget();
      if (network) drawLines(field, kit.settings(), network);
    },
    beside: switches.element,
    options: controls,
    walk: wayOn,
    show(scene) {
      network = scene.now;
      showNetwork(field, kit, scene);
      controls.show(scene.chosen);
      switches.show(scene.chosen);
      wayOn.show(scene.chosen);
      drawLines(field, scene.chosen, scene.now);
    },
    receive() {
      if (isOpen) return; // a server that was restarted sends what it would open with
      isOpen = true;
      const asked = missing(new URLSearchParams(location.search)); // before what is shown stands there
      sources.show();
      if (refusal) sentence.refuse(refusal);
      else if (asked) sources.ask(asked);
      else sources.resume();
    },
    refuse({ name }) {
      const isUntrained = name === "scores" && !isTrained(kit.settings().filters);
      if (isUntrained) sentence.refuse(kit.label("live.untrained"));
      return isUntrained;
    },
  };
}
