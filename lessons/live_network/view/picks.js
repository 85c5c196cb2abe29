/** The switch between the sources of a picture: pressed is what is open, else where the picture came from. */

import { arrowKeys, icon, make } from "../../kit/dom/dom.js";
import { isFramed } from "../../kit/settings/framed.js";

/** @typedef {{ id: string, url: string }} Sample */

/** Bring a thumbnail into the row without moving the page. @param {HTMLElement} row @param {HTMLElement} one */
function reveal(row, one) {
  const [left, right] = [one.offsetLeft, one.offsetLeft + one.offsetWidth];
  const isIn = left >= row.scrollLeft && right <= row.scrollLeft + row.clientWidth;
  if (!isIn) row.scrollLeft = left - (row.clientWidth - one.offsetWidth) / 2;
}

/** @param {import("../../kit/dom/kit.js").Kit} kit @param {Sample[]} offered @param {(id: string) => void} onChoose */
export function createSampleStrip(kit, offered, onChoose) {
  const element = make("div.samples", { role: "group", "aria-label": kit.label("live.samples") });
  const buttons = () => /** @type {HTMLButtonElement[]} */ ([...element.children]);
  let revealed = "";

  /** @param {HTMLButtonElement} one */
  const stopAt = (one) => {
    for (const each of buttons()) each.tabIndex = each === one ? 0 : -1;
  };
  /** @param {number} at */
  const moveTo = (at) => {
    const all = buttons();
    const one = all[Math.min(Math.max(at, 0), all.length - 1)];
    stopAt(one);
    one.focus({ preventScroll: true });
    reveal(element, one);
  };
  element.addEventListener("keydown", (event) => {
    const here = buttons().indexOf(/** @type {HTMLButtonElement} */ (event.target));
    arrowKeys(
      event,
      (down, across) => moveTo(here + down + across),
      (end) => moveTo(end === "first" ? 0 : element.children.length),
    );
  });

  /** @param {Sample} sample */
  const thumbnail = ({ id, url }) => {
    const name = kit.label(`sample.${id}`);
    const picture = make("img", { src: url, alt: "", draggable: "false" });
    const attributes = { type: "button", class: "sample", "aria-label": name, title: name, tabindex: -1 };
    return make("button", { ...attributes, onclick: () => onChoose(id) }, picture);
  };
  element.append(...offered.map(thumbnail));
  return {
    element,
    focus: () => (buttons().find((each) => each.tabIndex === 0) ?? buttons()[0]).focus(),
    /** Returns whether what is shown is one of them. @param {string} source */
    show(source) {
      const all = buttons();
      offered.forEach(({ id }, at) => {
        all[at].setAttribute("aria-pressed", String(id === source));
      });
      const at = offered.findIndex(({ id }) => id === source);
      const isFocused = all.some((each) => each.matches(":focus"));
      if (!isFocused) stopAt(all[Math.max(at, 0)]);
      // Never from under the pointer: what was pressed here is in sight, and a second press must not meet another.
      if (at >= 0 && source !== revealed && !isFocused) reveal(element, all[at]);
      revealed = source;
      return at >= 0;
    },
  };
}

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
