/** Where elements lie on a screen on which a figure may be enlarged: menu/projector.js. */

/** How much larger something is on the screen than in its own pixels, in which styles and paths are written. @param {Element} element */
export function scaleOf(element) {
  return Number(getComputedStyle(element).getPropertyValue("--scale")) || 1;
}

/** A place on the screen in the pixels of an element that is there, from its upper left corner. @param {Element} element @param {DOMRect} place */
export function placeIn(element, place) {
  const { left, top } = element.getBoundingClientRect();
  const scale = scaleOf(element);
  const [x, y] = [(place.left - left) / scale, (place.top - top) / scale];
  return new DOMRect(x, y, place.width / scale, place.height / scale);
}
