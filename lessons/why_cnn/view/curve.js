/** Accuracy over the distance or the angle: a line a net, a band from the lowest to the highest seed. */

import { apart, axesIn, banded, createCanvas, line, ruled, text } from "../../kit/curves/figure.js";
import { createPanel, make, makeSvg, setText, tableHead, tableRow } from "../../kit/dom/dom.js";
import { FARTHEST, MOST_ANGLE, NETS } from "../model/limits.js";
import { whole } from "../model/store.js";

/** @import { Curve, Share } from "../model/store.js" */

const LOWEST = 40;
const HIGHEST = 100;
const NAMES = 104; // px beside the curves
const GUESSING = 50; // percent
const GRID = [GUESSING, 75, 100];

/** @param {number} percent */
const lookOf = (percent) => (percent === GUESSING ? "rule guess" : "rule");

/** @typedef {{ net: Curve["nets"][0], place: Share, shuffled: Share }} Cost */

const PERCENTS = [50, 60, 70, 80, 90, 100]; // of the line on which two shares stand

/** A curve of one net. @param {Curve} curve @param {import("../model/limits.js").NetName} net @param {import("../../kit/curves/figure.js").Axes} axes */
function drawn({ points, now }, net, axes) {
  const here = points.find(({ at }) => at === now);
  const dot = here && { cx: axes.xOf(now), cy: axes.yOf(here.shares[net].mean), r: 5 };
  const parts = banded(
    axes,
    points.map(({ at, shares }) => [at, shares[net].lowest, shares[net].mean, shares[net].highest]),
    `kind-${NETS.indexOf(net)}`,
  );
  return [...parts, ...(dot ? [makeSvg("circle", dot)] : [])];
}

/** The numbers of a curve, for whoever does not see it. @param {Kit} kit @param {Curve} curve */
function tableOf(kit, { axis, nets, points }) {
  const cell = (/** @type {Share} */ share) =>
    `${kit.label("curves.percent", { p: whole(share.mean) })} (${kit.label("why.range", { a: whole(share.lowest), b: whole(share.highest) })})`;
  const place = axis === "angle" ? "silhouette.degrees" : "silhouette.px";
  const names = points.map(({ at }) => kit.label(place, { n: at }));
  const rows = NETS.map((net, at) => {
    return tableRow(
      kit.label(`why.${nets[at]}_short`),
      points.map(({ shares }) => cell(shares[net])),
    );
  });
  return [tableHead(names, make("td")), make("tbody", ...rows)];
}

/** @param {Kit} kit @param {Curve} curve @param {number} width @param {number} height */
function plot(kit, curve, width, height) {
  const last = curve.axis === "angle" ? MOST_ANGLE : FARTHEST;
  const step = curve.axis === "angle" ? 15 : 1;
  const axes = axesIn(width, height, NAMES, last, LOWEST);
  const { start, bottom, xOf, yOf } = axes;
  const ticks = Array.from({ length: last / step + 1 }, (_, i) => i * step).map((at) =>
    text(xOf(at), height - 8, curve.axis === "angle" ? `${at}°` : String(at), "tick", "middle"),
  );
  const parts = [
    ...ruled(axes, GRID, (percent) => kit.label("curves.percent", { p: percent }), lookOf),
    ...[...ticks, line(xOf(curve.now), 2, xOf(curve.now), bottom, "now")],
    ...NETS.flatMap((net) => drawn(curve, net, axes)),
  ];
  const end = curve.points.at(-1);
  if (!end || curve.points.length < 2) return parts; // the guess is still open
  const places = apart(
    NETS.map((net) => yOf(end.shares[net].mean)),
    bottom,
  );
  const names = curve.nets.map((net, at) =>
    text(xOf(end.at) + 8, places[at] + 4, kit.label(`why.${net}_short`), "name"),
  );
  return [...parts, ...names, text(start + 4, yOf(GUESSING) + 15, kit.label("why.guessing"), "tick")];
}

