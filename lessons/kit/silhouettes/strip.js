/** The silhouettes to choose from, small. */

import { make } from "../dom/dom.js";
import { drawPixels } from "../grid/map.js";
import { greyPixels } from "../grid/scale.js";

/** @param {import("../dom/kit.js").Kit} kit @param {[name: string, picture: import("../arithmetic/grid.js").Grid][]} pictures @param {(name: string) => void} choose */
export function createStrip(kit, pictures, choose) {
  const grey = greyPixels();
  const samples = pictures.map(([name, picture]) => {
    const canvas = make("canvas", { width: 1, height: 1, "aria-hidden": true });
    drawPixels(canvas, picture, (value) => grey(value / 100));
    const title = kit.label(`silhouette.${name}`);
    return make("button.sample", { "aria-label": title, title, onclick: () => choose(name) }, canvas);
  });
  const label = kit.label("silhouette.choose");
  return {
    element: make("div.silhouettes", { role: "group", "aria-label": label }, ...samples),
    show(/** @type {string} */ chosen) {
      samples.forEach((sample, at) => {
        sample.setAttribute("aria-pressed", String(pictures[at][0] === chosen));
      });
    },
  };
}
