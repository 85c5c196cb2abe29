// @ts-check
/** What can be set in this figure, how it stands in the address, and what Python hears of it. */

import { oneOf, whole } from "../kit/settings/address.js";
import { DTYPES } from "./conv_words.js";
import { isAnswered, QUESTIONS, questionOf } from "./drill.js";
import { SNIPPETS } from "./names.js";
import { ELEMENTS } from "./small_picture.js";
import { readCalls } from "./tensor_view.js";

/**
 * @typedef {import("../kit/settings/address.js").Setting} Setting
 *
 * @typedef {object} Settings
 * @property {"build" | "mend" | "memory" | "file" | "drill"} view which of the five is on the stage
 * @property {string} shape of the tensor that is built: "1,28,28"
 * @property {string} dtype
 * @property {number} in_channels
 * @property {number} kernel_size
 * @property {number} padding
 * @property {string} snippet
 * @property {number} mend which one is run, from 1; 0 is the snippet as it is
 * @property {string} ops calls on the small picture: "permute:2,0,1.view:-1"
 * @property {number} at the number that is followed into memory, from 0 in the order of the axes
 * @property {number} permute whether the photo's channels are moved to the front: 0 or 1
 * @property {number} scale whether it becomes floats from 0 to 1
 * @property {number} batch whether it gets a batch axis
 * @property {number} seed of the drill
 * @property {number} question of the drill, from 1
 */

export const VIEWS = /** @type {const} */ (["build", "mend", "memory", "file", "drill"]);
export const OUT_CHANNELS = 5;

const MENDS = 3;
/** How long each axis can be, by its name. @type {Record<string, number>} */
export const LONGEST = { N: 64, C: 64, H: 256, W: 256 };
const AXES = ["N", "C", "H", "W"];

/** The axes as PyTorch reads that many. @param {number} many */
export const axesOf = (many) => AXES.slice(-many);

/** A written shape, "1, 28, 28" or "(1,28,28)"; null if it is none that can be built here. @param {string} text */
export function readShape(text) {
  const plain = text.replace(/^\s*[[(]?\s*|\s*,?\s*[\])]?\s*$/g, "");
  if (!/^\d{1,3}(\s*[,x×]\s*\d{1,3}){0,3}$/.test(plain)) return null;
  const lengths = plain.split(/[,x×]/).map(Number);
  const axes = axesOf(lengths.length);
  return lengths.every((length, at) => length >= 1 && length <= LONGEST[axes[at]]) ? lengths : null;
}

/** @type {Setting} */
const shape = {
  initial: "1,28,28",
  read: (text) => readShape(text)?.join(",") ?? null,
  keep: (/** @type {string} */ value) => readShape(value)?.join(",") ?? "1,28,28",
};

/** @type {Setting} */
const ops = {
  initial: "permute:2,0,1",
  read: (text) => (readCalls(text) ? text : null),
  keep: (/** @type {string} */ value) => (readCalls(value) ? value : "permute:2,0,1"),
};
const YES_NO = () => /** @type {[number, number]} */ ([0, 1]);

/** @type {Record<string, Setting>} */
export const settings = {
  view: oneOf("build", VIEWS),
  shape,
  dtype: oneOf("float32", DTYPES),
  in_channels: whole(1, () => [1, 64]),
  kernel_size: whole(5, () => [1, 11]),
  padding: whole(0, () => [0, 5]),
  snippet: oneOf("channels_last", SNIPPETS),
  mend: whole(0, () => [0, MENDS]),
  ops,
  at: whole(1, () => [0, ELEMENTS - 1]),
  permute: whole(0, YES_NO),
  scale: whole(0, YES_NO),
  batch: whole(0, YES_NO),
  seed: whole(1, () => [1, 9999]),
  question: whole(1, () => [1, QUESTIONS]),
};

/** Another snippet is shown as it was written. @param {Settings} before @param {Settings} possible */
export function follow(before, possible) {
  return before.snippet === possible.snippet ? possible : { ...possible, mend: 0 };
}

/** What the code below the figure is written from; a drill's code only once it has been answered. @param {Settings} chosen */
export function tell(chosen) {
  const { at: _, seed, question, ...told } = chosen;
  if (chosen.view !== "drill") return told;
  return isAnswered(seed, question) ? { ...told, ...questionOf(seed, question).state } : { view: "drill" };
}
