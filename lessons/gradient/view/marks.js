/** Which cells a step rings: what it reads, and the dot that comes of it. */

import { SIDE } from "../model/network.js";

/** @import { Area } from "../../kit/grid/marks.js" */
/** @import { Settings } from "../model/given.js" */
/** @import { Numbers } from "../model/numbers.js" */
/** @import { Name } from "./cells.js" */
/**
 * @typedef {Partial<Record<Name, { window?: Area, whole?: Area }>>} Marks a ring that glides, and one around a whole grid
 * @typedef {{ tiles: Marks, dots: Marks }} Both
 */

/** @param {{ height: number, width: number }} grid @returns {{ whole: Area }} */
const around = ({ height, width }) => ({ whole: { row: 0, column: 0, height, width } });

/** @param {Settings} chosen @param {Numbers} now @returns {Record<string, Both>} */
function marksOf({ row, column, parameter }, { pass }) {
  /** @type {{ window: Area }} */
  const cell = { window: { row: row - 1, column: column - 1, height: 1, width: 1 } };
  const only = { window: { row: 0, column: 0, height: 1, width: 1 } };
  const { height, width } = pass.conv;
  const pooled = { row: SIDE * (row - 1), column: SIDE * (column - 1), height: SIDE, width: SIDE };
  const read = { window: { row: row - 1, column: column - 1, height, width } };
  return {
    loss: { tiles: {}, dots: {} },
    score: { tiles: { score: only, loss: only }, dots: { score: only } },
    linear: { tiles: { pool: cell }, dots: { weights: cell, score: only } },
    features: { tiles: { weights: cell }, dots: { pool: cell, score: only } },
    pool: { tiles: { active: { window: pooled } }, dots: { active: { window: pooled }, pool: cell } },
    relu: { tiles: { conv: cell }, dots: { conv: cell, active: cell } },
    conv:
      parameter === "bias"
        ? { tiles: { bias: only }, dots: { bias: only, conv: around(pass.conv) } }
        : { tiles: { input: read, kernel: cell }, dots: { kernel: cell, conv: around(pass.conv) } },
    pixel: { tiles: { input: cell }, dots: { input: cell } },
  };
}

/** The rings of the place that is looked at; a nudge rings only the number that is moved. @param {Settings} chosen @param {Numbers} now @returns {Both} */
export function marks(chosen, now) {
  const both = marksOf(chosen, now)[chosen.layer];
  if (chosen.view === "step") return both;
  const own =
    chosen.layer === "pixel"
      ? "input"
      : chosen.layer === "linear"
        ? "weights"
        : chosen.parameter === "bias"
          ? "bias"
          : "kernel";
  const ring = both.dots[own];
  return { tiles: { [own]: ring }, dots: { [own]: ring } };
}
