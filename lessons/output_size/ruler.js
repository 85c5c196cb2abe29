// @ts-check
/** One row of the picture: its pixels, every place where a window can start, and what is left over at the end. */

import { arrowKeys, make } from "../kit/dom.js";

/**
 * @typedef {import("./counting/axis.js").Counted} Counted
 * @typedef {import("./counting/mistake.js").Mark} Mark
 *
 * @typedef {object} Shown
 * @property {string} name of the grid, for who does not see it
 * @property {Counted} axis
 * @property {number} known how many windows may be seen: of what is asked only the first
 * @property {number} step the window that is looked at, from 1; 0 for none
 * @property {Mark | null} mark where a wrong rule looks
 * @property {string | null} [refusal] torch's words in place of windows
 *
 * @typedef {object} Lie how cells lie in the room there is
 * @property {number} cell px
 * @property {number} first the first cell that is drawn
 * @property {number} count how many are drawn
 * @property {boolean} isPart whether there are more than are drawn
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

/** Which cells are drawn, and how wide: all, or those about the window or the mistake that is looked at. @param {Shown} shown @param {number} room px @returns {Lie} */
export function lieOf(shown, room) {
  const [first, end] = extent(shown);
  const cells = end - first;
  const fitting = Math.min(room / cells, LARGEST);
  if (fitting >= SMALLEST) return { cell: fitting, first, count: cells, isPart: false };
  const count = Math.min(Math.floor(room / MAGNIFIED), cells);
  const { axis, mark, step } = shown;
  const looked = mark ?? { start: Math.max(step - 1, 0) * axis.settings.stride - axis.before, length: axis.span };
  const middle = looked.start + Math.floor((looked.length - count) / 2);
  return {
    cell: MAGNIFIED,
    first: Math.min(Math.max(middle, first), end - count),
    count,
    isPart: true,
  };
}

/** What stands in a cell of the row. @param {Counted} axis @param {number} cell @returns {"pixel" | "pad" | "beyond"} */
function kindOf({ settings: { input_size }, before, after }, cell) {
  if (cell >= 0 && cell < input_size) return "pixel";
  return cell >= -before && cell < input_size + after ? "pad" : "beyond";
}

/** @param {import("../kit/entry.js").Kit} kit @param {Shown} shown @param {Lie} lie @returns {HTMLElement[]} */
function drawCells(kit, { axis, known }, { cell, first, count }) {
  const unread = new Set(known >= axis.size ? axis.unread : []);
  return Array.from({ length: count }, (_, at) => {
    const place = first + at;
    const kind = kindOf(axis, place);
    const isNever = unread.has(place);
    const number = place + 1;
    const isNumbered = kind === "pixel" && (cell >= NUMBERED || number === 1 || number % 10 === 0);
    const said = isNever ? "size.cell_never" : `size.cell_${kind}`;
    return make(
      "div",
      {
        role: "gridcell",
        class: `px ${kind}${isNever ? " never" : ""}`,
        style: `left: ${at * cell}px; width: ${cell}px`,
        "aria-colindex": at + 1,
        "aria-label": kit.label(said, { n: number }),
      },
      isNumbered ? String(number) : "",
    );
  });
}

/** How high brackets are laid so that none touches another; of too many only every so many is drawn. @param {Counted} axis @param {number} zone px */
function levelsOf({ span, settings: { stride } }, zone) {
  const most = Math.floor(zone / LOWEST_LEVEL);
  const every = Math.ceil((span + 0.5) / stride / most);
  const levels = Math.ceil((span + 0.5) / (stride * every));
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
    const level = i + 1 === step ? 0 : (i / every) % levels;
    const top = BOTTOM - (Math.floor(level) + 1) * height;
    const left = Math.max((axis.starts[i] - first) * cell, 0);
    const right = Math.min((axis.starts[i] - first + axis.span) * cell, count * cell);
    const isCut = axis.starts[i] < first;
    const sides = `left: ${left + 1}px; width: ${right - left - 2}px; top: ${top}px; height: ${Math.min(height - 2, 9)}px`;
    return make("i", { class: `bracket${i + 1 === step ? " now" : ""}${isCut ? " cut" : ""}`, style: sides });
  });
}

/** The numbers of the windows, below the pixel where each starts. @param {import("../kit/entry.js").Kit} kit @param {Shown} shown @param {Lie} lie */
function drawStarts(kit, { axis, known, step }, { cell, first, count }) {
  const every = Math.ceil(LABEL / (cell * axis.settings.stride));
  const last = Math.min(known, axis.size);
  return axis.starts.slice(0, known).flatMap((start, i) => {
    if (start < first || start >= first + count) return [];
    const number = i + 1;
    const isNear = (/** @type {number} */ other) => other !== number && Math.abs(other - number) < every;
    const isWritten = number === step || (!isNear(step) && (number === last || (number % every === 1 % every && !isNear(last))));
    return make(
      "div",
      {
        role: "gridcell",
        class: `start${number === step ? " now" : ""}`,
        style: `left: ${(start - first + 0.5) * cell}px`,
        "aria-colindex": start - first + 1,
        "aria-label": kit.label("size.cell_start", { n: number, pixel: start + 1 }),
        "aria-selected": number === step,
        "data-window": number,
      },
      isWritten ? String(number) : "",
    );
  });
}

