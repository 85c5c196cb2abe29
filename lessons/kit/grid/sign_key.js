/** A key that turns the sign of what is typed: a phone's keypad of numbers has no minus. Shown where fingers type. */

import { make } from "../dom/dom.js";

/** @param {HTMLInputElement} field */
function turnSign(field) {
  const isWhole = field.selectionStart === 0 && field.selectionEnd === field.value.length;
  const digits = field.value.trim().replace(/^[-−]/, "");
  field.value = digits === field.value.trim() ? `-${digits}` : digits;
  const end = field.value.length;
  field.focus({ preventScroll: true });
  field.setSelectionRange(isWhole ? end - digits.length : end, end); // what would have been replaced still will be
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** @param {string} name in the page's language @param {() => HTMLInputElement} fieldOf the field that is typed in */
export function createSignKey(name, fieldOf) {
  const onclick = () => turnSign(fieldOf());
  const onmousedown = (/** @type {Event} */ event) => event.preventDefault(); // the field keeps the focus
  return make("button.sign-key", { "aria-label": name, onclick, onmousedown }, "±");
}
