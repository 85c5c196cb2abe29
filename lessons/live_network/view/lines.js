/** The lines that join the layers: the way of every filter, the pinned one in the colour of the step. */

import { makeSvg, placeIn } from "../../kit/dom/dom.js";

/**
 * @typedef {object} Way what the lines of one filter join, from left to right
 * @property {HTMLElement} input
 * @property {HTMLElement[]} places from the kernel to the pooled map; what is hidden is passed by
 * @property {HTMLElement | null} scores
 * @property {boolean} isPinned
 */

const GAP = 4; // px between a line and what it joins

export function createLines() {
  const element = makeSvg("svg", { class: "ways drawn-over", "aria-hidden": "true" });
  let drawn = "";
  return {
    element,
    /** What they join has another place. */
    forget() {
      drawn = "";
    },
    /** Draw them, unless they are drawn already: measuring costs more than all the arithmetic. @param {Way[]} ways @param {string} state what they depend on */
    draw(ways, state) {
      if (state === drawn) return;
      drawn = state;
      /** @param {DOMRect} a @param {DOMRect} b */
      const path = (a, b) => {
        const [x1, y1] = [a.right + GAP, a.top + a.height / 2];
        const [x2, y2] = [b.left - GAP, b.top + b.height / 2];
        if (Math.abs(y1 - y2) < 1) return `M${x1} ${y1}H${x2}`;
        const middle = (x1 + x2) / 2;
        return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
      };
      const order = [...ways].sort((a, b) => Number(a.isPinned) - Number(b.isPinned)); // the pinned one on top
      const paths = order.flatMap(({ input, places, scores, isPinned }) => {
        const stops = [input, ...places, ...(scores ? [scores] : [])].map((each) =>
          placeIn(element, each.getBoundingClientRect()),
        );
        const kind = isPinned ? "way pinned" : "way";
        return stops.slice(1).map((stop, i) => makeSvg("path", { d: path(stops[i], stop), class: kind }));
      });
      element.replaceChildren(...paths);
    },
  };
}
