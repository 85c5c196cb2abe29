/** Paper to draw on: with mouse, finger, stylus or keys. One drawing, whichever page shows it. */

import { digitOf, inkOf } from "../arithmetic/drawn_digit.js";
import { arrowKeys, icon, keepDrag, make, setText } from "../dom/dom.js";
import { afterRest } from "../dom/page.js";
import { keepInTab, recallInTab, rememberedOne } from "../dom/storage.js";

/**
 * @typedef {{ x: number, y: number }} Point
 * @typedef {{ width: number, points: Point[] }} Stroke
 * @typedef {{ paper: string, ink: string }} Inks
 */

export const SIDE = 560; // units of the pad: twice its size on the screen, sharp on a phone as well
export const PAPER = { paper: "#ffffff", ink: "#000000" }; // in both themes, as what reads a drawing expects it
export const PENS = /** @type {const} */ ({ thin: 16, medium: 32, thick: 60 });
const KEPT = /** @type {const} */ (["live_network", "drawing"]);

/** What this tab kept of a drawing; anything may stand there. @returns {Stroke[]} */
function recalled() {
  const kept = recallInTab(...KEPT).strokes;
  const isPoint = (/** @type {any} */ point) => Number.isFinite(point?.x) && Number.isFinite(point?.y);
  const isStroke = (/** @type {any} */ stroke) =>
    stroke?.width > 0 &&
    Array.isArray(stroke.points) &&
    stroke.points.length > 0 &&
    stroke.points.every(isPoint);
  return Array.isArray(kept) && kept.every(isStroke) ? kept : [];
}

/** The drawing outlives its pad, for another language or theme builds a new one, and a reload of the page. */
const [drawn] = rememberedOne(recalled);

export const strokes = { clear: () => drawn().splice(0), count: () => drawn().length };

/** Let it outlive the page. */
const keep = () => keepInTab(...KEPT, { strokes: drawn() });

/** A point inside the pad. @param {number} x @param {number} y @returns {Point} */
const onPad = (x, y) => ({ x: Math.min(Math.max(x, 0), SIDE), y: Math.min(Math.max(y, 0), SIDE) });

/** Ink everything on clean paper. @param {CanvasRenderingContext2D} canvas @param {Inks} inks */
function inkAll(canvas, { paper, ink }) {
  canvas.fillStyle = paper;
  canvas.fillRect(0, 0, SIDE, SIDE);
  for (const { width, points } of drawn()) inkLine(canvas, ink, width, points);
}

/** @param {CanvasRenderingContext2D} canvas @param {string} ink @param {number} width @param {Point[]} points */
function inkLine(canvas, ink, width, points) {
  const [first, ...rest] = points;
  const pen = { strokeStyle: ink, fillStyle: ink, lineWidth: width, lineCap: "round", lineJoin: "round" };
  Object.assign(canvas, pen);
  canvas.beginPath();
  if (rest.length === 0) {
    canvas.arc(first.x, first.y, width / 2, 0, 2 * Math.PI); // a line of no length leaves no ink
    canvas.fill();
    return;
  }
  canvas.moveTo(first.x, first.y);
  for (const { x, y } of rest) canvas.lineTo(x, y);
  canvas.stroke();
}

/**
 * @typedef {object} Pen what the pad does when it is led
 * @property {(point: Point) => void} down
 * @property {(points: Point[]) => void} move
 * @property {() => void} up
 */

const STEP = SIDE / 28; // a pixel of the final picture
const FAR = 4; // of them with Shift

/** A mouse, a finger or a stylus. @param {HTMLElement} pad @param {Pen} pen */
function leadByPointer(pad, pen) {
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
  for (const end of /** @type {const} */ (["pointerup", "pointercancel", "lostpointercapture"]))
    pad.addEventListener(end, lift);
  keepDrag(pad);
}

