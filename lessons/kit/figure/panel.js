/** A titled place on a stage: the name of a grid, a short note beside it, the grid. */

import { make } from "../dom/dom.js";

/** A titled place on a stage: the name of a grid, a short note beside it, the grid. @param {string} area its place in the stage's layout @param {string} name @param {...Node} content */
export function createPanel(area, name, ...content) {
  const note = make("span.note");
  const head = make("p.panel-head", make("b", name), " ", note);
  return {
    element: make("section", { class: `panel ${area}`, style: `--area: ${area}` }, head, ...content),
    note,
  };
}
