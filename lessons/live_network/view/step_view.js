/** One step in large: its sentence, the signs on the original, and the press that takes a choice back. */

import { make, setText } from "../../kit/dom/dom.js";
import { onlySign, otherwise } from "../model/received.js";
import { createDialog } from "./dialog.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Picture, Said, Step, Wish } from "../model/received.js" */

/** @param {Kit} kit @param {Said[]} says */
export const sentenceOf = (kit, says) =>
  says.map(({ label, ...values }) => kit.label(label, values)).join(" ");

/** Whether one of several signs can be chosen at this step. @param {Step} step @param {Picture} prepared */
const hasSigns = ({ name }, { signs }) => name === "original" && signs.length > 1;
/** Whether something can be chosen at this step. @param {Step} step @param {Picture} prepared */
export const isOpen = (step, prepared) => step.choice !== "" || hasSigns(step, prepared);

/** The box around a sign, which a press reads. @param {Kit} kit @param {Picture} prepared @param {number} sign @param {() => void} onclick */
function createOutline(kit, { signs, sign: read, without }, sign, onclick) {
  const { top, left, bottom, right } = signs[sign];
  const k = sign + 1;
  const name = kit.label("sign.read", { k, n: signs.length });
  const isRead = sign === read && !without.includes("sign");
  const attributes = { type: "button", class: "outline", "aria-label": name, "aria-pressed": String(isRead) };
  const outline = make("button", { ...attributes, onclick }, make("b", String(k)));
  const box = {
    left: (left + right) / 2,
    top: (top + bottom) / 2,
    width: right - left,
    height: bottom - top,
  };
  for (const [side, share] of Object.entries(box)) outline.style.setProperty(side, `${100 * share}%`);
  return outline;
}

/** @param {Kit} kit @param {(wanted: Partial<Wish>) => void} ask */
export function createStepView(kit, ask) {
  const [title, sentence] = [make("b"), make("p")];
  const measure = () => place.style.setProperty("--ratio", String(image.naturalWidth / image.naturalHeight));
  const image = make("img", { alt: "", onload: measure });
  const place = make("div.step-picture", image);
  const press = make("button");
  const element = createDialog(kit, "step-view", [title], sentence, place, press);
  /** @param {Partial<Wish>} wanted */
  const choose = (wanted) => {
    element.close();
    ask(wanted);
  };
  return {
    element,
    /** @param {Step} step @param {Picture} prepared */
    open(step, prepared) {
      const { name, says, choice, url } = step;
      setText(title, kit.label(`step.${name}`));
      element.setAttribute("aria-label", title.textContent);
      const signs = hasSigns(step, prepared) ? [...prepared.signs.keys()] : [];
      setText(sentence, sentenceOf(kit, signs.length > 0 ? [...says, { label: "sign.choose" }] : says));
      place.hidden = url === "";
      place.dataset.step = name;
      if (url) image.src = url;
      const outlineOf = (/** @type {number} */ sign) =>
        createOutline(kit, prepared, sign, () => choose(onlySign(prepared, sign)));
      place.replaceChildren(image, ...signs.map(outlineOf));
      press.hidden = choice === "";
      setText(press, kit.label(url ? "step.take_back" : "step.make_again"));
      press.onclick = () => choose(otherwise(prepared, choice));
      element.showModal();
    },
  };
}
