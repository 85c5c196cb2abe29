/** The layers side by side: input, five kernels, and five maps after each layer; and the lines that join them. */

import { oneCell } from "../../kit/arithmetic/grid.js";
import { formatNumber, shortNumber } from "../../kit/arithmetic/rounding.js";
import { make, makeSvg, placeIn as placeOnScreen, setText } from "../../kit/dom/dom.js";
import { PixelMap } from "../../kit/grid/map.js";
import { greyPixels, signedPixels } from "../../kit/grid/scale.js";
import { placeMoves } from "../../kit/grid/walking.js";
import { HUNDREDTH, KERNEL_SIZE, TEN_THOUSANDTH } from "../../kit/pictures/nets.js";
import { isReached, placeIn } from "../model/limits.js";
import { HAND_MADE, MAPS } from "../model/network.js";
import { inUnits, WEIGHT_LIMIT } from "../model/numbers.js";

/** @import { Settings } from "../model/limits.js" */
/** @import { Network } from "../model/network.js" */
/** @typedef {"conv" | "relu" | "pool"} Kind */

const NUMBERS = Array.from({ length: MAPS }, (_, index) => index + 1);
/** @type {Kind[]} */
const KINDS = ["conv", "relu", "pool"];
/** By the layer, or by the kind of pooling. */
const MAP_NAMES = {
  ...{ conv: "live.map_conv", relu: "live.map_relu" },
  ...{ max: "live.map_pool", average: "live.map_average" },
};
const WHOLE_KERNEL = { row: 0, column: 0, height: KERNEL_SIZE, width: KERNEL_SIZE };

/** How pointing at a map of a layer moves the pin. @param {Kit} kit @param {() => { layer: Kind, map: number }} where the maps are counted from 1 */
function pinning(kit, where) {
  const here = () => placeIn(kit.settings(), where().layer);
  return { here, ...placeMoves(here, (place) => kit.set({ ...where(), ...place }), 1) };
}

/** Enter, and the space bar, press what has the keyboard. @param {HTMLElement} element @param {() => void} press */
export function onEnter(element, press) {
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault(); // the space bar would move the page
    press();
  });
}

/** A map whose cells can be pinned: by the pointer, by arrows, and by Enter where the pin would be. @param {Kit} kit @param {() => { layer: Kind, map: number }} where */
export function createMap(kit, where) {
  const pins = pinning(kit, where);
  const shown = new PixelMap(pins);
  onEnter(shown.element, () => kit.set({ ...where(), ...pins.here() }));
  return shown;
}

/** New numbers in a map, or no map where its layer waits for its turn; whether it is there. What can be read of it: all up to 12x12, else the four cells under the loupe. @param {Kit} kit @param {PixelMap} shown @param {Kind} kind @param {Settings} chosen of this map @param {Network} network @param {Area} four @param {number} limit of its colours */
export function showMap(kit, shown, kind, chosen, network, four, limit) {
  const grid = network[kind]?.[chosen.map - 1];
  shown.element.hidden = !grid || !isReached(chosen, kind);
  if (!grid) return;
  const name = kit.label(MAP_NAMES[kind === "pool" ? chosen.pool : kind], { n: chosen.map });
  shown.show(name, inUnits(grid, TEN_THOUSANDTH), signedPixels(limit, kit.theme));
  const { height, width } = grid;
  shown.read(height > 12 ? four : { row: 0, column: 0, height, width }, (value) => formatNumber(value));
}

/** @param {string} area @param {string} name @param {...HTMLElement} content */
export function createColumn(area, name, ...content) {
  const [title, shape] = [make("b", name), make("span.note.shape.own-line")];
  const head = make("p.panel-head", title, shape);
  const element = make("section", { class: `layer ${area}` }, head, make("div.stack.in-column", ...content));
  return { element, title, shape };
}

