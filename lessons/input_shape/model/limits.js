/** What can be set in this figure, and how it stands in the address. */

import { tableOf } from "../../kit/figure/fetched.js";
import { patternOf, plainly, settingsOf } from "../../kit/settings/table.js";

export const table = await tableOf("input_shape");

/**
 * view: which of the five is on the stage; shape: of the tensor that is built, "1,28,28"; mend: which one is run, from 1, 0
 * is the snippet as it is; ops: calls on the small picture, "permute:2,0,1.view:-1"; at: the number that is followed into
 * memory, from 0 in the order of the axes; permute, scale, batch: 1 where the photo's channels are moved to the front, it
 * becomes floats from 0 to 1, it gets a batch axis; seed, question: of the drill, from 1.
 * @typedef {ChosenIn<typeof import("../settings.json"), { view: "build" | "mend" | "memory" | "file" | "drill" }>} Settings
 */

export const OUT_CHANNELS = 5;

const SHAPE = patternOf(table.settings.shape);
/** How long each axis can be, by its name. @type {Record<string, number>} */
export const LONGEST = { N: 64, C: 64, H: 256, W: 256 };
const AXES = ["N", "C", "H", "W"];

/** The axes as PyTorch reads that many. @param {number} many */
export const axesOf = (many) => AXES.slice(-many);

/** A written shape, "1, 28, 28" or "(1,28,28)"; null if it is none that can be built here. @param {string} text */
export function readShape(text) {
  const plain = plainly(text).replace(/^(?:torch\.Size\()?[[(]?\s*|\s*,?\s*[\])]{0,2}$/g, "");
  const lengths = plain.split(/\s*[,x×]\s*/);
  return SHAPE.test(lengths.join(",")) ? lengths.map(Number) : null;
}

export const settings = settingsOf(table, {
  shape: { read: (text) => readShape(text)?.join(",") ?? null },
});

/** Another snippet is shown as it was written. @param {Settings} before @param {Settings} possible */
export const follow = (before, possible) =>
  before.snippet === possible.snippet ? possible : { ...possible, mend: 0 };
