/** One row of the picture: its pixels, every place where a window can start, and what is left over at the end. */

import { arrowKeys, make, setText } from "../../kit/dom/dom.js";
import { scaleOf } from "../../kit/dom/enlarging.js";
import { drawBrackets, drawCells, drawMark, drawOverview, drawStarts, lieOf } from "./row.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Counted } from "../model/axis.js" */
/** @import { Shown } from "./row.js" */
/** @typedef {ReturnType<typeof createParts>} Parts */

const FAR = 5; // windows an arrow moves with Shift

/** Which pixels no window reads. @param {Kit} kit @param {Counted} axis */
function sayNever(kit, { unread, settings: { input_size, stride }, room }) {
  const values = { n: unread.length, a: unread[0] + 1, b: input_size, room, s: stride };
  const isTail = unread[0] === input_size - unread.length;
  if (!isTail) return kit.label("size.never_gaps", values);
  return kit.label(unread.length === 1 ? "size.never_one" : "size.never_tail", values);
}

function createParts() {
  const pixels = make("div.pixels", { role: "row", "aria-rowindex": 1 });
  const starts = make("div.starts", { role: "row", "aria-rowindex": 2 });
  const attributes = { role: "grid", tabindex: 0, class: "row-grid", "aria-rowcount": 2 };
  const grid = make("div", attributes, pixels, starts);
  const drawn = make("div.drawn", { "aria-hidden": true });
  const words = make("p.torch-words");
  const lane = make("div.lane", drawn, grid, words);
  const [never, spoken] = [make("span.never-note"), make("span.unseen")];
  const notes = make("p.ruler-notes", never, spoken);
  return { pixels, starts, grid, drawn, words, lane, never, spoken, notes };
}

/** @param {Parts} parts @param {Kit} kit @param {Shown} shown @param {number} room px */
function paintRow({ pixels, starts, grid, drawn, lane }, kit, shown, room) {
  if (room === 0) return;
  const lie = lieOf(shown, room);
  lane.classList.toggle("part", lie.isPart);
  grid.setAttribute("aria-label", shown.name);
  grid.setAttribute("aria-colcount", String(lie.count));
  grid.style.setProperty("--row-width", `${lie.count * lie.cell}px`);
  pixels.replaceChildren(...drawCells(kit, shown, lie));
  starts.replaceChildren(...drawStarts(kit, shown, lie));
  starts.hidden = starts.childElementCount === 0;
  drawn.replaceChildren(
    ...(lie.isPart ? drawOverview(shown, lie, room) : []),
    ...drawBrackets(shown, lie),
    ...(shown.mark ? drawMark(kit, shown.mark, lie, room) : []),
  );
}

/** @param {Parts} parts @param {Kit} kit @param {Shown} shown */
function paintWords({ words, lane, never, spoken }, kit, { axis, known, mark, refusal = null }) {
  setText(words, refusal ?? "");
  lane.classList.toggle("refused", refusal !== null);
  const isSeen = known >= axis.size && axis.unread.length > 0 && refusal === null;
  setText(never, isSeen ? sayNever(kit, axis) : "");
  setText(spoken, mark ? kit.label(mark.says, mark.values) : "");
}

/** The window whose middle is nearest to a place on the screen. @param {Shown} shown @param {number} x px from the row's beginning @param {number} room px */
function windowNear(shown, x, room) {
  const { axis, known } = shown;
  const lie = lieOf(shown, room);
  const start = lie.first + Math.floor(x / lie.cell) + axis.before - Math.floor(axis.span / 2);
  const nearest = Math.round(start / axis.settings.stride) + 1;
  return Math.min(Math.max(nearest, 1), Math.min(known, axis.size));
}

/** @param {Parts} parts @param {() => Shown | null} now @param {(step: number) => void} onWindow */
function listen({ lane, grid }, now, onWindow) {
  lane.addEventListener("click", (event) => {
    const shown = now();
    if (!shown || shown.axis.size === 0) return;
    const x = (event.clientX - lane.getBoundingClientRect().left) / scaleOf(lane);
    onWindow(windowNear(shown, x, lane.clientWidth));
  });
  grid.addEventListener("keydown", (event) => {
    const shown = now();
    if (!shown) return;
    const most = Math.min(shown.known, shown.axis.size);
    /** @param {number} wanted */
    const walk = (wanted) => {
      if (wanted >= 1 && wanted <= most) onWindow(wanted);
    };
    arrowKeys(
      event,
      (_down, across, isFar) => walk(shown.step + across * (isFar ? FAR : 1)),
      (end) => walk(end === "first" ? 1 : most),
    );
  });
}

/** @param {Kit} kit @param {(step: number) => void} [onWindow] a window is chosen */
export function createRuler(kit, onWindow) {
  const parts = createParts();
  /** @type {Shown | null} */
  let shown = null;
  if (onWindow) listen(parts, () => shown, onWindow);
  let room = 0; // px, as it was last laid out
  const watching = new ResizeObserver(() => {
    room = parts.lane.clientWidth;
    if (shown) paintRow(parts, kit, shown, room);
  });
  watching.observe(parts.lane);
  kit.signal.addEventListener("abort", () => watching.disconnect());
  return {
    element: make("div.ruler", parts.lane, parts.notes),
    /** @param {Shown} next */
    show(next) {
      shown = next;
      paintWords(parts, kit, next);
      paintRow(parts, kit, next, room);
    },
  };
}
