// @ts-check
/** Input and output once more, small, beside the words that speak of them: it follows the figure. */

import { make } from "../../kit/dom/dom.js";
import { scrollToFollowed } from "../../kit/figure/linked_figures.js";
import { signedPixels } from "../../kit/grid/scale.js";
import { cellOf, isOnItsWay, windowArea } from "../model/limits.js";
import { compute } from "../model/numbers.js";
import { isPhoto } from "../model/photos.js";
import { inputCells, outputCells } from "../view/cells.js";
import { inputColour } from "../view/photo_maps.js";
import { createBeside } from "./beside.js";
import { Miniature } from "./miniature.js";
import { pointedAt } from "./pointing.js";
import { listenToReferences } from "./references.js";

/**
 * @typedef {import("../../kit/dom/kit.js").Kit} Kit
 * @typedef {import("../model/limits.js").Settings} Settings
 * @typedef {Record<"input" | "output", Miniature>} Pictures
 */

const FOLLOWED = "convolution";
const [GAP, TALL, LARGEST] = [16, 216, 24]; // px: between the pictures, their height, a cell
const MOST_AREAS = 4;

/** The size of a cell with which both pictures fit. @param {import("../model/numbers.js").Numbers} now @param {number} room in pixels */
function cellSize({ padded, output }, room) {
  const across = padded.width + output.width;
  const size = Math.min((room - GAP) / across, TALL / Math.max(padded.height, output.height), LARGEST);
  return size > 2 ? Math.floor(size) : size;
}

/** @param {Pictures} pictures @param {Settings} chosen @param {Kit} kit @param {number} room */
function paintPictures({ input, output }, chosen, kit, room) {
  const now = compute(chosen);
  const size = cellSize(now, room);
  if (isPhoto(chosen.input)) {
    input.showMap(now.padded, inputColour(now, chosen, kit.theme), size);
    output.showMap(now.output, signedPixels(now.limit, kit.theme), size);
  } else {
    const plain = inputCells(now, chosen, kit).map((row) => row.map((cell) => ({ ...cell, below: "" })));
    input.showCells(plain, size);
    output.showCells(outputCells(now, chosen, kit, "open"), size);
  }
  const [row, column] = cellOf(chosen);
  input.mark("window", windowArea(chosen, row, column));
  output.mark("window", { row, column, height: 1, width: 1 });
}

/** @param {Pictures} pictures @param {string} hash @param {Settings} chosen */
function pointIn(pictures, hash, chosen) {
  const found = chosen.input ? pointedAt(hash, chosen) : null; // nothing yet before the figure has come
  for (const [name, picture] of Object.entries(pictures)) {
    for (let at = 0; at < MOST_AREAS; at++) {
      picture.mark(`pointed-${at}`, found?.grid === name ? (found.areas[at] ?? null) : null);
    }
  }
  return found !== null;
}

/** @param {HTMLElement} root @param {Kit} kit @returns {import("../../kit/dom/kit.js").View} */
function build(root, kit) {
  const pictures = { input: new Miniature(), output: new Miniature() };
  const panels = ["input", "output"].map((name) =>
    make(
      "div",
      { class: "half" },
      make("b", {}, kit.label(`fig.${name}`)),
      pictures[/** @type {"input"} */ (name)].element,
    ),
  );
  const back = make(
    "button",
    { type: "button", class: "quiet", onclick: () => scrollToFollowed(FOLLOWED) },
    kit.label("nav.to_figure"),
  );
  const foot = make("p", { class: "foot" }, make("span", { class: "note" }, kit.label("conv.point")), back);
  const halves = make("div", { class: "halves" }, ...panels);
  const element = make("div", { class: "companion" }, halves, foot);
  root.append(element);
  const { reveal } = createBeside(element, kit, FOLLOWED);
  let hash = "";
  listenToReferences(
    kit.signal,
    (pointed) => {
      hash = pointed;
      return pointIn(pictures, hash, kit.settings());
    },
    reveal,
  );
  let room = 0; // px, as it was last laid out
  /** @param {Settings} chosen */
  const paint = (chosen) => {
    if (room === 0 || !chosen.input || isOnItsWay(chosen)) return; // a closed sheet is painted when it opens
    paintPictures(pictures, chosen, kit, room);
    pointIn(pictures, hash, chosen);
  };
  const resizing = new ResizeObserver(() => {
    room = halves.clientWidth;
    paint(kit.settings());
  });
  resizing.observe(halves);
  kit.signal.addEventListener("abort", () => resizing.disconnect());
  return { reveal, paint, receive: () => {}, refuse: () => {} };
}

/** @type {import("../../kit/dom/kit.js").Figure} */
export const figure = { settings: {}, follows: FOLLOWED, build };
