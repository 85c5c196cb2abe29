// @ts-check
/** Nothing to see: it brings the figures of this page what is sent apart from their settings. */

import { receiveNets } from "../store.js";

/** @typedef {{ mark: string, nets: import("../store.js").Sent }} Carried */

/** @param {HTMLElement} _root @param {import("../../kit/dom/kit.js").Kit} _kit @param {Carried} first @returns {import("../../kit/dom/kit.js").View} */
function build(_root, _kit, first) {
  const receive = (/** @type {Carried} */ { nets, mark }) => void receiveNets(nets, mark);
  receive(first);
  return { paint: () => {}, receive, refuse: () => {} };
}

/** @type {import("../../kit/dom/kit.js").Figure} */
export const figure = { settings: {}, follows: "why_cnn", build };
