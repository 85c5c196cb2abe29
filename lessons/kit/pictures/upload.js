// @ts-check
/** A visitor's picture on its way to Python: chosen, dropped or pasted; shrunk here only if it is large. */

import { icon, make } from "../dom/dom.js";

const UNTOUCHED = 8e6; // bytes: up to here Python alone judges the file
const LARGEST = 25e6;
const MOST_PIXELS = 24e6;
const MOST_JPEG_PIXELS = 50e6; // a JPEG is decoded at a fraction of its size
const START_OF_JPEG = "255,216,255";
const SHRUNK_SIDE = 1024;

/**
 * @typedef {object} How
 * @property {(at: number) => void} onWait what is being sent carries this `at`
 * @property {(saying: string) => void} onRefusal
 * @property {(event: Record<string, unknown>) => void} [send] hands it over, if not the kit
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

/** @param {Blob} file @returns {Promise<string>} */
function toBase64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(",")[1] ?? "");
    reader.onerror = () => reject(new Refused("truncated"));
    reader.readAsDataURL(file);
  });
}

/** A large picture as a small one; no figure shows more than 256 pixels of it. @param {Blob} file @returns {Promise<Blob>} */
async function shrink(file) {
  if (file.size > LARGEST) throw new Refused("file_too_large", { limit_megabytes: LARGEST / 1e6 });
  const picture = await createImageBitmap(file).catch(() => {
    throw new Refused("not_a_picture");
  });
  const start = new Uint8Array(await file.slice(0, 3).arrayBuffer());
  const most = String(start) === START_OF_JPEG ? MOST_JPEG_PIXELS : MOST_PIXELS;
  if (picture.width * picture.height > most) {
    throw new Refused("too_many_pixels", { limit_megapixels: most / 1e6 });
  }
  const scale = Math.min(1, SHRUNK_SIDE / Math.max(picture.width, picture.height));
  const canvas = new OffscreenCanvas(Math.max(1, picture.width * scale), Math.max(1, picture.height * scale));
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas.convertToBlob({ type: "image/png" });
}

let newest = 0; // of all pictures on their way: one that was overtaken while it was read is not sent

/**
 * Hand a picture to Python.
 * @param {import("../dom/kit.js").Kit} kit
 * @param {Blob} file
 * @param {string} name what a refusal calls it
 * @param {How & { about?: Record<string, unknown> }} how about: what else Python is told
 */
export async function sendPicture(kit, file, name, { onWait, onRefusal, send = kit.send, about = {} }) {
  const at = Math.max(Date.now(), newest + 1);
  newest = at;
  onWait(at);
  try {
    const small = file.size > UNTOUCHED ? await shrink(file) : file;
    const base64 = await toBase64(small);
    if (at === newest && !kit.signal.aborted) send({ name, base64, at, ...about });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (at === newest) onRefusal(kit.label(`up.${error.reason}`, { name, ...error.values }));
  }
}

/**
 * The button, and the places where a picture can be dropped or pasted.
 * @param {import("../dom/kit.js").Kit} kit
 * @param {HTMLElement} stage
 * @param {How} how
 */
export function createUpload(kit, stage, how) {
  const input = make("input", { type: "file", accept: "image/*", "aria-label": kit.label("src.upload") });
  const button = make(
    "label",
    { class: "upload" },
    icon("upload"),
    make("span", {}, kit.label("src.upload")),
    input,
  );

  /** @param {File | null | undefined} file */
  const take = (file) => {
    if (file) sendPicture(kit, file, file.name.normalize("NFC"), how);
  };
  input.addEventListener("change", () => {
    take(input.files?.[0]);
    input.value = ""; // choosing the same file again is a choice as well
  });
  const options = { signal: kit.signal };
  /** @param {boolean} isOver */
  const offer = (isOver) => stage.classList.toggle("dropping", isOver);
  stage.addEventListener(
    "dragover",
    (event) => {
      event.preventDefault();
      offer(true);
    },
    options,
  );
  stage.addEventListener("dragleave", () => offer(false), options);
  stage.addEventListener(
    "drop",
    (event) => {
      event.preventDefault();
      offer(false);
      take(event.dataTransfer?.files[0]);
    },
    options,
  );
  document.addEventListener("paste", (event) => take(event.clipboardData?.files[0]), options);
  return { element: button, open: () => input.click() };
}
