/** Measured curves, side by side: a line through the means of the seeds, a band from the lowest to the highest. */

import { roundHalfAway } from "../arithmetic/rounding.js";
import { make, makeSvg, tableHead, tableRow } from "../dom/dom.js";

/** @import { Kit } from "../dom/kit.js" */

const GAP = 17; // between two names

/** @param {number} x @param {number} y @param {string} words @param {string} name @param {string} [anchor] */
export const text = (x, y, words, name, anchor = "start") =>
  makeSvg("text", { x, y, class: name, "text-anchor": anchor }, document.createTextNode(words));

/** @param {number} x1 @param {number} y1 @param {number} x2 @param {number} y2 @param {string} name */
export const line = (x1, y1, x2, y2, name) => makeSvg("line", { x1, y1, x2, y2, class: name });

/** Names that would lie on each other are moved apart, all of them inside. @param {number[]} wanted @param {number} last */
export function apart(wanted, last) {
  const order = wanted.map((_, at) => at).sort((a, b) => wanted[a] - wanted[b]);
  const places = [...wanted];
  order.forEach((at, i) => {
    if (i > 0) places[at] = Math.max(places[at], places[order[i - 1]] + GAP);
  });
  const over = Math.max(places[order[order.length - 1]] - last, 0);
  return places.map((place) => place - over);
}

/** A drawing in pixels of its box, drawn again when that changes. @param {AbortSignal} signal */
export function createCanvas(signal) {
  const element = makeSvg("svg", { class: "plot", "aria-hidden": "true" });
  /** @type {(width: number, height: number) => SVGElement[]} */
  let parts = () => [];
  const paint = () => {
    const { clientWidth: width, clientHeight: height } = element;
    if (!width || !height) return;
    element.setAttribute("viewBox", `0 0 ${width} ${height}`);
    element.replaceChildren(...parts(width, height));
  };
  const seen = new ResizeObserver(paint);
  seen.observe(element);
  signal.addEventListener("abort", () => seen.disconnect());
  return {
    element,
    draw(/** @type {(width: number, height: number) => SVGElement[]} */ drawn) {
      parts = drawn;
      paint();
    },
  };
}

/**
 * @typedef {object} Curve
 * @property {string} name
 * @property {[lowest: number, mean: number, highest: number][]} points percent, one for each place on the axis
 *
 * @typedef {object} Panel
 * @property {string} title
 * @property {Curve[]} curves up to four
 *
 * @typedef {object} Data
 * @property {number[]} x places on the axis
 * @property {number[]} ticks those that are written
 * @property {string} axis what they are
 * @property {number} lowest percent at which the upright axis begins
 * @property {number} step percent between two of its rules
 * @property {Panel[]} panels
 */

const EDGE = { left: 46, right: 124, top: 8, bottom: 26 };
const WHOLE = 100;

/** @param {number} percent */
const written = (percent) => roundHalfAway(percent, 1).toFixed(1);

/** @param {Kit} kit @param {Data} data @param {Panel} panel @param {number} width @param {number} height */
function plot(kit, { x, ticks, lowest, step }, { curves }, width, height) {
  const [right, bottom] = [width - EDGE.right, height - EDGE.bottom];
  const last = x[x.length - 1];
  const xOf = (/** @type {number} */ at) => EDGE.left + (at / last) * (right - EDGE.left);
  const yOf = (/** @type {number} */ percent) =>
    EDGE.top + ((WHOLE - Math.max(percent, lowest)) / (WHOLE - lowest)) * (bottom - EDGE.top);
  const rules = Array.from({ length: (WHOLE - lowest) / step + 1 }, (_, i) => lowest + i * step);
  const place = (/** @type {number} */ at, /** @type {number} */ percent) => `${xOf(x[at])} ${yOf(percent)}`;
  const names = apart(
    curves.map(({ points }) => yOf(points[points.length - 1][1])),
    bottom,
  );
  return [
    ...rules.flatMap((percent) => [
      line(EDGE.left, yOf(percent), right, yOf(percent), "rule"),
      text(EDGE.left - 6, yOf(percent) + 4, kit.label("curves.percent", { p: percent }), "tick", "end"),
    ]),
    ...ticks.map((at) => text(xOf(at), height - 8, at.toLocaleString("en"), "tick", "middle")),
    ...curves.flatMap(({ name, points }, i) => {
      const up = points.map(([, , highest], at) => place(at, highest));
      const back = points.map(([least], at) => place(at, least)).reverse();
      const means = points.map(([, mean], at) => place(at, mean));
      return [
        makeSvg("path", { d: `M${[...up, ...back].join("L")}Z`, class: "band" }),
        makeSvg("path", { d: `M${means.join("L")}`, class: `line kind-${i}` }),
        text(right + 8, names[i] + 4, name, "name"),
      ];
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
  const head = tableHead([axis, ...x.map((at) => at.toLocaleString("en"))]);
  return make("table", make("caption", title), head, make("tbody", ...rows));
}

/** @param {Kit} kit @param {Data} data @param {Panel} panel */
function createPanel(kit, data, panel) {
  const canvas = createCanvas(kit.signal);
  canvas.draw((width, height) => plot(kit, data, panel, width, height));
  return make(
    "section.curves-panel",
    make("p.panel-head", make("b", panel.title)),
    make("div.plot-box", canvas.element),
    make("p.axis.note", data.axis),
    make("div.unseen", tableOf(kit, data, panel)), // a table would be as wide as its words
  );
}

/** @type {import("../dom/kit.js").Figure} */
export const figure = {
  settings: {},
  build(root, kit, /** @type {Data} */ data) {
    root.append(make("div.curves", ...data.panels.map((each) => createPanel(kit, data, each))));
    return {};
  },
};