/** A place that stays when its map goes. @param {PixelMap} map @param {...HTMLElement} below */
const slot = (map, ...below) => make("div.place.in-grid", make("div.slot", map), ...below);

/** The picture: a pressed pixel becomes the middle of the window, as far as the picture reaches. @param {Kit} kit */
function createInput(kit) {
  const pins = pinning(kit, () => ({ layer: "conv", map: kit.settings().map }));
  const reach = Math.floor(KERNEL_SIZE / 2);
  return new PixelMap({ ...pins, onPoint: (row, column) => pins.onPoint(row - reach, column - reach) });
}

/** A kernel, to be chosen: the pin keeps its place, if it is on a map. @param {Kit} kit @param {number} map */
function createKernel(kit, map) {
  const choose = (/** @type {number} */ wanted) => {
    const { layer } = kit.settings();
    kit.set({ map: wanted, layer: layer === "score" ? "pool" : layer });
  };
  const press = () => choose(map);
  const kernel = new PixelMap({
    onPoint: press,
    onArrow: (down, across) => choose(kit.settings().map + down + across),
  });
  onEnter(kernel.element, press);
  return kernel;
}

/** @param {Kit} kit */
export function createLayers(kit) {
  const input = createInput(kit);
  const kernels = NUMBERS.map((map) => createKernel(kit, map));
  const biases = NUMBERS.map(() => make("small.kernel-bias.fine"));
  const five = (/** @type {Kind} */ layer) => NUMBERS.map((map) => createMap(kit, () => ({ layer, map })));
  const maps = { conv: five("conv"), relu: five("relu"), pool: five("pool") };
  /** @param {Kind} kind @param {string} name */
  const column = (kind, name) => createColumn(kind, name, ...maps[kind].map((map) => slot(map)));
  const ofKernels = kernels.map((map, i) => slot(map, biases[i]));
  const columns = {
    input: createColumn("input", kit.label("fig.input"), slot(input)),
    kernels: createColumn("kernels not-still", kit.label("live.kernels"), ...ofKernels),
    ...{ conv: column("conv", "Conv2d"), relu: column("relu", "ReLU"), pool: column("pool", "MaxPool2d") },
  };
  return { input, kernels, biases, maps, columns };
}

/** @typedef {ReturnType<typeof createLayers>} Layers */

/** @param {Layers} layers @param {Kit} kit @param {Settings} chosen @param {Network} network @param {boolean} hasPin */
function showKernels({ kernels, biases }, kit, chosen, network, hasPin) {
  const weight = signedPixels(WEIGHT_LIMIT, kit.theme);
  kernels.forEach((kernel, i) => {
    kernel.show(kit.label("live.kernel", { n: i + 1 }), inUnits(network.kernels[i], HUNDREDTH), weight);
    const name = chosen.filters === "hand_made" ? kit.label(HAND_MADE[i][0]) : "";
    kernel.element.title = name;
    kernel.element.setAttribute("aria-description", name);
    kernel.element.classList.toggle("pinned", hasPin && i + 1 === chosen.map);
    kernel.read(WHOLE_KERNEL, shortNumber);
    const bias = kit.label("live.kernel_bias", { b: formatNumber(chosen.bias[i]) });
    setText(biases[i], name && !chosen.bias[i] ? name : bias);
  });
}

