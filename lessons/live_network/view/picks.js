/** The switch between the sources of a picture: pressed is what is open, else where the picture came from. */

import { icon, make } from "../../kit/dom/dom.js";
import { isFramed } from "../../kit/settings/framed.js";

/** @typedef {"upload" | "draw" | "camera"} Origin where a picture comes from that is no sample */

/** Outlives the figure, as the picture does when the language changes. @type {{ sent: Origin, shown: Origin }} */
const origin = { sent: "upload", shown: "upload" };

/** Note where the picture comes from that is on its way. @param {Origin} sent */
export function noteSent(sent) {
  origin.sent = sent;
}

/** @param {import("../../kit/dom/kit.js").Kit} kit @param {HTMLElement} upload @param {Record<"draw" | "camera", HTMLElement>} buttons @param {() => void} onSamples */
export function createPicks(kit, upload, buttons, onSamples) {
  const samples = make("button", { onclick: onSamples });
  samples.append(icon("grid"), kit.label("live.samples"));
  const element = make("div.picks", { role: "group", "aria-label": kit.label("src.picture") });
  element.append(...(isFramed() ? [samples] : [buttons.draw, samples, upload, buttons.camera]));
  let isSample = true;
  let isOpen = false;
  const show = () => {
    const pressed = isOpen ? null : isSample ? "samples" : origin.shown;
    samples.setAttribute("aria-pressed", String(pressed === "samples"));
    for (const [name, button] of Object.entries({ ...buttons, upload })) {
      if (name === pressed) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  };
  return {
    element,
    /** @param {boolean} opened whether the pad or the camera is open */
    turn(opened) {
      isOpen = opened;
      show();
    },
    /** @param {boolean} sample whether the picture is a sample @param {boolean} isRefused whether what was sent last is not it */
    show(sample, isRefused) {
      isSample = sample;
      if (!isRefused) origin.shown = origin.sent;
      show();
    },
  };
}
