/** Where a visitor hands over a picture: chosen, dropped or pasted. */

import { icon, make } from "../dom/dom.js";
import { isFramed } from "../settings/framed.js";

/**
 * The button, and the places where a picture can be dropped or pasted.
 * @param {import("../dom/kit.js").Kit} kit @param {HTMLElement} stage
 * @param {(file: Blob, name: string) => void} onFile
 */
export function createUpload(kit, stage, onFile) {
  const input = make("input", { type: "file", accept: "image/*", "aria-label": kit.label("src.upload") });
  const button = make("label.upload", icon("upload"), make("span", kit.label("src.upload")), input);

  const take = (/** @type {File | null | undefined} */ file) => {
    if (file) onFile(file, file.name.normalize("NFC"));
  };
  if (isFramed()) {
    button.hidden = true;
    return { element: button, open: () => {} };
  }
  input.addEventListener("change", () => {
    take(input.files?.[0]);
    input.value = ""; // choosing the same file again is a choice as well
  });
  const options = { signal: kit.signal };
  const offer = (/** @type {boolean} */ isOver) => stage.classList.toggle("dropping", isOver);
  const drag = (/** @type {DragEvent} */ event) => {
    event.preventDefault();
    offer(event.type === "dragover");
  };
  for (const type of /** @type {const} */ (["dragover", "drop"])) stage.addEventListener(type, drag, options);
  stage.addEventListener("dragleave", () => offer(false), options);
  stage.addEventListener("drop", (event) => take(event.dataTransfer?.files[0]), options);
  document.addEventListener("paste", (event) => take(event.clipboardData?.files[0]), options);
  return { element: button, open: () => input.click() };
}
