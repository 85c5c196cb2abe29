/** What is kept in this browser, by lesson, and what a tab remembers: guesses, answers, drawings. */

import { isFramed } from "../settings/address.js";

const PREFIX = "cnn.";
const KEPT = "course-kept"; // the event that tells of it

/** @param {string | null} text @returns {Record<string, any> | null} */
function parsed(text) {
  try {
    const found = JSON.parse(text ?? "");
    return found && typeof found === "object" && !Array.isArray(found) ? found : null;
  } catch {
    return null;
  }
}

/** What a browser may refuse, and what a figure in somebody else's page does not ask for: to store, or to say what is stored. @template Found @param {() => Found} act @param {Found} otherwise */
function tried(act, otherwise) {
  if (isFramed()) return otherwise;
  try {
    return act();
  } catch {
    return otherwise;
  }
}

const tell = () => document.dispatchEvent(new Event(KEPT));

/** @param {() => Storage} storage named where it is used: a browser may refuse even that */
const kept = (storage) => ({
  /** What was kept, or nothing: what stands there may be of another version. @param {string} lesson @param {string} what such as "guesses" @returns {Record<string, any>} */
  recall: (lesson, what) => tried(() => parsed(storage().getItem(`${PREFIX}${lesson}.${what}`)), null) ?? {},
  /** If storage is full or refused, what was said stays on the screen; it is only not there the next time. @param {string} lesson @param {string} what @param {Record<string, unknown>} values */
  keep: (lesson, what, values) =>
    tried(() => storage().setItem(`${PREFIX}${lesson}.${what}`, JSON.stringify(values)), undefined),
});

/** What nobody on the page waits for is kept silently. */
export const { recall, keep: keepSilently } = kept(() => localStorage);
/** The same for what is kept only as long as the tab. */
export const { recall: recallInTab, keep: keepInTab } = kept(() => sessionStorage);

/** @type {boolean | null} */
let refuses = null;

/** Whether nothing said here is there the next time: in a private window, say, or in somebody else's page. Asked once: other tabs hear of every try. */
export function keepsNothing() {
  refuses ??= tried(() => {
    localStorage.setItem(PREFIX, "");
    localStorage.removeItem(PREFIX);
    return false;
  }, true);
  return refuses;
}

/** @type {typeof keepSilently} */
export function keep(...what) {
  keepSilently(...what);
  tell();
}

/** Hear of everything that is kept, here or in another tab. @param {() => void} listen @param {AbortSignal} signal */
export function whenKept(listen, signal) {
  document.addEventListener(KEPT, listen, { signal });
  addEventListener("storage", listen, { signal });
}

/** All of it by name, such as "convolution.answers". @returns {Record<string, object>} */
export function everything() {
  const names = tried(() => Object.keys(localStorage), []).filter((name) => name.startsWith(PREFIX));
  const found = names.map((name) => {
    const [lesson, what] = name.slice(PREFIX.length).split(".");
    return [`${lesson}.${what}`, recall(lesson, what)];
  });
  return Object.fromEntries(found);
}

/** @param {Record<string, object>} values */
function store(values) {
  for (const [name, each] of Object.entries(values))
    localStorage.setItem(PREFIX + name, JSON.stringify(each));
}

/** Take away what is in one and not in the other. @param {Record<string, object>} one @param {Record<string, object>} other */
function remove(one, other) {
  for (const name of Object.keys(one))
    if (!Object.hasOwn(other, name)) localStorage.removeItem(PREFIX + name);
}

/** Put all of this in the place of what is there; where a browser refuses, what was there stays. @param {Record<string, object>} all @returns {boolean} whether it is there now */
export function replaceEverything(all) {
  const before = everything();
  const put = () => {
    store(all);
    remove(before, all);
    return true;
  };
  const takeBack = () => {
    remove(all, before);
    store(before);
  };
  const isPut = tried(put, false);
  if (!isPut) tried(takeBack, undefined);
  tell();
  return isPut;
}

/** @type {Map<any, any>[]} */
const all = [];

/** A memory of one's own, empty in a new tab. @template Key, Value @returns {Map<Key, Value>} */
export function remembered() {
  /** @type {Map<any, any>} */
  const memory = new Map();
  all.push(memory);
  return memory;
}

/** One thing that a tab remembers, and what puts another in its place. @template Value @param {() => Value} begin what it is in a new tab @returns {[now: () => Value, put: (value: Value) => void]} */
export function rememberedOne(begin) {
  /** @type {Map<"it", Value>} */
  const memory = remembered();
  const put = (/** @type {Value} */ value) => memory.set("it", value);
  const now = () => {
    if (!memory.has("it")) put(begin());
    return /** @type {Value} */ (memory.get("it"));
  };
  return [now, put];
}

/** Be a new tab. */
export function forget() {
  for (const memory of all) memory.clear();
}
