/** What helps when PyTorch refuses a call: the smallest changes, tried out before they are offered. */

import { codeOf, writtenValue } from "../settings/call.js";

/** @import { Refusal } from "../arithmetic/geometry.js" */
/** @import { Table } from "../settings/table.js" */
/** @typedef {{ code: string, changes: Record<string, unknown>, runs: boolean }} Fix */

/**
 * What may help, by the reason of a refusal.
 * @template Settings
 * @typedef {Record<string, (chosen: Settings, values: Refusal["values"]) => Partial<Settings>[]>} Candidates
 */

const MOST = 3;

/** As code: the arguments that change, or the whole call where it is written otherwise. @param {Table} table @param {Record<string, any>} chosen @param {Record<string, any>} changes */
function codeOfFix(table, chosen, changes) {
  const names = Object.keys(changes);
  if (names.some((name) => !table.settings[name].argument)) return codeOf(table, { ...chosen, ...changes });
  return names.map((name) => `${name}=${writtenValue(table, name, changes[name])}`).join(", ");
}

/** Whether the form can show these values. @param {Table} table @param {Record<string, any>} changes */
function isShown(table, changes) {
  return Object.entries(changes).every(([name, value]) => {
    const [lowest, highest] = table.settings[name].range ?? [];
    const sides = typeof value === "string" ? [] : [value].flat();
    return sides.every((side) => side >= lowest && side <= highest);
  });
}

/**
 * The fixes after which it runs; where one is not enough, the first that leads on.
 * @template {Record<string, any>} Settings
 * @param {Table} table @param {Settings} chosen @param {(chosen: Settings) => Refusal | null} refusalOf
 * @param {Candidates<Settings>} candidates @returns {Fix[]}
 */
export function fixesOf(table, chosen, refusalOf, candidates) {
  const refused = refusalOf(chosen);
  if (!refused) return [];
  const found = candidates[refused.reason]?.(chosen, refused.values) ?? [];
  const all = found
    .filter((changes) => isShown(table, changes))
    .flatMap((changes) => {
      const left = refusalOf({ ...chosen, ...changes });
      if (left?.reason === refused.reason) return [];
      return [{ changes, code: codeOfFix(table, chosen, changes), runs: left === null }];
    });
  const running = all.filter(({ runs }) => runs);
  return (running.length > 0 ? running : all.slice(0, 1)).slice(0, MOST);
}
