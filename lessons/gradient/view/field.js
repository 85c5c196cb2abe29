// @ts-check
/** The two lanes: values as tiles above, their gradients as dots below, each under its value. */

import { make, makeSvg } from "../../kit/dom/dom.js";
import { createPanel } from "../../kit/figure/panel.js";
import { createLegend } from "../../kit/grid/legend.js";
import { rule } from "../model/captions.js";
import { LAYERS, stepAt } from "../model/places.js";
import { written } from "../model/written.js";
import { dots, gradientsOf, limitOf, NAMES, tiles, valuesOf } from "./cells.js";
import { marks } from "./marks.js";
import { goOn, setStops } from "./roving.js";
import { createWalked } from "./walking.js";

/**
 * @typedef {import("../../kit/dom/kit.js").Kit} Kit
 * @typedef {import("../model/given.js").Settings} Settings
 * @typedef {import("../model/numbers.js").Numbers} Numbers
 * @typedef {import("../model/places.js").Layer} Layer
 * @typedef {import("./cells.js").Name} Name
 * @typedef {import("./walking.js").Hands & { now: () => Numbers }} Hands
 * @typedef {ReturnType<typeof createLane>} Lane
 */

/** Columns of the figure: the bias stands below its kernel. @type {Name[]} */
const COLUMNS = NAMES.filter((name) => name !== "bias");
/** What stands between a column and the one before it, on the way forward. @type {Partial<Record<Name, "times" | "to">>} */
const BETWEEN = { kernel: "times", weights: "times" };
/** The columns that a narrow stage has room for at each layer: first and last, on a middle one and on a phone above and below. @type {Record<Layer, { middle: [Name, Name], tiles: [Name, Name], dots: [Name, Name] }>} */
const IN_SIGHT = {
  ...fromTo(["loss", "score", "linear", "features"], ["pool", "loss"], ["pool", "loss"], ["pool", "loss"]),
  ...fromTo(["pool"], ["active", "weights"], ["active", "pool"], ["active", "pool"]),
  ...fromTo(["relu"], ["conv", "pool"], ["conv", "active"], ["conv", "active"]),
  ...fromTo(["conv"], ["input", "conv"], ["input", "kernel"], ["kernel", "conv"]),
  ...fromTo(["pixel"], ["input", "conv"], ["input", "kernel"], ["input", "conv"]),
};
/** To which dots the arrow of a layer's step leads. @type {Record<Layer, Name | null>} */
const ARROWS = {
  ...{ loss: null, score: "score", linear: "weights", features: "pool", pool: "active" },
  ...{ relu: "conv", conv: "kernel", pixel: "input" },
};

/** @param {Layer[]} layers @param {[Name, Name]} middle @param {[Name, Name]} tiled @param {[Name, Name]} dotted @returns {any} */
function fromTo(layers, middle, tiled, dotted) {
  return Object.fromEntries(layers.map((layer) => [layer, { middle, tiles: tiled, dots: dotted }]));
}

/** @param {"times" | "to" | "back"} kind */
function arrow(kind) {
  const d = { times: "M8 2l8 8M16 2l-8 8", to: "M1 6h20M16 1.500l5 4.500-5 4.500", back: "M24 6H8" }[kind];
  const parts = [makeSvg("path", { d })];
  if (kind === "back") parts.push(makeSvg("path", { d: "M9 1.500L1 6l8 4.500z", class: "head" }));
  return makeSvg("svg", { viewBox: "0 0 24 12", class: `between ${kind}`, "aria-hidden": "true" }, ...parts);
}

/** One lane: a panel a column, with its grid. @param {Kit} kit @param {Hands} hands @param {boolean} isTile @param {(name: Name, down: number, across: number) => void} onEdge */
function createLane(kit, hands, isTile, onEdge) {
  const sizes = (/** @type {Name} */ name) => () => {
    const grid = (isTile ? valuesOf(hands.now().pass) : gradientsOf(hands.now().gradients))[name];
    return /** @type {const} */ ([grid.height, grid.width]);
  };
  const grids = /** @type {Record<Name, import("../../kit/grid/grid.js").NumberGrid>} */ (
    Object.fromEntries(
      NAMES.map((name) => [
        name,
        createWalked(kit, hands, name, sizes(name), isTile, (...way) => onEdge(name, ...way)),
      ]),
    )
  );
  const panels = COLUMNS.map((name, at) => {
    const head = isTile ? kit.label(`grad.${name}`) : kit.label("grad.gradient");
    const panel = createPanel(`column ${name}`, head, grids[name].element);
    const kind = isTile ? (BETWEEN[name] ?? "to") : "back";
    // Forward an arrow leads to its column, back it comes out of the column on its right.
    if (at > 0) panel.element.append(arrow(kind));
    if (name === "kernel")
      panel.element.append(
        make(
          "div",
          { class: "bias" },
          make("span", { class: "note" }, kit.label("grad.bias")),
          grids.bias.element,
        ),
      );
    if (isTile) panel.element.append(make("p", { class: "note below-grid" }));
    else panel.note.textContent = kit.label(`grad.${name}`);
    return { name, ...panel };
  });
  const columns = make("div", { class: "columns" }, ...panels.map(({ element }) => element));
  return { grids, panels, columns };
}

