/** A menu behind one small button. It stays open while an item answers, and until the item has said how it went. */

import { make, setText } from "../dom/dom.js";

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

/** One item, and the words it answers with. @param {Item} item @param {HTMLElement} spoken @param {() => void} onEnd all is said */
function createItem({ name, choose }, spoken, onEnd) {
  const word = make("span", name);
  const element = make("button", { role: "menuitem", tabindex: -1 }, word);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let ending;
  const say = (/** @type {string} */ saying, /** @type {boolean} */ isWaiting) => {
    clearTimeout(ending);
    setText(word, saying);
    setText(spoken, saying === name ? "" : saying);
    element.setAttribute("aria-disabled", String(isWaiting));
  };
  /** @type {Answer} */
  const answer = {
    wait: (saying) => say(saying, true),
    end: (saying) => {
      say(saying, false);
      ending = setTimeout(() => {
        say(name, false);
        onEnd();
      }, ANSWER);
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

export class Menu {
  #id = `menu-${++menus}`;
  #spoken = make("span.unseen", { "aria-live": "polite" });
  #entries;
  #list;
  #button;
  #onOpen;
  element;

  /**
   * @param {import("../dom/kit.js").Kit} kit @param {string} name @param {Item[]} items
   * @param {() => void} [onOpen]
   * @param {string} [face] what stands on the button, where three dots do not tell enough
   */
  constructor(kit, name, items, onOpen, face = "…") {
    this.#onOpen = onOpen;
    const closeWhenSaid = () => {
      const isSaid = this.#entries.every((entry, at) => entry.textContent === items[at].name);
      if (isSaid) this.#close(this.#list.matches(":focus-within"));
    };
    this.#entries = items.map((item) => createItem(item, this.#spoken, closeWhenSaid));
    const list = { role: "menu", id: this.#id, "aria-label": name, hidden: true };
    this.#list = make("div.menu-list", list, ...this.#entries);
    const popup = { "aria-haspopup": "menu", "aria-expanded": false, "aria-controls": this.#id };
    this.#button = make("button.menu-button", { "aria-label": name, title: name, ...popup }, face);
    this.element = make("div.menu", this.#button, this.#list, this.#spoken);
    this.#button.addEventListener("click", () => (this.#list.hidden ? this.#open(0) : this.#close(true)));
    this.element.addEventListener("keydown", (event) => this.#takeKey(event));
    items.forEach(({ isLast }, at) => {
      if (isLast) this.#entries[at].addEventListener("click", () => this.#close(false));
    });
    const outside = (/** @type {Event} */ event) => {
      if (!event.composedPath().includes(this.element)) this.#close(false);
    };
    document.addEventListener("pointerdown", outside, { signal: kit.signal });
  }

  /** @param {number} first the item the keyboard starts on */
  #open(first) {
    this.#onOpen?.();
    this.#list.hidden = false;
    this.#button.setAttribute("aria-expanded", "true");
    this.#entries[first].focus();
  }

  /** @param {boolean} takeBack whether the keyboard returns to the button */
  #close(takeBack) {
    if (this.#list.hidden) return;
    this.#list.hidden = true;
    this.#button.setAttribute("aria-expanded", "false");
    if (takeBack) this.#button.focus();
  }

  #takeKey(/** @type {KeyboardEvent} */ event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Tab") {
      this.#close(false); // and the keyboard goes on as it would
      return;
    }
    if (this.#list.hidden ? this.#takeKeyClosed(event.key) : this.#takeKeyOpen(event.key)) {
      event.stopPropagation();
      event.preventDefault();
    }
  }

  /** @param {string} key @returns {boolean} whether it was one of the menu's */
  #takeKeyClosed(key) {
    if (key !== "ArrowDown" && key !== "ArrowUp") return false;
    this.#open(key === "ArrowDown" ? 0 : this.#entries.length - 1);
    return true;
  }

  /** @param {string} key @returns {boolean} whether it was one of the menu's */
  #takeKeyOpen(key) {
    if (key === "Escape") {
      this.#close(true);
      return true;
    }
    const now = this.#entries.findIndex((entry) => entry.matches(":focus"));
    const wanted = itemAt(key, Math.max(now, 0), this.#entries.length);
    if (wanted !== null) this.#entries[wanted].focus();
    return wanted !== null;
  }
}
