/** A named place on the stage, and a table of what code has given. */

import { make } from "../../kit/dom/dom.js";
import { tableHead } from "../../kit/dom/table.js";

/** @import { Kit } from "../../kit/dom/kit.js" */

/** @param {string} title @param {string} note @param {HTMLElement} body */
export function panel(title, note, body) {
  const said = make("small", note);
  const head = make("p.head-line", make("b", title), " ", said);
  return { element: make("div.panel", head, body), note: said };
}

/** A table that scrolls in its own place. @param {Kit} kit @param {string} name @param {string[]} heads labels of its columns */
export function createTable(kit, name, heads) {
  const head = tableHead(heads.map((each) => kit.label(each)));
  const body = make("tbody");
  const table = make("table.calls", { "aria-label": name }, head, body);
  const attributes = { class: "calls-place", tabindex: 0, role: "region", "aria-label": name };
  return { element: make("div", attributes, table), body };
}

/** @param {string} text */
export const inCode = (text) => make("code", text);
