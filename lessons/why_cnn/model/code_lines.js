/** How long the code of a state is, so that its place is as high before it comes; code.py writes it. */

const HEAD = 8; // imports, and what reads the numbers that the code carries
const NET = 8; // the picture, the input, around the layers, what the net answers, the print, what it prints
/** Lines of layers and of their numbers. @type {Record<import("./limits.js").NetName, number>} */
const LAYERS = { dense: 1 + 4, flatten: 3 + 6, global: 3 + 6 };

/** @param {import("./limits.js").Settings} chosen */
export const codeLines = ({ net }) => HEAD + NET + LAYERS[net];
