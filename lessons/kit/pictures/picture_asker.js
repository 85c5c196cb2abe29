/** A visitor's picture on its way to Python, which alone judges it; patient while the server is away. */

import { postUntilThere, routeOf } from "../ask/post.js";
import { remembered } from "../dom/remembered.js";

const LARGEST = 25e6; // bytes
const UPLOAD_TIMEOUT_MS = 60_000; // a phone sends megabytes

/**
 * @typedef {{ question: string, body: Blob | string, about?: object, name: string }} Handed
 *   body: a file, or JSON that names one of ours; about: what is asked of a file; name: what a refusal calls it
 *
 * @typedef {object} Said
 * @property {(saying: string) => void} wait
 * @property {(saying: string, reason: string | undefined) => void} refuse reason: why it is no picture, if that is so
 */

/** What is on its way, by lesson: it outlives a figure that is built anew, as in another language. @type {Map<string, Handed>} */
const onTheirWay = remembered();

/**
 * Asks about pictures for one figure, patiently while the server is away; of several at once only the newest is answered.
 * @param {import("../dom/kit.js").Kit} kit @param {string} lesson @param {Said} said
 */
export function createPictureAsker(kit, lesson, { wait, refuse }) {
  let asking = new AbortController();
  kit.signal.addEventListener("abort", () => asking.abort());

  /** @param {Handed} handed @param {AbortSignal} signal @returns {Promise<any>} */
  const answerTo = async ({ question, body, about, name }, signal) => {
    const sayRefused = (/** @type {string} */ reason, values = {}) =>
      refuse(kit.label(`up.${reason}`, { name, ...values }), reason);
    if (typeof body !== "string" && body.size > LARGEST)
      return sayRefused("file_too_large", { limit_megabytes: LARGEST / 1e6 });
    const route = { ...routeOf(kit, lesson, question), signal, timeout: UPLOAD_TIMEOUT_MS, about };
    const { answer, failure } = await postUntilThere(route, body, () => wait(kit.label("up.waits")));
    if (signal.aborted) return null;
    if (failure?.refused) return sayRefused(failure.refused, failure.values);
    if (failure) return refuse(failure.message, undefined);
    return answer;
  };
  /** The answer; nothing if there is none, which has been said, or if another picture has overtaken this one. @param {Handed} handed @returns {Promise<any>} */
  const ask = async (handed) => {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    onTheirWay.set(lesson, handed);
    wait(kit.label("state.computing"));
    const answer = await answerTo(handed, signal);
    if (!signal.aborted) onTheirWay.delete(lesson);
    return answer ?? null;
  };
  return {
    ask,
    /** What was on its way when the figure was built anew goes on. */
    left: () => onTheirWay.get(lesson) ?? null,
  };
}

/** @typedef {ReturnType<typeof createPictureAsker>} PictureAsker */
