/** One question to Python, sent once or until somebody is there to answer it. */

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

/** The way to a question of a lesson. @param {import("../dom/kit.js").Kit} kit @param {string} lesson @param {string} question @returns {Route} */
export const routeOf = ({ language, signal, label }, lesson, question) => ({
  ...{ lesson, question, language, signal },
  fallbackMessage: label("state.no_answer"),
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
export async function post(
  { lesson, question, language, fallbackMessage, signal, timeout = ANSWER_TIMEOUT_MS, about },
  asked,
) {
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
