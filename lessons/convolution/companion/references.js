/**
 * Underlined words of the text that point into a figure: links with a hash. `[the window](#input-window)` is there in
 * every state; what is true of one state only sets it as well: `[the left column](?input=ones#output-left)`.
 */

/** The link under an event that starts so, if there is one. @param {Event} event @param {string} start */
function linkOf(event, start) {
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
  return link?.getAttribute("href")?.startsWith(start) ? link : null;
}

/**
 * Call `point` with the hash that is hovered, focused or pressed. What is pressed stays until another link is, one
 * that only sets the figure too; what else is left is over ("").
 * @param {AbortSignal} signal
 * @param {(hash: string) => boolean} point whether there is something to point at
 * @param {(link: HTMLAnchorElement) => void} onPress a reference is pressed: what it points at should be seen
 */
export function listenToReferences(signal, point, onPress) {
  let pressed = "";
  const enter = (/** @type {Event} */ event) => {
    const link = linkOf(event, "#");
    if (link) point(link.hash);
  };
  const leave = (/** @type {Event} */ event) => {
    if (linkOf(event, "#")) point(pressed);
  };
  for (const name of ["pointerover", "focusin"]) document.addEventListener(name, enter, { signal });
  for (const name of ["pointerout", "focusout"]) document.addEventListener(name, leave, { signal });
  const press = (/** @type {Event} */ event) => {
    const setting = linkOf(event, "?");
    if (setting) {
      pressed = setting.hash;
      point(pressed);
    }
    const link = linkOf(event, "#");
    if (!link || !point(link.hash)) return;
    pressed = link.hash;
    event.preventDefault(); // the address is the figure's, not a place's in the text
    onPress(link);
  };
  document.addEventListener("click", press, { signal });
}
