// @ts-check
/** Files for the visitor: made here, or asked of Python and saved once when they come. */

import { save } from "../dom/save_file.js";

/**
 * @typedef {object} Made what Python has made, in the figure's data
 * @property {string} id of the request it answers
 * @property {string | null} base64 null when it could not be made
 * @property {string} type such as "image/png"
 *
 * @typedef {(isSaved: boolean) => void} Told
 */

const PATIENCE = 60_000; // ms; after that the server is gone, or too busy to be of use

/** What has been asked for and has not come. It outlives a figure: Streamlit remounts. @type {Map<string, (made: Made | null) => void>} */
const awaited = new Map();
let requests = 0;

/** @param {Made} made */
function blobOf({ base64, type }) {
  const bytes = Uint8Array.from(atob(base64 ?? ""), (letter) => letter.charCodeAt(0));
  return new Blob([bytes], { type });
}

/**
 * Ask Python for a file.
 * @param {(event: unknown) => void} send
 * @param {string} kind such as "png"
 * @param {string} name the file's
 * @param {unknown} state what it shows
 * @param {Told} told
 */
export function request(send, kind, name, state, told) {
  const id = `${Date.now()}-${++requests}`;
  const giveUp = setTimeout(() => awaited.get(id)?.(null), PATIENCE);
  awaited.set(id, (made) => {
    clearTimeout(giveUp);
    awaited.delete(id);
    const isThere = made !== null && made.base64 !== null;
    if (isThere) save(blobOf(made), name);
    told(isThere);
  });
  send({ download: { id, kind, state } });
}

/** Take what the figure's data bring along; what was not asked for, or has come before, is left alone. @param {Made | null | undefined} made */
export function receive(made) {
  if (made) awaited.get(made.id)?.(made);
}

/**
 * A file's name without its ending, from the arguments of the layer: "convolution-k3-s1-p1".
 * @param {string} lesson
 * @param {Record<string, string | number | readonly number[]>} settings by PyTorch's names; pairs as (height, width)
 */
export function fileStem(lesson, settings) {
  const parts = Object.entries(settings).map(([name, value]) => {
    const sides = Array.isArray(value) ? [...new Set(value)] : [value];
    return `${name[0]}${sides.length === 1 || sides[0] === sides[1] ? sides[0] : sides.join("x")}`;
  });
  return [lesson.replaceAll("_", "-"), ...parts].join("-");
}
