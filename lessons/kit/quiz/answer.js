/** One question: what was tried, what was right, how sure the visitor was, and every time it was asked. Pure. */

import { remembered } from "../dom/storage.js";

/**
 * @typedef {object} Round one time it was asked
 * @property {number} at when it was first answered, in ms
 * @property {boolean} right the first answer of that time
 * @property {boolean} [sure] what the visitor said of it, if anything
 *
 * @typedef {object} Answer kept by the names of mistakes, so that it survives another order of options
 * @property {string[]} tried the mistakes made so far, and "right" once it was found
 * @property {string | null} open whose feedback is on the screen
 * @property {boolean} revealed the answer was asked for before it was found
 * @property {Round[]} rounds the newest last
 *
 * @typedef {"right" | "wrong" | "shown"} Kind shown: the answer was asked for, not given
 */

export const RIGHT = "right";
const KEPT = 8; // rounds

/** @type {Answer} */
export const UNANSWERED = { tried: [], open: null, revealed: false, rounds: [] };

/** The name an option is kept by. @param {Pick<Option, "rule">} option */
export const nameOf = ({ rule }) => rule ?? RIGHT;

/** What earlier versions of the course kept has no rounds: it was asked once. @param {any} kept @param {string[]} tried @returns {Round[]} */
function roundsOf({ rounds, at, revealed: shown }, tried) {
  if (Array.isArray(rounds)) return rounds.filter((each) => Number.isFinite(each?.at));
  const isAsked = tried.length > 0 || shown === true;
  return isAsked ? [{ at: Number.isFinite(at) ? at : 0, right: tried[0] === RIGHT }] : [];
}

/** What was kept, as far as it still fits the question. @param {any} kept @param {Option[]} options @returns {Answer} */
export function restored(kept, options) {
  const names = options.map(nameOf);
  const tried = Array.isArray(kept?.tried)
    ? kept.tried.filter((/** @type {any} */ name) => names.includes(name))
    : [];
  const open = names.includes(kept?.open) ? kept.open : null;
  return { tried, open, revealed: kept?.revealed === true, rounds: roundsOf(kept ?? {}, tried) };
}

/** The same question once more: nothing of it is answered, and nothing forgotten. @param {Answer} before @returns {Answer} */
export const askedAgain = ({ rounds }) => ({ ...UNANSWERED, rounds });

/** With what was tried when it was asked before. @param {Answer} before @param {Answer} now @returns {Answer} */
export function joined(before, now) {
  const tried = [...new Set([...before.tried, ...now.tried])];
  return { ...now, tried, revealed: before.revealed || now.revealed };
}

/** The first answer is the one that counts. @param {Answer} before @param {boolean} right @param {number} at */
const counted = ({ tried, revealed: shown, rounds }, right, at) =>
  tried.length === 0 && !shown ? [...rounds, { at, right }].slice(-KEPT) : rounds;

/** An option is pressed: its feedback opens, or closes when it was open. @param {Answer} before @param {string} name @param {number} at @returns {Answer} */
export function pressed(before, name, at) {
  if (before.open === name) return { ...before, open: null };
  const tried = before.tried.includes(name) ? before.tried : [...before.tried, name];
  return { ...before, open: name, tried, rounds: counted(before, name === RIGHT, at) };
}

/** "Reveal the answer". @param {Answer} before @param {number} at @returns {Answer} */
export const revealed = (before, at) => ({
  ...before,
  open: RIGHT,
  revealed: true,
  rounds: counted(before, false, at),
});

/** How sure the visitor was this time. @param {Answer} before @param {boolean} sure @returns {Answer} */
export function withSure(before, sure) {
  const { rounds } = before;
  return {
    ...before,
    rounds: rounds.map((each, at) => (at === rounds.length - 1 ? { ...each, sure } : each)),
  };
}

/** Whether nothing is left to find out. @param {Answer} answer */
export const isDone = ({ tried, revealed: shown }) => shown || tried.includes(RIGHT);

/** How an open option is told: found, missed, or shown because it was asked for. @param {Answer} answer @param {string} name @returns {Kind} */
export function kindOf({ tried }, name) {
  if (name !== RIGHT) return "wrong";
  return tried.includes(RIGHT) ? "right" : "shown";
}

/** @param {Answer} answer @returns {"fresh" | "again" | "answered" | "shown"} what is said of the question as a whole */
export function stateOf({ tried, revealed: shown }) {
  if (tried.includes(RIGHT)) return "answered";
  if (shown) return "shown";
  return tried.length > 0 ? "again" : "fresh";
}

/** Answers to questions that are made by seed, without end: a tab remembers them, nothing of them is kept. @template {object} Beside @param {Beside} beside what is remembered beside an answer, as it begins */
export function madeAnswers(beside) {
  /** By series, then by number. @type {Map<string, Map<number, Answer & Beside>>} */
  const series = remembered();
  /** @param {string} name of a series @param {number} number */
  const at = (name, number) => series.get(name)?.get(number) ?? { ...UNANSWERED, ...beside };
  return {
    at,
    /** @param {string} name @param {number} number @param {Partial<Answer & Beside>} changes */
    keep(name, number, changes) {
      series.set(name, new Map(series.get(name)).set(number, { ...at(name, number), ...changes }));
    },
    /** How many were found. @param {string} name */
    found: (name) =>
      [...(series.get(name)?.values() ?? [])].filter(({ tried }) => tried.includes(RIGHT)).length,
    forget: (/** @type {string} */ name) => series.delete(name),
  };
}
