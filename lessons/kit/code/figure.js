/** The code of the figure above it, in its place on the page. */

import { createCodeBlock } from "./code_block.js";
import { takeCode } from "./code_place.js";

/** @type {import("../dom/kit.js").Figure} */
export const figure = {
  settings: {},
  build(root, kit, { of }) {
    const block = createCodeBlock(kit, `${of}.py`);
    root.append(block.element);
    takeCode(of, block.show, kit.signal);
    return {};
  },
};
