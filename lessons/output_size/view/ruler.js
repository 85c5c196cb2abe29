/** One row of the picture: its pixels, every place where a window can start, and what is left over at the end. */

import { arrowKeys, assign, make, scaleOf, setText, whenResized } from "../../kit/dom/dom.js";
import { sayNever } from "../model/words.js";

/** @import { Mark } from "../model/misconceptions.js" */
/** @import { Counted } from "../model/limits.js" */
/**
 * @typedef {{ name: string, axis: Counted, known: number, step: number, mark: Mark | null, refusal?: string | null }} Shown
 *   name: of the grid, for who does not see it; known: how many windows may be seen, of what is asked only the first;
 *   step: the window that is looked at, from 1, 0 for none; mark: where a wrong rule looks; refusal: torch's words in
 *   place of windows
 * @typedef {ReturnType<typeof lieOf>} Lie how cells lie in the room there is: px a cell, the first that is drawn, how many
 *   are, whether there are more
 * @typedef {ReturnType<typeof createParts>} Parts
 */

const [SMALLEST, LARGEST, MAGNIFIED] = [13, 44, 26];
const NUMBERED = 22; // px: from here on every cell bears its number
const [ZONE, PART_ZONE, BOTTOM] = [88, 48, 92];
const [HIGHEST_LEVEL, LOWEST_LEVEL] = [17, 7];
const LABEL = 24; // px a number below the row needs

/** From the first cell to the one behind the last, padding and what a mark needs included. @param {Shown} shown @returns {[number, number]} */
function extent({ axis: { settings, before, after, starts, span }, mark, known }) {
  const ends = [settings.input_size + after];
  if (starts.length > 0 && known >= starts.length) ends.push(starts[starts.length - 1] + span);
  if (mark) ends.push(mark.start + mark.length);
  return [Math.min(-before, mark?.start ?? 0), Math.max(...ends)];
}

/** Which cells are drawn, and how wide: all, or those about the window or the mistake that is looked at. @param {Shown} shown @param {number} room px */
function lieOf(shown, room) {
  const [first, end] = extent(shown);
  const cells = end - first;
  const fitting = Math.min(room / cells, LARGEST);
  if (fitting >= SMALLEST) return { cell: fitting, first, count: cells, isPart: false };
  const count = Math.min(Math.floor(room / MAGNIFIED), cells);
  const { axis, mark, step } = shown;
  const now = Math.max(step - 1, 0) * axis.settings.stride - axis.before;
  const { start, length } = mark ?? { start: now, length: axis.span };
  const middle = start + Math.floor((length - count) / 2);
  return { cell: MAGNIFIED, first: Math.min(Math.max(middle, first), end - count), count, isPart: true };
}

/** What stands in a cell of the row. @param {Counted} axis @param {number} cell */
function kindOf({ settings: { input_size }, before, after }, cell) {
  if (cell >= 0 && cell < input_size) return "pixel";
  return cell >= -before && cell < input_size + after ? "pad" : "beyond";
}

/** @param {Kit} kit @param {Shown} shown @param {Lie} lie @returns {HTMLElement[]} */
function drawCells(kit, { axis, known }, { cell, first, count }) {
  const unread = new Set(known >= axis.size ? axis.unread : []);
  return Array.from({ length: count }, (_, at) => {
    const place = first + at;
    const kind = kindOf(axis, place);
    const isNever = unread.has(place);
    const number = place + 1;
    const isNumbered = kind === "pixel" && (cell >= NUMBERED || number === 1 || number % 10 === 0);
    const hint = kit.label(isNever ? "size.cell_never" : `size.cell_${kind}`, { n: number });
    const style = `left: ${at * cell}px; width: ${cell}px`;
    const named = { role: "gridcell", style, "aria-colindex": at + 1, "aria-label": hint };
    const text = isNumbered ? String(number) : "";
    return make("div", { ...named, class: `px in-one centred ${kind}${isNever ? " never" : ""}` }, text);
  });
}

/** How high brackets are laid so that none touches another; of too many only every so many is drawn. @param {Counted} axis @param {number} zone px */
function levelsOf({ span, settings: { stride } }, zone) {
  const most = Math.floor(zone / LOWEST_LEVEL);
  const every = Math.ceil((span + 0.5) / stride / most);
  // Where not every window is drawn, the one that is looked at needs a little more room.
  const levels = Math.ceil((span + 0.5) / (stride * every)) + (every > 1 ? 1 : 0);
  return { every, levels, height: Math.min(HIGHEST_LEVEL, Math.floor(zone / levels)) };
}

/** @param {Shown} shown @param {Lie} lie @returns {HTMLElement[]} */
function drawBrackets({ axis, known, step }, { cell, first, count, isPart }) {
  const { every, levels, height } = levelsOf(axis, isPart ? PART_ZONE : ZONE);
  const numbers = axis.starts.slice(0, known).flatMap((start, i) => {
    const isSeen = start + axis.span > first && start < first + count;
    return isSeen && (i % every === 0 || i + 1 === step) ? [i] : [];
  });
  return numbers.map((i) => {
    const level = Math.floor(i / every) % levels;
    const top = BOTTOM - (level + 1) * height;
    const left = Math.max((axis.starts[i] - first) * cell, 0);
    const right = Math.min((axis.starts[i] - first + axis.span) * cell, count * cell);
    const isCut = axis.starts[i] < first;
    const sides = `left: ${left + 1}px; width: ${right - left - 2}px; top: ${top}px; height: ${Math.min(height - 2, 9)}px`;
    return make("i", { class: `bracket${i + 1 === step ? " now" : ""}${isCut ? " cut" : ""}`, style: sides });
  });
}

