/** What a nudge does to the loss, beside what the gradient foresees: a curve, its straight line, and kinks. */

import { latest } from "../../kit/arithmetic/latest.js";
import { compute, gradientAt, nudged } from "./numbers.js";
import { indexOf } from "./sums.js";

/** @import { Settings } from "./given.js" */
/** @import { Pass } from "./network.js" */
/** @import { Numbers } from "./numbers.js" */
/**
 * @typedef {"here" | "woke" | "slept" | "winner"} Kink at the start itself, or on the way: a cell opened, closed, or another one won
 */

export const ROWS = [0.01, 0.1, 0.25, 0.5, 1];
const [FROM, TO, STEP] = [-1, 1.5, 0.01];
const TINY = 1e-6;
const SAME = 1e-3; // slopes that differ by less are one slope

/** The gradient of the number that is nudged. @param {Settings} chosen @param {Numbers} now */
export function slopeOf(chosen, { gradients }) {
  if (chosen.layer === "conv" && chosen.parameter === "bias") return gradients.bias;
  const grid = gradientAt(gradients, chosen.layer);
  return grid.values[indexOf(chosen, grid.width)];
}

/** The number itself, before the nudge. @param {Settings} chosen @param {Numbers} now */
export function numberAt(chosen, { pass }) {
  const { kernel, bias, weights } = pass.parameters;
  if (chosen.layer === "conv" && chosen.parameter === "bias") return bias;
  const grid = { linear: weights, pixel: pass.input }[/** @type {string} */ (chosen.layer)] ?? kernel;
  return grid.values[indexOf(chosen, grid.width)];
}

/** What the network looks like to the gradient: which cells are open, which win. @param {Pass} pass */
const openOf = ({ conv }) => Array.from(conv.values, (value) => value > 0);

/** Which kink lies between two passes, if one does. @param {Pass} before @param {Pass} after @returns {Kink | null} */
function kinkBetween(before, after) {
  const [was, is] = [openOf(before), openOf(after)];
  const counted = (/** @type {number} */ at) =>
    before.windows.some(({ winner, cells }, i) =>
      winner === undefined ? cells.includes(at) : winner === at || after.windows[i].winner === at,
    );
  if (is.some((open, at) => open && !was[at] && counted(at))) return "woke";
  if (was.some((open, at) => open && !is[at] && counted(at))) return "slept";
  const isOther = before.windows.some(
    ({ winner, output }, i) =>
      winner !== after.windows[i].winner && (output > 0 || after.windows[i].output > 0),
  );
  return isOther ? "winner" : null;
}

/** Whether the loss has a kink right where it stands. @param {Settings} chosen @param {Numbers} now */
function isKinked(chosen, { pass }) {
  const [up, down] = [TINY, -TINY].map((by) => (nudged(pass, chosen, by).loss - pass.loss) / by);
  return Math.abs(up - down) > SAME;
}

/** What the gradient foresees, and why it may be far off. @param {Settings} chosen @param {Numbers} now @returns {{ promised: number, kink: Kink | null }} */
export function foreseen(chosen, now) {
  const by = Number(chosen.nudge);
  const kink = isKinked(chosen, now) ? "here" : kinkBetween(now.pass, now.moved);
  return { promised: now.pass.loss + slopeOf(chosen, now) * by, kink };
}

/** The loss for every nudge, each beside it. @param {Settings} chosen @returns {[by: number, loss: number][]} */
function losses(chosen) {
  const { pass } = compute(chosen);
  const count = Math.round((TO - FROM) / STEP);
  return Array.from({ length: count + 1 }, (_, i) => {
    const by = Math.round(100 * (FROM + i * STEP)) / 100;
    return [by, nudged(pass, chosen, by).loss];
  });
}

export const curveOf = latest(losses, (/** @type {Settings} */ chosen) => {
  const { nudge: _, view: __, step: ___, ...others } = chosen;
  return Object.values(others);
});

/** What the gradient foresees and what comes, for some nudges and the one that is made. @param {Settings} chosen @param {Numbers} now @returns {[by: number, promised: number, real: number][]} */
export function promises(chosen, now) {
  const by = Number(chosen.nudge);
  const slope = slopeOf(chosen, now);
  const { loss } = now.pass;
  const wanted = by === 0 || ROWS.includes(by) ? ROWS : [...ROWS, by].sort((a, b) => a - b);
  return wanted.map((each) => [each, loss + slope * each, nudged(now.pass, chosen, each).loss]);
}
