/** The settings of a figure: in rows, which on a phone wait in a sheet behind one button; and "More settings", for what waits until all of them are asked for. */

import { icon, make, setText } from "../dom/dom.js";
import { keep, recall } from "../dom/storage.js";
import { writeValue } from "../settings/address.js";
import { together, waiting } from "./control.js";

/** @import { Setting } from "../settings/address.js" */

const [COURSE, MORE] = ["course", "more"]; // where it is kept: open or not, by lesson

/** Whether the keyboard is nowhere, on what is not seen any more, or on what holds the whole figure. @param {HTMLElement} element of the figure */
function isFocusFree(element) {
  const root = /** @type {ShadowRoot} */ (element.getRootNode());
  return !root.activeElement?.checkVisibility() && (document.activeElement?.contains(root.host) ?? true);
}

/** Where there is no room for the settings: the sheet they wait in, which leaves the figure in sight, and its button. @param {Kit} kit @param {HTMLElement} settings what the sheet holds */
function createSheet(kit, settings) {
  const name = make("span");
  const button = make("button.plain.open-settings", { "aria-controls": settings.id }, icon("settings"), name);
  let isOpen = false;
  const turn = (/** @type {boolean} */ wanted) => {
    isOpen = wanted;
    settings.parentElement?.classList.toggle("open", isOpen);
    settings.closest(".dock")?.classList.toggle("sheet-open", isOpen);
    button.setAttribute("aria-expanded", String(isOpen));
    setText(name, kit.label(isOpen ? "state.close" : "set.settings"));
  };
  turn(false);
  /** Without the keyboard, where it is somewhere else by now. */
  const close = () => {
    turn(false);
    if (isFocusFree(button)) button.focus({ preventScroll: true });
  };
  button.addEventListener("click", () => {
    turn(!isOpen);
    const stage = button.closest(".stage");
    if (isOpen) (stage?.querySelector(".field") ?? stage)?.scrollIntoView();
  });
  const { signal } = kit;
  const takeKey = (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && isOpen && close();
  addEventListener("keydown", takeKey, { signal, capture: true }); // figures keep their keys to themselves
  // A press, not a finger that only scrolls.
  const outside = (/** @type {Event} */ event) => {
    const dock = button.closest(".dock");
    if (isOpen && dock && !event.composedPath().includes(dock)) close();
  };
  addEventListener("click", outside, { signal });
  return button;
}

/** @param {Kit} kit @param {(name: string) => Control} control @param {(string | Control)[][]} wanted by name where the table says all of it */
export function createSettings(kit, control, wanted) {
  const rows = wanted.map((row) => {
    const all = row.map((each) => (typeof each === "string" ? control(each) : each));
    const isWaiting = all.every(({ element }) => element.classList.contains("more"));
    return together(waiting(make("div.settings-row"), isWaiting), ...all);
  });
  const { element, show } = together(make("div.settings", { id: "settings" }), ...rows);
  return { element, show, button: createSheet(kit, element) };
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
    document.documentElement.classList.toggle(`all-${name}`, isOpen); // the page keeps its place: pages/serving.py
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
