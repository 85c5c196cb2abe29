// @ts-check
/** The live network, drawn: a picture, five kernels, five maps after each layer, and one cell followed back. */

import { createCodeLine } from "../kit/code_line.js";
import { make } from "../kit/dom.js";
import { fitGrids } from "../kit/fitting.js";
import { createLegend } from "../kit/legend.js";
import { sayRefused } from "../kit/refused.js";
import { createSentence } from "../kit/sentence.js";
import { Layers } from "./layers.js";
import { networkOf, pinned, say, settings } from "./numbers.js";
import { PinnedCell } from "./pin.js";
import { createSources } from "./sources.js";

/**
 * @typedef {import("./numbers.js").Received & import("./sources.js").Sources & { refusal: string }} Data
 * @typedef {import("../kit/entry.js").Kit} Kit
 * @typedef {import("../kit/address.js").Settings} Settings
 */

/** @param {HTMLElement} root @param {Kit} kit */
function createParts(root, kit) {
  const sentence = createSentence(kit.signal);
  const stage = make("div", { class: "stage" });
  const sources = createSources(
    kit,
    stage,
    () => sentence.remark(kit.label("state.computing")),
    sentence.refuse,
  );
  const [layers, pin, legend, code] = [
    new Layers(kit),
    new PinnedCell(kit),
    createLegend(kit),
    createCodeLine(kit),
  ];
  const scale = make(
    "div",
    { class: "one-scale" },
    make("p", { class: "note" }, kit.label("fig.scale_all")),
    legend.element,
  );
  layers.elements[0].append(scale);
  const field = make("div", { class: "field network" }, ...layers.elements, pin.element);
  stage.append(sources.element, field, make("div", { class: "dock" }, sentence.element));
  root.append(stage, code.element);
  return { sentence, sources, layers, pin, legend, code, field };
}

/** @param {HTMLElement} root @param {Kit} kit @param {Data} first @returns {import("../kit/entry.js").View} */
function build(root, kit, first) {
  const parts = createParts(root, kit);
  let network = networkOf(first);
  /** @param {Data} data */
  const receive = (data) => {
    network = networkOf(data);
    parts.sources.show(data);
    parts.layers.show(network);
    parts.legend.show(network.limit);
    kit.note("sample", data.source === "own" ? null : data.source);
    paint(kit.settings());
    if (data.refusal) parts.sentence.refuse(data.refusal);
  };
  /** @param {Settings} chosen */
  const paint = (chosen) => {
    const pin = pinned(network, chosen);
    parts.layers.pin(chosen);
    parts.pin.show(chosen, pin, network.limit);
    const lead = kit.label("live.pinned", { n: chosen.map, r: chosen.row, c: chosen.column });
    parts.sentence.show(lead, kit.label("live.sentence", say(pin)), true);
  };
  fitGrids(parts.field, parts.pin.grids, kit.signal);
  parts.code.show(
    "(1, 1, 28, 28)",
    "nn.Sequential(nn.Conv2d(1, 5, 5), nn.MaxPool2d(2)",
    [],
    "(1, 5, 12, 12)",
  );
  return {
    receive,
    paint,
    refuse: ([refused]) => {
      if (refused) parts.sentence.refuse(sayRefused(kit, refused));
    },
  };
}

/** @type {import("../kit/entry.js").Figure} */
export const figure = { settings, build };
