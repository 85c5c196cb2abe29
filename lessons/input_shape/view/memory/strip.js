/** Twelve numbers in a row, each with its channel's letter and its place in memory. */

import { make } from "../../../kit/dom/dom.js";
import { numberPaint } from "../../../kit/grid/scale.js";
import { ELEMENTS, LETTERS } from "../../model/small_picture.js";

const SHOWN = 12;
const BRIGHTEST = 255;

/** @param {import("../../../kit/dom/kit.js").Kit} kit @param {string} name */
export function createStrip(kit, name) {
  const title = make("b.name", kit.label(name));
  const list = make("ol.cells-row", { "aria-label": kit.label(name) });
  return {
    element: make("div.strip-row", title, list),
    /**
     * @param {readonly number[]} storage
     * @param {readonly number[]} origins where each number of it lay at first, R, G, B, R, G, B …
     * @param {(at: number) => number} place where in the storage a number of this row lies
     * @param {number} marked which number of the row is followed
     */
    show(storage, origins, place, marked) {
      const from = Math.min(Math.floor(marked / SHOWN) * SHOWN, ELEMENTS - SHOWN);
      const cells = Array.from({ length: SHOWN }, (_, step) => {
        const at = from + step;
        const where = place(at);
        const { background, ink } = numberPaint(storage[where], BRIGHTEST, kit.theme);
        const number = make(
          "b",
          { style: `background: ${background}; color: ${ink}` },
          String(storage[where]),
        );
        const below = make("small", `${LETTERS[origins[where] % 3]} · ${where}`);
        return make(
          "li",
          { class: at === marked ? "marked" : null, "aria-current": at === marked ? "true" : null },
          number,
          below,
        );
      });
      list.replaceChildren(...cells);
      list.setAttribute("start", String(from));
    },
  };
}
