/** What is counted on both axes, and the shapes that follow. */

import { counted, shownAxis } from "./limits.js";

/** @import { Counted } from "./axis.js" */
/** @import { Settings } from "./limits.js" */
/**
 * @typedef {{ axes: [Counted, Counted], shown: Counted, failing: Counted | null }} Numbers height first; the axis that is
 *   drawn; one of those that have no output
 */

/** @param {Settings} chosen @returns {Numbers} */
export function compute(chosen) {
  /** @type {[Counted, Counted]} */
  const axes = [counted(chosen, 0), counted(chosen, 1)];
  return { axes, shown: axes[shownAxis(chosen)], failing: axes.find(({ refused }) => refused) ?? null };
}

/** How many windows a row has; null where there is no output. @param {Settings} _chosen @param {Numbers} now @returns {[number, number] | null} */
export const steps = (_chosen, { shown, failing }) => (failing ? null : [shown.size, shown.size]);

/** The shapes of what goes in and of what comes out. @param {Settings} chosen @returns {[number[], number[] | null]} */
export function shapes(chosen) {
  const { axes, failing } = compute(chosen);
  return [[1, 1, chosen.height, chosen.width], failing ? null : [1, 1, ...axes.map(({ size }) => size)]];
}