/** Trained in place and shuffled, each net in words and below them on its line. @param {Kit} kit @param {Cost[]} pairs @param {number} width @param {number} height */
function plotPairs(kit, pairs, width, height) {
  const [left, right, row] = [0, 20, axesIn(width, height, NAMES, 1, LOWEST).bottom / NETS.length];
  const xOf = (/** @type {number} */ percent) =>
    left + ((Math.max(percent, LOWEST) - LOWEST) / (HIGHEST - LOWEST)) * (width - left - right);
  const ticks = PERCENTS.map((percent) =>
    text(xOf(percent), height - 8, kit.label("curves.percent", { p: percent }), "tick", "middle"),
  );
  const rows = pairs.flatMap(({ net, place, shuffled }, at) => {
    const y = (at + 1) * row - 12;
    const words = text(left, y - 17, kit.label(`why.${net}_short`), "name strong");
    words.append(makeSvg("tspan", { dx: 12 }, changeText(kit, place, shuffled)));
    const rules = PERCENTS.map((percent) => {
      const x = xOf(percent);
      return line(x, y - 8, x, y + 8, lookOf(percent));
    });
    return [
      words,
      ...rules,
      line(left, y, xOf(HIGHEST), y, "rule"),
      line(xOf(place.mean), y, xOf(shuffled.mean), y, "now"),
      makeSvg("circle", { cx: xOf(place.mean), cy: y, r: 6, class: "hollow" }),
      makeSvg("circle", { cx: xOf(shuffled.mean), cy: y, r: 5 }),
    ];
  });
  return [...ticks, ...rows];
}

/** What shuffling costs a net. @param {Kit} kit @param {Share} place @param {Share} shuffled */
function changeText(kit, place, shuffled) {
  const [a, b] = [whole(place.mean), whole(shuffled.mean)];
  return a === b ? kit.label("why.no_change", { a }) : kit.label("why.change", { a, b });
}

/** @param {Kit} kit */
export function createCurve(kit) {
  const canvas = createCanvas(kit.signal);
  const table = make("table");
  const axis = make("p.axis.note.fine");
  const veil = make("p.veil.placed.in-middle", kit.label("why.hidden"));
  const box = make("div.plot-box.around", canvas, veil);
  const unseen = make("div.unseen", table); // a table would be as wide as its words
  const { element, title, note } = createPanel("curve", "", box, axis, unseen);
  return {
    element,
    /** @param {Curve} curve @param {boolean} isAsked */
    show(curve, isAsked) {
      element.classList.remove("pairs");
      const { seeds } = curve.points[0].shares.dense;
      setText(title, kit.label(curve.axis === "angle" ? "why.at_angle" : "why.at_distance"));
      setText(note, kit.label("why.curve_note", { s: seeds }));
      setText(axis, `${kit.label(`why.axis_${curve.axis}`)}; ${kit.label("why.axis_starts")}`);
      const shown = isAsked ? { ...curve, points: curve.points.slice(0, 1) } : curve;
      veil.hidden = !isAsked;
      table.replaceChildren(...tableOf(kit, shown));
      canvas.draw((width, height) => plot(kit, shown, width, height));
    },
    /** @param {Cost[]} pairs @param {boolean} isAsked */
    showPairs(pairs, isAsked) {
      element.classList.add("pairs");
      setText(title, kit.label("why.in_place"));
      setText(note, kit.label("why.dumbbell_note"));
      setText(axis, kit.label("why.axis_starts"));
      veil.hidden = !isAsked;
      const shown = isAsked ? [] : pairs;
      const rows = shown.map(({ net, place, shuffled }) =>
        tableRow(kit.label(`why.${net}_short`), [changeText(kit, place, shuffled)]),
      );
      table.replaceChildren(make("tbody", ...rows));
      canvas.draw((width, height) => plotPairs(kit, shown, width, height));
    },
  };
}
