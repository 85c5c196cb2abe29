/** A companion beside the text; where there is no room, the sheet of the links. */

import { createLinkSheet } from "../../kit/figure/link_sheet.js";

/** Whether the page has room for it beside the text: the style sheet that lays out the columns says so. @param {HTMLElement} element */
const hasRoom = (element) => getComputedStyle(element).getPropertyValue("--beside") !== "";

/** @param {HTMLElement} element @param {import("../../kit/dom/kit.js").Kit} kit @param {string} figure that it follows */
export function createBeside(element, kit, figure) {
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
