/** The layers side by side: input, five kernels, and five maps after each layer. */

import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { make, setText } from "../../kit/dom/dom.js";
import { PixelMap } from "../../kit/grid/map.js";
import { greyPixels, signedPixels } from "../../kit/grid/scale.js";
import { HAND_MADE, KERNEL_SIZE, MAPS } from "../model/filters.js";
import { isReached, placeIn } from "../model/limits.js";
import { HUNDREDTH, TEN_THOUSANDTH } from "../model/network.js";
import { inUnits, WEIGHT_LIMIT } from "../model/numbers.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */
/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Settings } from "../model/limits.js" */
/** @import { Network } from "../model/network.js" */
/** @import { Pin } from "../model/numbers.js" */
/** @typedef {"conv" | "relu" | "pool"} Kind */

const LAST = Number.MAX_SAFE_INTEGER; // clamped to the last column there is
const NUMBERS = Array.from({ length: MAPS }, (_, index) => index + 1);
/** @type {Kind[]} */
export const KINDS = ["conv", "relu", "pool"];
/** @param {number} value */
const inCell = (value) => formatNumber(value, { leadingZero: false });
/** @param {number} value */
const inMap = (value) => formatNumber(value);

/** How pointing at a map of a layer moves the pin. @param {Kit} kit @param {Kind} layer @param {() => number} map from 1 */
function pinning(kit, layer, map) {
  const here = () => ({ ...placeIn(kit.settings(), layer), layer, map: map() });
  /** @param {number} down @param {number} across */
  const onArrow = (down, across) => {
    const { row, column, ...rest } = here();
    kit.set({ ...rest, row: row + down, column: column + across });
  };
  /** @param {"first" | "last"} end */
  const onEnd = (end) => kit.set({ ...here(), column: end === "first" ? 1 : LAST });
  /** @param {number} row @param {number} column */
  const onPoint = (row, column) => kit.set({ layer, map: map(), row: row + 1, column: column + 1 });
  return { onArrow, onEnd, onPoint };
}

/** Enter, and the space bar, press what has the keyboard. @param {HTMLElement} element @param {() => void} press */
export function onEnter(element, press) {
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault(); // the space bar would move the page
    press();
  });
}

/** A map whose cells can be pinned: by the pointer, by arrows, and by Enter where the pin would be. @param {Kit} kit @param {Kind} layer @param {() => number} map */
export function createMap(kit, layer, map) {
  const shown = new PixelMap(pinning(kit, layer, map));
  onEnter(shown.element, () => kit.set({ ...placeIn(kit.settings(), layer), layer, map: map() }));
  return shown;
}

/** The label of a map by its layer. @param {Kit} kit @param {Kind} kind @param {Settings["pool"]} pool @param {number} n */
export function mapName(kit, kind, pool, n) {
  if (kind === "relu") return kit.label("live.map_relu", { n });
  if (kind === "conv") return kit.label("live.map_conv", { n });
  return pool === "max" ? kit.label("live.map_pool", { n }) : kit.label("live.map_average", { n });
}

/** Put into words what can be read of a map: all of it up to 12x12, else the four cells under the loupe. @param {PixelMap} map @param {Grid} grid @param {import("../../kit/grid/marks.js").Area} four */
export function readMap(map, { height, width }, four) {
  map.read(height > 12 ? four : { row: 0, column: 0, height, width }, inMap);
}

/** @param {string} area @param {string} name @param {...HTMLElement} content */
export function createColumn(area, name, ...content) {
  const [title, shape] = [make("b", name), make("span.note.shape")];
  const head = make("p.panel-head", title, shape);
  const element = make("section", { class: `layer ${area}` }, head, make("div.stack", ...content));
  return { element, title, shape };
}

/** A place that stays when its map goes. @param {PixelMap} map @param {...HTMLElement} below */
const slot = (map, ...below) => make("div.place", make("div.slot", map.element), ...below);

export class Layers {
  #kit;
  #input;
  #kernels;
  /** @type {Record<Kind, PixelMap[]>} */
  #maps;
  #biases = NUMBERS.map(() => make("small.kernel-bias"));
  columns;

