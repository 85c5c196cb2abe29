// @ts-check
/** A field laid over one cell of a grid, to type another number into it. Enter or leaving takes it, Esc does not. */

import { placeIn } from "../projector/enlarging.js";
import { make } from "../stage/dom.js";

/**
 * @param {HTMLElement} box the grid's box, in which the field is placed
 * @param {HTMLElement} cell
 * @param {HTMLElement} table what gets the focus back
 * @param {string} first what has been typed already
 * @param {(text: string) => void} done called with what was typed, if it is something else than before
 */
export function editCell(box, cell, table, first, done) {
  const before = (cell.textContent ?? "").replace("−", "-").replace(/^(-?)\./, "$10.");
  const place = placeIn(box, cell.getBoundingClientRect());
  const width = Math.max(place.width, 52);
  const left = place.left + (place.width - width) / 2;
  const style = `left: ${left}px; top: ${place.top}px; width: ${width}px; height: ${place.height}px`;
  const name = table.getAttribute("aria-label") ?? "";
  const field = make("input", {
    class: "cell-editor",
    inputmode: "decimal",
    "aria-label": name,
    value: before,
    style,
  });
  let isOpen = true;

  /** @param {boolean} taken @param {boolean} back whether the focus goes back to the grid */
  const close = (taken, back) => {
    if (!isOpen) return;
    isOpen = false;
    const text = field.value.trim();
    field.remove();
    if (back) table.focus({ preventScroll: true });
    if (taken && text !== before) done(text);
  };
  field.addEventListener("keydown", (event) => {
    event.stopPropagation(); // , and . are typed here, and step elsewhere
    if (event.key === "Enter") close(true, true);
    if (event.key === "Escape") close(false, true);
  });
  field.addEventListener("blur", () => close(true, false));
  box.append(field);
  field.focus({ preventScroll: true });
  if (first) field.value = first;
  else field.select();
}
