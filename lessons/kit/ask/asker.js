/** Asks Python what only Python can answer: one question in flight, the latest waits for it. */

import { post } from "./post.js";

/** @import { Failure } from "./post.js" */
/**
 * @typedef {Record<string, any>} Settings
 * @typedef {{ state: Settings } & Record<string, any>} Answer it says for which state it is
 * @typedef {object} Answering
 * @property {() => void} onAnswer an answer has come, or it is known that none will
 * @property {number} [rested] ms after the last change, where a hand rests longer than on a slider
 *
 * @typedef {import("./post.js").Route & Answering} Asking
 */

const RESTED = 150; // ms after the last change: the hand rests
const QUIET_TRIES = 2; // of a busy server, before the visitor is told
const MOST_KEPT = 50; // answers: the same question has the same answer for ever

/** @param {Asking} asking @param {string} asked a state as JSON @returns {Promise<{ answer?: Answer, failure?: Failure }>} */
async function answerTo(asking, asked) {
  const given = await post(asking, asked);
  const isOther = given.answer && JSON.stringify(given.answer.state) !== asked;
  return isOther ? { failure: { message: asking.fallbackMessage, isRenewed: false } } : given;
}

/** Keep an answer, and of all only the newest. @param {Map<string, Answer>} known @param {string} asked @param {Answer} answer */
function keep(known, asked, answer) {
  known.set(asked, answer);
  for (const old of [...known.keys()].slice(0, -MOST_KEPT)) known.delete(old);
}

/** The asker of one figure. @param {Asking} asking */
export function createAsker(asking) {
  /** @type {Map<string, Answer>} */
  const known = new Map();
  let wanted = "";
  let [isInFlight, tries] = [false, 0];
  /** @type {Failure | null} */
  let failure = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resting;
  asking.signal.addEventListener("abort", () => clearTimeout(resting));

  const send = async () => {
    if (isInFlight || known.has(wanted)) return;
    isInFlight = true;
    const asked = wanted;
    const given = await answerTo(asking, asked);
    isInFlight = false;
    if (asking.signal.aborted) return;
    if (given.failure?.retryAfter && tries < QUIET_TRIES) {
      tries += 1;
      clearTimeout(resting);
      resting = setTimeout(send, 1000 * given.failure.retryAfter);
      return;
    }
    tries = 0;
    if (given.answer) keep(known, asked, given.answer);
    if (asked !== wanted) return send();
    failure = given.failure ?? null;
    asking.onAnswer();
  };
  return {
    /** What the figure shows now: its answer is asked for as soon as the hand rests. @param {Settings} state */
    want(state) {
      const isFirst = wanted === "";
      const next = JSON.stringify(state);
      if (next === wanted) return;
      [wanted, failure] = [next, null];
      clearTimeout(resting);
      if (isFirst) send();
      else resting = setTimeout(send, asking.rested ?? RESTED);
    },
    /** The answer for exactly this state, or null. @param {Settings} state */
    answer: (state) => known.get(JSON.stringify(state)) ?? null,
    /** Why there is none, once that is known. @param {Settings} state */
    failure: (state) => (JSON.stringify(state) === wanted ? failure : null),
    again() {
      failure = null;
      asking.onAnswer();
      send();
    },
  };
}

/** @typedef {ReturnType<typeof createAsker>} Asker */
