// @ts-check
/** How a picture became 28x28: every step with its sentence, the two readings, and the numbers at the end. */

import { make } from "../../kit/dom/dom.js";
import { createPixelNumbers } from "./pixel_numbers.js";

/**
 * @typedef {import("../../kit/dom/kit.js").Kit} Kit
 * @typedef {import("../model/received.js").Step} Step
 * @typedef {import("../model/received.js").Picture} Picture
 */

const WAYS = /** @type {const} */ (["drawing", "photo"]);

/** The steps as a row; pointing at one, or coming to it by keyboard, says what was done. @param {Kit} kit @param {(saying: string | null) => void} onSay */
function createSteps(kit, onSay) {
  const element = make("ol", { class: "steps", "aria-label": kit.label("live.steps") });
  /** @param {Step} step */
  const stepOf = ({ name, say, values, url }) => {
    const sentence = kit.label(say, values);
    const tell = () => onSay(sentence);
    const still = () => onSay(null);
    const events = {
      onpointerenter: tell,
      onfocus: tell,
      onclick: tell,
      onpointerleave: still,
      onblur: still,
    };
    const content = [
      make("img", { src: url, alt: "" }),
      make("span", {}, kit.label(`step.${name}`)),
      make("span", { class: "unseen" }, sentence),
    ];
    return make(
      "li",
      {},
      make("button", { type: "button", class: "step", "data-step": name, ...events }, ...content),
    );
  };
  return {
    element,
    /** @param {Step[]} steps */
    show(steps) {
      const before = [...element.querySelectorAll("button")].findIndex((each) => each.matches(":focus"));
      element.replaceChildren(...steps.map(stepOf));
      if (before >= 0) element.querySelectorAll("button")[Math.min(before, steps.length - 1)].focus();
    },
  };
}

/** @param {Kit} kit @param {(way: string) => void} onWay */
export function createPreparation(kit, onWay) {
  const [name, reason] = [make("b", {}), make("span", {})];
  const caption = make("p", { class: "caption note" }, name, " ", reason);
  const told = make("p", { class: "caption note", "aria-hidden": "true", hidden: true });
  const steps = createSteps(kit, (saying) => {
    told.textContent = saying;
    told.hidden = saying === null;
    caption.classList.toggle("unseen", saying !== null);
  });
  const buttons = WAYS.map((way) =>
    make("button", { type: "button", onclick: () => onWay(way) }, kit.label(`way.${way}`)),
  );
  const numbers = createPixelNumbers(kit);
  const heading = make("p", { class: "head", "aria-hidden": "true" }, kit.label("way.read_as"));
  const choice = make("div", { class: "picks", role: "group", "aria-label": kit.label("way.read_as") });
  choice.append(...buttons);
  return {
    elements: [
      make("div", { class: "way-there" }, steps.element, caption, told),
      make("div", { class: "reading-as" }, heading, choice, numbers.element),
    ],
    /** @param {Picture} prepared @param {string} title what the picture is called */
    show(prepared, title) {
      steps.show(prepared.steps);
      WAYS.forEach((way, at) => {
        buttons[at].setAttribute("aria-pressed", String(way === prepared.way));
      });
      name.textContent = `${title}.`;
      reason.textContent = prepared.reasons.map(({ label, ...values }) => kit.label(label, values)).join(" ");
      numbers.show(prepared.pixels);
    },
  };
}
