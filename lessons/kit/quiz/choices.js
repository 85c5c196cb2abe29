/** The answers to choose from: by a press, or by the keys 1 to 4. */

import { make } from "../dom/dom.js";
import { richText } from "../grid/rich_text.js";

/** @param {import("../dom/kit.js").Kit} kit @param {{ text: string }[]} options @param {(at: number) => void} onChoose */
export function createPills(kit, options, onChoose) {
  return options.map(({ text }, at) => {
    const press = { "aria-keyshortcuts": at + 1, onclick: () => onChoose(at) };
    return make("button.pill", press, ...richText(text, kit.theme));
  });
}

/** The key of an answer, from 0, else −1: by place on the keyboard, and not while something is typed or a grid has taken it. @param {KeyboardEvent} event */
export function choiceOf(event) {
  const { defaultPrevented, isComposing, ctrlKey, metaKey, altKey, shiftKey, target } = event;
  if (defaultPrevented || isComposing || ctrlKey || metaKey || altKey || shiftKey) return -1;
  const typed = target instanceof Element && target.closest("input:not([type=range]), select, textarea");
  const digit = /^(?:Digit|Numpad)([1-4])$/.exec(event.code);
  return digit && !typed ? Number(digit[1]) - 1 : -1;
}
