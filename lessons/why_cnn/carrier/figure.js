// @ts-check
/** Nothing to see: it brings the figures of this page what is sent apart from their settings. */

import { receiveCounts, receiveNets, receiveRace } from "../store.js";

/** @typedef {{ mark?: string, nets?: import("../store.js").Sent, race?: import("../race.js").Race, accuracy?: import("../counts.js").Received }} Carried */

/** @param {HTMLElement} _root @param {import("../../kit/stage/entry.js").Kit} _kit @param {Carried} first @returns {import("../../kit/stage/entry.js").View} */
function build(_root, _kit, first) {
  /** @param {Carried} carried */
  const receive = ({ nets, race, accuracy, mark }) => {
    if (nets) void receiveNets(nets, mark ?? "");
    if (accuracy) receiveCounts(accuracy);
    if (race) receiveRace(race);
  };
  receive(first);
  return { paint: () => {}, receive, refuse: () => {} };
}

/** @type {import("../../kit/stage/entry.js").Figure} */
export const figure = { settings: {}, follows: "why_cnn", build };
