/** A figure as large as a screen allows: laid out at the width it is made for, then scaled as a whole, so that nothing is cut. */

const NO_ROOM = 700; // px: a narrower screen, such as a phone's, shows the figure as the page does, and scrolls
const MOST_TRIES = 4;

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

/** The narrowest layout, from the one the figure is made for, that scaled to the screen is not too high. @param {HTMLElement} root */
function layoutWidth(root) {
  if (innerWidth < NO_ROOM) return innerWidth;
  let width = Number.parseFloat(getComputedStyle(root).getPropertyValue("--projected-width"));
  root.style.height = "auto";
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    root.style.width = `${width}px`;
    root.style.setProperty("--scale", String(innerWidth / width)); // some words stay readable however small it is
    const needed = Math.ceil((root.offsetHeight * innerWidth) / innerHeight);
    if (needed <= width) break;
    width = needed;
  }
  return width;
}

/** @param {HTMLElement} root */
function fit(root) {
  const width = layoutWidth(root);
  const scale = innerWidth / width;
  root.style.setProperty("--scale", String(scale));
  root.style.width = `${width}px`;
  root.style.height = `${innerHeight / scale}px`;
}

/** Let a figure fill the screen, also when either changes; what is returned ends it. @param {HTMLElement} root */
export function enlarge(root) {
  const again = () => fit(root);
  const watching = new ResizeObserver(again); // its grids take their room a moment later
  for (const part of root.children) watching.observe(part);
  window.addEventListener("resize", again);
  again();
  return () => {
    watching.disconnect();
    window.removeEventListener("resize", again);
    for (const name of ["--scale", "width", "height"]) root.style.removeProperty(name);
  };
}
