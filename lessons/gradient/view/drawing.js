/** The visitor's own digit: paper beside the picture, and after each stroke what the network reads. */

import { digitOf, inkOf } from "../../kit/arithmetic/drawn_digit.js";
import { icon, make } from "../../kit/dom/dom.js";
import { isSmallWindow } from "../../kit/figure/link_sheet.js";
import { createPad, PAPER, PENS, SIDE, strokes } from "../../kit/pictures/pad.js";
import { keepLastPicture } from "../../kit/pictures/upload.js";

/** Another picture is looked at where it is largest, and its target is the second best answer. */
const ANEW = { digit: "own", target: undefined, row: undefined, column: undefined, change: "none" };

/** @param {import("../../kit/dom/kit.js").Kit} kit */
export function createDrawing(kit) {
  const take = () => {
    const pixels = digitOf(inkOf(paper.context.getImageData(0, 0, SIDE, SIDE)));
    if (!pixels) return; // where nothing is left, the picture before it stays
    keepLastPicture(pixels, true);
    kit.set(ANEW);
  };
  const paper = createPad(kit, { inks: PAPER, width: () => PENS.medium, onInk: () => {}, onLift: take });
  const turn = (/** @type {boolean} */ isOpen) => {
    element.hidden = !isOpen;
    button.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) return button.focus({ preventScroll: true });
    paper.show();
    if (isSmallWindow()) element.closest(".field")?.scrollIntoView(); // picture and paper above the bar
    paper.element.focus({ preventScroll: true });
    if (strokes.count() > 0) take();
  };
  const name = kit.label("pad.title");
  const button = make(
    "button.own-digit",
    { "aria-expanded": false, onclick: () => turn(element.matches("[hidden]")) },
    name,
  );
  const tool = (/** @type {"undo" | "cross"} */ picture, /** @type {string} */ label) => {
    const onclick = picture === "undo" ? paper.undo : paper.clear;
    const title = kit.label(label);
    return make("button", { "aria-label": title, title, onclick }, icon(picture));
  };
  const done = make("button", { onclick: () => turn(false) }, kit.label("pad.done"));
  const element = make(
    "section.drawing",
    { hidden: true, "aria-label": name },
    paper.element,
    make("div.drawing-tools", tool("undo", "pad.undo"), tool("cross", "pad.clear"), done),
  );
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape") turn(false);
    event.stopPropagation(); // Space leads the pen, and plays nothing
  });
  return { element, button };
}
