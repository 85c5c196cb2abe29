// @ts-check
/** A Copy button beside a text that Python wrote. */

import { createCopyButton } from "../code/copy_button.js";

/** @param {HTMLElement} root @param {import("../dom/kit.js").Kit} kit @param {{ text: string }} data @returns {import("../dom/kit.js").View} */
function build(root, kit, data) {
  let { text } = data;
  root.append(createCopyButton(kit, () => text));
  return {
    paint: () => {},
    refuse: () => {},
    receive: (next) => {
      ({ text } = next);
    },
  };
}

/** @type {import("../dom/kit.js").Figure} */
export const figure = { settings: {}, build };
