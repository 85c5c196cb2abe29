// @ts-check
/** Where the answer to one question stands. Pure: what is shown of it is card.js. */

/**
 * @typedef {import("./feedback.js").Option} Option
 *
 * @typedef {object} Answer as it is kept: by the names of mistakes, so that it survives another order of options
 * @property {string[]} tried the mistakes made so far, and "right" once it was found
 * @property {string | null} open whose feedback is on the screen
 * @property {boolean} revealed the answer was asked for before it was found
 */

export const RIGHT = "right";

/** @type {Answer} */
export const UNANSWERED = { tried: [], open: null, revealed: false };

/** The name an option is kept by. @param {Option} option */
export function nameOf({ rule }) {
  return rule ?? RIGHT;
}

/** What was kept, as far as it still fits the question. @param {any} kept @param {Option[]} options @returns {Answer} */
export function restored(kept, options) {
  const names = options.map(nameOf);
  const tried = Array.isArray(kept?.tried)
    ? kept.tried.filter((/** @type {any} */ name) => names.includes(name))
    : [];
  return { tried, open: names.includes(kept?.open) ? kept.open : null, revealed: kept?.revealed === true };
}

/** An option is pressed: its feedback opens, or closes when it was open. @param {Answer} before @param {string} name @returns {Answer} */
export function pressed(before, name) {
  if (before.open === name) return { ...before, open: null };
  return {
    ...before,
    open: name,
    tried: before.tried.includes(name) ? before.tried : [...before.tried, name],
  };
}

/** "Reveal the answer". @param {Answer} before @returns {Answer} */
export function revealed(before) {
  return { ...before, open: RIGHT, revealed: true };
}

/** Whether nothing is left to find out. @param {Answer} answer */
export function isDone({ tried, revealed: shown }) {
  return shown || tried.includes(RIGHT);
}

/**
 * How an open option is told: found, missed, or shown because it was asked for.
 * @param {Answer} answer
 * @param {string} name
 * @returns {import("./feedback.js").Kind}
 */
export function kindOf({ tried }, name) {
  if (name !== RIGHT) return "wrong";
  return tried.includes(RIGHT) ? "right" : "shown";
}

/** @param {Answer} answer @returns {"fresh" | "again" | "answered" | "shown"} what stands in the corner of the card */
export function stateOf(answer) {
  if (answer.tried.includes(RIGHT)) return "answered";
  if (answer.revealed) return "shown";
  return answer.tried.length > 0 ? "again" : "fresh";
}
