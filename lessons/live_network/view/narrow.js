/** Where five maps a layer find no room: layers as tabs with their shapes, one large map, and the way on. */

import { createTrack } from "../../kit/controls/track.js";
import { icon, make, setText } from "../../kit/dom/dom.js";
import { signedPixels } from "../../kit/grid/scale.js";
import { isReached, LAYERS, layersOf, placeIn } from "../model/limits.js";
import { TEN_THOUSANDTH } from "../model/network.js";
import { inUnits } from "../model/numbers.js";
import { createMap, mapName, readMap } from "./layers.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Layer, Settings } from "../model/limits.js" */
/** @import { Network } from "../model/network.js" */
/** @import { Pin } from "../model/numbers.js" */

/** @param {Kit} kit @param {Settings} chosen @param {Layer} layer */
function nameOf(kit, { pool }, layer) {
  const pooling = pool === "max" ? "MaxPool2d" : "AvgPool2d";
  return { conv: "Conv2d", relu: "ReLU", pool: pooling, score: kit.label("set.scores") }[layer];
}

/** Take the pin to another layer, where it has one, and show what came out of it. @param {Kit} kit @param {Layer} layer */
function goTo(kit, layer) {
  const chosen = kit.settings();
  const reached = isReached(chosen, layer) ? {} : { reached: layer };
  kit.set({ layer, ...reached, ...placeIn(chosen, layer) });
}

/** Before the first layer nothing is computed. @param {Kit} kit */
const goBefore = (kit) => kit.set({ layer: "conv", reached: "input", ...placeIn(kit.settings(), "conv") });

/** How many of the layers lie behind the visitor. @param {Settings} chosen */
const positionOf = (chosen) => (chosen.reached === "input" ? 0 : layersOf(chosen).indexOf(chosen.layer) + 1);

/** To one of the places of the way. @param {Kit} kit @param {number} position from 0, before the first layer */
function goToPosition(kit, position) {
  const there = layersOf(kit.settings());
  if (position === 0) goBefore(kit);
  else if (position <= there.length) goTo(kit, there[position - 1]);
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
  const element = make("div.layer-tabs.tabs", { role: "group", "aria-label": kit.label("live.layers") });
  element.append(...tabs.map((tab) => tab.element));
  return {
    element,
    /** @param {Settings} chosen @param {Record<string, string>} names @param {Record<string, string>} shapes by layer */
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
  const [title, shape] = [make("b"), make("span.note.shape")];
  const maps = /** @type {const} */ (["conv", "relu", "pool"]).map((kind) => ({
    kind,
    map: createMap(kit, kind, () => kit.settings().map),
  }));
  for (const { kind, map } of maps) map.element.classList.add(kind);
  const head = make("p.panel-head", title, shape);
  const slot = make("div.slot", ...maps.map(({ map }) => map.element));
  return {
    element: make("section.large", head, slot),
    /** @param {Network} network @param {Settings} chosen @param {Pin} pin @param {number} limit @param {string} size */
    show(network, chosen, pin, limit, size) {
      const colours = signedPixels(limit, kit.theme);
      slot.classList.toggle("empty", chosen.reached === "input");
      setText(title, kit.label("live.map", { n: chosen.map }));
      setText(shape, size);
      for (const { kind, map } of maps) {
        map.element.hidden = kind !== chosen.layer || !isReached(chosen, kind);
        const grid = network[kind]?.[chosen.map - 1];
        if (map.element.hidden || !grid) continue;
        const name = mapName(kit, kind, chosen.pool, chosen.map);
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
  const end = dock.getBoundingClientRect().top;
  const { top } = field.getBoundingClientRect();
  const shown = [...field.querySelectorAll(".large .slot"), field].find((each) => each.checkVisibility());
  const isWhole = (shown ?? field).getBoundingClientRect().bottom <= end; // then the band above keeps its place
  const isInSight = top >= 0 && (isWhole || top < end / 4);
  if (!isInSight) field.scrollIntoView();
}

/** Back, and on to the next layer. @param {Kit} kit @param {HTMLElement} settingsButton */
export function createWayOn(kit, settingsButton) {
  /** To the next layer or the one before. @param {number} by */
  const step = (by) => {
    const wanted = positionOf(kit.settings()) + by;
    if (wanted < 0 || wanted > layersOf(kit.settings()).length) return;
    goToPosition(kit, wanted);
    showField(element);
  };
  const back = make(
    "button",
    { "aria-label": kit.label("live.layer_before"), onclick: () => step(-1) },
    icon("back"),
  );
  const next = make(
    "button",
    { class: "play", onclick: () => step(1) },
    make("span", kit.label("live.layer_next")),
    icon("next"),
  );
  const scrub = make("input", {
    type: "range",
    class: "scrub",
    step: 1,
    "aria-label": kit.label("live.layers"),
  });
  scrub.addEventListener("input", () => goToPosition(kit, Number(scrub.value)));
  const ticks = make("div.names", { "aria-hidden": "true" });
  const track = createTrack(scrub, ticks);
  const element = make("div.transport", settingsButton, back, next, track);
  return {
    element,
    step,
    /** @param {Settings} chosen */
    show(chosen) {
      const names = [kit.label("fig.input"), ...layersOf(chosen).map((layer) => nameOf(kit, chosen, layer))];
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
