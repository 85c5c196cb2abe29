/** What a figure needs to be shown to others, the same on every page: the projector, a link and files, in one small menu. */

import { fileStem } from "../dom/save_file.js";
import { createExports } from "./exports.js";
import { someOf } from "./frames.js";
import { createProjector } from "./projector.js";

/**
 * @typedef {object} Presented
 * @property {HTMLElement} field what a file shows
 * @property {HTMLElement} sentence what a file shows below it
 * @property {HTMLElement} code the line of code, which a file shows last and at whose end the menu stands
 * @property {() => string} [stem] the files' name without ending
 * @property {() => import("./frames.js").Film | null} [film] what an animation goes through from here; without it shows what is there
 * @property {(isFilming: boolean) => void} [onFilm] what passes now is no state that a visitor has come to
 * @property {() => Record<string, unknown>} noted what Python makes a notebook of
 * @property {() => Promise<Blob>} [file] what the code reads
 * @property {() => Record<string, unknown>} links the states that the text links to
 * @property {() => void} [onOpen] such as a pause
 */

/** A file as text, packed by zlib. @param {Blob} file @returns {Promise<string>} */
async function packed(file) {
  const stream = file.stream().pipeThrough(new CompressionStream("deflate"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ""));
}

const inNextFrame = () => new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));

/** Shows every moment of a film as long as it is seen, and then what was there. @param {import("../dom/kit.js").Kit} kit @param {import("./frames.js").Film | null} film @param {() => void} see @param {((isFilming: boolean) => void) | undefined} onFilm */
async function playFilm(kit, film, see, onFilm) {
  if (!film) return see();
  const before = kit.settings();
  onFilm?.(true);
  for (const value of someOf(film.values)) {
    kit.set({ [film.name]: value }, true);
    await inNextFrame();
    see();
  }
  onFilm?.(false);
  kit.set(before, true);
}

/**
 * @param {HTMLElement} root of the figure
 * @param {import("../dom/kit.js").Kit} kit
 * @param {string} lesson
 * @param {Presented & import("./projector.js").Shown} presented
 */
export function createPresenting(root, kit, lesson, presented) {
  const { field, sentence, code, stem, film, onFilm, noted, file, links, onOpen, ...shown } = presented;
  const projector = createProjector(root, kit, shown);
  const exports = createExports(kit, {
    ...{ lesson, onOpen },
    noted: async (isWhole) => {
      const carried = file ? { file: await packed(await file()) } : {};
      // Of a lesson whose code reads a file only this state's is there.
      return { ...noted(), ...carried, ...(isWhole && !file ? { links: links() } : {}) };
    },
    parts: () => [field, ...sentence.querySelectorAll(".now"), ...code.querySelectorAll(".line")],
    stem: stem ?? (() => fileStem(lesson, {})),
    play: (see) => playFilm(kit, film?.() ?? null, see, onFilm),
    project: projector.toggle,
  });
  code.append(exports.element);
}
