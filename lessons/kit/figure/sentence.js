/** The line under a figure: what this step is; or, until the next action, why something cannot be had. */

import { make, setText } from "../dom/dom.js";

/** @import { Way } from "../dom/kit.js" */
/**
 * @typedef {object} SentenceView
 * @property {HTMLElement} element
 * @property {(lead: string, text: string, speak: boolean, shortLead?: string) => void} show what stands between
 *   ** is bold; a phone shows the short lead
 * @property {() => string} said what it says, whatever stands in its place for a while
 * @property {(text: string) => void} remark say politely
 * @property {(text: string, way?: Way) => void} refuse say at once, and offer a way on
 * @property {(way: Way | null) => void} offer a way beside whatever is said, until it is taken back
 */

const SPEAK_AFTER = 250; // ms without a change: holding an arrow key must not flood a screen reader

/** What stands between ** is bold. @param {string} saying */
export const boldWords = (saying) => saying.split("**").map((part, i) => (i % 2 ? make("b", part) : part));

/** @param {AbortSignal} signal @returns {SentenceView} */
export function createSentence(signal) {
  const [lead, text] = [make("b.lead"), make("span")];
  const spoken = make("p.unseen", { "aria-live": "polite" });
  const [remark, refusal] = ["status", "alert"].map((role) => make("p.remark", { role }));
  const shown = make("p.now", lead, " ", text);
  const button = make("button.way-on", { hidden: true });
  const element = make("div.sentence", { tabindex: -1 }, shown, remark, refusal, button, spoken);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  /** @type {Way | null} */
  let offered = null;
  signal.addEventListener("abort", () => clearTimeout(waiting));

  /** @param {Way | null} way */
  const leadOn = (way) => {
    if (!way && button.hidden) return;
    if (!way && button.matches(":focus")) element.focus({ preventScroll: true }); // what is hidden loses it
    button.hidden = !way;
    element.classList.toggle("leads-on", !!way);
    setText(button, way?.name ?? "");
    button.onclick = way?.go ?? null;
  };
  /** @param {string} polite @param {string} urgent @param {Way} [way] */
  const put = (polite, urgent, way) => {
    leadOn(way ?? offered);
    setText(remark, polite); // said again it would be heard again
    refusal.textContent = urgent; // pressed again it is said again
    shown.classList.toggle("unseen", polite !== "" || urgent !== "");
  };
  return {
    element,
    show(leading, saying, speak, shortLead = leading) {
      setText(lead, leading);
      lead.dataset.short = shortLead;
      text.replaceChildren(...boldWords(saying));
      put("", "");
      clearTimeout(waiting);
      if (speak) {
        waiting = setTimeout(() => {
          const words = saying.replaceAll("**", "");
          setText(spoken, words); // painted again is not said again
        }, SPEAK_AFTER);
      }
    },
    said: () => shown.textContent ?? "",
    remark: (saying) => put(saying, ""),
    refuse: (saying, way) => put("", saying, way),
    offer(way) {
      offered = way;
      leadOn(way);
    },
  };
}
