// @ts-check
/** Where there is no room for the settings: the sheet they wait in, which leaves the figure in sight, and its button. */

import { icon, make, setText } from "../dom/dom.js";

/** Whether the keyboard is nowhere, or on what holds the whole figure. @param {HTMLElement} element of the figure */
function isFocusFree(element) {
  const root = /** @type {ShadowRoot} */ (element.getRootNode());
  return !root.activeElement && (document.activeElement?.contains(root.host) ?? true);
}

/** @param {import("../dom/kit.js").Kit} kit @param {HTMLElement} settings what the sheet holds */
export function createSheet(kit, settings) {
  const name = make("span", {});
  const button = make(
    "button",
    { type: "button", class: "plain open-settings", "aria-controls": settings.id },
    icon("settings"),
    name,
  );
  let isOpen = false;
  /** @param {boolean} wanted */
  const turn = (wanted) => {
    isOpen = wanted;
    settings.parentElement?.classList.toggle("open", isOpen);
    settings.closest(".dock")?.classList.toggle("sheet-open", isOpen);
    button.setAttribute("aria-expanded", String(isOpen));
    setText(name, kit.label(isOpen ? "state.close" : "set.settings"));
  };
  turn(false);
  /** Without the keyboard, where it is somewhere else by now. */
  const close = () => {
    const isFree = isFocusFree(button) || settings.matches(":focus-within");
    turn(false);
    if (isFree) button.focus({ preventScroll: true });
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
