/** The silhouettes to choose from, small, and sliders that move or turn one. */

import { formatNumber } from "../arithmetic/rounding.js";
import { make, pressOne } from "../dom/dom.js";
import { drawPixels } from "../grid/map.js";
import { greyPixels } from "../grid/scale.js";

/** By whole pixels. @param {Kit} kit @param {string} name @returns {Special} */
export const moveOf = (kit, name) => ({
  write: ({ [name]: n }) => kit.label("silhouette.px", { n: formatNumber(n) }),
});

/** By degrees. @param {Kit} kit @param {string} name @returns {Special} */
export function turnOf(kit, name) {
  const writeLimit = (/** @type {number} */ n) => kit.label("silhouette.degrees", { n: formatNumber(n) });
  return { write: ({ [name]: n }) => writeLimit(n), writeLimit };
}

/** @param {Kit} kit @param {[name: string, picture: Grid][]} pictures @param {(name: string) => void} choose */
export function createStrip(kit, pictures, choose) {
  const samples = pictures.map(([name, picture]) => {
    const canvas = make("canvas", { width: 1, height: 1, "aria-hidden": true });
    drawPixels(canvas, picture, greyPixels(100));
    const title = kit.label(`silhouette.${name}`);
    return make("button.sample.bare", { "aria-label": title, title, onclick: () => choose(name) }, canvas);
  });
  const label = kit.label("silhouette.choose");
  return {
    element: make("div.silhouettes.apart.not-still", { role: "group", "aria-label": label }, ...samples),
    show: (/** @type {string} */ chosen) => pressOne(samples, (at) => pictures[at][0] === chosen),
  };
}
