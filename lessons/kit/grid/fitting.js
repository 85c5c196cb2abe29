/**
 * The sizes of a stage's grids follow its style sheet: `--input-box` there is the box of the grid called "input",
 * and `--input-room`, if it is there, how much wider it may become. Any length will do: `clamp(180px, 50cqi, 300px)`.
 */

import { whenResized } from "../dom/dom.js";

/** Registered as lengths, so that what is read of them is in px. @type {Set<string>} */
const lengths = new Set();

/** Let this custom property be read in px, whatever length stands there. @param {string} name */
export function registerLength(name) {
  if (!lengths.has(name))
    CSS.registerProperty({ name, syntax: "<length>", inherits: true, initialValue: "0px" });
  lengths.add(name);
}

/**
 * Fit the grids now and whenever the stage changes its width; what is returned fits them once more.
 * @param {HTMLElement} field the element whose style names the boxes
 * @param {Record<string, { fit: (box: number, room?: number) => void }>} grids by the name in the style sheet
 * @param {AbortSignal} signal @param {() => void} [afterwards]
 */
export function fitGrids(field, grids, signal, afterwards) {
  for (const name of Object.keys(grids))
    for (const size of ["box", "room"]) registerLength(`--${name}-${size}`);
  const fit = () => {
    if (!field.isConnected) return;
    const style = getComputedStyle(field);
    for (const [name, grid] of Object.entries(grids)) {
      const [box, room] = ["box", "room"].map((size) =>
        Number.parseFloat(style.getPropertyValue(`--${name}-${size}`)),
      );
      grid.fit(box, room || box);
    }
    afterwards?.();
  };
  fit(); // before the first paint, so that nothing moves
  if (!field.isConnected) queueMicrotask(fit); // it comes onto the page in the same turn
  whenResized(field, fit, signal);
  return fit;
}
