/** The cells of the grids: values as tiles, gradients as dots. */

import { rowsOf } from "../../kit/grid/cell.js";
import { numberPaint, signedPaint } from "../../kit/grid/scale.js";
import { SIDE } from "../model/network.js";
import { COMES_AT, stepAt, usesOf, written } from "../model/way_back.js";

/** @import { Use } from "../../kit/arithmetic/convolution_backward.js" */
/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Cell } from "../../kit/grid/cell.js" */
/** @import { Digit } from "../model/digit.js" */
/** @import { Settings } from "../model/given.js" */
/** @import { Wrong } from "../model/mistakes.js" */
/** @import { Numbers } from "../model/network.js" */
/** @import { Name } from "../model/way_back.js" */
/**
 * @template {Numbers | Digit} [Now=Numbers]
 * @typedef {{ kit: Kit, chosen: Settings, now: Now, wrong: Wrong | null }} Scene what is drawn, and what a mistake makes of it
 */

/** One scale for all values and gradients but the picture's brightness. @param {Numbers} now */
export function limitOf({ values: { input: _, ...values }, gradients }) {
  const grids = [...Object.values(values), ...Object.values(gradients)];
  return Math.ceil(Math.max(1, ...grids.flatMap((grid) => [...grid.values].map(Math.abs))));
}

/** The uses that the step in sight adds up, by their pixel or by their place on the output; none at other steps. @param {Scene} scene @param {"pixel" | "output"} by @returns {Map<string, Use>} */
function usesAt({ chosen, now }, by) {
  const isShown = chosen.view === "step" && chosen.layer === (by === "pixel" ? "conv" : "pixel");
  if (!isShown || (by === "pixel" && chosen.parameter === "bias")) return new Map();
  const used = usesOf(chosen, now).filter(({ product }) => product !== 0);
  return new Map(
    used.map((use) => [by === "pixel" ? `${use.row} ${use.column}` : `${use.outRow} ${use.outColumn}`, use]),
  );
}

/** The tiles of one grid of a small network. @param {Scene} scene @param {Name} name @param {number} limit */
export function tiles(scene, name, limit) {
  const { kit, now } = scene;
  const grid = now.moved.values[name];
  const brightest = Math.max(1, ...grid.values);
  const uses = usesAt(scene, "pixel");
  const winners = new Set(now.moved.windows.map(({ winner = -1 }) => winner));
  return rowsOf(grid, (row, column, at) => {
    const value = grid.values[at];
    const cell = { text: written(value), paint: signedPaint(value, limit, kit.theme) };
    if (name === "input") {
      const use = uses.get(`${row} ${column}`);
      const below = use ? `×${written(use.gradient)}` : "";
      return { ...cell, paint: numberPaint(value, brightest, kit.theme), below };
    }
    if (name !== "active") return cell;
    const wins = winners.has(at);
    const borders = `${row === SIDE ? " border-top" : ""}${column === SIDE ? " border-left" : ""}`;
    return {
      ...cell,
      kind: `${wins ? "winner" : ""}${borders}`,
      hint: wins ? kit.label("grad.winner") : undefined,
    };
  });
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

/** The dots of one grid of a small network. @param {Scene} scene @param {Name} name @param {number} limit */
export function dots(scene, name, limit) {
  const uses = usesAt(scene, "output");
  return dotsOf(scene, name, (value, row, column) => {
    const use = name === "conv" ? uses.get(`${row} ${column}`) : undefined;
    const below = use ? `×${written(use.factor)}` : "";
    const text = written(value);
    if (value === 0) return { text, kind: "nothing" };
    return { text, below, paint: signedPaint(value, limit, scene.kit.theme) };
  });
}
