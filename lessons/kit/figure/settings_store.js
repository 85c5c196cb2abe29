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

/** Where the visitor has left a figure when he was here before; what it has noted goes into the address, unless that says some of it itself: a picture goes with its own reading. @param {string} name @param {Figure} figure @returns {Settings | null} */
export function lastVisitOf(name, { settings, notes = [] }) {
  const query = recall(COURSE, LAST)[name];
  const left = typeof query === "string" ? readAddress(settings, query) : null;
  if (!left) return null;
  const noted = [...new URLSearchParams(query)].filter(([each]) => notes.includes(each));
  const here = new URLSearchParams(location.search);
  if (!notes.some((each) => here.has(each))) writeAddress(Object.fromEntries(noted));
  return left.settings;
}

/** Where another figure is to open next, by what differs from how it was left. @param {string} name @param {Settings} changes */
export function leaveAt(name, changes) {
  last.set(name, { ...last.get(name), ...changes });
}

const nothing = () => {};
/** What a figure need not answer to. @type {Required<Omit<View, "reveal">>} */
export const STILL = {
  ...{ paint: nothing, receive: nothing, refuse: nothing, arrive: nothing, offer: nothing, pause: nothing },
};

/** For the next visit, as an address. @param {string} name @param {Settings} known what is null is left out */
function keepLast(name, known) {
  const said = Object.entries(known).filter(([, value]) => value !== null);
  if (said.length === 0) return;
  const query = new URLSearchParams(said.map(([each, value]) => [each, writeValue(value)]));
  keepSilently(COURSE, LAST, { ...recall(COURSE, LAST), [name]: String(query) });
}

/**
 * The settings of one figure on one page: kept within limits, painted, written down.
 * @param {string} name @param {Figure} figure @param {Settings} settings it starts with
 * @param {() => Pick<typeof STILL, "paint" | "offer">} view
 */
export function createChosen(name, { settings: known, follow }, settings, view) {
  let isOwn = false; // a hand has set something since the figure opened or a link last set it
  /** @type {Record<string, Value | null>} */
  const noted = {};
  /** Written down behind the frame that shows it: an address takes the browser longer than its numbers the figure. */
  const keep = () => {
    last.set(name, settings);
    const page = location.pathname;
    afterPaint(`keep ${name}`, () => {
      if (location.pathname === page) writeAddress({ ...settings, ...noted });
      keepLast(name, { ...settings, ...noted });
    });
  };
  const repaint = () => {
    view().paint(settings);
    announce(name, settings);
  };
  const take = (/** @type {Settings} */ wanted) => {
    const possible = withinLimits(known, wanted);
    settings = withinLimits(known, follow?.(settings, possible, wanted) ?? possible);
    view().paint(settings);
    keep();
    announce(name, settings);
  };
  return {
    ...{ keep, isOwn: () => isOwn },
    /** A link says all there is to say: nothing moves along with it. @param {Settings} wanted @param {boolean} [isHands] it is what a hand had set */
    goTo(wanted, isHands = false) {
      isOwn = isHands;
      settings = wanted;
      take(wanted);
    },
    /** @type {Pick<Kit, "settings" | "set" | "repaint" | "note">} */
    kit: {
      ...{ settings: () => settings, repaint },
      set(changes, isPassing = false) {
        if (!isPassing && Object.keys(changes).length > 0) {
          isOwn = true;
          view().offer(null);
        }
        take({ ...settings, ...changes });
      },
      note(what, value) {
        noted[what] = value;
        keep();
      },
    },
  };
}
