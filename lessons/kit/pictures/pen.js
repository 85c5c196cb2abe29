/** Two ways to lead a pen over the pad: a pointer (mouse, finger, stylus), and the keys. */

import { arrowKeys } from "../dom/dom.js";
import { onPad, SIDE } from "./strokes.js";

/** @import { Point } from "./strokes.js" */
/**
 * @typedef {object} Pen what the pad does when it is led
 * @property {(point: Point) => void} down
 * @property {(points: Point[]) => void} move
 * @property {() => void} up
 */

const STEP = SIDE / 28; // a pixel of the final picture
const FAR = 4; // of them with Shift

/** A mouse, a finger or a stylus. @param {HTMLElement} pad @param {Pen} pen */
export function leadByPointer(pad, pen) {
  /** @type {number | null} */
  let leading = null; // the second finger does not draw
  const place = (/** @type {PointerEvent} */ { clientX, clientY }) => {
    const { left, top, width, height } = pad.getBoundingClientRect();
    return onPad(((clientX - left) / width) * SIDE, ((clientY - top) / height) * SIDE);
  };
  const lift = (/** @type {PointerEvent} */ event) => {
    if (event.pointerId !== leading) return;
    leading = null;
    pen.up();
  };
  pad.addEventListener("pointerdown", (event) => {
    if (leading !== null || event.button !== 0) return;
    leading = event.pointerId;
    pad.setPointerCapture(event.pointerId);
    pen.down(place(event));
  });
  pad.addEventListener("pointermove", (event) => {
    if (event.pointerId !== leading) return;
    const passed = event.getCoalescedEvents?.() ?? []; // what came between two frames
    pen.move((passed.length ? passed : [event]).map(place));
  });
  for (const end of /** @type {const} */ (["pointerup", "pointercancel", "lostpointercapture"])) {
    pad.addEventListener(end, lift);
  }
}

/**
 * Arrows move the pen, with Shift further; Space puts it down and lifts it.
 * @param {HTMLElement} pad @param {Pen} pen
 * @param {(point: Point, isDown: boolean, hasMoved: boolean) => void} onPlace
 */
export function leadByKeys(pad, pen, onPlace) {
  let point = onPad(SIDE / 2, SIDE / 4);
  let isDown = false;
  const lift = () => {
    if (isDown) pen.up();
    isDown = false;
  };
  const moveTo = (/** @type {number} */ x, /** @type {number} */ y) => {
    point = onPad(x, y);
    if (isDown) pen.move([point]);
    onPlace(point, isDown, true);
  };
  pad.addEventListener("focus", () => pad.matches(":focus-visible") && onPlace(point, isDown, false));
  pad.addEventListener("blur", lift);
  pad.addEventListener("pointerdown", lift);
  pad.addEventListener("keydown", (event) => {
    arrowKeys(
      event,
      (down, across, isFar) => {
        const step = isFar ? FAR * STEP : STEP;
        moveTo(point.x + across * step, point.y + down * step);
      },
      (end) => moveTo(end === "first" ? 0 : SIDE, point.y),
    );
    if (event.code !== "Space" || event.repeat) return;
    event.preventDefault();
    if (isDown) lift();
    else {
      isDown = true;
      pen.down(point);
    }
    onPlace(point, isDown, false);
  });
}
