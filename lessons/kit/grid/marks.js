/** Outlines over the cells of a grid or a map, placed in cells. */

import { make } from "../dom/dom.js";

/** @typedef {{ row: number, column: number, height: number, width: number }} Area counted in cells from 0 */

export function createMarks() {
  const element = make("div.marks", { "aria-hidden": true });
  let newest = 0; // of all changes of size
  return {
    element,
    /** Lay the outline called `name` over some cells, or take it away. @param {string} name @param {Area | null} area */
    mark(name, area) {
      const found = element.querySelector(`.${name}`);
      const outline = found instanceof HTMLElement ? found : make("div", { class: `mark ${name}` });
      outline.hidden = area === null;
      if (!area) return;
      for (const [side, value] of Object.entries(area)) outline.style.setProperty(`--${side}`, String(value));
      if (!found) element.append(outline);
    },
    /** The cells have another size: an outline stands where they are, it does not glide there. */
    settle() {
      const call = ++newest;
      element.classList.add("still");
      const painted = () => element.classList.toggle("still", call !== newest);
      requestAnimationFrame(() => requestAnimationFrame(painted)); // the first comes before the paint
    },
  };
}
