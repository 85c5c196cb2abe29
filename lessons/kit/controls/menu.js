/** A menu behind one small button. It stays open while an item answers, and until the item has said how it went. */

import { make, setText } from "../dom/dom.js";
import { afterRest } from "../dom/page.js";

const ANSWER = 2000; // ms for which an item says how it went
let menus = 0;

/**
 * @typedef {object} Answer what a chosen item can do with its own words
 * @property {(saying: string) => void} wait say it until there is an answer; nothing can be chosen twice meanwhile
 * @property {(saying: string) => void} end say it for two seconds, and close
 *
 * @typedef {object} Item
 * @property {string} name
 * @property {(answer: Answer) => void} choose
 * @property {boolean} [isLast] the menu closes with it, for it has nothing to say
 */

/** One item, and the words it answers with. @param {Kit} kit @param {Item} item @param {HTMLElement} spoken @param {() => void} onEnd all is said */
function createItem({ signal }, { name, choose }, spoken, onEnd) {
  const word = make("span", name);
  const element = make("button.wordy.as-wide", { role: "menuitem", tabindex: -1 }, word);
  const rest = afterRest(signal);
  const say = (/** @type {string} */ saying, /** @type {boolean} */ isWaiting) => {
    rest.stop();
    setText(word, saying);
    setText(spoken, saying === name ? "" : saying);
    element.setAttribute("aria-disabled", String(isWaiting));
  };
  /** @type {Answer} */
  const answer = {
    wait: (saying) => say(saying, true),
    end: (saying) => {
      say(saying, false);
      rest.soon(ANSWER, () => {
        say(name, false);
        onEnd();
      });
    },
  };
  element.addEventListener("click", () => {
    if (element.getAttribute("aria-disabled") !== "true") choose(answer);
  });
  return element;
}

/** Which item a key leads to, null for a key that leads to none. @param {string} key @param {number} now @param {number} count */
export function itemAt(key, now, count) {
  /** @type {Record<string, number>} */
  const places = {
    ArrowDown: (now + 1) % count,
    ArrowUp: (now - 1 + count) % count,
    Home: 0,
    End: count - 1,
  };
  return places[key] ?? null;
}

/** Keys go to the menu, of those that it knows; Tab leaves it as anything else. @param {HTMLElement} menu @param {(key: string) => (() => void) | null} actionOf @param {() => void} leave */
function takeKeys(menu, actionOf, leave) {
  menu.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Tab") return leave();
    const action = actionOf(event.key);
    if (!action) return;
    event.stopPropagation();
    event.preventDefault();
    action();
  });
}

/**
 * @param {Kit} kit @param {string} name @param {Item[]} items @param {() => void} [onOpen]
 * @param {string} [face] what stands on the button, where three dots do not tell enough
 */
export function createMenu(kit, name, items, onOpen, face = "…") {
  const id = `menu-${++menus}`;
  const spoken = make("span.unseen", { "aria-live": "polite" });
  const closeWhenSaid = () => {
    const isSaid = entries.every((entry, at) => entry.textContent === items[at].name);
    if (isSaid) close(list.matches(":focus-within"));
  };
  const entries = items.map((item) => createItem(kit, item, spoken, closeWhenSaid));
  const list = make("div.menu-list", { role: "menu", id, "aria-label": name, hidden: true }, ...entries);
  const popup = { "aria-haspopup": "menu", "aria-expanded": false, "aria-controls": id };
  const button = make("button.menu-button", { "aria-label": name, title: name, ...popup }, face);
  const menu = make("div.menu.around", button, list, spoken);
  const turn = (/** @type {boolean} */ isOpen) => {
    list.hidden = !isOpen;
    button.setAttribute("aria-expanded", String(isOpen));
  };
  const open = (/** @type {number} */ first) => {
    onOpen?.();
    turn(true);
    entries[first].focus();
  };
  /** @param {boolean} takeBack whether the keyboard returns to the button */
  const close = (takeBack) => {
    if (list.hidden) return;
    turn(false);
    if (takeBack) button.focus();
  };
  const actionOf = (/** @type {string} */ key) => {
    if (list.hidden) {
      const at = ["ArrowDown", "ArrowUp"].indexOf(key); // to the first, to the last
      return at < 0 ? null : () => open(at * (entries.length - 1));
    }
    if (key === "Escape") return () => close(true);
    const now = entries.findIndex((entry) => entry.matches(":focus"));
    const wanted = itemAt(key, Math.max(now, 0), entries.length);
    return wanted === null ? null : () => entries[wanted].focus();
  };
  takeKeys(menu, actionOf, () => close(false));
  button.addEventListener("click", () => (list.hidden ? open(0) : close(true)));
  for (const [at, { isLast }] of items.entries())
    if (isLast) entries[at].addEventListener("click", () => close(false));
  const outside = (/** @type {Event} */ event) => !event.composedPath().includes(menu) && close(false);
  document.addEventListener("pointerdown", outside, { signal: kit.signal });
  return { element: menu };
}