/** @param {import("../kit/entry.js").Kit} kit @param {Mark} mark @param {Lie} lie @param {number} room */
function drawMark(kit, { start, length, says, values }, { cell, first, count }, room) {
  const left = Math.min(Math.max((start - first) * cell, 0), count * cell - 4);
  const right = Math.max(Math.min((start - first + length) * cell, count * cell), left + 4);
  const words = kit.label(says, values);
  const isRight = (left + right) / 2 > room / 2;
  const side = isRight ? `right: ${Math.max(room - right, 0)}px` : `left: ${left}px`;
  return [
    make("i", { class: "bracket mistake", style: `left: ${left}px; width: ${right - left}px` }),
    make("span", { class: "mistake-words", style: side }, words),
  ];
}

/** The whole row small, and the part of it that is drawn large. @param {Shown} shown @param {Lie} lie @param {number} room */
function drawOverview(shown, { cell, first, count }, room) {
  const [begin, end] = extent(shown);
  const scale = room / (end - begin);
  const { input_size } = shown.axis.settings;
  const [left, width] = [(first - begin) * scale, count * scale];
  const row = `left: ${-begin * scale}px; width: ${input_size * scale}px`;
  const edge = (/** @type {number} */ from, /** @type {number} */ to) =>
    make("i", {
      class: "to-lens",
      style: `left: ${Math.min(from, to)}px; width: ${Math.max(Math.abs(to - from), 1)}px; --way: ${to < from ? "to bottom right" : "to bottom left"}`,
    });
  return [
    make("i", { class: "whole-row", style: row }),
    make("i", { class: "lens-frame", style: `left: ${left}px; width: ${width}px` }),
    edge(left, 0),
    edge(left + width, count * cell),
  ];
}

/**
 * @param {import("../kit/entry.js").Kit} kit
 * @param {(step: number) => void} [onWindow] a window is chosen
 */
export function createRuler(kit, onWindow) {
  const pixels = make("div", { role: "row", class: "pixels", "aria-rowindex": 1 });
  const starts = make("div", { role: "row", class: "starts", "aria-rowindex": 2 });
  const grid = make("div", { role: "grid", tabindex: 0, class: "row-grid", "aria-rowcount": 2 }, pixels, starts);
  const drawn = make("div", { class: "drawn", "aria-hidden": true });
  const words = make("p", { class: "torch-words" });
  const lane = make("div", { class: "lane" }, drawn, grid, words);
  const never = make("span", { class: "never-note" });
  const spoken = make("span", { class: "unseen" });
  const element = make("div", { class: "ruler" }, lane, make("p", { class: "ruler-notes" }, never, spoken));
  /** @type {Shown | null} */
  let shown = null;

  const paint = () => {
    const room = lane.clientWidth;
    if (!shown || room === 0) return;
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
  };
  const press = (/** @type {MouseEvent} */ event) => {
    if (!shown || !onWindow) return;
    const lie = lieOf(shown, lane.clientWidth);
    const cell = lie.first + Math.floor((event.clientX - lane.getBoundingClientRect().left) / lie.cell);
    const nearest = Math.round((cell + shown.axis.before - Math.floor(shown.axis.span / 2)) / shown.axis.settings.stride);
    onWindow(Math.min(Math.max(nearest + 1, 1), Math.min(shown.known, shown.axis.size)));
  };
  lane.addEventListener("click", press);
  /** @param {number} wanted */
  const walk = (wanted) => {
    const most = Math.min(shown?.known ?? 0, shown?.axis.size ?? 0);
    if (wanted >= 1 && wanted <= most) onWindow?.(wanted);
  };
  grid.addEventListener("keydown", (event) =>
    arrowKeys(
      event,
      (_down, across, isFar) => walk((shown?.step ?? 1) + across * (isFar ? 5 : 1)),
      (end) => walk(end === "first" ? 1 : (shown?.axis.size ?? 1)),
    ),
  );
  const watching = new ResizeObserver(paint);
  watching.observe(lane);
  kit.signal.addEventListener("abort", () => watching.disconnect());
  return {
    element,
    /** @param {Shown} next */
    show(next) {
      shown = next;
      const { axis, known, mark, refusal = null } = next;
      words.textContent = refusal;
      lane.classList.toggle("refused", refusal !== null);
      const left = known >= axis.size ? axis.unread : [];
      never.textContent = left.length === 0 || refusal ? "" : sayNever(kit, axis);
      spoken.textContent = mark ? kit.label(mark.says, mark.values) : "";
      paint();
    },
  };
}

/** Which pixels no window reads. @param {import("../kit/entry.js").Kit} kit @param {Counted} axis */
function sayNever(kit, { unread, settings: { input_size, stride }, room }) {
  const values = { n: unread.length, a: unread[0] + 1, b: input_size, room, s: stride };
  const isTail = unread[0] === input_size - unread.length;
  if (!isTail) return kit.label("size.never_gaps", values);
  return kit.label(unread.length === 1 ? "size.never_one" : "size.never_tail", values);
}
