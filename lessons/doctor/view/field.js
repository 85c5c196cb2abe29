/** The text field: line for line over the table's column of code, which shows the same text with its layers told apart. */

import { make } from "../../kit/dom/dom.js";
import { insertedBy, lineAt, placeOf } from "../model/editing.js";

/**
 * @typedef {object} Hands
 * @property {(text: string) => void} type
 * @property {(line: number) => void} stand on a line
 */

/** Put a text in the place of what is selected, so that the browser's own undo knows of it. @param {HTMLTextAreaElement} area @param {string} text */
function insert(area, text) {
  area.focus();
  if (document.execCommand("insertText", false, text)) return;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input"));
}

/** @param {HTMLTextAreaElement} area */
function takeKeys(area) {
  let isLeaving = false; // Escape lets the next Tab out
  area.addEventListener("keydown", (event) => {
    const isPlain =
      !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey && !event.isComposing;
    const inserted = insertedBy(event.key, area.value, area.selectionStart);
    if (isPlain && inserted !== null && !(event.key === "Tab" && isLeaving)) {
      event.preventDefault();
      insert(area, inserted);
    }
    isLeaving = event.key === "Escape";
  });
}

/** @param {import("../../kit/dom/kit.js").Kit} kit @param {Hands} hands */
export function createField(kit, hands) {
  const keys = make("p", { id: "doctor-keys", class: "unseen" }, kit.label("doctor.keys"));
  const area = make("textarea", {
    ...{ spellcheck: "false", autocapitalize: "off", autocomplete: "off", autocorrect: "off", wrap: "soft" },
    ...{ "aria-label": kit.label("doctor.code"), "aria-describedby": keys.id, rows: 1 },
    placeholder: kit.label("doctor.placeholder"),
  });
  takeKeys(area);
  let isPut = false; // what is put in is no typing
  area.addEventListener("input", () => isPut || hands.type(area.value));
  const stand = () => isPut || hands.stand(lineAt(area.value, area.selectionStart));
  for (const event of ["keyup", "click", "focus", "input"]) area.addEventListener(event, stand);
  return {
    elements: [area, keys],
    text: () => area.value,
    /** What was kept, or comes from a link: nothing to take back. @param {string} text */
    fill(text) {
      area.value = text;
    },
    /** A change that Ctrl and Z take back. @param {string} text */
    replace(text) {
      isPut = true;
      area.focus();
      area.select();
      if (text === "") document.execCommand("delete");
      else insert(area, text);
      if (area.value !== text) area.value = text; // a browser that has no such command
      area.setSelectionRange(0, 0);
      isPut = false;
    },
    /** Select a part of a line, or stand at its beginning. @param {number} line @param {number} [from] @param {number} [end_line] @param {number} [end] */
    select(line, from = 0, end_line = line, end = from) {
      area.focus({ preventScroll: true });
      area.setSelectionRange(placeOf(area.value, line, from), placeOf(area.value, end_line, end));
      hands.stand(line);
    },
  };
}
