/** A link of the text on a phone opens the figure as a small one, in the link's own state. */

import { make } from "../dom/dom.js";
import { createLinkSheet, isSmallWindow } from "../figure/link_sheet.js";
import { follow } from "../figure/linked_figures.js";
import { createStill } from "./still.js";

/** @param {HTMLElement} place @param {import("../dom/kit.js").Kit} kit @param {string} lesson */
export function createTextSheet(place, kit, lesson) {
  const still = createStill(kit, lesson, true);
  let shown = "";
  const element = make("section", { popover: "manual" }, still.element);
  place.append(element);
  const sheet = createLinkSheet(element, kit, lesson);
  /** @param {HTMLAnchorElement} link */
  const standIn = (link) => {
    if (!isSmallWindow()) return false;
    sheet.open(link);
    shown = link.search;
    still.show(shown, true, null);
    return true;
  };
  // The picture that a link names may come later.
  const paint = () => element.matches(":popover-open") && still.show(shown, true, null);
  follow(lesson, { paint, standIn }, kit.signal);
}
