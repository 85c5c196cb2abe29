/** Measured curves, side by side: a line through the means of the seeds, a band from the lowest to the highest. */

import { formatCount, roundHalfAway } from "../arithmetic/rounding.js";
import { make, makeSvg, tableHead, tableRow, whenResized } from "../dom/dom.js";

const GAP = 17; // between two names

/** @param {number} x @param {number} y @param {string} words @param {string} name @param {string} [anchor] */
export const text = (x, y, words, name, anchor = "start") =>
  makeSvg("text", { x, y, class: name, "text-anchor": anchor }, words);

/** @param {number} x1 @param {number} y1 @param {number} x2 @param {number} y2 @param {string} name */
export const line = (x1, y1, x2, y2, name) => makeSvg("line", { x1, y1, x2, y2, class: name });

/** Names that would lie on each other are moved apart, all of them inside. @param {number[]} wanted @param {number} last */
export function apart(wanted, last) {
  const order = wanted.map((_, at) => at).sort((a, b) => wanted[a] - wanted[b]);
  const places = [...wanted];
  for (const [i, at] of order.entries())
    if (i > 0) places[at] = Math.max(places[at], places[order[i - 1]] + GAP);
  const over = Math.max(places[order[order.length - 1]] - last, 0);
  return places.map((place) => place - over);
}

/** A drawing in pixels of its box, drawn again when that changes. @param {AbortSignal} signal */
export function createCanvas(signal) {
  const element = makeSvg("svg", { class: "plot own-line as-wide", "aria-hidden": "true" });
  /** @type {(width: number, height: number) => SVGElement[]} */
  let parts = () => [];
  const paint = () => {
    const { clientWidth: width, clientHeight: height } = element;
    if (!width || !height) return;
    element.setAttribute("viewBox", `0 0 ${width} ${height}`);
    element.replaceChildren(...parts(width, height));
  };
  whenResized(element, paint, signal);
  return {
    element,
    draw(/** @type {(width: number, height: number) => SVGElement[]} */ drawn) {
      parts = drawn;
      paint();
    },
  };
}

/**
 * @typedef {{ name: string, points: [lowest: number, mean: number, highest: number][] }} Curve in percent, a point for each
 *   place on the axis
 * @typedef {{ title: string, curves: Curve[] }} Panel up to four curves
 * @typedef {{ x: number[], ticks: number[], axis: string, lowest: number, step: number, panels: Panel[] }} Data places on the
 *   axis, those that are written, and what they are; where the upright axis begins, and between two of its rules, percent
 */

const EDGE = { left: 46, top: 8, bottom: 26 }; // px; on the right as much as the names need
const NAMES = 124;
const TICK = 32; // what "4,000" takes
const WHOLE = 100;

/**
 * Where a place on the axis and a percentage lie in a box.
 * @param {number} width @param {number} height @param {number} names px that they need
 * @param {number} last place on the axis @param {number} lowest percent
 */
export function axesIn(width, height, names, last, lowest) {
  const [end, bottom] = [width - names, height - EDGE.bottom];
  return {
    ...{ start: EDGE.left, end, bottom },
    xOf: (/** @type {number} */ at) => EDGE.left + (at / last) * (end - EDGE.left),
    yOf: (/** @type {number} */ percent) =>
      EDGE.top + ((WHOLE - Math.max(percent, lowest)) / (WHOLE - lowest)) * (bottom - EDGE.top),
  };
}

/** @typedef {ReturnType<typeof axesIn>} Axes */
/** @typedef {[at: number, lowest: number, mean: number, highest: number]} Placed */

/** A rule at each of some numbers, with what is written beside it. @param {Pick<Axes, "start" | "end" | "yOf">} axes @param {number[]} numbers @param {(number: number) => string} write @param {(number: number) => string} [look] */
export const ruled = ({ start, end, yOf }, numbers, write, look = () => "rule") =>
  numbers.flatMap((number) => [
    line(start, yOf(number), end, yOf(number), look(number)),
    text(start - 6, yOf(number) + 4, write(number), "tick", "end"),
  ]);

/** A band from the lowest to the highest, and in it a line through the means. @param {Axes} axes @param {Placed[]} points @param {string} look */
export function banded({ xOf, yOf }, points, look) {
  const place = (/** @type {number} */ at, /** @type {number} */ percent) => `${xOf(at)} ${yOf(percent)}`;
  const up = points.map(([at, , , highest]) => place(at, highest));
  const back = points.map(([at, lowest]) => place(at, lowest)).reverse();
  const means = points.map(([at, , mean]) => place(at, mean));
  return [
    makeSvg("path", { d: `M${[...up, ...back].join("L")}Z`, opacity: 0.1 }),
    makeSvg("path", { d: `M${means.join("L")}`, class: `line ${look}` }),
  ];
}

/** @param {number} percent */
const written = (percent) => roundHalfAway(percent, 1).toFixed(1);

/** @param {Kit} kit @param {Data} data @param {Panel} panel @param {number} width @param {number} height */
function plot(kit, { x, ticks, lowest, step }, { curves }, width, height) {
  const axes = axesIn(width, height, NAMES, x[x.length - 1], lowest);
  const { start, end, bottom, xOf, yOf } = axes;
  const every = Math.ceil((TICK * (ticks.length - 1)) / (end - start));
  const rules = Array.from({ length: (WHOLE - lowest) / step + 1 }, (_, i) => lowest + i * step);
  const ends = curves.map(({ points }) => yOf(points[points.length - 1][1]));
  const names = apart(ends, bottom);
  return [
    ...ruled(axes, rules, (percent) => kit.label("curves.percent", { p: percent })),
    ...ticks
      .filter((_, i) => i % every === 0)
      .map((at) => text(xOf(at), height - 8, formatCount(at), "tick", "middle")),
    ...curves.flatMap(({ name, points }, i) => {
      const placed = points.map((point, at) => /** @type {Placed} */ ([x[at], ...point]));
      return [...banded(axes, placed, `kind-${i}`), text(end + 8, names[i] + 4, name, "name")];
    }),
  ];
}

/** The numbers of a panel, for whoever does not see it. @param {Kit} kit @param {Data} data @param {Panel} panel */
function tableOf(kit, { x, axis }, { title, curves }) {
  const rows = curves.map(({ name, points }) => {
    const cells = points.map(([l, m, h]) =>
      kit.label("curves.cell", { m: written(m), l: written(l), h: written(h) }),
    );
    return tableRow(name, cells);
  });
  const head = tableHead([axis, ...x.map(formatCount)]);
  return make("table", make("caption", title), head, make("tbody", ...rows));
}

/** @param {Kit} kit @param {Data} data @param {Panel} panel */
function createCurves(kit, data, panel) {
  const canvas = createCanvas(kit.signal);
  canvas.draw((width, height) => plot(kit, data, panel, width, height));
  const head = make("p.panel-head.wraps", make("b", panel.title));
  const [box, axis] = [make("div.plot-box.around", canvas), make("p.axis.note.fine", data.axis)];
  const numbers = make("div.unseen", tableOf(kit, data, panel)); // a table would be as wide as its words
  return make("section", head, box, axis, numbers);
}

/** @type {Figure} */
export const figure = {
  settings: {},
  build(root, kit, /** @type {Data} */ data) {
    root.append(make("div.curves.in-grid", ...data.panels.map((each) => createCurves(kit, data, each))));
    return {};
  },
};
