/** A choice among names: a select with its label, and a switch for yes and no. */

import { make } from "../dom/dom.js";

/** @typedef {[value: string, text: string]} Option */
/** @typedef {{ name: string, options: Option[] }} Group options under a name of their own */

/** @param {Option} option */
const optionOf = ([value, text]) => make("option", { value }, text);

/** @param {string} name @param {Option[]} options @param {(value: string) => void} onChange @param {Group[]} [groups] further options */
export function createChoice(name, options, onChange, groups = []) {
  const grouped = groups.map((group) =>
    make("optgroup", { label: group.name }, ...group.options.map(optionOf)),
  );
  const select = make("select", ...options.map(optionOf), ...grouped);
  select.addEventListener("change", () => onChange(select.value));
  return {
    element: make("label.setting.pick", make("span.head", name), select),
    /** @param {string} value */
    show(value) {
      select.value = value;
    },
  };
}

/** @param {string} name @param {(isOn: boolean) => void} onChange */
export function createSwitch(name, onChange) {
  const element = make("button.switch", { role: "switch", "aria-checked": false });
  element.append(make("i"), make("span", name));
  element.addEventListener("click", () => onChange(element.getAttribute("aria-checked") !== "true"));
  return {
    element,
    /** @param {boolean} isOn */
    show(isOn) {
      element.setAttribute("aria-checked", String(isOn));
    },
  };
}
