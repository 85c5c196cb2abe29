/** A window over the page: closed by its button, by Esc, and with the figure. */

import { make } from "../../kit/dom/dom.js";

/** @param {import("../../kit/dom/kit.js").Kit} kit @param {string} kind @param {HTMLElement[]} head @param {...HTMLElement} content */
export function createDialog(kit, kind, head, ...content) {
  const close = make("button", { onclick: () => dialog.close() }, kit.label("src.close"));
  const dialog = make("dialog", { class: kind }, make("div.sheet-head", ...head, close));
  dialog.append(...content);
  kit.signal.addEventListener("abort", () => dialog.close());
  return dialog;
}
