// @ts-check
/** What a figure needs to be shown to others, the same on every page: the projector, a link and files, in one small menu. */

import { fileStem } from "./download.js";
import { createExports } from "./exports.js";
import { createProjector } from "./projector.js";

/**
 * @typedef {object} Presented
 * @property {HTMLElement} field what a file shows
 * @property {HTMLElement} code the line of code, at whose end the menu stands
 * @property {() => string} [stem] the files' name without ending
 * @property {() => unknown} [state] the plain numbers Python draws from
 * @property {() => unknown} noted what Python makes a notebook of
 * @property {() => void} [onOpen] such as a pause
 */

/**
 * @param {HTMLElement} root of the figure
 * @param {import("../dom/kit.js").Kit} kit
 * @param {string} lesson
 * @param {Presented & import("./projector.js").Shown} presented
 */
export function createPresenting(root, kit, lesson, { field, code, stem, state, noted, onOpen, ...shown }) {
  const projector = createProjector(root, kit, shown);
  const named = stem ?? (() => fileStem(lesson, {}));
  const exports = createExports(kit, {
    lesson,
    field,
    stem: named,
    state,
    noted,
    onOpen,
    project: projector.toggle,
  });
  code.append(exports.element);
}
