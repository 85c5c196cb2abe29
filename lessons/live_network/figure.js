/** The live network, drawn: a picture, five kernels, five maps after each layer, scores, and one number followed back. */

import { formatNumber } from "../kit/arithmetic/rounding.js";
import { together, waiting } from "../kit/controls/control.js";
import { createSettings } from "../kit/controls/settings.js";
import { make, setText } from "../kit/dom/dom.js";
import { dataOf } from "../kit/figure/fetched.js";
import { lessonFigure } from "../kit/figure/lesson_figure.js";
import { createLegend } from "../kit/grid/scale.js";
import { TRAINED, trainedNet } from "../kit/pictures/nets.js";
import * as limits from "./model/limits.js";
import { isNote, layersOf, NOTE, waitingOf } from "./model/limits.js";
import { compute, isTrained, received, shownPicture, takeNets, takePicture } from "./model/network.js";
import { limitsOf, pinned, scoreOf } from "./model/numbers.js";
import * as words from "./model/words.js";
import { createLayers, createLines, focusPinned, showLayers } from "./view/layers.js";
import { createLarge, createTabs, createWayOn } from "./view/narrow.js";
import { createPinPanel } from "./view/pin.js";
import { createScores, createVerdict } from "./view/scores.js";
import { createSources, missing } from "./view/sources.js";

/** @import { Settings } from "./model/limits.js" */

/** The bias of the pinned kernel. @param {Kit} kit @returns {Special} */
const bias = (kit) => ({
  multiple_of: 0.1, // the address takes hundredths
  value: (chosen) => chosen.bias[chosen.map - 1],
  change: (value, { bias: now, map }) => ({ bias: now.with(map - 1, value) }),
  write: (chosen) =>
    kit.label("live.bias_of", { n: chosen.map, b: formatNumber(chosen.bias[chosen.map - 1]) }),
});

/** Learned filters come with their scores. @param {Kit} kit @returns {Special} */
const filters = (kit) => ({
  options: (names) => (trainedNet() ? [...names, [TRAINED, kit.label("trained.name")]] : names),
  change(value, before) {
    return { filters: value, ...(isTrained(value) && !isTrained(before.filters) ? { scores: 1 } : {}) };
  },
});

/** The layers as in the lecture note, or as they were. @param {Kit} kit @param {(saying: string) => void} remark @returns {Control} */
function createNote(kit, remark) {
  const press = () => {
    const chosen = kit.settings();
    if (isNote(chosen)) return kit.set({ relu: 1, scores: isTrained(chosen.filters) ? 1 : 0 });
    kit.set(NOTE);
    remark(kit.label("live.note_code"));
  };
  const element = waiting(make("button", { onclick: press }, kit.label("live.as_note")));
  return { element, show: (chosen) => element.setAttribute("aria-pressed", String(isNote(chosen))) };
}

/** What stands beside the sentence: which layers there are. @param {Kit} kit @param {LessonHands} hands */
function createSwitches(kit, { control, sentence }) {
  const scores = control("scores", {
    fixed: (chosen) => (isTrained(chosen.filters) ? null : "live.untrained"),
  });
  const layers = [control("pool"), control("relu"), scores];
  return together(make("div.switches.headless.in-rows.pushed"), ...layers, createNote(kit, sentence.remark));
}

/**
 * @typedef {ReturnType<typeof createField>} Field
 *
 * @typedef {object} Data what Python has sent
 * @property {import("./model/network.js").Picture} first
 * @property {string} refusal why the picture of the address cannot be had
 * @property {import("./view/sources.js").Sample[]} samples
 */

/** The colours in words, below the input. @param {Kit} kit @param {Controls} control */
function createScale(kit, control) {
  const [note, legend] = [make("p.note"), createLegend(kit)];
  const each = control("scale", { called: kit.label("live.scale_each") });
  return {
    element: make("div.one-scale.centred", note, legend, each),
    /** @param {Settings} chosen @param {number} limit */
    show(chosen, limit) {
      const own = kit.label("live.scale_of", { n: chosen.map });
      note.textContent = chosen.scale === "all" ? kit.label("fig.scale_all") : own;
      legend.show(limit);
      each.show(chosen);
    },
  };
}

/** The layers, the scores and the pinned number. @param {Kit} kit @param {LessonHands} hands @param {(saying: string) => void} [remark] */
function createField(kit, { control }, remark = () => {}) {
  const [layers, scores] = [createLayers(kit), createScores(kit)];
  const pin = createPinPanel(kit, () => focusPinned(kit.settings(), layers, large));
  const [lines, scale, verdict] = [createLines(layers), createScale(kit, control), createVerdict(kit)];
  const [tabs, large] = [createTabs(kit, remark), createLarge(kit)];
  const columns = { ...layers.columns, score: scores.column };
  columns.input.element.append(scale.element);
  const element = make("div.field.network", lines, tabs, ...Object.values(columns), large, verdict, pin);
  return { element, columns, layers, scores, pin, lines, scale, verdict, tabs, large };
}

