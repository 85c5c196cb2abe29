/** A stack of layers up to the flatten: one row a layer, its shape beside it. */

import { formatCount } from "../../../kit/arithmetic/rounding.js";
import { make } from "../../../kit/dom/dom.js";
import { tableHead, tableRow } from "../../../kit/dom/table.js";
import { sizesAfter } from "../../model/misconceptions.js";
import { rowText } from "../model/wording.js";

/** @import { Row } from "../../model/misconceptions.js" */
/** @import { Exercise } from "../model/exercise.js" */

/** Which rows a wrong rule gets wrong. @type {Record<string, (row: Row, at: number, layers: Row[]) => boolean>} */
const TOUCHED = {
  flatten_size_before_pool: ([name], at, layers) =>
    name === "MaxPool2d" && !layers.slice(at + 1).some(([other]) => other === "MaxPool2d"),
  pool_stride_is_one: ([name]) => name === "MaxPool2d",
  padding_ignored: ([, , , , padding]) => padding > 0,
  forgot_plus_one: ([name]) => name === "Conv2d",
  size_kept_by_default: ([name]) => name === "Conv2d",
  outputs_multiply: ([name]) => name === "Conv2d",
  ceil_not_floor: ([name]) => name === "MaxPool2d",
};

/** @param {string | null} rule @param {Row[]} layers @returns {boolean[]} of every layer, then of the flatten */
export function touchedRows(rule, layers) {
  const touches = rule ? TOUCHED[rule] : undefined;
  const rows = layers.map((row, at) => touches?.(row, at, layers) ?? false);
  return [...rows, rule !== null && touches === undefined];
}

/** @param {import("../../../kit/dom/kit.js").Kit} kit */
export function createStack(kit) {
  const body = make("tbody");
  const head = tableHead([kit.label("size.layer"), kit.label("size.ex_stage")]);
  const table = make("table", { "aria-label": kit.label("size.ex_4") }, head, body);
  return {
    element: make("div.stack", table),
    /** @param {Exercise} asked @param {boolean} isKnown @param {string | null} rule */
    show({ channels, input, layers }, isKnown, rule) {
      const sizes = sizesAfter(channels, input[1], layers);
      const touched = touchedRows(rule, layers);
      /** @param {number[]} shape */
      const written = (shape) => `(${shape.map(formatCount).join(", ")})`;
      const reads = [channels, ...sizes.map(([maps]) => maps)];
      /** @type {[code: string, shape: string, isTouched: boolean][]} */
      const rows = [["x", written([1, channels, ...input]), false]];
      layers.forEach((row, at) => {
        const [maps, side] = sizes[at];
        rows.push([rowText(row, reads[at]), isKnown ? written([1, maps, side, side]) : "?", touched[at]]);
      });
      const [maps, side] = sizes[sizes.length - 1];
      rows.push(["nn.Flatten()", isKnown ? written([1, maps * side * side]) : "?", touched[layers.length]]);
      body.replaceChildren(
        ...rows.map(([code, shape, isTouched]) => {
          const cell = make("td", { class: shape === "?" ? "ask" : null }, shape);
          return tableRow(make("code", code), [cell], { class: isTouched ? "touched" : null });
        }),
      );
    },
  };
}
