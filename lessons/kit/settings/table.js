/** A lesson's settings.json: its lines become the settings of the figure, what the server is asked about, and the call of a layer, by the one rule that table.py follows as well. */

import { gridOf, toRows, valueAt } from "../arithmetic/grid.js";
import { known } from "./address.js";

/** @import { Setting, Settings, Value } from "./address.js" */

/** @param {Grid} grid */
export const writeCells = (grid) => toRows(grid).join(";");

/**
 * The grid a text stands for; null unless every cell is a number with at most two decimals within the limits.
 * @param {string} text @param {[number, number]} limits @returns {Grid | null}
 */
export function readCells(text, [lowest, highest]) {
  const rows = text.split(";").map((row) => row.split(","));
  const width = rows[0].length;
  const isNumber = /^-?\d{1,3}(\.\d{1,2})?$/;
  const isGood = (/** @type {string} */ cell) =>
    isNumber.test(cell) && Number(cell) >= lowest && Number(cell) <= highest;
  if (!rows.every((row) => row.length === width && row.every(isGood))) return null;
  return { height: rows.length, width, values: Float64Array.from(rows.flat(), Number) };
}

/** The same cells in another size: cut off, or with zeros added, at the right and below. @param {Grid} grid @param {number} height @param {number} width */
export const resized = (grid, height, width) =>
  gridOf(height, width, (row, column) => valueAt(grid, row, column));

/** Cells as an address has them in another size; a name stays. @param {string} text @param {[number, number]} limits @param {readonly [number, number]} size */
export function sized(text, limits, size) {
  const cells = readCells(text, limits);
  return cells ? writeCells(resized(cells, ...size)) : text;
}

const WIDE = "！".charCodeAt(0) - "!".charCodeAt(0); // from a letter to its wide form; NFKC would make 52 of 5²

/** What was typed, with plain digits and signs: a Korean or Japanese keyboard has them as wide as its letters, and − is no hyphen. @param {string} typed */
export const plainly = (typed) =>
  typed
    .replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - WIDE))
    .replaceAll("\u3000", " ")
    .replaceAll("−", "-")
    .trim();

/** A number as people write it: −.5, +2, 3. or 2,5; null unless it is one that a cell can be. @param {string} typed @param {[number, number]} limits */
export function readTyped(typed, limits) {
  const plain = plainly(typed)
    .replace(",", ".")
    .replace(/^([-+]?\d+)\.$/, "$1")
    .replace(/^\+/, "")
    .replace(/^(-?)\./, "$10.");
  const cells = readCells(plain, limits);
  return cells?.values.length === 1 ? cells.values[0] : null;
}

/** As Python writes it: 3, (3, 5), None or 'same'. @param {Pair | string} value */
export function written(value) {
  if (value === "None") return value;
  if (typeof value === "string") return `'${value}'`;
  return value[0] === value[1] ? String(value[0]) : `(${value[0]}, ${value[1]})`;
}

/**
 * @typedef {(settings: any) => [number, number]} Limits
 *
 * @typedef {{ initial?: Value, limits?: Limits, start?: (settings: any) => Value | null,
 *   read?: (text: string, usual: Setting) => Value | null,
 *   keep?: (value: any, settings: any, usual: Setting) => Value }} Own in the place of what a line alone makes, `usual`
 *
 * @typedef {object} Line one setting
 * @property {string} kind "whole", "flag" (0 or 1), "choice", "pair" (height, width), "cells", which are named or written out, or
 *   "text", all of which is of a pattern
 * @property {any} default
 * @property {[number, number]} [range] of a whole number, of each side of a pair, and of each cell
 * @property {string} [pattern] of a text, as Python and JavaScript both read it
 * @property {string[]} [choices] of another kind than "choice": words that may stand in a number's place, and examples of a text
 * @property {number} [multiple_of] of a whole number, as the ends of its range are
 * @property {number[]} [size] of cells that are written out, height first, where it is always the same
 * @property {boolean} [integers] whether cells are whole numbers
 * @property {Record<string, { default?: any }>} [argument] the layers that take it; without a default it is always written,
 *   and a default may be what another setting is
 * @property {string} [follows] the setting with which it moves along
 * @property {boolean} [named] always written by name
 * @property {boolean} [truth] as an argument it is whether it is not 0
 * @property {boolean} [place] it is what is looked at
 * @property {boolean} [asked] false where no answer depends on it
 * @property {boolean} [more] its control waits behind "More settings"
 * @property {any} [first] what it is where a visitor comes for the first time, by an address that says nothing
 * @property {any[]} [values] off and on of a switch, if not 0 and 1 or the two choices
 * @property {string} control what sets it: one of controls/control.js or of layer_form/controls.js, or the lesson's own
 * @property {string} [label] of that control, if it is not PyTorch's own name
 * @property {string} [choice_label] what the labels of its choices begin with
 *
 * @typedef {object} Call which layer the settings are arguments of
 * @property {string} [layer] left out where a setting called "layer" chooses it
 * @property {Record<string, number[]>} [first] what stands first in the call of a layer, such as the channels
 * @property {string[]} [order] of the arguments, where it is not that of the settings
 * @property {Record<string, { layer?: string, first?: number[], places?: string[], fixed?: Record<string, number | boolean> }>} [written]
 *   other ways to write it, wrong ones too, of which a setting called "written" chooses, or else the layer: another name,
 *   arguments that all go by their place, arguments that no setting is
 *
 * @typedef {object} Deed something to do in the first minute: it is done when one of these settings has changed
 * @property {boolean} [guess] nothing else than the usual guess, made or skipped
 * @property {string} [say] its label, of anything else
 * @property {string[]} [of] the names of the settings
 * @property {number} [by] at least so much
 * @property {Record<string, any>} [only] where it can be done: with these settings otherwise, such as another view, it waits
 *
 * @typedef {{ call: Call, settings: Record<string, Line>, first_minute?: Deed[] }} Table
 */

