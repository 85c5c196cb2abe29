/** Paper to draw on: with mouse, finger, stylus or keys. One drawing, whichever page shows it. */

import { make, setText } from "../dom/dom.js";
import { leadByKeys, leadByPointer } from "./pen.js";
import { inkAll, inkLast, SIDE, strokes } from "./strokes.js";

/** @import { Kit } from "../dom/kit.js" */

const SPEAK_AFTER = 300; // ms without a move
const ROWS = 28;

/** Call what rests, once. @param {AbortSignal} signal @param {number} delay */
export function afterRest(signal, delay) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  const stop = () => clearTimeout(waiting);
  signal.addEventListener("abort", stop);
  const soon = (/** @type {() => void} */ call) => {
    stop();
    waiting = setTimeout(call, delay);
  };
  return { soon, stop };
}

/** Says where the pen is, and shows it, while the keys lead it. @param {Kit} kit */
function createWhere(kit) {
  const spoken = make("p.unseen", { "aria-live": "polite" });
  const mark = make("i.pen-mark", { hidden: true });
  const rest = afterRest(kit.signal, SPEAK_AFTER);
  /** @param {import("./strokes.js").Point} point @param {boolean} isDown @param {boolean} hasMoved */
  const place = ({ x, y }, isDown, hasMoved) => {
    mark.hidden = false;
    mark.style.left = `${(x / SIDE) * 100}%`;
    mark.style.top = `${(y / SIDE) * 100}%`;
    mark.classList.toggle("down", isDown);
    const [r, c] = [y, x].map((at) => Math.min(Math.floor((at / SIDE) * ROWS) + 1, ROWS));
    const say = () => {
      setText(spoken, kit.label(isDown ? "pad.is_down" : "pad.is_up", { r, c }));
    };
    if (hasMoved) rest.soon(say);
    else say();
  };
  const hide = () => {
    mark.hidden = true;
  };
  return { elements: [spoken, mark], place, hide };
}

/**
 * @param {Kit} kit @param {object} wiring @param {import("./strokes.js").Inks} wiring.inks
 * @param {() => number} wiring.width of the pen
 * @param {Record<string, string>} [wiring.names] further attributes of the paper
 * @param {() => void} [wiring.onDown]
 * @param {() => void} wiring.onInk a stroke has begun, grown, or gone
 * @param {() => void} wiring.onLift a stroke has ended, or been taken back
 */
export function createPad(kit, { inks, width, names = {}, onDown, onInk, onLift }) {
  const canvas = make("canvas", { width: SIDE, height: SIDE });
  const context = /** @type {CanvasRenderingContext2D} */ (
    canvas.getContext("2d", { willReadFrequently: true })
  );
  const show = () => {
    inkAll(context, inks);
    onInk();
  };
  /** @type {import("./pen.js").Pen} */
  const pen = {
    down(point) {
      onDown?.();
      strokes.begin(width(), point);
      show();
    },
    move(points) {
      for (const point of points) {
        strokes.extend(point);
        inkLast(context, inks);
      }
      onInk();
    },
    up() {
      strokes.keep();
      inkAll(context, inks); // in one piece, so that the same strokes are always the same picture
      onLift();
    },
  };
  const where = createWhere(kit);
  const called = { role: "application", tabindex: 0, ...names, "aria-label": kit.label("pad.name") };
  const element = make("div.pad", called, canvas, ...where.elements);
  leadByPointer(element, pen);
  leadByKeys(element, pen, where.place);
  for (const leaves of ["pointerdown", "blur"]) element.addEventListener(leaves, where.hide);
  /** @param {() => void} change takes strokes away */
  const without = (change) => () => {
    change();
    strokes.keep();
    show();
    onLift();
  };
  return { element, canvas, context, show, undo: without(strokes.undo), clear: without(strokes.clear) };
}
