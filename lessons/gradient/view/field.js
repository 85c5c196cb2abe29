/** The two lanes: values as tiles above, their gradients as dots below, each under its value. */

import { make, setText } from "../../kit/dom/dom.js";
import { tableRow } from "../../kit/dom/table.js";
import { createPanel } from "../../kit/figure/panel.js";
import { createLegend } from "../../kit/grid/legend.js";
import { rule } from "../model/captions.js";
import { isDigit, STOPS } from "../model/digit.js";
import { LAYERS, stepAt } from "../model/places.js";
import { usesOf } from "../model/sums.js";
import { written } from "../model/written.js";
import { arrow, paintArrows } from "./arrows.js";
import { dots, gradientsOf, limitOf, NAMES, tiles, valuesOf } from "./cells.js";
import { marks } from "./marks.js";
import { goOn, setStops } from "./roving.js";
import { paintSight } from "./sight.js";
import { createWalked } from "./walking.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Settings } from "../model/given.js" */
/** @import { Wrong } from "../model/mistakes.js" */
/** @import { Numbers } from "../model/numbers.js" */
/** @import { Layer } from "../model/places.js" */
/** @import { Name } from "./cells.js" */

/** The gradient of one kernel weight once more: its column of the matrix of /neuron, lying down, times what came back. @param {Kit} kit */
function createMatrixColumn(kit) {
  const body = make("tbody");
  const caption = make("caption.note", kit.label("grad.column"));
  const element = make("table.matrix-column", caption, body);
  /** @param {string} name @param {number[]} values @param {boolean[]} counts which products are not 0 */
  const row = (name, values, counts) => {
    const cells = values.map((value, at) =>
      make("td", { class: counts[at] ? "counts" : null }, written(value, 1)),
    );
    return tableRow(kit.label(name), cells);
  };
  return {
    element,
    /** @param {Settings} chosen @param {Numbers} now */
    show(chosen, now) {
      element.hidden = chosen.view !== "step" || chosen.layer !== "conv" || chosen.parameter === "bias";
      if (element.hidden) return;
      const uses = usesOf(chosen, now);
      const counts = uses.map(({ product }) => product !== 0);
      const of = (/** @type {"factor" | "gradient"} */ name) => uses.map((use) => use[name]);
      body.replaceChildren(
        row("grad.column_pixel", of("factor"), counts),
        row("grad.column_gradient", of("gradient"), counts),
      );
    },
  };
}

/**
 * @typedef {import("./walking.js").Hands & { now: () => Numbers }} Hands
 * @typedef {ReturnType<typeof createLane>} Lane
 */

/** Columns of the figure: the bias stands below its kernel. @type {Name[]} */
const COLUMNS = NAMES.filter((name) => name !== "bias");
/** What stands between a column and the one before it, on the way forward. @type {Partial<Record<Name, "times" | "to">>} */
const BETWEEN = { kernel: "times", weights: "times" };
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
      panel.element.append(make("div.bias", make("span.note", kit.label("grad.bias")), grids.bias.element));
    if (isTile) panel.element.append(make("p.note.below-grid"));
    else setText(panel.note, kit.label(`grad.${name}`));
    return { name, ...panel };
  });
  const columns = make("div.columns", ...panels.map(({ element }) => element));
  return { grids, panels, columns };
}

/** @param {Lane} lane @param {(name: Name) => import("../../kit/grid/cell.js").Cell[][]} cellsOf @param {(name: Name) => string} nameOf @param {import("./marks.js").Marks} rings */
function paintLane({ grids }, cellsOf, nameOf, rings) {
  for (const name of NAMES) {
    grids[name].show(nameOf(name), cellsOf(name));
    grids[name].mark("window", rings[name]?.window ?? null);
    grids[name].mark("whole", rings[name]?.whole ?? null);
  }
}

/** Beside the gradients: by which rule the one that is looked at came about. */
export function createRule() {
  const [title, equation, rest] = [make("b"), make("span.equation"), make("span.note")];
  const element = make("div.rule", make("p", title), make("p", equation, rest));
  return {
    element,
    /** @param {import("../model/captions.js").Rule} said */
    show(said) {
      setText(title, said.title);
      setText(equation, said.equation);
      setText(rest, said.rest);
    },
  };
}

/** What tells tiles from dots. @param {Kit} kit */
const createKey = (kit) =>
  make(
    "div.forms",
    make("p.note.tile", kit.label("grad.key_tile")),
    make("p.note.dot", kit.label("grad.key_dot")),
  );

/** @param {Lane} lane @param {Settings} chosen @param {Numbers} now @param {Kit} kit */
function paintNotes({ panels }, { target }, { moved, pass }, kit) {
  const was = (/** @type {number} */ before, /** @type {number} */ after) =>
    written(before) === written(after) ? "" : `\n${kit.label("grad.was", { x: written(before) })}`;
  for (const { name, element, note } of panels) {
    const below = element.querySelector(".below-grid");
    const { height, width } = valuesOf(moved)[name];
    setText(note, height > 1 && name !== "weights" ? `${height}×${width}` : "");
    if (!below) continue;
    if (name === "score")
      setText(below, kit.label("grad.target_is", { t: target }) + was(pass.score, moved.score));
    if (name === "loss") setText(below, was(pass.loss, moved.loss).trim());
  }
}

