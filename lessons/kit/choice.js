// @ts-check
/** A choice among names: a select with its label, and a switch for yes and no. */

import { make } from "./dom.js";

/** @param {string} name @param {[value: string, text: string][]} options @param {(value: string) => void} onChange */
export function createChoice(name, options, onChange) {
  const select = make("select", {}, ...options.map(([value, text]) => make("option", { value }, text)));
  select.addEventListener("change", () => onChange(select.value));
  return {
    element: make("label", { class: "setting pick" }, make("span", { class: "head" }, name), select),
    /** @param {string} value */
    show(value) {
      select.value = value;
    },
  };
}

/** @param {string} name @param {(isOn: boolean) => void} onChange */
export function createSwitch(name, onChange) {
  const element = make("button", { type: "button", class: "switch", role: "switch", "aria-checked": false });
  element.append(make("i", {}), make("span", {}, name));
  element.addEventListener("click", () => onChange(element.getAttribute("aria-checked") !== "true"));
  return {
    element,
    /** @param {boolean} isOn */
    show(isOn) {
      element.setAttribute("aria-checked", String(isOn));
    },
  };
}
