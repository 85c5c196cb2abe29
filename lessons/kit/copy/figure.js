// @ts-check
/** A Copy button beside a text that Python wrote. */

import { createCopyButton } from "../copy_button.js";

/** @param {HTMLElement} root @param {import("../entry.js").Kit} kit @param {{ text: string }} data @returns {import("../entry.js").View} */
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

/** @type {import("../entry.js").Figure} */
export const figure = { settings: {}, build };
