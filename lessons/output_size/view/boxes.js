/** Input and output as two boxes on one scale, so that the shrinking is seen. */

import { make } from "../../kit/dom/dom.js";

/** @typedef {[height: number, width: number]} Sides */

/** @param {HTMLElement} box @param {Sides} sides @param {number} scale px a cell */
export function sizeBox(box, [height, width], scale) {
  box.style.height = `${Math.max(height * scale, 2)}px`;
  box.style.width = `${Math.max(width * scale, 2)}px`;
}

/** @param {number} side px of the place */
export function createBoxes(side) {
  const [input, output] = [make("i.box.input-box"), make("i.box.output-box")];
  const element = make("div.boxes", { "aria-hidden": true, style: `--side: ${side}px` }, input, output);
  return {
    element,
    input,
    output,
    /** @param {Sides} from @param {Sides | null} to null hides the output @param {number} [largest] cells of the whole place */
    show(from, to, largest = Math.max(...from, ...(to ?? []))) {
      const scale = side / largest;
      sizeBox(input, from, scale);
      output.hidden = to === null;
      if (to) sizeBox(output, to, scale);
    },
  };
}