/** @param {Lane} lane @param {(name: Name) => import("../../kit/grid/grid.js").Cell[][]} cellsOf @param {(name: Name) => string} nameOf @param {import("./marks.js").Marks} rings */
function paintLane({ grids }, cellsOf, nameOf, rings) {
  for (const name of NAMES) {
    grids[name].show(nameOf(name), cellsOf(name));
    grids[name].mark("window", rings[name]?.window ?? null);
    grids[name].mark("whole", rings[name]?.whole ?? null);
  }
}

/** The columns from one to another. @param {[Name, Name]} ends */
const between = ([first, last]) => COLUMNS.slice(COLUMNS.indexOf(first), COLUMNS.indexOf(last) + 1);

/** Hides on a narrow stage what is not of this step. @param {Lane} lane @param {Name[]} middle @param {Name[]} phone */
function keepInSight({ panels }, middle, phone) {
  for (const { name, element } of panels) {
    element.classList.toggle("not-middle", !middle.includes(name));
    element.classList.toggle("not-phone", !phone.includes(name));
    element.classList.toggle("first-middle", name === middle[0]);
    element.classList.toggle("first-phone", name === phone[0]);
  }
}

/** What a narrow stage shows: of a step what it reads and where it leads, of a nudge what moves. @param {Lane} above @param {Lane} below @param {Settings} chosen */
function paintSight(above, below, { layer, view }) {
  const { middle, tiles: tiled, dots: dotted } = IN_SIGHT[layer];
  const own = layer === "pixel" ? "input" : layer === "linear" ? "weights" : "kernel";
  const isNudge = view === "nudge";
  keepInSight(above, between(middle), isNudge ? [own, "score", "loss"] : between(tiled));
  keepInSight(below, between(middle), isNudge ? [own] : between(dotted));
}

/** Each arrow back: of this step, done, or still to come. @param {Lane} lane @param {Settings} chosen */
function paintArrows({ panels }, chosen) {
  const now = ARROWS[chosen.layer];
  const reached = now ? COLUMNS.indexOf(now) : COLUMNS.length - 1;
  panels.forEach(({ element }, at) => {
    const drawn = element.querySelector(".between");
    const isNow = chosen.view === "step" && at - 1 === reached;
    drawn?.classList.toggle("of-step", isNow);
    drawn?.classList.toggle("done", chosen.view === "nudge" || at - 1 >= reached);
  });
}

/** @param {Kit} kit */
function createRule(kit) {
  const [title, equation, rest] = [
    make("b", {}),
    make("span", { class: "equation" }),
    make("span", { class: "note" }),
  ];
  const element = make("div", { class: "rule" }, make("p", {}, title), make("p", {}, equation, rest));
  return {
    element,
    /** @param {Settings} chosen @param {Numbers} now */
    show(chosen, now) {
      const said = rule(kit, chosen, now);
      title.textContent = said.title;
      equation.textContent = said.equation;
      rest.textContent = said.rest;
    },
  };
}

/** What tells tiles from dots. @param {Kit} kit */
const createKey = (kit) =>
  make(
    "div",
    { class: "forms" },
    make("p", { class: "note tile" }, kit.label("grad.key_tile")),
    make("p", { class: "note dot" }, kit.label("grad.key_dot")),
  );

