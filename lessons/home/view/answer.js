// @ts-check
/** What the network answers, as ten bars: empty until the window has been everywhere. */

import { make } from "../../kit/dom/dom.js";
import { shareText } from "../../kit/pictures/shipped.js";

/** @param {import("../../kit/dom/kit.js").Kit} kit @param {string[]} classes */
export function createAnswer(kit, classes) {
  const rows = classes.map((name) => {
    const share = make("span", { class: "share" });
    const bar = make("span", { class: "bar", "aria-hidden": true });
    return { element: make("li", {}, make("b", {}, name), bar, share), share, bar };
  });
  const note = make("p", { class: "note" });
  const list = make("ul", { "aria-label": kit.label("home.answer") }, ...rows.map(({ element }) => element));
  return {
    element: make("div", { class: "answer" }, list, note),
    /** @param {number[] | null} shares null while something is missing */
    show(shares) {
      const best = shares ? shares.indexOf(Math.max(...shares)) : -1;
      note.textContent = kit.label(shares ? "home.from_all" : "home.not_yet");
      rows.forEach(({ element, share, bar }, i) => {
        element.classList.toggle("best", i === best);
        bar.style.setProperty("--share", String(shares?.[i] ?? 0));
        share.textContent = shares ? shareText(shares[i]) : "";
      });
    },
  };
}
