/** The settings of a figure: in rows, which on a phone wait in a sheet behind one button; and "More settings", for what waits until all of them are asked for. */

import { icon, isFocusFree, make, setText } from "../dom/dom.js";
import { keep, recall } from "../dom/storage.js";
import { writeValue } from "../settings/address.js";
import { together, waiting } from "./control.js";

/** @import { Setting } from "../settings/address.js" */

const [COURSE, MORE] = ["course", "more"]; // where it is kept: open or not, by lesson

/**
 * Where there is no room: the button of a sheet, which leaves the figure in sight. Escape closes it, and a press beside the dock it is in.
 * @param {Kit} kit @param {string} kind of the button @param {HTMLElement} sheet @param {string} closed what its button says then @param {(isOpen: boolean) => void} turn
 */
export function createSheet(kit, kind, sheet, closed, turn) {
  const name = make("span");
  const button = make(`button.plain.${kind}`, { "aria-controls": sheet.id || null }, icon("settings"), name);
  let isOpen = false;
  const show = () => {
    button.setAttribute("aria-expanded", String(isOpen));
    setText(name, isOpen ? kit.label("state.close") : closed);
  };
  const press = () => {
    isOpen = !isOpen;
    show();
    turn(isOpen);
  };
  /** Without the keyboard, where it is somewhere else by now. */
  const close = () => {
    press();
    if (sheet.matches(":focus-within") || isFocusFree(button)) button.focus({ preventScroll: true });
  };
  show();
  button.addEventListener("click", press);
  const { signal } = kit;
  const takeKey = (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && isOpen && close();
  addEventListener("keydown", takeKey, { signal, capture: true }); // figures keep their keys to themselves
  // A press, not a finger that only scrolls.
  const outside = (/** @type {Event} */ event) => {
    const dock = button.closest(".dock");
    if (isOpen && dock && !event.composedPath().includes(dock)) close();
  };
  addEventListener("click", outside, { signal });
  return {
    button,
    rename(/** @type {string} */ words) {
      closed = words;
      show();
    },
  };
}

/** @param {Kit} kit @param {(name: string) => Control} control @param {(string | Control)[][]} wanted by name where the table says all of it */
export function createSettings(kit, control, wanted) {
  const rows = wanted.map((row) => {
    const all = row.map((each) => (typeof each === "string" ? control(each) : each));
    const isWaiting = all.every(({ element }) => element.classList.contains("more"));
    return together(waiting(make("div.settings-row"), isWaiting), ...all);
  });
  const { element, show } = together(make("div.settings", { id: "settings" }), ...rows);
  const { button } = createSheet(kit, "open-settings", element, kit.label("set.settings"), (isOpen) => {
    element.parentElement?.classList.toggle("open", isOpen);
    element.closest(".dock")?.classList.toggle("sheet-open", isOpen);
    const stage = element.closest(".stage");
    if (isOpen) (stage?.querySelector(".field") ?? stage)?.scrollIntoView();
  });
  return { element, show, button };
}

/**
 * The button, and what it opens: everything of the figure that waits.
 * @param {Kit} kit
 * @param {HTMLElement} root of the figure
 * @param {{ name: string, table: Table, settings: Record<string, Setting> }} lesson
 */
export function createMore(kit, root, { name, table, settings }) {
  const word = make("span");
  const press = () => turn(root.classList.contains("few"));
  const button = make("button.plain.more-settings", { onclick: press }, icon("settings"), word);
  const show = (/** @type {boolean} */ isOpen) => {
    root.classList.toggle("few", !isOpen);
    button.setAttribute("aria-expanded", String(isOpen));
    setText(word, kit.label(isOpen ? "set.fewer" : "set.more"));
  };
  const turn = (/** @type {boolean} */ isOpen) => {
    show(isOpen);
    document.documentElement.classList.toggle(`all-${name}`, isOpen); // the page keeps its place: pages/places.py
    keep(COURSE, MORE, { ...recall(COURSE, MORE), [name]: isOpen });
  };
  const waits = Object.values(table.settings).some(({ more }) => more);
  button.hidden = !waits;
  show(!waits || recall(COURSE, MORE)[name] === true);
  return {
    element: button,
    /** What an address or a link has set is seen, if a visitor without a look at what waits cannot have it. @param {any} chosen */
    arrive(chosen) {
      const isHidden = Object.entries(table.settings).some(([name, { more, first }]) => {
        const usual = [settings[name].initial, first ?? settings[name].initial].map(writeValue);
        return more && !usual.includes(writeValue(chosen[name]));
      });
      if (isHidden) turn(true);
    },
  };
}
