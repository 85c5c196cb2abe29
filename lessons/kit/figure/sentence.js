/** The line under a figure: what this step is; or, until the next action, why something cannot be had. */

import { make, setText } from "../dom/dom.js";

/** @import { Way } from "../dom/kit.js" */
/** @typedef {ReturnType<typeof createSentence>} SentenceView */

const SPEAK_AFTER = 250; // ms without a change: holding an arrow key must not flood a screen reader

/** What stands between ** is bold. @param {string} saying */
export const boldWords = (saying) => saying.split("**").map((part, i) => (i % 2 ? make("b", part) : part));

/** @param {AbortSignal} signal */
export function createSentence(signal) {
  const [lead, text] = [make("b.lead"), make("span")];
  const spoken = make("p.unseen", { "aria-live": "polite" });
  const [remark, refusal] = ["status", "alert"].map((role) => make("p.remark", { role }));
  const [shown, button] = [make("p.now", lead, " ", text), make("button.way-on", { hidden: true })];
  const element = make("div.sentence", { tabindex: -1 }, shown, remark, refusal, button, spoken);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  /** @type {Way | null} */
  let offered = null;
  signal.addEventListener("abort", () => clearTimeout(waiting));

  const leadOn = (/** @type {Way | null} */ way) => {
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
    /** @param {string} leading @param {string} saying what stands between ** is bold @param {boolean} speak @param {string} [shortLead] on a phone */
    show(leading, saying, speak, shortLead = leading) {
      setText(lead, leading);
      lead.dataset.short = shortLead;
      text.replaceChildren(...boldWords(saying));
      put("", "");
      clearTimeout(waiting);
      const words = saying.replaceAll("**", "");
      if (speak) waiting = setTimeout(() => setText(spoken, words), SPEAK_AFTER); // painted again is not said again
    },
    said: () => shown.textContent ?? "", // whatever stands in its place for a while
    /** Say politely. @param {string} saying */
    remark: (saying) => put(saying, ""),
    /** Say at once, and offer a way on. @param {string} saying @param {Way} [way] */
    refuse: (saying, way) => put("", saying, way),
    /** Offer a way beside whatever is said, until it is taken back. @param {Way | null} way */
    offer(way) {
      offered = way;
      leadOn(way);
    },
  };
}
