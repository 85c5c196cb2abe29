/** The cells of the grids: values as tiles, gradients as dots. */

import { rowsOf } from "../../kit/grid/cell.js";
import { numberPaint, signedPaint } from "../../kit/grid/scale.js";
import { single } from "../model/numbers.js";
import { lastStep, stepAt } from "../model/places.js";
import { usesOf } from "../model/sums.js";
import { written } from "../model/written.js";

/** @import { Use } from "../../kit/arithmetic/convolution_backward.js" */
/** @import { Grid } from "../../kit/arithmetic/grid.js" */
/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Cell } from "../../kit/grid/cell.js" */
/** @import { Settings } from "../model/given.js" */
/** @import { Numbers } from "../model/numbers.js" */
/**
 * @typedef {"input" | "kernel" | "bias" | "conv" | "active" | "pool" | "weights" | "score" | "loss"} Name
 */

/** From the picture to the loss. @type {Name[]} */
export const NAMES = ["input", "kernel", "bias", "conv", "active", "pool", "weights", "score", "loss"];

/** What stands in each grid on the way forward. @param {import("../model/network.js").Pass} pass @returns {Record<Name, Grid>} */
export function valuesOf({ input, parameters, conv, active, pool, score, loss }) {
  const { kernel, bias, weights } = parameters;
  const numbers = { bias: single(bias), score: single(score), loss: single(loss) };
  return { input, kernel, conv, active, pool, weights, ...numbers };
}

/** What comes back to each of them. @param {import("../model/network.js").Gradients} gradients @returns {Record<Name, Grid>} */
export function gradientsOf({ bias, score, loss, ...grids }) {
  return { ...grids, bias: single(bias), score: single(score), loss: single(loss) };
}

/** One scale for all values and gradients but the picture's brightness. @param {Numbers} now */
export function limitOf({ pass, gradients }) {
  const { input: _, ...values } = valuesOf(pass);
  const grids = [...Object.values(values), ...Object.values(gradientsOf(gradients))];
  return Math.ceil(Math.max(1, ...grids.flatMap((grid) => [...grid.values].map(Math.abs))));
}

/** @param {Grid} grid @param {(value: number, row: number, column: number) => Cell} cellAt */
export const cells = (grid, cellAt) =>
  rowsOf(grid, (row, column, at) => cellAt(grid.values[at], row, column));

/** The uses that the step in sight adds up, by their pixel or by their place on the output; none at other steps. @param {Settings} chosen @param {Numbers} now @param {"pixel" | "output"} by @returns {Map<string, Use>} */
function usesAt(chosen, now, by) {
  const isShown = chosen.view === "step" && chosen.layer === (by === "pixel" ? "conv" : "pixel");
  if (!isShown || (by === "pixel" && chosen.parameter === "bias")) return new Map();
  const used = usesOf(chosen, now).filter(({ product }) => product !== 0);
  return new Map(
    used.map((use) => [by === "pixel" ? `${use.row} ${use.column}` : `${use.outRow} ${use.outColumn}`, use]),
  );
}

/** Which cells of the map win their window. @param {Numbers} now */
const winnersOf = ({ moved }) => new Set(moved.windows.map(({ winner = -1 }) => winner));

/** The tiles of one grid. @param {Name} name @param {Settings} chosen @param {Numbers} now @param {Kit} kit @param {number} limit */
export function tiles(name, chosen, now, kit, limit) {
  const grid = valuesOf(now.moved)[name];
  const brightest = Math.max(1, ...grid.values);
  const [uses, winners] = [usesAt(chosen, now, "pixel"), winnersOf(now)];
  return cells(grid, (value, row, column) => {
    const cell = { text: written(value), paint: signedPaint(value, limit, kit.theme) };
    if (name === "input") {
      const use = uses.get(`${row} ${column}`);
      const below = use ? `×${written(use.gradient)}` : "";
      return { ...cell, paint: numberPaint(value, brightest, kit.theme), below };
    }
    if (name !== "active") return cell;
    const wins = winners.has(row * grid.width + column);
    const kind = `${wins ? "winner" : ""}${row === 2 ? " border-top" : ""}${column === 2 ? " border-left" : ""}`;
    return { ...cell, kind, hint: wins ? kit.label("grad.winner") : undefined };
  });
}

/** From which step on a gradient is known. @param {Name} name @param {number} at which cell @param {Numbers} now */
function knownFrom(name, at, { pass }) {
  const { kernel } = pass.parameters;
  const place = { parameter: /** @type {const} */ ("weight"), row: 1, column: at + 1 };
  /** @type {Record<Name, number>} */
  const steps = {
    ...{ loss: 0, score: 1, weights: 2, pool: 3, active: 4, conv: 5, bias: lastStep({ kernel }) - 1 },
    kernel: stepAt({ ...place, layer: "conv" }, { kernel }),
    input: lastStep({ kernel }),
  };
  return steps[name];
}

/** A dot as a wrong rule has it, where that is another number. @param {Kit} kit @param {Grid | undefined} wrong @param {number} right @param {number} at @returns {Cell | null} */
export function mistakenDot(kit, wrong, right, at) {
  if (!wrong || written(wrong.values[at]) === written(right)) return null;
  return {
    text: written(wrong.values[at]),
    kind: "mistaken",
    hint: kit.label("grad.mistaken", { b: written(right) }),
  };
}

/** The dots of one grid: an empty ring where the gradient has not come yet. @param {Name} name @param {Settings} chosen @param {Numbers} now @param {Kit} kit @param {number} limit @param {import("../model/mistakes.js").Wrong | null} wrong */
export function dots(name, chosen, now, kit, limit, wrong) {
  const grid = gradientsOf(now.gradients)[name];
  const uses = usesAt(chosen, now, "output");
  return cells(grid, (value, row, column) => {
    const mistaken = mistakenDot(kit, wrong?.dots?.[name], value, row * grid.width + column);
    if (mistaken) return mistaken;
    const isKnown = chosen.view === "nudge" || chosen.step >= knownFrom(name, row * grid.width + column, now);
    if (!isKnown) return { text: "", kind: "waiting", hint: kit.label("grad.waiting") };
    const use = name === "conv" ? uses.get(`${row} ${column}`) : undefined;
    const below = use ? `×${written(use.factor)}` : "";
    const text = written(value);
    if (value === 0) return { text, kind: "nothing" };
    return { text, below, paint: signedPaint(value, limit, kit.theme) };
  });
}