/** Shapes, with a "?" where one is asked for. @param {Field} field @param {Kit} kit @param {Settings} chosen @param {ReturnType<typeof words.shapesOf>} shapes */
function showShapes({ columns, tabs }, kit, chosen, shapes) {
  const relu = shapes.relu || kit.label("live.off_short");
  const all = { input: "1×28×28", kernels: "5×1×5×5", ...shapes, relu };
  for (const name of /** @type {const} */ (["input", "kernels", "conv", "relu", "pool"])) {
    setText(columns[name].shape, all[name]);
    columns[name].shape.classList.toggle("asked", all[name] === "?");
  }
  tabs.show(chosen, namesIn(columns), shapes);
}

/** What the layers are called. @param {Field["columns"]} columns */
function namesIn({ conv, relu, pool, score }) {
  const [ofConv, ofRelu, ofPool, ofScore] = [conv, relu, pool, score].map(({ title }) => title.textContent);
  return { conv: ofConv, relu: ofRelu, pool: ofPool, score: ofScore };
}

/** @param {Field} field @param {Kit} kit @param {Scene} scene */
function showNetwork(field, kit, { chosen, now: network, isAsked }) {
  const [limits, pin] = [limitsOf(network, chosen), pinned(network, chosen)];
  const limit = limits[chosen.map - 1];
  const score = chosen.layer === "score" ? scoreOf(network, chosen.digit) : null;
  const shapes = words.shapesOf(chosen, isAsked ? chosen.layer : waitingOf(chosen));
  field.element.dataset.layer = chosen.layer;
  showLayers(field.layers, kit, chosen, network, pin, limits);
  field.scores.show(network, chosen);
  showShapes(field, kit, chosen, shapes);
  field.large.show(network, chosen, pin, limit, shapes[/** @type {Settings["layer"]} */ (chosen.layer)]);
  field.pin.show(chosen, words.leadOf(kit, network, chosen), pin, score, limit);
  field.scale.show(chosen, limit);
  field.verdict.show(network, chosen);
}

/** Of the figure beside a link of the text: what the layer makes of the picture that is there, and the answer. @param {Kit} kit @param {LessonHands} hands */
function createSmall(kit, hands) {
  const field = createField(kit, hands);
  return {
    ...{ field: field.element, grids: field.pin.grids },
    show: (/** @type {Scene} */ scene) => showNetwork(field, kit, scene),
  };
}

/** @param {Kit} kit @param {LessonHands} hands @param {Data} data @returns {LessonView} */
function createView(kit, hands, data) {
  const { stage, sentence, control } = hands;
  const isNew = !shownPicture(); // else the one that is there already stays
  if (isNew) takePicture(data.first, { sample: data.first.source, name: "" });
  const sources = createSources(kit, stage, sentence, data.samples);
  const field = createField(kit, hands, sentence.remark);
  field.element.prepend(sources.chosen, sources.sheets);
  field.columns.input.element.querySelector(".stack")?.after(sources.name, sources.how);
  const seed = control("seed", {
    fixed: (chosen) => (chosen.filters === "random" ? null : "live.seed_random"),
  });
  const options = createSettings(kit, control, [
    [control("filters", filters(kit)), seed, control("bias", bias(kit)), "down", "right"],
  ]);
  const wayOn = createWayOn(kit, options.button);
  /** @type {import("./model/network.js").Network | null} */
  let network = null;
  let isOpen = false;
  return {
    form: { element: sources.band, show() {} },
    field: field.element,
    grids: field.pin.grids,
    onFit() {
      field.lines.forget();
      if (network) field.lines.draw(kit.settings(), network, field.scores.place());
    },
    beside: createSwitches(kit, hands),
    options,
    walk: wayOn,
    show(scene) {
      network = scene.now;
      showNetwork(field, kit, scene);
      wayOn.show(scene.chosen, namesIn(field.columns));
      field.lines.draw(scene.chosen, scene.now, field.scores.place());
    },
    receive() {
      if (isOpen) return; // a server that was restarted sends what it would open with
      isOpen = true;
      const asked = missing(new URLSearchParams(location.search)); // before what is shown stands there
      sources.show();
      if (isNew && data.refusal) sentence.refuse(data.refusal);
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

/** The shipped networks, and the samples to choose from. */
async function fetched() {
  const { nets, thumbnails: samples } = await dataOf("live_network");
  takeNets(nets);
  return { samples };
}

export const figure = lessonFigure({
  ...{ name: "live_network", ...limits, ...words, createView, createSmall },
  ...{ showsShape: true, fetched, notes: ["sample", "way"] },
  film: (chosen) => ({ name: "layer", values: layersOf(chosen) }),
  compute: (/** @type {Settings} */ chosen) => compute(received(), chosen),
  call: (/** @type {Settings} */ chosen, isAsked) =>
    words.callOf(chosen, isAsked ? chosen.layer : waitingOf(chosen)),
  shapes: (/** @type {Settings} */ chosen, isAsked) => [
    [1, 1, 28, 28],
    words.resultOf(chosen, isAsked ? chosen.layer : null, waitingOf(chosen)),
  ],
});
