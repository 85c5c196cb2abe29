/** A row of questions: a button for each that says where its answer stands. */

import { make } from "../dom/dom.js";

/** @typedef {{ look: string, name: string, sign?: Node }} Circle its class, what is read of it, what stands in it if not its number */

/** A row of questions: a button for each that says where its answer stands. @param {number} count @param {(at: number) => void} onPress */
export function createCircles(count, onPress) {
  const circles = Array.from({ length: count }, (_, at) => make("button", { onclick: () => onPress(at) }));
  return {
    circles,
    show(/** @type {(at: number) => Circle} */ of, /** @type {number} */ now) {
      circles.forEach((circle, at) => {
        const { look, name, sign = String(at + 1) } = of(at);
        circle.className = look;
        circle.setAttribute("aria-label", name);
        circle.replaceChildren(sign);
        if (at === now) circle.setAttribute("aria-current", "step");
        else circle.removeAttribute("aria-current");
      });
    },
  };
}
