/** What the network answers: one large digit, its share, ten bars; a "?" before. */

import { make } from "../../kit/dom/dom.js";
import { shareText } from "../../kit/pictures/shipped.js";

/** @param {import("../../kit/dom/kit.js").Kit} kit @param {string[]} classes */
export function createAnswer(kit, classes) {
  const rows = classes.map((name) => {
    const share = make("span.unseen");
    const bar = make("span.bar", { "aria-hidden": true });
    return { element: make("li", make("b", name), bar, share), share, bar };
  });
  const [title, digit, share] = [make("b"), make("b.digit"), make("span")];
  const list = make("ul", { "aria-label": kit.label("home.answer") }, ...rows.map(({ element }) => element));
  const large = make("p.large", digit, " ", share);
  return {
    element: make("div.answer", make("p.panel-head", title), large, list),
    /** @param {number[] | null} shares null before anything is drawn */
    show(shares) {
      const best = shares ? shares.indexOf(Math.max(...shares)) : -1;
      title.textContent = kit.label(shares ? "home.says" : "home.answer");
      digit.textContent = shares ? classes[best] : "?";
      digit.classList.toggle("asked", !shares);
      const of = shares ? kit.label("home.share", { share: shareText(shares[best]) }) : "";
      share.textContent = of;
      rows.forEach(({ element, share: told, bar }, i) => {
        element.classList.toggle("best", i === best);
        bar.style.setProperty("--share", String(shares?.[i] ?? 0));
        told.textContent = shares ? shareText(shares[i]) : "";
      });
      return shares && kit.label("home.spoken", { answer: classes[best], share: shareText(shares[best]) });
    },
  };
}
