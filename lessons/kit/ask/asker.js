// @ts-check
/** Asks Python what only Python can answer: one question in flight, the latest waits for it. */

/**
 * @typedef {Record<string, any>} Settings
 * @typedef {{ state: Settings } & Record<string, any>} Answer it says for which state it is
 * @typedef {{ message: string, isRenewed: boolean, retryAfter?: number }} Failure why there is none; `isRenewed`: only loading
 *   the page again helps; `retryAfter`: seconds after which a busy server may be asked again
 *
 * @typedef {object} Asking
 * @property {string} lesson
 * @property {string} question such as "code"
 * @property {string} language
 * @property {string} failed what is said where the server says nothing
 * @property {AbortSignal} signal
 * @property {() => void} onAnswer an answer has come, or it is known that none will
 * @property {number} [rested] ms after the last change, where a hand rests longer than on a slider
 */

const RESTED = 150; // ms after the last change: the hand rests
const PATIENCE = 15_000; // ms
const QUIET_TRIES = 2; // of a busy server, before the visitor is told
const MOST_KEPT = 50; // answers: the same question has the same answer for ever

/** The version of the modules that run here, as it stands in their address. */
const MODULES = /\/-\/lessons\/([^/]+)\//.exec(import.meta.url)?.[1] ?? "";

/** What the server said instead of an answer. @param {Response} response @param {string} failed @returns {Promise<Failure>} */
async function failureOf(response, failed) {
  const said = await response.json().catch(() => ({}));
  const retryAfter = Number(response.headers.get("Retry-After"));
  return { message: said.message ?? failed, isRenewed: response.status === 409, retryAfter };
}

/** @param {Asking} asking @param {string} asked a state as JSON @returns {Promise<{ answer?: Answer, failure?: Failure }>} */
async function answerTo({ lesson, question, language, failed, signal }, asked) {
  const address = `/-/ask/${lesson}/${question}?lang=${language}&modules=${MODULES}`;
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: asked,
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]),
    });
    if (!response.ok) return { failure: await failureOf(response, failed) };
    const answer = await response.json();
    if (JSON.stringify(answer.state) === asked) return { answer };
  } catch {
    // offline, too slow, or no JSON: the sentence says what helps
  }
  return { failure: { message: failed, isRenewed: false } };
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