/** The numbers of the windows, below the pixel where each starts. @param {Kit} kit @param {Shown} shown @param {Lie} lie */
function drawStarts(kit, { axis, known, step }, { cell, first, count }) {
  const every = Math.ceil(LABEL / (cell * axis.settings.stride));
  const last = Math.min(known, axis.size);
  return axis.starts.slice(0, known).flatMap((start, i) => {
    if (start < first || start >= first + count) return [];
    const number = i + 1;
    const isNear = (/** @type {number} */ other) => other !== number && Math.abs(other - number) < every;
    const isWritten =
      number === step ||
      (!isNear(step) && (number === last || (number % every === 1 % every && !isNear(last))));
    const beyond = start - axis.settings.input_size + 1;
    const outside = (start < 0 && "_before") || (beyond > 0 && "_after") || "";
    const said = { n: number, pixel: start + 1, x: -start, y: beyond };
    const attributes = {
      role: "gridcell",
      class: `start placed in-one${number === step ? " now" : ""}${outside && " outside"}`,
      style: `left: ${(start - first + 0.5) * cell}px`,
      "aria-colindex": start - first + 1,
      "aria-label": kit.label(`size.cell_start${outside}`, said),
      "aria-selected": String(number === step),
      "data-window": number,
    };
    return make("div", attributes, isWritten ? String(number) : "");
  });
}

/** @param {Kit} kit @param {Mark} mark @param {Lie} lie @param {number} room */
function drawMark(kit, { start, length, says, values }, { cell, first, count }, room) {
  const left = Math.min(Math.max((start - first) * cell, 0), count * cell - 4);
  const right = Math.max(Math.min((start - first + length) * cell, count * cell), left + 4);
  const words = kit.label(says, values);
  const isRight = (left + right) / 2 > room / 2;
  const side = isRight ? `right: ${Math.max(room - right, 0)}px` : `left: ${left}px`;
  return [
    make("i.bracket.mistake", { style: `left: ${left}px; width: ${right - left}px` }),
    make("span.mistake-words.in-one", { style: side }, words),
  ];
}

/** The whole row small, and the part of it that is drawn large. @param {Shown} shown @param {Lie} lie @param {number} room */
function drawOverview(shown, { cell, first, count }, room) {
  const [begin, end] = extent(shown);
  const scale = room / (end - begin);
  const { input_size } = shown.axis.settings;
  const [left, width] = [(first - begin) * scale, count * scale];
  const row = `left: ${-begin * scale}px; width: ${input_size * scale}px`;
  const edge = (/** @type {number} */ from, /** @type {number} */ to) => {
    const [side, long] = [Math.min(from, to), Math.max(Math.abs(to - from), 1)];
    const way = `to bottom ${to < from ? "right" : "left"}`;
    return make("i.to-lens", { style: `left: ${side}px; width: ${long}px; --way: ${way}` });
  };
  return [
    make("i.whole-row", { style: row }),
    make("i.lens-frame", { style: `left: ${left}px; width: ${width}px` }),
    edge(left, 0),
    edge(left + width, count * cell),
  ];
}

const FAR = 5; // windows an arrow moves with Shift

function createParts() {
  const pixels = make("div.pixels", { role: "row", "aria-rowindex": 1 });
  const starts = make("div.starts", { role: "row", "aria-rowindex": 2 });
  const attributes = { role: "grid", tabindex: 0, class: "row-grid", "aria-rowcount": 2 };
  const grid = make("div", attributes, pixels, starts);
  const drawn = make("div.drawn", { "aria-hidden": true });
  const words = make("p.torch-words");
  const lane = make("div.lane.around", drawn, grid, words);
  const [never, spoken] = [make("span.note.never-note", { hidden: true }), make("span.unseen")];
  const notes = make("p.ruler-notes.note.key.in-one", never, spoken);
  return { pixels, starts, grid, drawn, words, lane, never, spoken, notes };
}

/** @param {Parts} parts @param {Kit} kit @param {Shown} shown @param {number} room px */
function paintRow({ pixels, starts, grid, drawn, lane }, kit, shown, room) {
  if (room === 0) return;
  const lie = lieOf(shown, room);
  lane.classList.toggle("part", lie.isPart);
  assign(grid, { "aria-label": shown.name, "aria-colcount": lie.count });
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
  never.hidden = !isSeen;
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
    const walk = (/** @type {number} */ wanted) => {
      if (wanted >= 1 && wanted <= most) onWindow(wanted);
    };
    arrowKeys(
      event,
      (_down, across, isFar) => walk(shown.step + across * (isFar ? FAR : 1)),
      (end) => walk(Math.min(end + 1, most)),
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
  const fit = () => {
    room = parts.lane.clientWidth;
    if (shown) paintRow(parts, kit, shown, room);
  };
  whenResized(parts.lane, fit, kit.signal);
  return {
    element: make("div", parts.lane, parts.notes),
    show(/** @type {Shown} */ next) {
      shown = next;
      paintWords(parts, kit, next);
      paintRow(parts, kit, next, room);
    },
  };
}
