/** Where a layer can be looked at more closely: the pages that have it, in exactly its state. */

import { readAddress, writeValue } from "../../kit/settings/address.js";
import { settingsOf } from "../../kit/settings/table.js";

/** @import { Table } from "../../kit/settings/table.js" */
/** @import { Step } from "./diagnosis.js" */
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
