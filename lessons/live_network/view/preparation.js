/** How a picture became 28x28: every step with its sentence, the two readings, and the numbers at the end. */

import { make, setText } from "../../kit/dom/dom.js";
import { createPixelNumbers } from "./pixel_numbers.js";
import { createStepView, isOpen, sentenceOf } from "./step_view.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Picture, Step } from "../model/received.js" */

const WAYS = /** @type {const} */ (["drawing", "photo"]);
const FEW = 6; // steps stand side by side in full width

/** The steps as a row: pointing at one, or coming to it by keyboard, says what was done; a press shows it in large. @param {Kit} kit @param {(saying: string | null) => void} onSay @param {(step: Step) => void} onOpen */
function createSteps(kit, onSay, onOpen) {
  const element = make("ol.steps", { "aria-label": kit.label("live.steps") });
  /** @param {Step} step @param {boolean} isChoice */
  const stepOf = (step, isChoice) => {
    const { name, says, url } = step;
    const sentence = sentenceOf(kit, says);
    const tell = () => onSay(sentence);
    const still = () => onSay(null);
    const events = {
      onpointerenter: tell,
      onfocus: () => button.matches(":focus-visible") && tell(),
      onclick: () => onOpen(step),
      onpointerleave: still,
      onblur: still,
    };
    const picture = url ? make("img", { src: url, alt: "" }) : make("i");
    const words = make(url ? "span" : "s", {}, kit.label(`step.${name}`));
    const attributes = { type: "button", class: `step${isChoice ? " choice" : ""}`, "data-step": name };
    const button = make("button", { ...attributes, "aria-haspopup": "dialog", ...events }, picture, words);
    button.append(make("span.unseen", sentence));
    return make("li", button);
  };
  return {
    element,
    /** @param {Picture} prepared */
    show(prepared) {
      const { steps } = prepared;
      const before = [...element.querySelectorAll("button")].findIndex((each) => each.matches(":focus"));
      onSay(null);
      element.classList.toggle("many", steps.length > FEW);
      element.replaceChildren(...steps.map((step) => stepOf(step, isOpen(step, prepared))));
      if (before >= 0) element.querySelectorAll("button")[Math.min(before, steps.length - 1)].focus();
    },
  };
}

/** @param {Kit} kit @param {(wanted: Partial<import("../model/received.js").Wish>) => void} ask */
export function createPreparation(kit, ask) {
  const [name, reason] = [make("b"), make("span")];
  const caption = make("p.caption.note", name, " ", reason);
  const told = make("p.caption.note", { "aria-hidden": "true", hidden: true });
  const say = (/** @type {string | null} */ saying) => {
    setText(told, saying ?? "");
    told.hidden = saying === null;
    caption.classList.toggle("unseen", saying !== null);
  };
  /** @type {Picture} */
  let shown;
  const stepView = createStepView(kit, ask);
  const steps = createSteps(kit, say, (step) => stepView.open(step, shown));
  const buttons = WAYS.map((way) => make("button", { onclick: () => ask({ way }) }, kit.label(`way.${way}`)));
  const numbers = createPixelNumbers(kit);
  const heading = make("p.head", { "aria-hidden": "true" }, kit.label("way.read_as"));
  const choice = make("div.picks", { role: "group", "aria-label": kit.label("way.read_as") });
  choice.append(...buttons);
  return {
    elements: [
      make("div.way-there", steps.element, caption, told, stepView.element),
      make("div.reading-as", heading, choice, numbers.element),
    ],
    /** @param {Picture} prepared @param {string} title what the picture is called */
    show(prepared, title) {
      shown = prepared;
      steps.show(prepared);
      WAYS.forEach((way, at) => {
        buttons[at].setAttribute("aria-pressed", String(way === prepared.way));
      });
      setText(name, `${title}.`);
      setText(reason, sentenceOf(kit, prepared.reasons));
      numbers.show(prepared.pixels);
    },
  };
}