/** @param {Lane} lane @param {Settings} chosen @param {Numbers} now @param {Kit} kit */
function paintNotes({ panels }, { target }, { moved, pass }, kit) {
  const was = (/** @type {number} */ before, /** @type {number} */ after) =>
    written(before) === written(after) ? "" : `\n${kit.label("grad.was", { x: written(before) })}`;
  for (const { name, element, note } of panels) {
    const below = element.querySelector(".below-grid");
    const { height, width } = valuesOf(moved)[name];
    note.textContent = height > 1 && name !== "weights" ? `${height}×${width}` : "";
    if (!below) continue;
    if (name === "score")
      below.textContent = kit.label("grad.target_is", { t: target }) + was(pass.score, moved.score);
    if (name === "loss") below.textContent = was(pass.loss, moved.loss).trim();
  }
}

/** The layers in the order of the way forward, for a stage too narrow to show them all. @param {Kit} kit @param {(layer: Layer) => void} onPress */
function createTabs(kit, onPress) {
  /** @type {Layer[]} */
  const shown = ["pixel", "conv", "relu", "pool", "linear", "loss"];
  const buttons = shown.map((layer) => {
    const sign = make("i", { "aria-hidden": true });
    const attributes = { type: "button", "aria-pressed": false, onclick: () => onPress(layer) };
    return { layer, sign, element: make("button", attributes, kit.label(`grad.tab_${layer}`), sign) };
  });
  const name = kit.label("grad.tabs");
  const element = make(
    "div",
    { class: "layer-tabs", role: "group", "aria-label": name },
    ...buttons.map((each) => each.element),
  );
  return {
    element,
    /** @param {Settings} chosen */
    show({ layer }) {
      const at = layer === "score" || layer === "features" ? "linear" : layer;
      for (const { layer: own, sign, element: button } of buttons) {
        button.setAttribute("aria-pressed", String(own === at));
        sign.textContent = LAYERS.indexOf(own) <= LAYERS.indexOf(layer) && layer !== "loss" ? "←" : "…";
      }
    },
  };
}

/** @param {Kit} kit @param {Hands} hands @param {HTMLElement} plotted what a nudge draws in the gradients' lane */
export function createField(kit, hands, plotted) {
  /** @param {boolean} isTile @returns {Lane} */
  const laneOf = (isTile) =>
    createLane(kit, hands, isTile, (...way) =>
      goOn({ tiles: above.grids, dots: below.grids }, isTile, ...way),
    );
  const [above, below] = [laneOf(true), laneOf(false)];
  const [legend, said] = [createLegend(kit), createRule(kit)];
  const tabs = createTabs(kit, (layer) => kit.set({ step: stepOfLayer(layer, hands.now()) }));
  const head = make(
    "p",
    { class: "panel-head lane-head" },
    make("b", {}, kit.label("grad.gradient")),
    make("span", { class: "note" }, kit.label("grad.meaning")),
  );
  const foot = make("div", { class: "lane-foot" }, legend.element, said.element);
  const values = make("div", { class: "lane values" }, above.columns, createKey(kit));
  const gradients = make("div", { class: "lane gradients" }, head, below.columns, foot, plotted);
  const grids = Object.fromEntries(
    NAMES.map((name) => [
      name,
      {
        /** @param {number} box @param {number} [room] */
        fit(box, room) {
          above.grids[name].fit(box, room);
          below.grids[name].fit(box, room);
        },
      },
    ]),
  );
  return {
    element: make("div", { class: "field gradient" }, tabs.element, values, gradients),
    grids,
    /** @param {Settings} chosen @param {Numbers} now */
    paint(chosen, now) {
      const limit = limitOf(now);
      const rings = marks(chosen, now);
      const nameOf = (/** @type {Name} */ name) => kit.label(`grad.${name}`);
      paintLane(above, (name) => tiles(name, chosen, now, kit, limit), nameOf, rings.tiles);
      const ofName = (/** @type {Name} */ name) => kit.label("grad.gradient_of", { grid: nameOf(name) });
      paintLane(below, (name) => dots(name, chosen, now, kit, limit), ofName, rings.dots);
      paintSight(above, below, chosen);
      paintArrows(below, chosen);
      setStops({ tiles: above.grids, dots: below.grids }, chosen.layer);
      paintNotes(above, chosen, now, kit);
      legend.show(limit);
      said.show(chosen, now);
      tabs.show(chosen);
    },
  };
}

/** @param {Layer} layer @param {Numbers} now */
function stepOfLayer(layer, { pass }) {
  const first = { parameter: /** @type {const} */ ("weight"), row: 1, column: 1 };
  return stepAt({ ...first, layer }, pass.parameters);
}
