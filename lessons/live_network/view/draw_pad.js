/** A pad to draw on: with mouse, finger, stylus or keys; after each stroke the drawing becomes the picture. */

import { icon, make } from "../../kit/dom/dom.js";
import { remembered } from "../../kit/dom/remembered.js";
import { afterRest, createPad } from "../../kit/pictures/pad.js";
import { PENS, strokes } from "../../kit/pictures/strokes.js";

/** @import { Kit } from "../../kit/dom/kit.js" */

const RESTED = 250; // ms after the last stroke
const INKS = { light: { paper: "#ffffff", ink: "#000000" }, dark: { paper: "#000000", ink: "#ffffff" } };
/** @type {Map<"width", number>} */
const memory = remembered();
const width = () => memory.get("width") ?? PENS.medium;

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
    const dot = make("i.dot", { style: `--dot: ${PENS[name] / 3}px` });
    return make("button", { "aria-label": said, title: said, onclick: take }, dot);
  });
  show();
  return make("div.picks", { role: "group", "aria-label": kit.label("pad.width") }, ...buttons);
}

/** @param {Kit} kit @param {{ onBegin: () => void, onDrawn: (file: Blob) => void, onDone: () => void }} calls onBegin: the first stroke of a drawing */
export function createDrawPad(kit, { onBegin, onDrawn, onDone }) {
  const rest = afterRest(kit.signal, RESTED);
  const handOver = () =>
    rest.soon(() => paper.canvas.toBlob((file) => file && strokes.count() && onDrawn(file)));
  const paper = createPad(kit, {
    ...{ inks: INKS[kit.theme], width, names: { "aria-describedby": "pad-help" } },
    onDown() {
      rest.stop();
      if (strokes.count() === 0) onBegin();
    },
    onInk() {
      for (const each of [undo, clear]) each.setAttribute("aria-disabled", String(strokes.count() === 0));
    },
    // Where nothing is left of it, the picture before it stays.
    onLift: () => (strokes.count() ? handOver() : rest.stop()),
  });
  const undo = make("button", { onclick: paper.undo }, icon("undo"), kit.label("pad.undo"));
  const clear = make("button", { onclick: paper.clear }, kit.label("pad.clear"));
  const done = make("button", { onclick: onDone }, kit.label("pad.done"));
  const name = kit.label("pad.title");
  const element = make(
    "section.sheet",
    { "aria-label": name },
    make("div.sheet-head", make("b", name), done),
    paper.element,
    make("div.tools", undo, clear, createPens(kit)),
    make("p.note", { id: "pad-help" }, kit.label("pad.help")),
  );
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape") onDone();
    if (event.code !== "KeyZ" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    paper.undo();
  });
  paper.show();
  const open = () => {
    paper.element.focus({ preventScroll: true });
    if (strokes.count()) handOver();
  };
  return { element, open, close: () => paper.element.blur() };
}
