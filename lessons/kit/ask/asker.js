/** Questions to Python: what only it can answer; one in flight, the latest waits for it; and what a figure says where no answer comes. */

import { make, setText } from "../dom/dom.js";
import { afterRest } from "../dom/page.js";

/**
 * @typedef {object} Failure why there is no answer
 * @property {string} message
 * @property {boolean} isRenewed only loading the page again helps
 * @property {boolean} [isAway] nobody answered: the server is away, or the way to it
 * @property {number} [retryAfter] seconds after which a busy server may be asked again
 * @property {string} [refused] the reason's name, where what was handed over cannot be answered
 * @property {Record<string, any>} [values] what its sentence says
 *
 * @typedef {object} Route
 * @property {string} lesson
 * @property {string} question such as "code"
 * @property {string} language
 * @property {string} fallbackMessage what is said where the server says nothing
 * @property {AbortSignal} signal
 * @property {number} [timeout] ms
 * @property {object} [about] what is asked of a body that is not JSON
 */

const ANSWER_TIMEOUT_MS = 15_000;
const AGAIN = 2000; // ms, after which a server that is away is asked again
const NOBODY = [502, 504]; // what a proxy says of a server that is away
const RENEWED = 409;

/** The version of the modules that run here, as it stands in their address. */
const MODULES = /\/-\/lessons\/([^/]+)\//.exec(import.meta.url)?.[1] ?? "";

/** The way to a question of a lesson. @param {Kit} kit @param {string} lesson @param {string} question @param {string} [fallback] the label of what is said where the server says nothing @returns {Route} */
export const routeOf = ({ language, signal, label }, lesson, question, fallback = "state.no_answer") => ({
  ...{ lesson, question, language, signal, fallbackMessage: label(fallback) },
});

/** What the server said instead of an answer. @param {Response} response @param {string} fallbackMessage @returns {Promise<Failure>} */
async function failureOf(response, fallbackMessage) {
  const { status, headers } = response;
  const said = await response.json().catch(() => null);
  return {
    message: said?.message ?? fallbackMessage,
    isRenewed: status === RENEWED,
    isAway: !said && NOBODY.includes(status),
    retryAfter: Number(headers.get("Retry-After")),
  };
}

/** @param {Route} route @param {string | Blob} asked JSON, or a picture's bytes @returns {Promise<{ answer?: any, failure?: Failure }>} */
export async function post(route, asked) {
  const { lesson, question, language, fallbackMessage, signal, timeout = ANSWER_TIMEOUT_MS, about } = route;
  const media = typeof asked === "string" ? "application/json" : "application/octet-stream";
  const beside = new URLSearchParams({ lang: language, modules: MODULES });
  if (about) beside.set("about", JSON.stringify(about));
  try {
    const response = await fetch(`/-/ask/${lesson}/${question}?${beside}`, {
      method: "POST",
      headers: { "Content-Type": media },
      body: asked,
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
    });
    if (!response.ok) return { failure: await failureOf(response, fallbackMessage) };
    const answer = await response.json();
    const { message, error: refused, values, state } = answer; // what torch says of a state is no refusal
    return refused && !state ? { failure: { message, isRenewed: false, refused, values } } : { answer };
  } catch (error) {
    const isAway = error instanceof TypeError; // fetch's own word for it
    return { failure: { message: fallbackMessage, isRenewed: false, isAway } };
  }
}

/** The same, as often as it takes to reach a server that is away or busy. @param {Route} route @param {string | Blob} asked @param {() => void} onWait @returns {ReturnType<typeof post>} */
export async function postUntilThere(route, asked, onWait) {
  const given = await post(route, asked);
  const { isAway, retryAfter } = given.failure ?? {};
  if (route.signal.aborted || !(isAway || retryAfter)) return given;
  onWait();
  await new Promise((rested) => setTimeout(rested, retryAfter ? 1000 * retryAfter : AGAIN));
  return route.signal.aborted ? given : postUntilThere(route, asked, onWait);
}

/** @typedef {{ state: object } & Record<string, any>} Answer it says for which state it is */

const RESTED = 150; // ms after the last change: the hand rests
const QUIET_TRIES = 2; // of a busy server, before the visitor is told
const MOST_KEPT = 50; // answers: the same question has the same answer for ever

/** @param {Route} route @param {string} asked a state as JSON @returns {Promise<{ answer?: Answer, failure?: Failure }>} */
async function answerTo(route, asked) {
  const given = await post(route, asked);
  const isOther = given.answer && JSON.stringify(given.answer.state) !== asked;
  return isOther ? { failure: { message: route.fallbackMessage, isRenewed: false } } : given;
}

/**
 * The asker of one figure.
 * @param {Route} route
 * @param {() => void} onAnswer an answer has come, or it is known that none will
 * @param {number} [rested] ms after the last change, where a hand rests longer than on a slider
 */
export function createAsker(route, onAnswer, rested = RESTED) {
  /** @type {Map<string, Answer>} */
  const known = new Map();
  let wanted = "";
  let [isInFlight, tries] = [false, 0];
  /** @type {Failure | null} */
  let failure = null;
  const rest = afterRest(route.signal);
  const send = async () => {
    if (isInFlight || known.has(wanted)) return;
    isInFlight = true;
    const asked = wanted;
    const { answer, failure: lost = null } = await answerTo(route, asked);
    isInFlight = false;
    if (route.signal.aborted) return;
    if (lost?.retryAfter && tries++ < QUIET_TRIES) return rest.soon(1000 * lost.retryAfter, send);
    tries = 0;
    if (answer) known.set(asked, answer);
    for (const old of [...known.keys()].slice(0, -MOST_KEPT)) known.delete(old);
    if (asked !== wanted) return send();
    failure = lost;
    onAnswer();
  };
  return {
    /** What the figure shows now: its answer is asked for as soon as the hand rests. @param {object} state */
    want(state) {
      const isFirst = wanted === "";
      const next = JSON.stringify(state);
      if (next === wanted) return;
      [wanted, failure] = [next, null];
      rest.stop();
      if (isFirst) send();
      else rest.soon(rested, send);
    },
    /** The answer for exactly this state, or null. @param {object} state */
    answer: (state) => known.get(JSON.stringify(state)) ?? null,
    /** Why there is none, once that is known. @param {object} state */
    failure: (state) => (JSON.stringify(state) === wanted ? failure : null),
    again() {
      failure = null;
      onAnswer();
      send();
    },
  };
}

/** Why there is no answer, with what helps: another try, or the page anew. @param {Kit} kit */
export function createFailed(kit) {
  const message = make("span");
  const button = make("button");
  const element = make("p.failed.in-rows.strong", { role: "alert", hidden: true }, message, " ", button);
  return {
    element,
    show(/** @type {Failure | null} */ failure, /** @type {() => void} */ again) {
      element.hidden = !failure;
      if (!failure || message.textContent === failure.message) return;
      setText(message, failure.message);
      setText(button, kit.label(failure.isRenewed ? "state.reload" : "state.try_again"));
      button.onclick = failure.isRenewed ? () => location.reload() : again;
    },
  };
}
