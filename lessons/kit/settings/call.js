// @ts-check
/** The call of a layer for a state of the figure, by the one rule that call.py follows as well. */

import { written } from "./pair_setting.js";

/**
 * @typedef {import("./table.js").Table} Table
 * @typedef {import("./table.js").Settings} Settings
 * @typedef {{ argument: string, text: string }} Part
 */

/** What an argument is told: a number, a pair, a word, or whether something is so. @param {import("./table.js").Line} line @param {any} value */
const given = ({ kind, truth }, value) => (kind === "flag" || truth ? value !== 0 : value);

/** A value as it stands in code. @param {Table} table @param {string} name @param {any} value */
export function writtenValue(table, name, value) {
  const told = given(table.settings[name], value);
  if (typeof told === "boolean") return told ? "True" : "False";
  return typeof told === "number" ? String(told) : written(told);
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
 * @param {Table} table
 * @param {Settings} chosen
 * @returns {{ call: string, parts: Part[] }}
 */
export function callOf(table, chosen) {
  const layer = layerOf(table, chosen);
  const { layer: name = layer, places } = table.call.written?.[chosen.written] ?? {};
  const first = (table.call.first?.[layer] ?? []).map((value) => ({ argument: "", text: String(value) }));
  const parts = (places ?? argumentsOf(table, chosen)).flatMap((argument) => {
    const line = table.settings[argument];
    const { default: plain, like } = line.argument?.[layer] ?? {};
    const usual = like ? chosen[like] : plain;
    const text = writtenValue(table, argument, chosen[argument]);
    if (places || (usual === undefined && !line.named)) return [{ argument, text }];
    if (usual !== undefined && text === writtenValue(table, argument, usual)) return [];
    return [{ argument, text: `${argument}=${text}` }];
  });
  return { call: `nn.${name}`, parts: [...first, ...parts] };
}

/** The call as code. @param {Table} table @param {Settings} chosen */
export function codeOf(table, chosen) {
  const { call, parts } = callOf(table, chosen);
  return `${call}(${parts.map(({ text }) => text).join(", ")})`;
}
