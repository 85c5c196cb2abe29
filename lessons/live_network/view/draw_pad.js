// @ts-check
/** A pad to draw on: with mouse, finger, stylus or keys; after each stroke the drawing becomes the picture. */

import { icon, make } from "../../kit/dom/dom.js";
import { remembered } from "../../kit/dom/remembered.js";
import { inkAll, inkLast, PENS, SIDE, strokes } from "../model/strokes.js";
import { leadByKeys, leadByPointer } from "./pen.js";

/** @typedef {import("../../kit/dom/kit.js").Kit} Kit */

const RESTED = 250; // ms after the last stroke
const SPEAK_AFTER = 300; // ms without a move
const INKS = { light: { paper: "#ffffff", ink: "#000000" }, dark: { paper: "#000000", ink: "#ffffff" } };
const ROWS = 28;
/** @type {Map<"width", number>} */
const memory = remembered();
const width = () => memory.get("width") ?? PENS.medium;

/** Call what rests, once. @param {AbortSignal} signal @param {number} delay */
function afterRest(signal, delay) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  const stop = () => clearTimeout(waiting);
  signal.addEventListener("abort", stop);
  /** @param {() => void} call */
  const soon = (call) => {
    stop();
    waiting = setTimeout(call, delay);
  };
  return { soon, stop };
}

/** The pens as buttons of which one is pressed. @param {Kit} kit */
function createPens(kit) {
  const names = /** @type {(keyof typeof PENS)[]} */ (Object.keys(PENS));
  const show = () => {
    names.forEach((name, at) => {
      buttons[at].setAttribute("aria-pressed", String(PENS[name] === width()));
    });
  };
  const buttons = names.map((name) => {
    const take = () => {
      memory.set("width", PENS[name]);
      show();
    };
    const said = kit.label(`pad.${name}`);
    const dot = make("i", { class: "dot", style: `--dot: ${PENS[name] / 3}px` });
    return make("button", { type: "button", "aria-label": said, title: said, onclick: take }, dot);
  });
  show();
  return make("div", { class: "picks", role: "group", "aria-label": kit.label("pad.width") }, ...buttons);
}

/** Says where the pen is, and shows it, while the keys lead it. @param {Kit} kit */
function createWhere(kit) {
  const spoken = make("p", { class: "unseen", "aria-live": "polite" });
  const mark = make("i", { class: "pen-mark", hidden: true });
  const rest = afterRest(kit.signal, SPEAK_AFTER);
  /** @param {import("../model/strokes.js").Point} point @param {boolean} isDown @param {boolean} hasMoved */
  const place = ({ x, y }, isDown, hasMoved) => {
    mark.hidden = false;
    mark.style.left = `${(x / SIDE) * 100}%`;
    mark.style.top = `${(y / SIDE) * 100}%`;
    mark.classList.toggle("down", isDown);
    const [r, c] = [y, x].map((at) => Math.min(Math.floor((at / SIDE) * ROWS) + 1, ROWS));
    const say = () => {
      spoken.textContent = kit.label(isDown ? "pad.is_down" : "pad.is_up", { r, c });
    };
    if (hasMoved) rest.soon(say);
    else say();
  };
  const hide = () => {
    mark.hidden = true;
  };
  return { elements: [spoken, mark], place, hide };
}

/** The paper and what happens on it. @param {Kit} kit @param {(file: Blob) => void} onDrawn @param {() => void} onChange */
function createPaper(kit, onDrawn, onChange) {
  const inks = INKS[kit.theme];
  const canvas = make("canvas", { width: SIDE, height: SIDE });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const rest = afterRest(kit.signal, RESTED);
  const handOver = () => rest.soon(() => canvas.toBlob((file) => file && strokes.count() && onDrawn(file)));
  const show = () => {
    inkAll(context, inks);
    onChange();
  };
  /** @type {import("./pen.js").Pen} */
  const pen = {
    down(point) {
      rest.stop();
      strokes.begin(width(), point);
      show();
    },
    move(points) {
      for (const point of points) {
        strokes.extend(point);
        inkLast(context, inks);
      }
    },
    up() {
      strokes.keep();
      inkAll(context, inks); // in one piece, so that the same strokes are always the same picture
      handOver();
    },
  };
  /** @param {() => void} change takes strokes away */
  const without = (change) => () => {
    change();
    strokes.keep();
    show();
    if (strokes.count()) handOver();
    else rest.stop(); // nothing is drawn: the picture before it stays
  };
  return { canvas, pen, show, handOver, undo: without(strokes.undo), clear: without(strokes.clear) };
}

/**
 * @param {Kit} kit
 * @param {{ onDrawn: (file: Blob) => void, onDone: () => void }} calls
 */
export function createDrawPad(kit, { onDrawn, onDone }) {
  const paper = createPaper(kit, onDrawn, () => {
    for (const each of [undo, clear]) each.setAttribute("aria-disabled", String(strokes.count() === 0));
  });
  const undo = make("button", { type: "button", onclick: paper.undo }, icon("undo"), kit.label("pad.undo"));
  const clear = make("button", { type: "button", onclick: paper.clear }, kit.label("pad.clear"));
  const done = make("button", { type: "button", onclick: onDone }, kit.label("pad.done"));
  const where = createWhere(kit);
  const names = { "aria-label": kit.label("pad.name"), "aria-describedby": "pad-help" };
  const pad = make("div", { class: "pad", role: "application", tabindex: 0, ...names });
  pad.append(paper.canvas, ...where.elements);
  leadByPointer(pad, paper.pen);
  leadByKeys(pad, paper.pen, where.place);
  for (const leaves of ["pointerdown", "blur"]) pad.addEventListener(leaves, where.hide);
  const name = kit.label("pad.title");
  const element = make(
    "section",
    { class: "sheet", "aria-label": name },
    make("div", { class: "sheet-head" }, make("b", {}, name), done),
    pad,
    make("div", { class: "tools" }, undo, clear, createPens(kit)),
    make("p", { class: "note", id: "pad-help" }, kit.label("pad.help")),
  );
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape") onDone();
    if (event.code !== "KeyZ" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    paper.undo();
  });
  paper.show();
  const open = () => {
    pad.focus({ preventScroll: true });
    if (strokes.count()) paper.handOver();
  };
  return { element, open, close: () => pad.blur() };
}
