/** The call of a layer for a state of the figure, by the one rule that table.py follows as well. */

import { written } from "./table.js";

/** @import { Settings } from "./address.js" */

/** A value as it stands in code: a number, a pair, a word, or whether something is so. @param {Table} table @param {string} name @param {any} value */
export function writtenValue({ settings }, name, value) {
  const { kind, truth } = settings[name];
  return literal(kind === "flag" || truth ? value !== 0 : value);
}

/** As Python writes it. @param {any} value */
function literal(value) {
  if (typeof value === "boolean") return value ? "True" : "False";
  return typeof value === "number" ? String(value) : written(value);
}

/** @param {Table} table @param {Settings} chosen @returns {string} */
const layerOf = (table, chosen) => table.call.layer ?? chosen.layer;

/** The arguments that the layer takes, in PyTorch's order. @param {Table} table @param {Settings} chosen */
export function argumentsOf(table, chosen) {
  const layer = layerOf(table, chosen);
  const order = table.call.order ?? Object.keys(table.settings);
  return order.filter((name) => layer in (table.settings[name].argument ?? {}));
}

/**
 * The call and its parts: defaults are left out, what has none goes by its place or by name.
 * @param {Table} table @param {Settings} chosen @returns {{ call: string, parts: { argument: string, text: string }[] }}
 */
export function callOf(table, chosen) {
  const layer = layerOf(table, chosen);
  const way = table.call.written?.[chosen.written ?? layer] ?? {};
  const { layer: name = layer, first = table.call.first?.[layer] ?? [], places, fixed = {} } = way;
  const channels = first.map((value) => ({ argument: "", text: String(value) }));
  const parts = (places ?? argumentsOf(table, chosen)).flatMap((argument) => {
    const line = table.settings[argument];
    const { default: usual } = line.argument?.[layer] ?? {};
    const text = writtenValue(table, argument, chosen[argument]);
    if (places || (usual === undefined && !line.named)) return [{ argument, text }];
    if (usual !== undefined && text === writtenValue(table, argument, chosen[usual] ?? usual)) return [];
    return [{ argument, text: `${argument}=${text}` }];
  });
  const always = Object.entries(fixed).map(([argument, value]) => ({
    argument,
    text: `${argument}=${literal(value)}`,
  }));
  return { call: `nn.${name}`, parts: [...channels, ...parts, ...always] };
}

/** The call as code. @param {Table} table @param {Settings} chosen */
export function codeOf(table, chosen) {
  const { call, parts } = callOf(table, chosen);
  return `${call}(${parts.map(({ text }) => text).join(", ")})`;
}
