// @ts-check
/** Underlined words of the text that point into a figure: links with a hash, such as `[the window](#input-window)`. */

/** The reference under an event, if there is one. @param {Event} event @returns {HTMLAnchorElement | null} */
function referenceOf(event) {
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
  return link?.getAttribute("href")?.startsWith("#") ? link : null;
}

/**
 * Call `point` with the hash that is hovered, focused or pressed. What is pressed stays until something else is;
 * what else is left is over ("").
 * @param {AbortSignal} signal
 * @param {(hash: string) => boolean} point whether there is something to point at
 * @param {() => void} onPress a reference is pressed: what it points at should be seen
 */
export function listenToReferences(signal, point, onPress) {
  let pressed = "";
  const enter = (/** @type {Event} */ event) => {
    const link = referenceOf(event);
    if (link) point(link.hash);
  };
  const leave = (/** @type {Event} */ event) => {
    if (referenceOf(event)) point(pressed);
  };
  for (const name of ["pointerover", "focusin"]) document.addEventListener(name, enter, { signal });
  for (const name of ["pointerout", "focusout"]) document.addEventListener(name, leave, { signal });
  const press = (/** @type {Event} */ event) => {
    const link = referenceOf(event);
    if (!link || !point(link.hash)) return;
    pressed = link.hash;
    event.preventDefault(); // the address is the figure's, not a place's in the text
    onPress();
  };
  document.addEventListener("click", press, { signal });
}
