// @ts-check
/** Where five maps a layer find no room: layers as tabs with their shapes, one large map, and the way on. */

import { icon, make } from "../../kit/dom/dom.js";
import { signedPixels } from "../../kit/grid/scale.js";
import { placeIn } from "../model/limits.js";
import { TEN_THOUSANDTH } from "../model/network.js";
import { inUnits } from "../model/numbers.js";
import { createMap, mapName, readMap } from "./layers.js";

/**
 * @typedef {import("../../kit/dom/kit.js").Kit} Kit
 * @typedef {import("../model/limits.js").Settings} Settings
 * @typedef {import("../model/network.js").Network} Network
 * @typedef {import("../model/numbers.js").Pin} Pin
 * @typedef {import("./layers.js").Kind} Kind
 * @typedef {Settings["layer"]} Layer
 */

/** @type {Layer[]} */
const LAYERS = ["conv", "relu", "pool", "score"];

/** The layers that there are now, in order. @param {Settings} chosen */
function layersOf({ relu, scores }) {
  return LAYERS.filter((layer) => (layer !== "relu" || relu) && (layer !== "score" || scores));
}

/** Take the pin to another layer, where it has one. @param {Kit} kit @param {Layer} layer */
function goTo(kit, layer) {
  kit.set({ layer, ...placeIn(kit.settings(), layer) });
}

/** @param {Kit} kit @param {(saying: string) => void} remark */
export function createTabs(kit, remark) {
  const tabs = LAYERS.map((layer) => {
    const [name, shape] = [make("b", {}), make("span", { class: "shape" })];
    const press = () => {
      if (layersOf(kit.settings()).includes(layer)) goTo(kit, layer);
      else remark(kit.label("live.off"));
    };
    const element = make("button", { type: "button", class: "tab", onclick: press }, name, shape);
    return { layer, element, name, shape };
  });
  const element = make("div", { class: "tabs", role: "group", "aria-label": kit.label("live.layers") });
  element.append(...tabs.map((tab) => tab.element));
  return {
    element,
    /** @param {Settings} chosen @param {Record<string, string>} names @param {Record<string, string>} shapes by layer */
    show(chosen, names, shapes) {
      const there = layersOf(chosen);
      for (const tab of tabs) {
        tab.name.textContent = names[tab.layer];
        tab.shape.textContent = shapes[tab.layer];
        tab.element.setAttribute("aria-pressed", String(tab.layer === chosen.layer));
        tab.element.setAttribute("aria-disabled", String(!there.includes(tab.layer)));
      }
    },
  };
}

/** The pinned map, large. @param {Kit} kit */
export function createLarge(kit) {
  const [title, shape] = [make("b", {}), make("span", { class: "note shape" })];
  const maps = /** @type {const} */ (["conv", "relu", "pool"]).map((kind) => ({
    kind,
    map: createMap(kit, kind, () => kit.settings().map),
  }));
  for (const { kind, map } of maps) map.element.classList.add(kind);
  const head = make("p", { class: "panel-head" }, title, shape);
  const slot = make("div", { class: "slot" }, ...maps.map(({ map }) => map.element));
  return {
    element: make("section", { class: "large" }, head, slot),
    /** @param {Network} network @param {Settings} chosen @param {Pin} pin @param {number} limit @param {string} size */
    show(network, chosen, pin, limit, size) {
      const colours = signedPixels(limit, kit.theme);
      for (const { kind, map } of maps) {
        map.element.hidden = kind !== chosen.layer;
        const grid = network[kind]?.[chosen.map - 1];
        if (map.element.hidden || !grid) continue;
        const name = mapName(kit, kind, chosen.pool, chosen.map);
        title.textContent = kit.label("live.map", { n: chosen.map });
        shape.textContent = size;
        map.show(name, inUnits(grid, TEN_THOUSANDTH), colours);
        readMap(map, grid, pin.area);
        const cell = { row: chosen.row - 1, column: chosen.column - 1, height: 1, width: 1 };
        map.mark("here", cell);
      }
    },
  };
}

/** Bring what has changed into sight: the picture's band above it fills a phone. @param {HTMLElement} element on the stage */
function showField(element) {
  const [stage, dock] = [element.closest(".stage"), element.closest(".dock")];
  const field = stage?.querySelector(".field");
  if (!field || !dock) return;
  const { top } = field.getBoundingClientRect();
  const isInSight = top >= 0 && top < dock.getBoundingClientRect().top / 4;
  if (!isInSight) field.scrollIntoView();
}

/** Back, and on to the next layer. @param {Kit} kit @param {HTMLElement} settingsButton */
export function createWayOn(kit, settingsButton) {
  /** To the next layer or the one before. @param {number} by */
  const step = (by) => {
    const there = layersOf(kit.settings());
    const wanted = there[there.indexOf(kit.settings().layer) + by];
    if (!wanted) return;
    goTo(kit, wanted);
    showField(element);
  };
  const back = make(
    "button",
    { type: "button", "aria-label": kit.label("live.layer_before"), onclick: () => step(-1) },
    icon("back"),
  );
  const next = make(
    "button",
    { type: "button", class: "play", onclick: () => step(1) },
    make("span", {}, kit.label("live.layer_next")),
    icon("next"),
  );
  const element = make("div", { class: "transport" }, settingsButton, back, next);
  return {
    element,
    step,
    /** @param {Settings} chosen */
    show(chosen) {
      const there = layersOf(chosen);
      const at = there.indexOf(chosen.layer);
      back.setAttribute("aria-disabled", String(at === 0));
      next.setAttribute("aria-disabled", String(at === there.length - 1));
    },
  };
}
