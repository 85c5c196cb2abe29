// @ts-check
/** The start page's figure: a window goes over a picture, its map fills, and in the end the network answers. */

import { fitGrids } from "../kit/grid/fitting.js";
import { lastOwnPicture } from "../kit/pictures/last_picture.js";
import { sentenceOf } from "./model/captions.js";
import { Filled } from "./model/filled.js";
import { settings } from "./model/limits.js";
import { compute } from "./model/network.js";
import { PLACES, STEPS } from "./model/sizes.js";
import { drawLinks, paintMaps } from "./view/painting.js";
import { createParts } from "./view/parts.js";

/**
 * @typedef {import("../kit/dom/kit.js").Kit} Kit
 * @typedef {import("./model/network.js").Data} Data
 * @typedef {import("./model/limits.js").Settings} Settings
 */

/** The figure goes on with the visitor's own picture, which only the browser has. @param {Data} sent @returns {Data} */
function withOwnPicture(sent) {
  const pixels = lastOwnPicture();
  return pixels ? { ...sent, pixels: [...pixels], own: true } : sent;
}

/** @param {HTMLElement} root @param {Kit} kit @param {Data} sent @returns {import("../kit/dom/kit.js").View} */
function build(root, kit, sent) {
  const first = withOwnPicture(sent);
  const filled = new Filled();
  let [data, network] = [first, compute(first)];
  /** @type {import("./model/captions.js").Action} */
  let action = "opened";
  /** @param {number} row @param {number} column @param {boolean} isSliding */
  const visit = (row, column, isSliding) => {
    parts.transport.pause();
    action = "looked";
    const [y, x] = [row, column].map((place) => Math.min(Math.max(place, 0), PLACES - 1));
    filled.visit([y, x], isSliding);
    kit.set({ step: filled.count });
  };
  const parts = createParts(root, kit, first, filled, visit);
  /** @param {Settings} chosen */
  const paint = (chosen) => {
    if (filled.count > 0 && chosen.step !== filled.count) action = "slid";
    filled.fillTo(chosen.step);
    paintMaps(parts, kit, network, chosen, filled);
    parts.answer.show(filled.isComplete ? network.shares : null);
    parts.transport.show(filled.count, STEPS, PLACES);
    parts.title.textContent = kit.label(data.own ? "home.own" : "home.picture");
    const saying = sentenceOf(kit, network, chosen, filled, action, data.net.classes);
    parts.sentence.show("", saying, !parts.transport.isPlaying);
    drawLinks(parts, filled, action);
  };
  root.addEventListener("keydown", (event) => parts.transport.takeKey(event), { signal: kit.signal });
  const { picture, map, pooled, kernel } = parts;
  const again = () => drawLinks(parts, filled, action);
  fitGrids(parts.field, { picture, map, pooled, kernel: kernel.grid }, kit.signal, again);
  return {
    pause: parts.transport.pause,
    paint,
    receive(anew) {
      const given = withOwnPicture(anew);
      [data, network] = [given, compute(given)];
      paint(kit.settings());
    },
    refuse: () => {},
  };
}

/** @type {import("../kit/dom/kit.js").Figure} */
export const figure = { settings, build };
