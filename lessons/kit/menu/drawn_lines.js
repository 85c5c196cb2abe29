/** The lines and areas of a drawing on the page, as the points they run through: alike whatever element drew them. */

import { asHex } from "./on_screen.js";

/** @import { Origin } from "./on_screen.js" */

const STEP = 2; // px of the screen between two points of a long curve
const FINE = 0.5; // px, of a short one such as the head of an arrow
const SHORT = 60; // points
const GAP = 1.5 * STEP; // px: points that lie further apart belong to two lines
const STRAIGHT = 0.02; // px beside a straight line that nobody sees

/** The corners of what has no curve, null for what may have one. @param {SVGGeometryElement} drawn @returns {{ x: number, y: number }[] | null} */
function cornersOf(drawn) {
  if (drawn instanceof SVGLineElement) {
    const [x1, y1, x2, y2] = [drawn.x1, drawn.y1, drawn.x2, drawn.y2].map(({ baseVal }) => baseVal.value);
    return [
      { x: x1, y: y1 },
      { x: x2, y: y2 },
    ];
  }
  if (drawn instanceof SVGPolygonElement) return [...drawn.points, drawn.points[0]];
  if (!(drawn instanceof SVGRectElement) || drawn.rx.baseVal.value > 0) return null;
  const { x, y, width, height } = drawn.getBBox();
  const [right, bottom] = [x + width, y + height];
  return [
    { x, y },
    { x: right, y },
    { x: right, y: bottom },
    { x, y: bottom },
    { x, y },
  ];
}

/** Points along a curve. @param {SVGGeometryElement} drawn @param {number} scale px of the screen for each of its own */
function pointsAlong(drawn, scale) {
  const length = drawn.getTotalLength();
  const [long, short] = [STEP, FINE].map((step) => Math.ceil((length * scale) / step));
  const parts = Math.max(long, Math.min(short, SHORT), 1);
  return Array.from({ length: parts + 1 }, (_, at) => drawn.getPointAtLength((at * length) / parts));
}

/** Without those between which the way is straight. @param {number[][]} points */
function bends(points) {
  /** @type {number[][]} */
  const kept = [];
  for (const [at, [x, y]] of points.entries()) {
    const [before, after] = [kept[kept.length - 1], points[at + 1]];
    if (before && after) {
      const [across, down] = [after[0] - before[0], after[1] - before[1]];
      const beside = Math.abs(across * (y - before[1]) - down * (x - before[0])) / Math.hypot(across, down);
      if (beside < STRAIGHT) continue;
    }
    kept.push([x, y]);
  }
  return kept;
}

/** Lines, each as far as its points follow each other and lie where they are seen. @param {number[][]} points @param {DOMRect | undefined} room */
function linesThrough(points, room) {
  /** @type {number[][][]} */
  const lines = [];
  /** @type {number[] | null} */
  let before = null;
  for (const [x, y] of points) {
    const isSeen = !room || (x >= room.left && x <= room.right && y >= room.top && y <= room.bottom);
    if (isSeen && before && Math.hypot(x - before[0], y - before[1]) < GAP)
      lines[lines.length - 1].push([x, y]);
    else if (isSeen) lines.push([[x, y]]);
    before = isSeen ? [x, y] : null;
  }
  return lines;
}

/** Where a drawing is cut off. @param {SVGElement} drawn @returns {DOMRect | undefined} */
function roomOf(drawn) {
  const cut = drawn.closest("[clip-path]");
  if (!(cut instanceof SVGGraphicsElement)) return undefined;
  const shape = cut.ownerSVGElement?.querySelector("clipPath > *");
  if (!(shape instanceof SVGGraphicsElement)) return undefined;
  const [{ x, y, width, height }, matrix] = [shape.getBBox(), cut.getScreenCTM()];
  const corner = (/** @type {number} */ atX, /** @type {number} */ atY) =>
    new DOMPoint(atX, atY).matrixTransform(matrix ?? undefined);
  const [first, last] = [corner(x, y), corner(x + width, y + height)];
  return new DOMRect(first.x, first.y, last.x - first.x, last.y - first.y);
}

/** What fills a part of a drawing: a colour, or lines as of a pattern that it names. @param {SVGElement} drawn @param {string} fill as it is computed @returns {string | import("./svg.js").Pattern | undefined} */
function fillOf(drawn, fill) {
  const [, named] = fill.match(/url\("?#([^")]+)/) ?? [];
  const line = named && drawn.ownerSVGElement?.querySelector(`#${CSS.escape(named)} > *`);
  if (!line) return fill === "none" ? undefined : asHex(fill);
  return { hatch: asHex(getComputedStyle(line).stroke) ?? "#000000" };
}

/** How much of it is seen. @param {Element} drawn @returns {number} from 0 to 1 */
function opacityOf(drawn) {
  const own = Number(getComputedStyle(drawn).opacity);
  return drawn.parentElement instanceof SVGElement ? own * opacityOf(drawn.parentElement) : own;
}

/** @param {SVGGeometryElement} drawn @param {Origin} origin @returns {import("./svg.js").Lines[]} */
export function lineShapes(drawn, { left, top }) {
  const [style, matrix, room] = [getComputedStyle(drawn), drawn.getScreenCTM(), roomOf(drawn)];
  const stroke = style.stroke === "none" ? undefined : asHex(style.stroke);
  const fill = fillOf(drawn, style.fill);
  if (!matrix || !(stroke || fill) || drawn.getTotalLength() === 0) return [];
  const scale = Math.hypot(matrix.a, matrix.b);
  const corners = room ? null : cornersOf(drawn);
  const points = (corners ?? pointsAlong(drawn, scale)).map(({ x, y }) => {
    const there = new DOMPoint(x, y).matrixTransform(matrix);
    return [there.x, there.y];
  });
  const lines = corners ? [points] : linesThrough(points, room);
  const thick = style.vectorEffect === "non-scaling-stroke" ? 1 : scale;
  const dash =
    style.strokeDasharray === "none" ? [] : style.strokeDasharray.split(",").map(Number.parseFloat);
  return [
    {
      ...{ kind: "lines", fill, stroke, strokeWidth: Number.parseFloat(style.strokeWidth) * thick },
      dash: dash.length > 0 ? dash.map((each) => each * thick).join(" ") : undefined,
      isRound: style.strokeLinecap === "round",
      opacity: opacityOf(drawn) * Number(fill ? style.fillOpacity : style.strokeOpacity),
      lines: lines.map((line) => bends(line.map(([x, y]) => [x - left, y - top])).flat()),
    },
  ];
}
