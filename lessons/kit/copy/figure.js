// @ts-check
/** A Copy button beside a text that Python wrote. */

import { createCopyButton } from "../code/copy_button.js";

/** @param {HTMLElement} root @param {import("../stage/entry.js").Kit} kit @param {{ text: string }} data @returns {import("../stage/entry.js").View} */
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

/** @type {import("../stage/entry.js").Figure} */
export const figure = { settings: {}, build };
