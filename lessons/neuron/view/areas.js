/** Numbers of parameters as squares in one corner: area is number. */

import { make, makeSvg } from "../../kit/dom/dom.js";

const SIDE = 100;
const SEEN = 4; // of SIDE: what is smaller gets a ring around it

/** @param {string[]} names of the squares, the largest first */
export function createAreas(names) {
  const squares = names.map((name) => makeSvg("rect", { class: name, x: 0 }));
  const ring = makeSvg("circle", { class: "ring", r: SEEN });
  const frame = { viewBox: `-5 -1 ${SIDE + 6} ${SIDE + 6}`, "aria-hidden": "true" };
  const element = make("div.areas", makeSvg("svg", frame, ...squares, ring));
  return {
    element,
    /** @param {number[]} numbers as many as names @param {string} now which of the names is on the stage */
    show(numbers, now) {
      squares.forEach((square, i) => {
        const side = SIDE * Math.sqrt(numbers[i] / numbers[0]);
        for (const name of ["width", "height"]) square.setAttribute(name, String(side));
        square.setAttribute("y", String(SIDE - side));
        square.classList.toggle("now", names[i] === now);
        if (i < squares.length - 1) return;
        ring.setAttribute("cx", String(side / 2));
        ring.setAttribute("cy", String(SIDE - side / 2));
        ring.setAttribute("visibility", side < SEEN ? "visible" : "hidden");
      });
    },
  };
}
