// @ts-check
/** A companion beside the text; where there is no room, a sheet that comes up from below; Esc or a press elsewhere closes it. */

import { make } from "./dom.js";

const BESIDE = "(width >= 1240px)"; // as lesson.css sets prose and notes side by side

/** @param {HTMLElement} element @param {import("./entry.js").Kit} kit */
export function createBeside(element, kit) {
  const close = make("button", {
    type: "button",
    class: "quiet close",
    "aria-label": kit.label("state.close"),
    onclick: () => element.hidePopover(),
  });
  close.textContent = "×";
  element.append(close);
  const room = matchMedia(BESIDE);
  const settle = () => {
    if (room.matches) element.removeAttribute("popover");
    else element.setAttribute("popover", "auto");
  };
  room.addEventListener("change", settle, { signal: kit.signal });
  settle();
  const isSheet = () => element.hasAttribute("popover");
  return {
    /** Come into sight; false if it is somewhere else on the page. */
    reveal() {
      if (isSheet()) {
        element.showPopover();
        return true;
      }
      const { top, bottom } = element.getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    },
  };
}
