/** Where five maps a layer find no room: layers as tabs with their shapes, one large map, and the way on. */

import { oneCell } from "../../kit/arithmetic/grid.js";
import { createTrack } from "../../kit/controls/number.js";
import { icon, make, setText } from "../../kit/dom/dom.js";
import { isReached, LAYERS, layersOf, placeIn } from "../model/limits.js";
import { createMap, showMap } from "./layers.js";

/** @import { Layer, Settings } from "../model/limits.js" */

/** The places of the way: before the first layer nothing is computed. @param {Settings} chosen */
const placesOf = (chosen) => /** @type {const} */ (["input", ...layersOf(chosen)]);
/** @param {Settings} chosen */
const positionOf = (chosen) => placesOf(chosen).indexOf(chosen.reached === "input" ? "input" : chosen.layer);

/** Take the pin to another layer, where it has one, and show what came out of it. @param {Kit} kit @param {Layer | "input"} place */
function goTo(kit, place) {
  const chosen = kit.settings();
  const layer = place === "input" ? "conv" : place;
  const reached = place !== "input" && isReached(chosen, layer) ? {} : { reached: place };
  kit.set({ layer, ...reached, ...placeIn(chosen, layer) });
}

/** @param {Kit} kit @param {(saying: string) => void} remark */
export function createTabs(kit, remark) {
  const tabs = LAYERS.map((layer) => {
    const [name, shape] = [make("b"), make("span.shape")];
    const press = () => {
      if (layersOf(kit.settings()).includes(layer)) goTo(kit, layer);
      else remark(kit.label("live.off"));
    };
    const element = make("button.tab", { onclick: press }, name, shape);
    return { layer, element, name, shape };
  });
  const group = { role: "group", "aria-label": kit.label("live.layers") };
  return {
    element: make("div.layer-tabs.tabs.not-still", group, ...tabs),
    /** @param {Settings} chosen @param {Record<Layer, string>} names @param {Record<Layer, string>} shapes */
    show(chosen, names, shapes) {
      const there = layersOf(chosen);
      for (const tab of tabs) {
        setText(tab.name, names[tab.layer]);
        setText(tab.shape, shapes[tab.layer]);
        const isHere = tab.layer === chosen.layer && isReached(chosen, tab.layer);
        tab.element.setAttribute("aria-pressed", String(isHere));
        tab.element.setAttribute("aria-disabled", String(!there.includes(tab.layer)));
      }
    },
  };
}

/** The pinned map, large. @param {Kit} kit */
export function createLarge(kit) {
  const [title, shape] = [make("b"), make("span.note.shape.own-line")];
  /** Of a score, the pooled map that goes into it. @param {Settings} chosen */
  const kindOf = ({ layer }) =>
    /** @type {import("./layers.js").Kind} */ (layer === "score" ? "pool" : layer);
  const map = createMap(kit, () => ({ layer: kindOf(kit.settings()), map: kit.settings().map }));
  const slot = make("div.slot", map);
  return {
    map,
    element: make("section.large.around", make("p.panel-head", title, shape), slot),
    /** @param {import("../model/network.js").Network} network @param {Settings} chosen @param {import("../model/numbers.js").Pin} pin @param {number} limit @param {string} size */
    show(network, chosen, { area }, limit, size) {
      slot.classList.toggle("empty", chosen.reached === "input");
      setText(title, kit.label("live.map", { n: chosen.map }));
      setText(shape, size);
      showMap(kit, map, kindOf(chosen), chosen, network, area, limit);
      map.element.classList.toggle("pool", chosen.layer === "pool");
      if (chosen.layer === "score") map.element.hidden = true;
      map.mark("here", oneCell(chosen.row - 1, chosen.column - 1));
    },
  };
}

/** Bring what has changed into sight: the picture's band above it fills a phone. @param {HTMLElement} element on the stage */
function showField(element) {
  const [stage, dock] = [element.closest(".stage"), element.closest(".dock")];
  const field = stage?.querySelector(".field");
  if (!field || !dock) return;
  const end = dock.getBoundingClientRect().top;
  const { top } = field.getBoundingClientRect();
  const shown = [...field.querySelectorAll(".large .slot"), field].find((each) => each.checkVisibility());
  const isWhole = (shown ?? field).getBoundingClientRect().bottom <= end; // then the band above keeps its place
  const isInSight = top >= 0 && (isWhole || top < end / 4);
  if (!isInSight) field.scrollIntoView();
}

/** Back, and on to the next layer. @param {Kit} kit @param {HTMLElement} settingsButton */
export function createWayOn(kit, settingsButton) {
  /** @param {number} position */
  const goToPosition = (position) => {
    const place = placesOf(kit.settings())[position];
    if (place) goTo(kit, place);
    return place !== undefined;
  };
  /** To the next layer or the one before. @param {number} by */
  const step = (by) => {
    if (goToPosition(positionOf(kit.settings()) + by)) showField(element);
  };
  const labels = { "aria-label": kit.label("live.layer_before"), onclick: () => step(-1) };
  const back = make("button", labels, icon("back"));
  const next = make("button.play", { onclick: () => step(1) });
  next.append(make("span", kit.label("live.layer_next")), icon("next"));
  const onScrub = () => goToPosition(Number(scrub.value));
  const range = { type: "range", step: 1, "aria-label": kit.label("live.layers"), oninput: onScrub };
  const scrub = make("input.scrub", range);
  const ticks = make("div.names.apart.muted", { "aria-hidden": "true" });
  const element = make("div.transport.in-rows", settingsButton, back, next, createTrack(scrub, ticks));
  return {
    element,
    step,
    /** @param {Settings} chosen @param {Record<Layer, string>} ofLayers */
    show(chosen, ofLayers) {
      const named = { input: kit.label("fig.input"), ...ofLayers };
      const names = placesOf(chosen).map((place) => named[place]);
      const [at, last] = [positionOf(chosen), names.length - 1];
      scrub.max = String(last);
      scrub.value = String(at);
      scrub.style.setProperty("--part", String(at / last));
      scrub.setAttribute("aria-valuetext", names[at]);
      ticks.replaceChildren(...names.map((name) => make("span", name)));
      back.setAttribute("aria-disabled", String(at === 0));
      next.setAttribute("aria-disabled", String(at === last));
    },
  };
}