/** Whether a text is cells that the line allows. @param {Line} line @param {string} text */
function isGrid({ range: [lowest, highest] = [0, 1], size, integers = false }, text) {
  const grid = readCells(text, [lowest, highest]);
  if (!grid || (size && (grid.height !== size[0] || grid.width !== size[1]))) return false;
  return !integers || grid.values.every(Number.isInteger);
}

/** What a text of a setting looks like, from its beginning to its end. @param {Line} line */
export const patternOf = ({ pattern }) => new RegExp(`^(?:${pattern})$`);

/** What an address says of a number, or of a pair: both of its sides, or one for both. @param {string} text @param {boolean} isPair */
function readNumber(text, isPair) {
  if (!isPair) return /^-?\d{1,9}$/.test(text) ? Number(text) : null;
  const sides = /^(-?\d{1,3})(?:,(-?\d{1,3}))?$/.exec(text);
  return sides && [Number(sides[1]), Number(sides[2] ?? sides[1])];
}

/** @param {Line} line @param {Limits} limits that may depend on other settings: of a number, of each side of a pair @returns {Setting} */
function settingOf(line, limits) {
  const { kind, default: initial, choices = [], multiple_of: factor = 1 } = line;
  if (kind === "text") return known(initial, (text) => patternOf(line).test(text));
  if (kind === "choice") return known(initial, (text) => choices.includes(text));
  if (kind === "cells") return known(initial, (text) => choices.includes(text) || isGrid(line, text));
  return {
    ...{ initial, limits },
    read: (text) => (choices.includes(text) ? text : readNumber(text, kind === "pair")),
    keep(value, settings) {
      if (typeof value === "string") return choices.includes(value) ? value : initial;
      const [lowest, highest] = limits(settings);
      const near = (/** @type {number} */ each) =>
        Math.round(Math.min(Math.max(each, lowest), highest) / factor) * factor + 0;
      return kind === "pair" ? value.map(near) : near(value);
    },
  };
}

/** The ends of a setting's range. @param {Table} table @param {string} name @returns {[number, number]} */
export const rangeOf = ({ settings }, name) => settings[name].range ?? [0, 1];

/**
 * The settings of a figure, in the order of its table; what others allow it leaves none beyond its range.
 * @param {Table} table
 * @param {Record<string, Own>} [own] what of them depends on other settings
 * @returns {Record<string, Setting>}
 */
export function settingsOf(table, own = {}) {
  const lines = Object.entries(table.settings).map(([name, line]) => {
    const special = own[name] ?? {};
    const [least, most] = rangeOf(table, name);
    /** @type {Limits} */
    const limits = (chosen) => {
      const [lowest, highest] = special.limits?.(chosen) ?? [least, most];
      return [Math.max(lowest, least), Math.min(highest, most)];
    };
    const usual = settingOf(line, limits);
    const { read = usual.read, keep = usual.keep } = special;
    /** @type {Setting} */
    const setting = {
      ...{ ...usual, ...special, limits: usual.limits ?? special.limits },
      read: (text) => read(text, usual),
      keep: (value, chosen) => keep(value, chosen, usual),
    };
    return [name, setting];
  });
  return Object.fromEntries(lines);
}

/** What a visitor starts with who comes for the first time. @param {Table} table @returns {Settings} */
export function firstOf(table) {
  const named = Object.entries(table.settings).filter(([, { first }]) => first !== undefined);
  return Object.fromEntries(named.map(([name, { first }]) => [name, first]));
}

/** What an answer depends on. @param {Table} table @param {Settings} chosen @returns {Settings} */
export function askedOf(table, chosen) {
  const names = Object.keys(table.settings).filter((name) => table.settings[name].asked ?? true);
  return Object.fromEntries(names.map((name) => [name, chosen[name]]));
}

/** What Python is asked about: the settings, or what the lesson makes of them. @param {{ asked?: (chosen: any) => Settings, table: Table }} lesson @param {any} chosen */
export const stateOf = ({ asked, table }, chosen) => asked?.(chosen) ?? askedOf(table, chosen);

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
