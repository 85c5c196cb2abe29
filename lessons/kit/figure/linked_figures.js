/** Figures that follow another one on their page: they show its settings. */

import { afterPaint } from "../dom/after_paint.js";

/** @import { Settings } from "../settings/address.js" */
/**
 * @typedef {object} Follower
 * @property {(settings: Settings) => void} paint
 * @property {(link: HTMLAnchorElement) => boolean} [reveal] come into sight for a link that has set the figure; false if that cannot be
 * @property {(link: HTMLAnchorElement) => boolean} [standIn] the same, where no other has come into sight
 */

/** By the name of the figure that is followed. @type {Map<string, Set<Follower>>} */
const followers = new Map();
/** Where each figure stands, how its settings are changed, what Python has sent it. @type {Map<string, { place: Element, set: (changes: Settings) => void, data: any }>} */
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

/** Let a figure be found and set by those who follow it. @param {string} name @param {Element} place @param {(changes: Settings) => void} set @param {any} data @param {AbortSignal} signal */
export function beFollowed(name, place, set, data, signal) {
  followed.set(name, { place, set, data });
  signal.addEventListener("abort", () => {
    if (followed.get(name)?.place === place) followed.delete(name);
  });
}

/** What Python has sent to a figure of this page; nothing where it has not come. @param {string} name */
export const givenTo = (name) => followed.get(name)?.data;

/** @param {string} name @param {Settings} changes */
export function setFollowed(name, changes) {
  followed.get(name)?.set(changes);
}

/** @param {string} name */
export function scrollToFollowed(name) {
  followed.get(name)?.place.scrollIntoView({ block: "start" });
}

/** Whether a follower shows beside the text what a link in it has set. @param {string} name @param {HTMLAnchorElement} link */
export function revealed(name, link) {
  const all = [...(followers.get(name) ?? [])];
  return all.some(({ reveal }) => reveal?.(link)) || all.some(({ standIn }) => standIn?.(link));
}
