/** Lines that lead the eye: from a window to what magnifies it, from a result to its place. */

import { makeSvg, scaleOf } from "../dom/dom.js";

/**
 * @typedef {"magnify" | "travel" | "lens" | "drop"} Kind magnify: a window beside what shows it large; lens: the
 *   same from inside a picture; travel: a result to the right of its sum; drop: a result below its place
 * @typedef {{ from: DOMRect, to: DOMRect, kind: Kind }} Link
 * @typedef {(x: number, y: number) => string} At a point on the screen, as a path writes it
 */

const WIDE = 900; // px: from here on everything stands in one row
const NARROW = 560;

/** A way that leaves and comes in at an angle. @param {At} at @param {[number, number]} from @param {[number, number]} to @param {number} across how far it goes on so @param {number} down */
const bent = (at, [x1, y1], [x2, y2], across, down) => [
  `M${at(x1, y1)}C${at(x1 + across, y1 + down)} ${at(x2 - across, y2 - down)} ${at(x2, y2)}`,
];

/** @type {Record<Kind, (a: DOMRect, b: DOMRect, at: At) => string[]>} */
const PATHS = {
  magnify: (a, b, at) => [
    `M${at(a.right, a.top)}L${at(b.left, b.top)}`,
    `M${at(a.right, a.bottom)}L${at(b.left, b.bottom)}`,
  ],
  lens: (a, b, at) => PATHS.magnify(a, b, at),
  travel(a, b, at) {
    const [from, to] = [a, b].map(({ top, height }) => top + height / 2);
    return bent(at, [a.right, from], [b.left, to], Math.max((b.left - a.right) / 2, 12), 0);
  },
  drop(a, b, at) {
    const [from, to] = [a, b].map(({ left, width }) => left + width / 2);
    return bent(at, [from, a.bottom], [to, b.top], 0, (b.top - a.bottom) / 2);
  },
};

/** @param {HTMLElement} frame lines are placed in its coordinates */
export function createLinks(frame) {
  const element = makeSvg("svg", { class: "links", "aria-hidden": "true" });
  let wanted = () => /** @type {Link[]} */ ([]);
  const paint = () => {
    const links = wanted();
    const origin = element.getBoundingClientRect();
    const [width, scale] = [frame.clientWidth, scaleOf(frame)];
    /** @type {At} */
    const at = (x, y) => `${((x - origin.left) / scale).toFixed(1)} ${((y - origin.top) / scale).toFixed(1)}`;
    const paths = links.flatMap(({ from, to, kind }) => {
      const fits = width >= WIDE || (kind === "travel" && width < NARROW);
      if (from.width === 0 || to.width === 0 || !fits) return []; // either may be hidden
      const kinds = kind === "lens" ? ["lens under", "lens"] : [kind]; // dark on light shows on any picture
      return PATHS[kind](from, to, at).flatMap((d) =>
        kinds.map((name) => makeSvg("path", { d, class: name })),
      );
    });
    element.replaceChildren(...paths);
  };
  return {
    element,
    /**
     * Draw what `find` measures as soon as all stands there that the same move changes, in every figure of the page:
     * to measure lays the page out.
     * @param {() => Link[]} find
     */
    draw(find) {
      wanted = find;
      queueMicrotask(() => {
        if (wanted === find) paint();
      });
    },
  };
}
