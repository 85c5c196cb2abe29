/** What is said around a figure: the line below it, what a change has become, what could not be had. */

import { formatNumber, tuple } from "../arithmetic/rounding.js";
import { make, setText } from "../dom/dom.js";
import { afterRest } from "../dom/page.js";
import { writeValue } from "../settings/address.js";

/** @typedef {readonly (number | string)[] | null} Shape null where nothing comes out */

/** @import { Refused } from "../settings/address.js" */
/** What of an address could not be had, all of it; of one setting also why. @param {Kit} kit @param {Refused[]} refused */
export function sayRefused(kit, refused) {
  const listed = (/** @type {"asked" | "taken"} */ which) =>
    refused.map((each) => `${each.name}=${each[which]}`).join(", ");
  const values = { asked: listed("asked"), taken: listed("taken") };
  const [{ limits }] = refused;
  if (!limits || refused.length > 1) return kit.label("set.refused_name", values);
  const [lowest, highest] = limits.map((limit) => formatNumber(limit));
  return kit.label("set.refused", { ...values, lowest, highest });
}

const LONGEST = 8; // letters of a value: cells and names need more room than there is
const IMAGE = 4; // axes of a batch of images: their height and width say it

/** @param {Shape} shape @param {number} from the first axis of a batch of images that is written */
function sizeOf(shape, from) {
  if (!shape) return "—";
  if (shape.length === 1) return String(shape[0]);
  return shape.length === IMAGE ? shape.slice(from).join("×") : tuple(shape);
}

/** What goes in and what comes out, "?" while that is asked: height and width, and the channels where they become others. @param {Shape} input @param {Shape} output */
export function becameOf(input, output) {
  const from = input && output?.length === IMAGE && input[1] !== output[1] ? 1 : 2;
  return `${sizeOf(input, from)} → ${sizeOf(output, from)}`;
}

/** Above the open sheet of settings: what was changed last, and what became of the shape. */
export function createOutcome() {
  const [changed, became] = [make("b"), make("span")];
  return {
    element: make("p.outcome.in-one.ruled", changed, became),
    /** @param {Change | null} change @param {any} chosen @param {Shape} input @param {Shape} output */
    show(change, chosen, input, output) {
      const values = change ? [change.before, chosen].map((all) => writeValue(all[change.name])) : [];
      const isShort = values.every((value) => value.length <= LONGEST);
      setText(changed, change && isShort ? `${change.name} ${values.join(" → ")}` : "");
      setText(became, becameOf(input, output));
    },
  };
}

/** @typedef {ReturnType<typeof createSentence>} SentenceView */

const SPEAK_AFTER = 250; // ms without a change: holding an arrow key must not flood a screen reader

/** What stands between ** is bold. @param {string} saying */
export const boldWords = (saying) => saying.split("**").map((part, i) => (i % 2 ? make("b", part) : part));

/** @param {Kit} kit */
export function createSentence(kit) {
  const [lead, text] = [make("b.lead"), make("span")];
  const spoken = make("p.unseen", { "aria-live": "polite" });
  const [remark, refusal] = ["status", "alert"].map((role) => make("p.remark", { role }));
  const [shown, button] = [make("p.now", lead, " ", text), make("button.way-on", { hidden: true })];
  const element = make("div.sentence.around.ruled", { tabindex: -1 }, shown, remark, refusal, button, spoken);
  const rest = afterRest(kit.signal);
  /** @type {Way | null} */
  let offered = null;

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
      rest.stop();
      const words = saying.replaceAll("**", "");
      if (speak) rest.soon(SPEAK_AFTER, () => setText(spoken, words)); // painted again is not said again
    },
    said: () => shown.textContent ?? "", // whatever stands in its place for a while
    /** Say politely. @param {string} saying */
    remark: (saying) => put(saying, ""),
    /** Say at once, and offer a way on. @param {string} saying @param {Way} [way] */
    refuse: (saying, way) => put("", saying, way),
    /** Say what of an address could not be had. @param {Refused[]} refused */
    refuseSetting: (refused) => put("", sayRefused(kit, refused)),
    /** Offer a way beside whatever is said, until it is taken back. @param {Way | null} way */
    offer(way) {
      offered = way;
      leadOn(way);
    },
  };
}