/**
 * Arrows move the pen, with Shift further; Space puts it down and lifts it.
 * @param {HTMLElement} pad @param {Pen} pen
 * @param {(point: Point, isDown: boolean, hasMoved: boolean) => void} onPlace
 */
function leadByKeys(pad, pen, onPlace) {
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
  /** @param {number} down @param {number} across @param {boolean} isFar */
  const onArrow = (down, across, isFar) => {
    const step = isFar ? FAR * STEP : STEP;
    moveTo(point.x + across * step, point.y + down * step);
  };
  pad.addEventListener("focus", () => pad.matches(":focus-visible") && onPlace(point, isDown, false));
  pad.addEventListener("blur", lift);
  pad.addEventListener("pointerdown", lift);
  pad.addEventListener("keydown", (event) => {
    arrowKeys(event, onArrow, (end) => moveTo(end, point.y)); // as far as the pad goes
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

const SPEAK_AFTER = 300; // ms without a move
const ROWS = 28;

/** Says where the pen is, and shows it, while the keys lead it. @param {Kit} kit */
function createWhere(kit) {
  const spoken = make("p.unseen", { "aria-live": "polite" });
  const mark = make("i.pen-mark.laid-over", { hidden: true });
  const rest = afterRest(kit.signal);
  /** @param {Point} point @param {boolean} isDown @param {boolean} hasMoved */
  const place = ({ x, y }, isDown, hasMoved) => {
    mark.hidden = false;
    mark.style.left = `${(x / SIDE) * 100}%`;
    mark.style.top = `${(y / SIDE) * 100}%`;
    mark.classList.toggle("down", isDown);
    const [r, c] = [y, x].map((at) => Math.min(Math.floor((at / SIDE) * ROWS) + 1, ROWS));
    const say = () => setText(spoken, kit.label(isDown ? "pad.is_down" : "pad.is_up", { r, c }));
    if (hasMoved) rest.soon(SPEAK_AFTER, say);
    else say();
  };
  const hide = () => {
    mark.hidden = true;
  };
  return { elements: [spoken, mark], place, hide };
}

/**
 * @param {Kit} kit @param {object} wiring @param {Inks} wiring.inks
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
  /** @type {Pen} */
  const pen = {
    down(point) {
      onDown?.();
      drawn().push({ width: width(), points: [point] });
      show();
    },
    move(points) {
      const last = /** @type {Stroke} */ (drawn().at(-1));
      for (const point of points) {
        last.points.push(point);
        inkLine(context, inks.ink, last.width, last.points.slice(-2));
      }
      onInk();
    },
    up() {
      keep();
      inkAll(context, inks); // in one piece, so that the same strokes are always the same picture
      onLift();
    },
  };
  const where = createWhere(kit);
  const called = { role: "application", tabindex: 0, ...names, "aria-label": kit.label("pad.name") };
  const element = make("div.pad.around", called, canvas, ...where.elements);
  leadByPointer(element, pen);
  leadByKeys(element, pen, where.place);
  for (const leaves of ["pointerdown", "blur"]) element.addEventListener(leaves, where.hide);
  /** @param {() => void} change takes strokes away */
  const without = (change) => () => {
    change();
    keep();
    show();
    onLift();
  };
  const [undo, clear] = [without(() => drawn().pop()), without(strokes.clear)];
  /** @param {"undo" | "cross"} picture @param {string} label @param {() => void} onclick */
  const tool = (picture, label, onclick) =>
    make("button", { "aria-label": kit.label(label), title: kit.label(label), onclick }, icon(picture));
  return {
    ...{ element, canvas, context, show, undo, clear },
    /** Both as buttons, for where there is no room for words. */
    tools: () => [tool("undo", "set.undo", undo), tool("cross", "set.clear", clear)],
    /** The drawing as a digit, 28x28 in hundredths; null where there is no ink. */
    digit: () => digitOf(inkOf(context.getImageData(0, 0, SIDE, SIDE))),
  };
}
