/** The two lanes of a network: its values above, their gradients below, each under its value. */

import { make, setText } from "../../kit/dom/dom.js";
import { createPanel } from "../../kit/figure/sentence.js";
import { rowsOf } from "../../kit/grid/cell.js";
import { rule } from "../model/captions.js";
import { COMES_AT, stepAt, written } from "../model/way_back.js";
import { arrow, marks, paintArrows, paintSight } from "./sight.js";
import { createWalked, createWalkedMap, goOn, setStops } from "./walking.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */
/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Cell } from "../../kit/grid/cell.js" */
/** @import { Digit } from "../model/digit.js" */
/** @import { Settings } from "../model/given.js" */
/** @import { Wrong } from "../model/mistakes.js" */
/** @import { Numbers } from "../model/network.js" */
/** @import { Name } from "../model/way_back.js" */
/** @import { Hands } from "./walking.js" */
/**
 * @typedef {object} Network what two lanes are made of
 * @property {readonly Name[]} names of its grids
 * @property {readonly Name[]} maps those that are too large for digits
 * @property {(name: Name) => readonly [height: number, width: number]} sizeOf
 * @property {(name: Name) => string} headOf of a column of values
 * @property {(name: Name, grids: HTMLElement[], isTile: boolean) => HTMLElement[]} content of a column, with its grids in it
 * @property {(canvas: HTMLCanvasElement, map: Grid) => void} [draw] the dots of a map
 * @property {string} prefix of its boxes in the style sheet
 *
 * @typedef {ReturnType<typeof createLane>} Lane
 */

/**
 * @template {Numbers | Digit} [Now=Numbers]
 * @typedef {{ kit: Kit, chosen: Settings, now: Now, wrong: Wrong | null }} Scene what is drawn, and what a mistake makes of it
 */

/** What stands between a column and the one before it, on the way forward. @type {Partial<Record<Name, "times">>} */
const BETWEEN = { kernel: "times", weights: "times" };

/** One lane: a panel a column; the bias stands below its kernel. @param {Kit} kit @param {Hands} hands @param {Network} network @param {boolean} isTile @param {(name: Name, down: number, across: number) => void} onEdge */
function createLane(kit, hands, { names, maps, sizeOf, headOf, content, draw }, isTile, onEdge) {
  const parts = /** @type {Record<Name, any>} */ ({});
  for (const name of names) {
    const beyond = (/** @type {number} */ down, /** @type {number} */ across) => onEdge(name, down, across);
    parts[name] = maps.includes(name)
      ? createWalkedMap(kit, hands, name, sizeOf(name), beyond, isTile ? undefined : draw)
      : createWalked(kit, hands, name, () => sizeOf(name), isTile, beyond);
  }
  const bias = make("div.bias", make("span.note", kit.label("grad.bias")), parts.bias.element);
  const columns = names.filter((name) => name !== "bias");
  const panels = columns.map((name, at) => {
    const head = isTile ? headOf(name) : kit.label("grad.gradient");
    const shown = name === "kernel" ? [parts.kernel.element, bias] : [parts[name].element];
    const panel = createPanel(`column ${name}`, head, ...content(name, shown, isTile));
    // Forward an arrow leads to its column, back it comes out of the column on its right.
    if (at > 0) panel.element.append(arrow(isTile ? (BETWEEN[name] ?? "to") : "back"));
    if (!isTile) setText(panel.note, kit.label(`grad.${name}`));
    return { name, ...panel };
  });
  return { parts, panels, columns: make("div.columns", ...panels.map(({ element }) => element)) };
}

/** @param {Lane} lane @param {import("./sight.js").Rings} rings @param {import("./sight.js").Rings} whole */
function ring({ parts }, rings, whole) {
  for (const [name, part] of /** @type {[Name, any][]} */ (Object.entries(parts))) {
    part.mark("window", rings[name] ?? null);
    part.mark("whole", whole[name] ?? null);
  }
}

/** Whether a gradient has come back. @param {Settings} chosen @param {Name} name @param {number} [row] from 0 @param {number} [column] */
export function hasCome(chosen, name, row = 0, column = 0) {
  const parameter = name === "bias" ? "bias" : "weight";
  const place = { layer: COMES_AT[name], parameter, row: row + 1, column: column + 1 };
  return chosen.view === "nudge" || chosen.step >= stepAt(/** @type {any} */ (place), chosen);
}

/** The dots of one grid: as a wrong rule has it, where that is another number, and an empty ring where the gradient has not come yet. @param {Scene<any>} scene @param {Name} name @param {(value: number, row: number, column: number) => Cell} dotOf @returns {Cell[][]} */
export function dotsOf({ kit, chosen, now, wrong }, name, dotOf) {
  const grid = now.gradients[name];
  return rowsOf(grid, (row, column, at) => {
    const [value, other] = [grid.values[at], wrong?.dots?.[name]?.values[at]];
    if (other !== undefined && written(other) !== written(value)) {
      const hint = kit.label("grad.mistaken", { b: written(value) });
      return { text: written(other), kind: "mistaken", hint };
    }
    if (!hasCome(chosen, name, row, column))
      return { text: "", kind: "waiting", hint: kit.label("grad.waiting") };
    return dotOf(value, row, column);
  });
}

/** Beside the gradients: by which rule the one that is looked at came about. */
function createRule() {
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

/** @param {Kit} kit @param {Hands} hands @param {Network} network */
export function createLanes(kit, hands, network) {
  /** @param {boolean} isTile @returns {Lane} */
  const laneOf = (isTile) =>
    createLane(kit, hands, network, isTile, (...way) =>
      goOn({ tiles: above.parts, dots: below.parts }, isTile, ...way),
    );
  const [above, below] = [laneOf(true), laneOf(false)];
  const [meaning, said] = [make("span.note"), createRule()];
  const head = make("p.panel-head.lane-head", make("b", kit.label("grad.gradient")), meaning);
  const boxes = network.names.map((name) => {
    const fit = (/** @type {number} */ box, /** @type {number | undefined} */ room) => {
      for (const { parts } of [above, below]) parts[name].fit(box, room);
    };
    return [`${network.prefix}${name}`, { fit }];
  });
  return {
    ...{ above, below, head, meaning, said: said.element, grids: Object.fromEntries(boxes) },
    /** What all networks show alike of a step. @param {Scene<any>} scene */
    paint({ kit, chosen, now, wrong }) {
      const { tiles, dots, whole = {} } = marks(chosen, now);
      ring(above, tiles, {});
      ring(below, dots, whole);
      paintSight(above, below, chosen, wrong);
      paintArrows(below, chosen);
      setStops({ tiles: above.parts, dots: below.parts }, chosen.layer);
      said.show(rule(kit, chosen, now));
    },
  };
}