/** New numbers, and the cell that is pinned. @param {Layers} layers @param {Kit} kit @param {Settings} chosen @param {Network} network @param {import("../model/numbers.js").Pin} pin @param {number[]} limits of the colours, one a map */
export function showLayers(layers, kit, chosen, network, { cell, area }, limits) {
  const { input, maps, columns } = layers;
  const hasPin = chosen.layer !== "score" && chosen.reached !== "input";
  const isPooled = chosen.layer === "pool";
  const window = { ...WHOLE_KERNEL, ...cell };
  input.show(kit.label("fig.input"), inUnits(network.input, HUNDREDTH), greyPixels());
  input.mark("window", hasPin ? window : null);
  input.mark("sees", isPooled ? { ...area, height: KERNEL_SIZE + 1, width: KERNEL_SIZE + 1 } : null);
  input.read(window, shortNumber);
  showKernels(layers, kit, chosen, network, hasPin);
  const before = isPooled ? area : oneCell(cell.row, cell.column);
  const here = { conv: before, relu: before, pool: oneCell(area.row / 2, area.column / 2) };
  for (const kind of KINDS) {
    maps[kind].forEach((map, i) => {
      const isPinned = i + 1 === chosen.map && hasPin;
      showMap(kit, map, kind, { ...chosen, map: i + 1 }, network, area, limits[i]);
      map.element.parentElement?.classList.toggle("empty", map.element.hidden === true);
      map.element.classList.toggle("pinned", isPinned && kind === chosen.layer);
      map.mark("here", isPinned ? here[kind] : null);
    });
  }
  setText(columns.pool.title, chosen.pool === "max" ? "MaxPool2d" : "AvgPool2d");
  columns.relu.element.classList.toggle("off", !network.relu);
}

/** Take the keyboard to the map with the pin, large or among the others. @param {Settings} chosen @param {Layers} layers @param {{ map: PixelMap }} large */
export function focusPinned({ layer, map }, { maps }, large) {
  const shown = [large.map, maps[/** @type {Kind} */ (layer)][map - 1]].find(({ element }) =>
    element.checkVisibility(),
  );
  const grid = shown?.element.querySelector("[role=grid]");
  if (grid instanceof HTMLElement) grid.focus();
}

const GAP = 4; // px between a line and what it joins

/** @param {DOMRect} a @param {DOMRect} b */
function pathOf(a, b) {
  const [x1, y1] = [a.right + GAP, a.top + a.height / 2];
  const [x2, y2] = [b.left - GAP, b.top + b.height / 2];
  if (Math.abs(y1 - y2) < 1) return `M${x1} ${y1}H${x2}`;
  const middle = (x1 + x2) / 2;
  return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
}

/** The way of every filter from the input to the scores, the pinned one in the colour of the step. @param {Layers} layers */
export function createLines({ input, kernels, maps }) {
  const element = makeSvg("svg", { class: "ways drawn-over", "aria-hidden": "true" });
  let drawn = "";
  /** @param {number} map from 0 @param {Network} network @param {HTMLElement} scores */
  const stopsOf = (map, { relu, reader }, scores) => {
    const places = [kernels, maps.conv, ...(relu ? [maps.relu] : []), maps.pool].map(
      (column) => column[map].element.parentElement,
    );
    return [input.element, ...places, ...(reader ? [scores] : [])].flatMap((each) => {
      const box = each?.getBoundingClientRect();
      return box?.width ? placeOnScreen(element, box) : []; // a projector hides the kernels
    });
  };
  return {
    element,
    /** What they join has another place. */
    forget() {
      drawn = "";
    },
    /** Draw them, unless they are drawn already: measuring costs more than all the arithmetic. @param {Settings} chosen @param {Network} network @param {HTMLElement} scores laid out already, as all that they join */
    draw({ map, layer, reached }, network, scores) {
      const pinned = layer !== "score" && reached !== "input" ? map : 0;
      const state = [network.relu !== null, network.reader?.classes.length, pinned].join(" ");
      if (state === drawn) return;
      drawn = state;
      const order = [...NUMBERS].sort((a, b) => Number(a === pinned) - Number(b === pinned)); // it lies on top
      const paths = order.flatMap((each) => {
        const stops = stopsOf(each - 1, network, scores);
        const kind = each === pinned ? "way pinned" : "way";
        return stops.slice(1).map((stop, i) => makeSvg("path", { d: pathOf(stops[i], stop), class: kind }));
      });
      element.replaceChildren(...paths);
    },
  };
}
