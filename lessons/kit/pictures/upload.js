/** A visitor's picture: handed over, on its way to Python, which alone judges it, and the last one, in memory alone. */

import { postUntilThere, routeOf } from "../ask/asker.js";
import { icon, make } from "../dom/dom.js";
import { remembered, rememberedOne } from "../dom/storage.js";
import { isFramed } from "../settings/address.js";

/** @typedef {{ pixels: readonly number[] | null, isOwn: boolean }} Kept 28×28 in whole hundredths, row by row; whether it is no sample */

const [last, putLast] = rememberedOne(() => /** @type {Kept} */ ({ pixels: null, isOwn: false }));

/** @param {readonly number[]} pixels 28×28 in whole hundredths @param {boolean} isOwn whether it is no sample */
export const keepLastPicture = (pixels, isOwn) => putLast({ pixels, isOwn });

/** What was kept; null where nothing was shown since the document was opened. */
export const lastPicture = () => last().pixels;

/** The same, if it is the visitor's own. */
export const lastOwnPicture = () => (last().isOwn ? last().pixels : null);

const LARGEST = 25e6; // bytes
const UPLOAD_TIMEOUT_MS = 60_000; // a phone sends megabytes

/**
 * @typedef {{ question: string, body: Blob | string, about?: object, name: string }} Handed
 *   body: a file, or JSON that names one of ours; about: what is asked of a file; name: what a refusal calls it
 */

/** What is on its way, by lesson: it outlives a figure that is built anew, as in another language. @type {Map<string, Handed>} */
const onTheirWay = remembered();

/**
 * Asks about pictures for one figure, patiently while the server is away; of several at once only the newest is answered.
 * @param {Kit} kit @param {string} lesson @param {(saying: string) => void} wait
 * @param {(saying: string, reason?: string) => void} refuse reason: why it is no picture, if that is so
 */
export function createPictureAsker(kit, lesson, wait, refuse) {
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
    if (failure) return refuse(failure.message);
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

/**
 * The button, and the places where a picture can be dropped or pasted.
 * @param {Kit} kit @param {HTMLElement} stage @param {(file: Blob, name: string) => void} onFile
 */
export function createUpload(kit, stage, onFile) {
  const input = make("input", { type: "file", accept: "image/*", "aria-label": kit.label("src.upload") });
  const word = make("span", kit.label("src.upload"));
  const button = make("label.button.upload.around", icon("upload"), word, input);
  const take = (/** @type {File | null | undefined} */ file) => {
    if (file) onFile(file, file.name.normalize("NFC"));
  };
  if (isFramed()) {
    button.hidden = true;
    return { element: button, open: () => {} };
  }
  input.addEventListener("change", () => {
    take(input.files?.[0]);
    input.value = ""; // choosing the same file again is a choice as well
  });
  const options = { signal: kit.signal };
  const offer = (/** @type {boolean} */ isOver) => stage.classList.toggle("dropping", isOver);
  const drag = (/** @type {DragEvent} */ event) => {
    event.preventDefault();
    offer(event.type === "dragover");
  };
  for (const type of /** @type {const} */ (["dragover", "drop"])) stage.addEventListener(type, drag, options);
  stage.addEventListener("dragleave", () => offer(false), options);
  stage.addEventListener("drop", (event) => take(event.dataTransfer?.files[0]), options);
  document.addEventListener("paste", (event) => take(event.clipboardData?.files[0]), options);
  return { element: button, open: () => input.click() };
}
