// @ts-check
/** A companion beside the text; where there is no room, a sheet that comes up from below; Esc or a press elsewhere closes it. */

import { make } from "../../kit/dom/dom.js";

/** Whether the page has room for it beside the text: the style sheet that lays out the columns says so. @param {HTMLElement} element */
const hasRoom = (element) => getComputedStyle(element).getPropertyValue("--beside") !== "";

/** @param {HTMLElement} element @param {import("../../kit/dom/kit.js").Kit} kit */
export function createBeside(element, kit) {
  const close = make("button", {
    type: "button",
    class: "quiet close",
    "aria-label": kit.label("state.close"),
    onclick: () => element.hidePopover(),
  });
  close.textContent = "×";
  element.append(close);
  const settle = () => {
    if (hasRoom(element)) element.removeAttribute("popover");
    else element.setAttribute("popover", "auto");
  };
  addEventListener("resize", settle, { signal: kit.signal });
  settle();
  const isSheet = () => element.hasAttribute("popover");
  let isInSight = false;
  const watching = new IntersectionObserver((seen) => {
    isInSight = seen.some(({ isIntersecting }) => isIntersecting);
  });
  watching.observe(element);
  kit.signal.addEventListener("abort", () => watching.disconnect());
  return {
    /** Come into sight; false if it is somewhere else on the page. */
    reveal() {
      if (isSheet()) {
        element.showPopover();
        return true;
      }
      return isInSight;
    },
  };
}
