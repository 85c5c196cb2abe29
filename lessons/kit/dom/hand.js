/**
 * A hand on what can be pointed at: a mouse or a pen points at once and drags on. A finger that goes up or down scrolls
 * the page, so it points with a tap or on its way sideways; the style sheet says `touch-action: pan-y pinch-zoom`.
 */

const SLIP = 10; // px within which a finger has not moved

/**
 * @param {HTMLElement} place
 * @param {(event: PointerEvent) => void} point pressed, tapped or dragged over
 * @param {() => boolean} [isDrawnOn] whether a finger draws, as a pen does; then nothing may scroll
 */
export function followHand(place, point, isDrawnOn = () => false) {
  /** The finger that came down, until it is lifted or the browser scrolls. @type {PointerEvent | null} */
  let finger = null;
  let leads = false;
  const begin = (/** @type {PointerEvent | null} */ next) => {
    finger = next;
    leads = false;
  };
  /** How far it has come. @param {PointerEvent} event @param {PointerEvent} from */
  const way = (event, from) => [
    Math.abs(event.clientX - from.clientX),
    Math.abs(event.clientY - from.clientY),
  ];
  const isFinger = (/** @type {PointerEvent} */ event) => event.pointerType === "touch" && !isDrawnOn();
  place.addEventListener("pointerdown", (event) => {
    if (isFinger(event))
      begin(event.isPrimary ? event : null); // two of them enlarge the page
    else point(event);
  });
  place.addEventListener("pointermove", (event) => {
    if (isFinger(event) && !leads) {
      if (!finger) return;
      const [across, down] = way(event, finger);
      if (across <= Math.max(SLIP, down)) return;
      leads = true;
      point(finger);
    }
    if (event.buttons !== 0) point(event);
  });
  place.addEventListener("pointerup", (event) => {
    if (finger && !leads && Math.max(...way(event, finger)) <= SLIP) point(finger);
    begin(null);
  });
  place.addEventListener("pointercancel", () => begin(null));
}
