/** "More settings": a figure opens with what its first minute needs; the rest waits behind one button, by `more` in settings.json. */

import { icon, make, setText } from "../dom/dom.js";
import { keep, recall } from "../dom/storage.js";
import { writeValue } from "../settings/address.js";

const [COURSE, MORE] = ["course", "more"]; // where it is kept: open or not, by lesson

/** What waits until all settings are asked for. @template {HTMLElement} Element @param {Element} element @param {boolean | undefined} [isWaiting] */
export function waiting(element, isWaiting = true) {
  element.classList.toggle("more", isWaiting);
  return element;
}

/** The same for the control of a setting, as the table says. @template {{ element: HTMLElement }} Control @param {import("../settings/table.js").Table} table @param {string} name @param {Control} control */
export function asTold(table, name, control) {
  waiting(control.element, table.settings[name].more ?? false);
  return control;
}

/** Whether these settings are other than what a visitor without a look at what waits can have. @param {import("../settings/table.js").Table} table @param {Record<string, import("../settings/address.js").Setting>} settings @param {any} chosen */
function areHidden(table, settings, chosen) {
  return Object.entries(table.settings).some(([name, { more, first }]) => {
    const usual = [settings[name].initial, first ?? settings[name].initial].map(writeValue);
    return more && !usual.includes(writeValue(chosen[name]));
  });
}

/**
 * The button, and what it opens: everything of the figure that waits.
 * @param {import("../dom/kit.js").Kit} kit
 * @param {HTMLElement} root of the figure
 * @param {{ name: string, table: import("../settings/table.js").Table, settings: Record<string, import("../settings/address.js").Setting> }} lesson
 */
export function createMore(kit, root, { name, table, settings }) {
  const word = make("span");
  const press = () => turn(root.classList.contains("few"));
  const button = make("button.plain.more-settings", { onclick: press });
  button.append(icon("settings"), word);
  const show = (/** @type {boolean} */ isOpen) => {
    root.classList.toggle("few", !isOpen);
    button.setAttribute("aria-expanded", String(isOpen));
    setText(word, kit.label(isOpen ? "set.fewer" : "set.more"));
  };
  const turn = (/** @type {boolean} */ isOpen) => {
    show(isOpen);
    keep(COURSE, MORE, { ...recall(COURSE, MORE), [name]: isOpen });
  };
  const waits = Object.values(table.settings).some(({ more }) => more);
  button.hidden = !waits;
  show(!waits || recall(COURSE, MORE)[name] === true);
  return {
    element: button,
    /** What an address or a link has set is seen. @param {any} chosen */
    arrive(chosen) {
      if (areHidden(table, settings, chosen)) turn(true);
    },
  };
}
