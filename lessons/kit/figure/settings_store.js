// @ts-check
/** What a visitor has chosen in a figure: where it is painted, written down and told. */

import { remembered } from "../dom/remembered.js";
import { withinLimits, writeAddress } from "../settings/address.js";
import { announce } from "./linked_figures.js";

/**
 * @typedef {import("../settings/address.js").Settings} Settings
 * @typedef {import("../dom/kit.js").Host} Host
 * @typedef {import("../dom/kit.js").Figure} Figure
 */

const RESTED = 150; // ms after the last change: the hand rests, Python may be told

/** The settings of each figure outlive its elements: Streamlit remounts, and visitors come back. @type {Map<string, Settings>} */
const last = remembered();

/** Where the visitor has left a figure. @param {string} name */
export function lastOf(name) {
  return last.get(name);
}

/** The settings of one figure on one page: kept within limits, painted, written down, told to Python. */
export class Chosen {
  #host;
  #figure;
  #told = "";
  #page = location.pathname;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #resting;
  /** @type {(settings: Settings) => void} */
  paint = () => {};
  /** Whether the guess is still open, of a figure that asks for one. @type {(() => boolean) | undefined} */
  isAsked;
  /** Whether a hand has set anything since the figure opened or a link last set it. */
  isOwn = false;
  /** Called whenever a hand sets something. */
  onHand = () => {};

  /** @param {Host} host @param {Figure} figure @param {Settings} settings */
  constructor(host, figure, settings) {
    this.#host = host;
    this.#figure = figure;
    this.settings = settings;
  }

  /** What a hand asks for; without changes it is painted again. @param {Settings} changes @param {boolean} [isPassing] */
  set(changes, isPassing = false) {
    if (!isPassing && Object.keys(changes).length > 0) {
      this.isOwn = true;
      this.onHand();
    }
    this.#take({ ...this.settings, ...changes }, isPassing);
  }

  /** Something else than the settings has changed, such as a guess. */
  repaint() {
    this.paint(this.settings);
    announce(this.#host.data.figure, this.settings);
    this.rest();
  }

  /** A link says all there is to say: nothing moves along with it. @param {Settings} settings */
  goTo(settings) {
    this.isOwn = false;
    this.settings = settings;
    this.#take(settings);
  }

  /** @param {Settings} wanted @param {boolean} [isPassing] */
  #take(wanted, isPassing = false) {
    const { settings: known, follow } = this.#figure;
    const possible = withinLimits(known, wanted);
    this.settings = withinLimits(known, follow?.(this.settings, possible, wanted) ?? possible);
    this.paint(this.settings);
    this.keep();
    announce(this.#host.data.figure, this.settings);
    if (isPassing) clearTimeout(this.#resting);
    else this.rest();
  }

  /** Python hears of the settings when the hand has rested. */
  rest() {
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.#tellPython(), RESTED);
  }

  keep() {
    last.set(this.#host.data.figure, this.settings);
    writeAddress(this.settings);
  }

  /** Whoever leaves the page must not be called back: a value told now would open it again. */
  end() {
    clearTimeout(this.#resting);
  }

  #tellPython() {
    const { tell } = this.#figure;
    if (!tell || location.pathname !== this.#page) return;
    const told = { ...tell(this.settings), ...(this.isAsked && { is_asked: this.isAsked() }) };
    const text = JSON.stringify(told);
    if (text !== this.#told) this.#host.setStateValue("settings", told);
    this.#told = text;
  }
}
