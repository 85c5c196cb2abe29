/** Tables: a head of names, and rows that begin with one. */

import { make } from "./dom.js";

/** @param {(string | Node)[]} names of the columns */
export const tableHead = (names) =>
  make("thead", make("tr", ...names.map((name) => make("th", { scope: "col" }, name))));

/** @param {string | Node} name @param {(string | Node)[]} cells what stands in them, or whole ones @param {import("./dom.js").Attributes} [attributes] */
export function tableRow(name, cells, attributes = {}) {
  const whole = cells.map((cell) => (cell instanceof HTMLTableCellElement ? cell : make("td", cell)));
  return make("tr", attributes, make("th", { scope: "row" }, name), ...whole);
}
