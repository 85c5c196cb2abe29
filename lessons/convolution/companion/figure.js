/** Input and output once more, small, beside the words that speak of them: it follows the figure. */

import { make } from "../../kit/dom/dom.js";
import { createLinkSheet } from "../../kit/figure/link_sheet.js";
import { scrollToFollowed } from "../../kit/figure/linked_figures.js";
import { signedPixels } from "../../kit/grid/scale.js";
import { cellOf, isOnItsWay, windowArea } from "../model/limits.js";
import { compute } from "../model/numbers.js";
import { isPhoto } from "../model/photos.js";
import { inputCells, outputCells } from "../view/cells.js";
import { inputColour } from "../view/photo_maps.js";
import { Miniature } from "./miniature.js";
import { pointedAt } from "./pointing.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Settings } from "../model/limits.js" */

/** The link under an event that starts so, if there is one. @param {Event} event @param {string} start */
function linkOf(event, start) {
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
  return link?.getAttribute("href")?.startsWith(start) ? link : null;
}

/**
 * Call `point` with the hash that is hovered, focused or pressed. What is pressed stays until another link is, one
 * that only sets the figure too; what else is left is over ("").
 * @param {AbortSignal} signal
 * @param {(hash: string) => boolean} point whether there is something to point at
 * @param {(link: HTMLAnchorElement) => void} onPress a reference is pressed: what it points at should be seen
 */
function listenToReferences(signal, point, onPress) {
  let pressed = "";
  const enter = (/** @type {Event} */ event) => {
    const link = linkOf(event, "#");
    if (link) point(link.hash);
  };
  const leave = (/** @type {Event} */ event) => {
    if (linkOf(event, "#")) point(pressed);
  };
  for (const name of ["pointerover", "focusin"]) document.addEventListener(name, enter, { signal });
  for (const name of ["pointerout", "focusout"]) document.addEventListener(name, leave, { signal });
  const press = (/** @type {Event} */ event) => {
    const setting = linkOf(event, "?");
    if (setting) {
      pressed = setting.hash;
      point(pressed);
    }
    const link = linkOf(event, "#");
    if (!link || !point(link.hash)) return;
    pressed = link.hash;
    event.preventDefault(); // the address is the figure's, not a place's in the text
    onPress(link);
  };
  document.addEventListener("click", press, { signal });
}

/** Whether the page has room for it beside the text: the style sheet that lays out the columns says so. @param {HTMLElement} element */
const hasRoom = (element) => getComputedStyle(element).getPropertyValue("--beside") !== "";

/** @param {HTMLElement} element @param {Kit} kit @param {string} figure that it follows */
function createBeside(element, kit, figure) {
  const sheet = createLinkSheet(element, kit, figure);
  const settle = () => {
    if (hasRoom(element)) element.removeAttribute("popover");
    else element.setAttribute("popover", "manual");
  };
  addEventListener("resize", settle, { signal: kit.signal });
  settle();
  let isInSight = false;
  const watching = new IntersectionObserver((seen) => {
    isInSight = seen.some(({ isIntersecting }) => isIntersecting);
  });
  watching.observe(element);
  kit.signal.addEventListener("abort", () => watching.disconnect());
  return {
    /** Come into sight; false if it is somewhere else on the page. @param {HTMLAnchorElement} link */
    reveal(link) {
      if (!element.hasAttribute("popover")) return isInSight;
      sheet.open(link);
      return true;
    },
  };
}

/** @typedef {Record<"input" | "output", Miniature>} Pictures */

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
    make("div.half", make("b", kit.label(`fig.${name}`)), pictures[/** @type {"input"} */ (name)].element),
  );
  const back = make(
    "button.quiet",
    { onclick: () => scrollToFollowed(FOLLOWED) },
    kit.label("nav.to_figure"),
  );
  const foot = make("p.foot", make("span.note", kit.label("conv.point")), back);
  const halves = make("div.halves", ...panels);
  const element = make("div.card.companion", halves, foot);
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
  return { reveal, paint };
}

/** @type {import("../../kit/dom/kit.js").Figure} */
export const figure = { settings: {}, follows: FOLLOWED, build };
