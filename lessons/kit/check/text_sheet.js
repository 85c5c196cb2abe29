// @ts-check
/** A link of the text on a phone opens the figure as a small one, in the link's own state. */

import { make } from "../dom/dom.js";
import { createLinkSheet, isSmallWindow } from "../figure/link_sheet.js";
import { follow } from "../figure/linked_figures.js";
import { createStill } from "./still.js";

/** @param {HTMLElement} place @param {import("../dom/kit.js").Kit} kit @param {string} lesson */
export function createTextSheet(place, kit, lesson) {
  const still = createStill(kit, lesson);
  if (!still.isKnown) return;
  const element = make("section", { popover: "manual" }, still.element);
  place.append(element);
  const sheet = createLinkSheet(element, kit, lesson);
  /** @param {HTMLAnchorElement} link */
  const standIn = (link) => {
    if (!isSmallWindow()) return false;
    sheet.open(link);
    still.show(link.search, true, null);
    return true;
  };
  follow(lesson, { paint: () => {}, standIn }, kit.signal);
}
