// @ts-check
/** A visitor's picture on its way to Python: shrunk here only if it is large, and patient while the server is away. */

import { postUntilThere } from "../ask/post.js";
import { remembered } from "../dom/remembered.js";

const UNTOUCHED = 8e6; // bytes: up to here Python alone judges the file
const LARGEST = 25e6;
const MOST_PIXELS = 50e6;
const SHRUNK_SIDE = 1024;
const PATIENCE = 60_000; // ms: a phone sends megabytes

/**
 * @typedef {{ question: string, body: Blob | string, name: string }} Handed body: a file, or JSON that names one of ours;
 *   name: what a refusal calls it
 *
 * @typedef {object} Said
 * @property {(saying: string) => void} wait
 * @property {(saying: string, reason: string | undefined) => void} refuse reason: why it is no picture, if that is so
 */

/** A file that the page refuses before it is sent; the reasons are those of cnn_core.pictures. */
class Refused extends Error {
  /** @param {string} reason @param {Record<string, number>} [values] */
  constructor(reason, values = {}) {
    super(reason);
    this.reason = reason;
    this.values = values;
  }
}

/** A large picture as a small one; no figure shows more than 256 pixels of it. @param {Blob} file @returns {Promise<Blob>} */
async function shrink(file) {
  if (file.size > LARGEST) throw new Refused("file_too_large", { limit_megabytes: LARGEST / 1e6 });
  const picture = await createImageBitmap(file).catch(() => {
    throw new Refused("not_a_picture");
  });
  if (picture.width * picture.height > MOST_PIXELS) {
    throw new Refused("too_many_pixels", { limit_megapixels: MOST_PIXELS / 1e6 });
  }
  const scale = Math.min(1, SHRUNK_SIDE / Math.max(picture.width, picture.height));
  const canvas = new OffscreenCanvas(Math.max(1, picture.width * scale), Math.max(1, picture.height * scale));
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas.convertToBlob({ type: "image/png" });
}

/** What is sent of it, or why it is not sent. @param {Blob | string} body @returns {Promise<{ ready: Blob | string } | { refused: Refused }>} */
async function prepared(body) {
  if (typeof body === "string" || body.size <= UNTOUCHED) return { ready: body };
  try {
    return { ready: await shrink(body) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { refused: error };
  }
}

/** What is on its way, by lesson: it outlives a figure that is built anew, as in another language. @type {Map<string, Handed>} */
const onTheirWay = remembered();

/**
 * Asks about pictures for one figure; of several at once only the newest is answered.
 * @param {import("../dom/kit.js").Kit} kit
 * @param {string} lesson
 * @param {Said} said
 */
export function createPictureAsker(kit, lesson, { wait, refuse }) {
  let asking = new AbortController();
  kit.signal.addEventListener("abort", () => asking.abort());

  /** @param {Handed} handed @param {AbortSignal} signal @returns {Promise<any>} */
  const answerTo = async ({ question, body, name }, signal) => {
    const sayRefused = (/** @type {string} */ reason, values = {}) =>
      refuse(kit.label(`up.${reason}`, { name, ...values }), reason);
    const made = await prepared(body);
    if (signal.aborted) return null;
    if ("refused" in made) return sayRefused(made.refused.reason, made.refused.values);
    const failed = kit.label("state.no_answer");
    const route = { lesson, question, language: kit.language, failed, signal, patience: PATIENCE };
    const { answer, failure } = await postUntilThere(route, made.ready, () => wait(kit.label("up.waits")));
    if (signal.aborted) return null;
    if (failure?.refused && typeof body !== "string") return sayRefused(failure.refused, failure.values);
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