  /** @param {Kit} kit */
  constructor(kit) {
    this.#kit = kit;
    const walk = pinning(kit, "conv", () => kit.settings().map);
    // A pressed pixel becomes the middle of the window, as far as the picture reaches.
    const reach = Math.floor(KERNEL_SIZE / 2);
    /** @param {number} row @param {number} column */
    const onPoint = (row, column) => walk.onPoint(row - reach, column - reach);
    this.#input = new PixelMap({ ...walk, onPoint });
    this.#kernels = NUMBERS.map((map) => {
      const onArrow = (/** @type {number} */ down, /** @type {number} */ across) =>
        this.#choose(kit.settings().map + down + across);
      const kernel = new PixelMap({ onPoint: () => this.#choose(map), onArrow });
      onEnter(kernel.element, () => this.#choose(map));
      return kernel;
    });
    /** @param {Kind} kind */
    const maps = (kind) => NUMBERS.map((map) => createMap(kit, kind, () => map));
    this.#maps = { conv: maps("conv"), relu: maps("relu"), pool: maps("pool") };
    /** @param {Kind} kind @param {string} name */
    const column = (kind, name) => createColumn(kind, name, ...this.#maps[kind].map((map) => slot(map)));
    this.columns = {
      input: createColumn("input", kit.label("fig.input"), slot(this.#input)),
      kernels: createColumn(
        "kernels",
        kit.label("live.kernels"),
        ...this.#kernels.map((map, i) => slot(map, this.#biases[i])),
      ),
      conv: column("conv", "Conv2d"),
      relu: column("relu", "ReLU"),
      pool: column("pool", "MaxPool2d"),
    };
  }

  /** Another kernel: the pin keeps its place, if it is on a map. @param {number} map */
  #choose(map) {
    const { layer } = this.#kit.settings();
    this.#kit.set({ map, layer: layer === "score" ? "pool" : layer });
  }

  /** New numbers. @param {Network} network @param {Settings} chosen @param {number[]} limits of the colours, one a map */
  show(network, chosen, limits) {
    const { label, theme } = this.#kit;
    const weight = signedPixels(WEIGHT_LIMIT, theme);
    this.#input.show(label("fig.input"), inUnits(network.input, HUNDREDTH), greyPixels());
    setText(this.columns.pool.title, chosen.pool === "max" ? "MaxPool2d" : "AvgPool2d");
    NUMBERS.forEach((n, i) => {
      this.#kernels[i].show(label("live.kernel", { n }), inUnits(network.kernels[i], HUNDREDTH), weight);
      const name = chosen.filters === "hand_made" ? label(HAND_MADE[i][0]) : "";
      this.#kernels[i].element.title = name;
      this.#kernels[i].element.setAttribute("aria-description", name);
      const bias = formatNumber(chosen.bias[i]);
      setText(this.#biases[i], name && !chosen.bias[i] ? name : label("live.kernel_bias", { b: bias }));
      for (const kind of KINDS) {
        const map = this.#maps[kind][i];
        const grid = network[kind]?.[i];
        map.element.hidden = !grid || !isReached(chosen, kind);
        map.element.parentElement?.classList.toggle("empty", map.element.hidden);
        if (grid)
          map.show(
            mapName(this.#kit, kind, chosen.pool, n),
            inUnits(grid, TEN_THOUSANDTH),
            signedPixels(limits[i], theme),
          );
      }
    });
    this.columns.relu.element.classList.toggle("off", !network.relu);
  }

  /** Another pinned cell. @param {Network} network @param {Settings} chosen @param {Pin} pin */
  pin(network, chosen, { cell, area }) {
    const hasPin = chosen.layer !== "score" && chosen.reached !== "input";
    const window = { ...cell, height: KERNEL_SIZE, width: KERNEL_SIZE };
    this.#input.mark("window", hasPin ? window : null);
    const field = { row: area.row, column: area.column, height: KERNEL_SIZE + 1, width: KERNEL_SIZE + 1 };
    this.#input.mark("sees", chosen.layer === "pool" ? field : null);
    this.#input.read(window, inCell);
    const pooled = { row: area.row / 2, column: area.column / 2, height: 1, width: 1 };
    const before = chosen.layer === "pool" ? area : { ...cell, height: 1, width: 1 };
    NUMBERS.forEach((map, i) => {
      const isPinned = map === chosen.map && hasPin;
      this.#kernels[i].read({ row: 0, column: 0, height: KERNEL_SIZE, width: KERNEL_SIZE }, inCell);
      this.#kernels[i].element.classList.toggle("pinned", isPinned);
      for (const kind of KINDS) {
        const grid = network[kind]?.[i];
        if (!grid) continue;
        const shown = this.#maps[kind][i];
        shown.element.classList.toggle("pinned", isPinned && kind === chosen.layer);
        shown.mark("here", isPinned ? (kind === "pool" ? pooled : before) : null);
        readMap(shown, grid, area);
      }
    });
  }

  /** Where the lines go: for each filter the slots from its kernel to its pooled map. */
  chains() {
    return NUMBERS.map((_, i) =>
      [this.#kernels[i], ...KINDS.map((kind) => this.#maps[kind][i])].map(
        ({ element }) => /** @type {HTMLElement} */ (element.parentElement),
      ),
    );
  }

  get input() {
    return this.#input.element;
  }
}
