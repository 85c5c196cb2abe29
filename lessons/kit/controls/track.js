/** A range in its track. */

import { make } from "../dom/dom.js";
import { followHand } from "../dom/hand.js";

const THUMB = 20; // px: as wide as the style sheet makes it

/**
 * A range in its track. A range takes the value that lies under a finger, also of one that only scrolls the page: where
 * there is a touch screen the track takes the hand in its place (controls.css).
 * @param {HTMLInputElement} range @param {...HTMLElement} over what lies over it, such as ticks
 */
export function createTrack(range, ...over) {
  const track = make("div.track", range, ...over);
  const isOurs = () => !range.disabled && getComputedStyle(range).pointerEvents === "none";
  track.addEventListener("mousedown", (event) => {
    if (isOurs()) event.preventDefault(); // which would take the focus from the range
  });
  followHand(track, (event) => {
    if (!isOurs()) return;
    const isMouse = event.pointerType !== "touch";
    if (isMouse && event.type === "pointerdown") track.setPointerCapture(event.pointerId);
    if (isMouse && !track.hasPointerCapture(event.pointerId)) return; // pressed elsewhere
    range.focus({ preventScroll: true });
    const { left, width } = range.getBoundingClientRect();
    const part = (event.clientX - left - THUMB / 2) / (width - THUMB);
    const [before, lowest] = [range.value, Number(range.min)];
    range.value = String(lowest + part * (Number(range.max) - lowest)); // the browser brings it to a step within the limits
    if (range.value !== before) range.dispatchEvent(new Event("input", { bubbles: true }));
  });
  return track;
}
