/** The figure alone, large, for a room: `p` begins and ends it. Arrows step where there are steps; the answer waits for A. */

import { make, whenResized } from "../dom/dom.js";

/**
 * @typedef {object} Shown what the keys do to the figure
 * @property {(by: 1 | -1) => void} [step]
 * @property {() => void} [play] or pause
 * @property {HTMLElement[]} [keys] in the bar for those that the figure takes itself; it hides what does nothing now
 * @property {() => void} answer show the answer to the question, or ask about the step there is now
 *
 * @typedef {Record<string, (() => void) | undefined>} Actions by the key's code
 */

/** @type {[code: string, sign: string, label: string][]} */
const KEYS = [
  ["ArrowLeft", "←", "projector.back"],
  ["ArrowRight", "→", "projector.step"],
  ["Space", "Space", "projector.play"],
  ["KeyA", "A", "projector.answer"],
  ["Escape", "Esc", "projector.leave"],
];
const THEIRS = ["ArrowLeft", "ArrowRight", "Space"]; // a grid's or a slider's, while it has the focus

/* A figure as large as a screen allows: laid out at the width it is made for, then scaled as a whole, so that nothing is cut. */
const NO_ROOM = 700; // px: a narrower screen, such as a phone's, shows the figure as the page does, and scrolls
const MOST_TRIES = 4;

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

/** Let a figure fill the screen, also when either changes. @param {HTMLElement} root @param {AbortSignal} signal */
function enlarge(root, signal) {
  const again = () => {
    const width = layoutWidth(root);
    const scale = innerWidth / width;
    root.style.setProperty("--scale", String(scale));
    root.style.width = `${width}px`;
    root.style.height = `${innerHeight / scale}px`;
  };
  for (const part of root.children) whenResized(part, again, signal); // its grids take their room a moment later
  addEventListener("resize", again, { signal });
  again();
  signal.addEventListener("abort", () => {
    for (const name of ["--scale", "width", "height"]) root.style.removeProperty(name);
  });
}

/** A key that does something; it can be pressed as well, where there is no keyboard. @param {string} sign @param {string | Node} name what it does @param {() => void} press */
export const createKey = (sign, name, press) =>
  make("button.key", { onclick: press }, make("kbd", sign), " ", name);

/** The bar of keys. @param {Kit} kit @param {HTMLElement[]} own of the figure @param {Actions} actions */
function createKeys(kit, own, actions) {
  const entries = KEYS.filter(([code]) => actions[code]).map(([code, sign, saying]) =>
    createKey(sign, kit.label(saying), () => actions[code]?.()),
  );
  return make("div.keys.in-rows.ruled.tinted", ...own, ...entries);
}

/** Whether somebody is typing a text. @param {EventTarget} target */
const isTyping = (target) =>
  target instanceof Element && target.matches("input:not([type=range]), textarea, select, [contenteditable]");

/** Nothing is pointed at before the mouse moves: it rests where it was, and other cells have come below it. @param {HTMLElement} root @param {AbortSignal} signal */
function waitForMouse(root, signal) {
  const end = () => root.classList.remove("unmoved");
  const onMove = (/** @type {PointerEvent} */ { movementX, movementY }) => {
    if (movementX || movementY) end();
  };
  root.classList.add("unmoved");
  document.addEventListener("pointermove", onMove, { signal, capture: true });
  document.addEventListener("pointerdown", end, { signal, capture: true });
  signal.addEventListener("abort", end);
}

/** The heading of the page, once more. */
function createTitle() {
  const [name, idea] = ["h1", "h1 + p"].map((part) => document.querySelector(part)?.textContent ?? "");
  return make("p.projected-title", make("b", name), " ", make("span.note.no-phone", idea));
}

/** @param {HTMLElement} root of the figure @param {Kit} kit @param {Shown} shown */
export function createProjector(root, kit, { step, play, keys: own = [], answer }) {
  let shown = new AbortController();
  const isOn = () => root.classList.contains("projector");
  const leave = () => {
    root.hidePopover();
    root.classList.remove("projector");
    root.removeAttribute("popover");
    root.removeAttribute("tabindex");
    shown.abort();
    kit.repaint(); // what is asked may be another thing there
  };
  const enter = () => {
    const title = createTitle();
    root.prepend(title);
    root.append(keys);
    root.classList.add("projector");
    root.classList.toggle("stepped", step !== undefined || own.length > 0);
    root.setAttribute("popover", "manual");
    root.tabIndex = -1;
    kit.repaint();
    root.showPopover();
    shown = new AbortController();
    const { signal } = shown;
    enlarge(root, signal);
    waitForMouse(root, signal);
    signal.addEventListener("abort", () => [title, keys].map((part) => part.remove()));
    root.focus();
  };
  const toggle = () => (isOn() ? leave() : enter());

  /** While it is on. @type {Actions} */
  const actions = {
    ArrowLeft: step && (() => step(-1)),
    ArrowRight: step && (() => step(1)),
    ...{ Space: play, KeyA: answer, Escape: leave },
  };
  const keys = createKeys(kit, own, actions);
  const takeKey = (/** @type {KeyboardEvent} */ event) => {
    const target = event.composedPath()[0];
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || isTyping(target)) return;
    const isOurs = isOn() && (target === root || !THEIRS.includes(event.code));
    const action = event.code === "KeyP" ? toggle : isOurs && actions[event.code];
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  };
  // First of all, for what is typed in a figure goes no further.
  document.addEventListener("keydown", takeKey, { signal: kit.signal, capture: true });
  return { toggle };
}
