// @ts-check
/** What a visitor has chosen in a figure: where it is painted and written down. */

import { remembered } from "../dom/remembered.js";
import { withinLimits, writeAddress } from "../settings/address.js";
import { announce } from "./linked_figures.js";

/**
 * @typedef {import("../settings/address.js").Settings} Settings
 * @typedef {import("../dom/kit.js").Figure} Figure
 */

/** The settings of each figure outlive its elements: Streamlit remounts, and visitors come back. @type {Map<string, Settings>} */
const last = remembered();

/** Where the visitor has left a figure. @param {string} name */
export function lastOf(name) {
  return last.get(name);
}

/** Where another figure is to open next, by what differs from how it was left. @param {string} name @param {Settings} changes */
export function leaveAt(name, changes) {
  last.set(name, { ...last.get(name), ...changes });
}

/** The settings of one figure on one page: kept within limits, painted, written down. */
export class Chosen {
  #name;
  #figure;
  /** @type {(settings: Settings) => void} */
  paint = () => {};
  /** Whether a hand has set anything since the figure opened or a link last set it. */
  isOwn = false;
  /** Called whenever a hand sets something. */
  onHand = () => {};

  /** @param {string} name @param {Figure} figure @param {Settings} settings */
  constructor(name, figure, settings) {
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

  /** @param {Settings} wanted */
  #take(wanted) {
    const { settings: known, follow } = this.#figure;
    const possible = withinLimits(known, wanted);
    this.settings = withinLimits(known, follow?.(this.settings, possible, wanted) ?? possible);
    this.paint(this.settings);
    this.keep();
    announce(this.#name, this.settings);
  }

  keep() {
    last.set(this.#name, this.settings);
    writeAddress(this.settings);
  }
}
