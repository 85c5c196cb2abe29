/** The buttons beside a text that Python wrote: Copy, unless it is too long for that, and Save. */

import { createCopyButton, createSaveButton, LONGEST } from "../code/copy_button.js";

/** @param {HTMLElement} root @param {import("../dom/kit.js").Kit} kit @param {{ text: string, name: string }} data @returns {import("../dom/kit.js").View} */
function build(root, kit, data) {
  let { text, name } = data;
  const copy = createCopyButton(kit, () => text);
  const save = createSaveButton(
    kit,
    () => text,
    () => name,
  );
  const show = () => {
    copy.hidden = text.length > LONGEST;
  };
  root.append(copy, save);
  show();
  return {
    receive: (next) => {
      ({ text, name } = next);
      show();
    },
  };
}

/** @type {import("../dom/kit.js").Figure} */
export const figure = { settings: {}, build };
