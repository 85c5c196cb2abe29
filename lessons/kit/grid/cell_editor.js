/** A field laid over one cell of a grid, to type another number into it. Enter or leaving takes it, Esc does not. */

import { make, placeIn } from "../dom/dom.js";
import { plainly } from "../settings/table.js";

/** @param {HTMLInputElement} field */
function turnSign(field) {
  const isWhole = field.selectionStart === 0 && field.selectionEnd === field.value.length;
  const typed = plainly(field.value);
  const digits = typed.replace(/^-/, "");
  field.value = digits === typed ? `-${digits}` : digits;
  const end = field.value.length;
  field.focus({ preventScroll: true });
  field.setSelectionRange(isWhole ? end - digits.length : end, end); // what would have been replaced still will be
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** A key that turns the sign of what is typed: a phone's keypad of numbers has no minus. Shown where fingers type. @param {string} name in the page's language @param {() => HTMLInputElement} fieldOf the field that is typed in */
export function createSignKey(name, fieldOf) {
  const onclick = () => turnSign(fieldOf());
  const onmousedown = (/** @type {Event} */ event) => event.preventDefault(); // the field keeps the focus
  return make("button.sign-key", { "aria-label": name, onclick, onmousedown }, "±");
}

const KEY = 44; // px: the side of the sign's key

/** The sign's key beside the field, on the side where the grid goes on. @param {HTMLElement} box @param {DOMRect} place of the field @param {HTMLInputElement} field @param {string} name */
function keyBeside(box, place, field, name) {
  const key = createSignKey(name, () => field);
  const isLeft = place.left + place.right > box.clientWidth;
  key.style.left = `${isLeft ? place.left - KEY : place.right}px`;
  key.style.top = `${place.top + (place.height - KEY) / 2}px`;
  return key;
}

/**
 * @param {HTMLElement} box the grid's box, in which the field is placed
 * @param {HTMLElement} cell
 * @param {HTMLElement} table what gets the focus back
 * @param {string} first what has been typed already
 * @param {string} sign the name of the key that turns the sign
 * @param {(text: string) => void} done called with what was typed, if it is something else than before
 */
export function editCell(box, cell, table, first, sign, done) {
  const before = (cell.textContent ?? "")
    .replace("×", "")
    .replace("−", "-")
    .replace(/^(-?)\./, "$10.");
  const place = placeIn(box, cell.getBoundingClientRect());
  const width = Math.max(place.width, 52);
  const left = place.left + (place.width - width) / 2;
  const wide = new DOMRect(left, place.top, width, place.height);
  const style = `left: ${left}px; top: ${place.top}px; width: ${width}px; height: ${place.height}px`;
  const name = table.getAttribute("aria-label") ?? "";
  const field = make("input.cell-editor", { inputmode: "decimal", "aria-label": name, value: before, style });
  const key = keyBeside(box, wide, field, sign);
  let isOpen = true;

  /** @param {boolean} taken @param {boolean} back whether the focus goes back to the grid */
  const close = (taken, back) => {
    if (!isOpen) return;
    isOpen = false;
    const text = field.value.trim();
    field.remove();
    key.remove();
    if (back) table.focus({ preventScroll: true });
    if (taken && text !== before) done(text);
  };
  for (const part of /** @type {HTMLElement[]} */ ([field, key])) {
    part.addEventListener("keydown", (event) => {
      event.stopPropagation(); // , and . are typed here, and step elsewhere
      if (event.key === "Enter" && part === field) close(true, true);
      if (event.key === "Escape") close(false, true);
    });
    part.addEventListener("blur", ({ relatedTarget }) => {
      if (relatedTarget !== field && relatedTarget !== key) close(true, false);
    });
  }
  box.append(field, key);
  field.focus({ preventScroll: true });
  if (first) field.value = first;
  else field.select();
}
