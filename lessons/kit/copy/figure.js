/** The buttons beside a text that Python wrote: Copy, unless it is too long for that, and Save. */

import { createCopyButton, createSaveButton, LONGEST } from "../code/figure.js";

/** @type {Figure} */
export const figure = {
  settings: {},
  build(root, kit) {
    let [text, name] = ["", ""];
    const copy = createCopyButton(kit, () => text);
    root.append(
      copy,
      createSaveButton(kit, () => [text, name]),
    );
    return {
      receive(data) {
        ({ text, name } = data);
        copy.hidden = text.length > LONGEST;
      },
    };
  },
};