/** The layers in the order of the way forward, for a stage too narrow to show them all. @param {Kit} kit @param {(layer: Layer) => void} onPress */
function createTabs(kit, onPress) {
  /** @type {Layer[]} */
  const shown = ["pixel", "conv", "relu", "pool", "linear", "loss"];
  const buttons = shown.map((layer) => {
    const sign = make("i", { "aria-hidden": true });
    const attributes = { "aria-pressed": false, onclick: () => onPress(layer) };
    return { layer, sign, element: make("button", attributes, kit.label(`grad.tab_${layer}`), sign) };
  });
  const name = kit.label("grad.tabs");
  const element = make(
    "div.layer-tabs",
    { role: "group", "aria-label": name },
    ...buttons.map((each) => each.element),
  );
  return {
    element,
    /** @param {Settings} chosen */
    show({ layer }) {
      const at = layer === "score" || layer === "features" ? "linear" : layer;
      for (const { layer: own, sign, element: button } of buttons) {
        button.setAttribute("aria-pressed", String(own === at));
        setText(sign, LAYERS.indexOf(own) <= LAYERS.indexOf(layer) && layer !== "loss" ? "←" : "…");
      }
    },
  };
}

/** The grids of both lanes by the names of their boxes in the style sheet. @template {string} Box @param {readonly Box[]} names @param {Partial<Record<Box, { fit: (box: number, room?: number) => void }>>[]} lanes @param {string} [prefix] of the boxes */
export function fitted(names, lanes, prefix = "") {
  const fit =
    (/** @type {Box} */ name) => (/** @type {number} */ box, /** @type {number | undefined} */ room) => {
      for (const lane of lanes) lane[name]?.fit(box, room);
    };
  return Object.fromEntries(names.map((name) => [`${prefix}${name}`, { fit: fit(name) }]));
}

/** @param {Kit} kit @param {Hands} hands @param {HTMLElement} plotted what a nudge draws in the gradients' lane */
export function createField(kit, hands, plotted) {
  /** @param {boolean} isTile @returns {Lane} */
  const laneOf = (isTile) =>
    createLane(kit, hands, isTile, (...way) =>
      goOn({ tiles: above.grids, dots: below.grids }, isTile, ...way),
    );
  const [above, below] = [laneOf(true), laneOf(false)];
  const [legend, said] = [createLegend(kit), createRule()];
  const tabs = createTabs(kit, (layer) => kit.set({ step: stepOfLayer(layer, kit.settings(), hands.now) }));
  const head = make(
    "p.panel-head.lane-head",
    make("b", kit.label("grad.gradient")),
    make("span.note", kit.label("grad.meaning")),
  );
  const foot = make("div.lane-foot", legend.element, said.element);
  const [key, column] = [createKey(kit), createMatrixColumn(kit)];
  const values = make("div.lane.values.of-small", above.columns, key, column.element);
  const gradients = make("div.lane.gradients.of-small", head, below.columns, foot, plotted);
  const grids = fitted(NAMES, [above.grids, below.grids]);
  return {
    element: make("div.field.gradient", tabs.element, values, gradients),
    grids,
    tabs,
    /** @param {Settings} chosen @param {Numbers} now @param {Wrong | null} wrong what a mistake makes of it */
    paint(chosen, now, wrong) {
      const limit = limitOf(now);
      const rings = marks(chosen, now);
      const nameOf = (/** @type {Name} */ name) => kit.label(`grad.${name}`);
      paintLane(above, (name) => tiles(name, chosen, now, kit, limit), nameOf, rings.tiles);
      const ofName = (/** @type {Name} */ name) => kit.label("grad.gradient_of", { grid: nameOf(name) });
      paintLane(below, (name) => dots(name, chosen, now, kit, limit, wrong), ofName, rings.dots);
      paintSight(above, below, chosen, wrong);
      paintArrows(below, chosen);
      setStops({ tiles: above.grids, dots: below.grids }, chosen.layer);
      paintNotes(above, chosen, now, kit);
      column.show(chosen, now);
      key.hidden = !column.element.hidden;
      legend.show(limit);
      said.show(rule(kit, chosen, now));
    },
  };
}

/** @param {Layer} layer @param {Settings} chosen @param {() => Numbers} now */
function stepOfLayer(layer, chosen, now) {
  if (isDigit(chosen)) return STOPS.indexOf(layer === "linear" ? "features" : layer);
  const first = { parameter: /** @type {const} */ ("weight"), row: 1, column: 1 };
  return stepAt({ ...first, layer }, now().pass.parameters);
}
