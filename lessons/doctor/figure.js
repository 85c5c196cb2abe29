/** The shape doctor: a model as somebody wrote it, the shape that leaves every line, and why it breaks. */

import { createView } from "./view/view.js";

/** @param {HTMLElement} root @param {import("../kit/dom/kit.js").Kit} kit @param {import("./view/view.js").Data} data @returns {import("../kit/dom/kit.js").View} */
function build(root, kit, data) {
  const { show } = createView(root, kit, data);
  return { paint: show };
}

/** @type {import("../kit/dom/kit.js").Figure} */
export const figure = { settings: {}, build };
