/** What Python answers about a model: the types, what is looked up in it, and the pages that show one of its layers in exactly its state. */

import { readAddress, writeValue } from "../../kit/settings/address.js";
import { settingsOf } from "../../kit/settings/table.js";

/** @import { Table } from "../../kit/settings/table.js" */

/**
 * @typedef {number[]} Shape
 * @typedef {{ line: number, column: number, end_line: number, end_column: number }} Span lines from 1, columns from 0
 * @typedef {{ name: string, arguments: Record<string, any> }} Layer
 *
 * @typedef {object} Line
 * @property {string} text
 * @property {"fine" | "breaks" | "not_read" | "not_reached"} state
 * @property {Shape | Shape[] | null} shape that leaves it
 * @property {number | null} parameters that are made here
 * @property {number} multiplications
 * @property {[number, number] | "all" | null} sees the receptive field, height first
 *
 * @typedef {object} Step
 * @property {number} line
 * @property {number | null} made the line that makes the layer
 * @property {string} op
 * @property {Shape | Shape[] | null} shape
 * @property {Shape} given
 * @property {Layer | null} layer that it calls, or that does what its function does
 *
 * @typedef {{ en: string, ko: string, line: number | null, word: string, reason: string }} Said
 * @typedef {{ start: number, end: number, role: string, conflict: boolean, span: Span | null }} Token
 *
 * @typedef {object} Failure
 * @property {number | null} line
 * @property {number | null} layer_line
 * @property {string} kind
 * @property {string} message
 * @property {"torch" | "meta" | "Python"} speaker
 * @property {string} op
 * @property {string} reason
 * @property {Record<string, any>} values
 * @property {string} en
 * @property {string} ko
 * @property {Token[]} tokens
 *
 * @typedef {object} Fix
 * @property {{ span: Span, text: string }[]} edits
 * @property {Shape | null} input_shape another one, where that is the mend
 * @property {string} code the first line that changes, as it is then
 * @property {string} text all of it, as it is then
 * @property {Shape | null} arrives at what broke
 *
 * @typedef {{ fix: Fix, en: string, ko: string }} Mend
 *
 * @typedef {object} Diagnosis
 * @property {"runs" | "breaks" | "not_read" | "nothing"} verdict
 * @property {Shape} input_shape
 * @property {Line[]} lines
 * @property {Step[]} steps
 * @property {Shape | Shape[] | string | null} output
 * @property {number | null} parameters
 * @property {Failure | null} failure
 * @property {Said[]} refusals
 * @property {Said[]} remarks
 * @property {Mend[]} mends
 */

/** The line to go to: where it breaks, or what is not read. @param {Diagnosis} found @returns {number | null} */
export function troubledLine({ failure, refusals }) {
  return failure?.line ?? refusals.find(({ line }) => line)?.line ?? null;
}

/** The steps that a line shows: those it runs, and those of the layer it makes. @param {Diagnosis} found @param {number} line */
export function stepsAt({ steps }, line) {
  const run = steps.filter((step) => step.line === line);
  return run.length > 0 ? run : steps.filter((step) => step.made === line).slice(0, 1);
}

/** @typedef {{ page: string, address: string }} Link */

/** How an argument stands in an address. @param {any} value */
function argument(value) {
  if (value === null) return "None";
  return typeof value === "boolean" ? String(Number(value)) : writeValue(value);
}

/** Whether a page has a layer of this name. @param {Table} table @param {string} name */
const has = ({ call, settings }, name) => call.layer === name || settings.layer?.choices?.includes(name);

/** What a page would be asked for. @param {Table} table @param {NonNullable<Step["layer"]>} layer */
function argumentsFor({ settings }, { name, arguments: given }) {
  const taken = Object.entries(settings).filter(([each, line]) => line.argument?.[name] && each in given);
  return taken.map(([each, line]) => {
    const fallback = line.argument?.[name].default;
    // A stride that is not written is the kernel's, where the page has no word for "not written".
    const isFollowed = given[each] === null && typeof fallback === "string" && fallback in given;
    return [each, argument(isFollowed ? given[fallback] : given[each])];
  });
}

/** @param {Table} table @param {string[][]} asked */
function isWithin(table, asked) {
  const read = readAddress(settingsOf(table), `?${new URLSearchParams(asked)}`);
  return read !== null && read.refused.length === 0;
}

/**
 * The links from a step; a page that cannot show the layer is left out, and so is a size that it has not.
 * @param {Step} step
 * @param {Record<string, Table>} tables by page, such as "output-size"
 * @returns {Link[]}
 */
export function linksOf({ layer, given }, tables) {
  if (!layer || given.length < 3) return [];
  const [height, width] = given.slice(-2).map(String);
  return Object.entries(tables).flatMap(([page, table]) => {
    if (!has(table, layer.name)) return [];
    const asked = argumentsFor(table, layer);
    if (table.settings.layer) asked.unshift(["layer", layer.name]);
    const sizes = [
      ...(table.settings.size && height === width ? [["size", height]] : []),
      ...(table.settings.height
        ? [
            ["height", height],
            ["width", width],
          ]
        : []),
    ];
    // Where the size is all there is to see, it must be the one.
    const ways = page === "output-size" ? [[...asked, ...sizes]] : [[...asked, ...sizes], asked];
    const way = ways.find((each) => isWithin(table, each));
    return way ? [{ page, address: `/${page}?${new URLSearchParams(way)}` }] : [];
  });
}
