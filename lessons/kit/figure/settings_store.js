/** What a visitor has chosen in a figure: where it is painted and written down, and who follows it. */

import { afterPaint } from "../dom/page.js";
import { keepSilently, recall, remembered } from "../dom/storage.js";
import { readAddress, withinLimits, writeAddress, writeValue } from "../settings/address.js";

/** @import { Settings, Value } from "../settings/address.js" */
/**
 * @typedef {object} Follower
 * @property {(settings: Settings) => void} paint
 * @property {(link: HTMLAnchorElement) => boolean} [reveal] come into sight for a link that has set the figure; false if that cannot be
 * @property {(link: HTMLAnchorElement) => boolean} [standIn] the same, where no other has come into sight
 *
 * @typedef {{ place: Element, set: (changes: Settings) => void, data: any }} Followed where it stands, how it is set, what
 *   Python has sent it
 */

/** By the name of the figure that is followed. @type {Map<string, Set<Follower>>} */
const followers = new Map();
/** @type {Map<string, Followed>} */
const followed = new Map();

/** @param {string} name @param {Follower} follower @param {AbortSignal} signal */
export function follow(name, follower, signal) {
  const all = followers.get(name) ?? new Set();
  followers.set(name, all.add(follower));
  signal.addEventListener("abort", () => all.delete(follower));
}

/** Tell all who follow, once the figure itself is on the screen. @param {string} name @param {Settings} settings */
export function announce(name, settings) {
  afterPaint(`follow ${name}`, () => {
    for (const follower of followers.get(name) ?? []) follower.paint(settings);
  });
}

/** Let a figure be found and set by those who follow it. @param {string} name @param {Followed} own @param {AbortSignal} signal */
export function beFollowed(name, own, signal) {
  followed.set(name, own);
  signal.addEventListener("abort", () => followed.get(name) === own && followed.delete(name));
}

/** A figure of this page, nothing where it has not come. @param {string} name */
export const followedAs = (name) => followed.get(name);

/** Whether a follower shows beside the text what a link in it has set. @param {string} name @param {HTMLAnchorElement} link */
export function revealed(name, link) {
  const all = [...(followers.get(name) ?? [])];
  return all.some(({ reveal }) => reveal?.(link)) || all.some(({ standIn }) => standIn?.(link));
}

/** The settings of each figure outlive its elements: Streamlit remounts, and visitors come back. @type {Map<string, Settings>} */
const last = remembered();

/** Where the visitor has left a figure. @param {string} name */
export const lastOf = (name) => last.get(name);

const [COURSE, LAST] = ["course", "last"]; // where it is kept, by figure, as an address, for the next visit

/** Where the visitor has left a figure when he was here before; what it has noted goes into the address. @param {string} name @param {Figure} figure @returns {Settings | null} */
export function lastVisitOf(name, { settings, notes = [] }) {
  const query = recall(COURSE, LAST)[name];
  const left = typeof query === "string" ? readAddress(settings, query) : null;
  if (!left) return null;
  const noted = [...new URLSearchParams(query)].filter(([each]) => notes.includes(each));
  writeAddress(Object.fromEntries(noted));
  return left.settings;
}

/** Where another figure is to open next, by what differs from how it was left. @param {string} name @param {Settings} changes */
export function leaveAt(name, changes) {
  last.set(name, { ...last.get(name), ...changes });
}

/** The settings of one figure on one page: kept within limits, painted, written down. */
export class Chosen {
  #name;
  #figure;
  /** @type {Record<string, Value | null>} */
  #noted = {};
  /** @type {(settings: Settings) => void} */
  paint = () => {};
  /** Whether a hand has set anything since the figure opened or a link last set it. */
  isOwn = false;
  /** Called whenever a hand sets something. */
  onHand = () => {};

  constructor(/** @type {string} */ name, /** @type {Figure} */ figure, /** @type {Settings} */ settings) {
    this.#name = name;
    this.#figure = figure;
    this.settings = settings;
  }

  /** What a hand asks for; without changes it is painted again. @param {Settings} changes @param {boolean} [isPassing] */
  set(changes, isPassing = false) {
    if (!isPassing && Object.keys(changes).length > 0) {
      this.isOwn = true;
      this.onHand();
    }
    this.#take({ ...this.settings, ...changes });
  }

  /** Something else than the settings has changed, such as a guess. */
  repaint() {
    this.paint(this.settings);
    announce(this.#name, this.settings);
  }

  /** A link says all there is to say: nothing moves along with it. @param {Settings} settings */
  goTo(settings) {
    this.isOwn = false;
    this.settings = settings;
    this.#take(settings);
  }

  #take(/** @type {Settings} */ wanted) {
    const { settings: known, follow } = this.#figure;
    const possible = withinLimits(known, wanted);
    this.settings = withinLimits(known, follow?.(this.settings, possible, wanted) ?? possible);
    this.paint(this.settings);
    this.keep();
    announce(this.#name, this.settings);
  }

  /** Written down behind the frame that shows it: an address takes the browser longer than its numbers the figure. */
  keep() {
    last.set(this.#name, this.settings);
    const page = location.pathname;
    afterPaint(`keep ${this.#name}`, () => {
      if (location.pathname === page) writeAddress({ ...this.settings, ...this.#noted });
      this.#keepForNextVisit();
    });
  }

  /** What the address says besides the settings, such as which picture is shown. @param {string} name @param {Value | null} value */
  note(name, value) {
    this.#noted[name] = value;
    this.keep();
  }

  #keepForNextVisit() {
    const said = Object.entries({ ...this.settings, ...this.#noted }).filter(([, value]) => value !== null);
    if (said.length === 0) return;
    const query = new URLSearchParams(said.map(([name, value]) => [name, writeValue(value)]));
    keepSilently(COURSE, LAST, { ...recall(COURSE, LAST), [this.#name]: String(query) });
  }
}
