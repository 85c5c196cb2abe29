// @ts-check
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
  /** A finger of which nobody knows yet what it is about. @type {PointerEvent | null} */
  let waiting = null;
  /** @param {PointerEvent} event @param {PointerEvent} from */
  const way = (event, from) => [
    Math.abs(event.clientX - from.clientX),
    Math.abs(event.clientY - from.clientY),
  ];
  place.addEventListener("pointerdown", (event) => {
    const isFinger = event.pointerType === "touch" && !isDrawnOn();
    waiting = isFinger && event.isPrimary ? event : null;
    if (!isFinger) point(event);
  });
  place.addEventListener("pointermove", (event) => {
    if (waiting) {
      const [across, down] = way(event, waiting);
      if (across <= Math.max(SLIP, down)) return;
      point(waiting);
      waiting = null;
    }
    if (event.buttons !== 0) point(event);
  });
  place.addEventListener("pointerup", (event) => {
    if (waiting && Math.max(...way(event, waiting)) <= SLIP) point(waiting);
    waiting = null;
  });
  place.addEventListener("pointercancel", () => {
    waiting = null; // the browser scrolls
  });
}
