/** The second view: one number is moved, and the loss with it; or all at once, against their gradients. The loss for every nudge is drawn beside the straight line that the gradient foresees. */

import { ruled, text } from "../../kit/curves/figure.js";
import { icon, make, makeSvg, setText, tableHead, tableRow } from "../../kit/dom/dom.js";
import { THOUSAND } from "../model/given.js";
import { settings } from "../model/limits.js";
import { curveOf, FROM, foreseen, promises, TO } from "../model/network.js";
import { gridOf, inCell, numberIn, written } from "../model/way_back.js";
import { signed } from "../model/words.js";

/** @import { Settings } from "../model/given.js" */
/** @import { Wrong } from "../model/mistakes.js" */
/** @import { Numbers } from "../model/network.js" */

const [WIDTH, HEIGHT] = [440, 208];
const [LEFT, RIGHT, TOP, BOTTOM] = [40, 430, 8, 180];
const ACROSS = [-1, -0.5, 0, 0.5, 1, 1.5];
const [ABOVE, BELOW] = [6, -4]; // how many losses the plot reaches up and down
const LEAST = 0.5; // of a loss, that makes the plot's height
const LINES = 5;
const HATCH = 8;

/** @param {number} by */
const x = (by) => LEFT + ((RIGHT - LEFT) * (by - FROM)) / (TO - FROM);

/** A scale of losses. @param {number} loss before the nudge */
function scaleOf(loss) {
  const unit = Math.max(loss, LEAST);
  const [highest, lowest] = [ABOVE * unit, BELOW * unit];
  return {
    y: (/** @type {number} */ value) => TOP + ((BOTTOM - TOP) * (highest - value)) / (highest - lowest),
    lines: Array.from({ length: LINES + 1 }, (_, i) => lowest + ((highest - lowest) * i) / LINES),
  };
}

/** @param {ReturnType<typeof scaleOf>} scale */
function axes({ y, lines }) {
  const place = { start: LEFT, end: RIGHT, yOf: y };
  const look = (/** @type {number} */ value) => (value === 0 ? "axis" : "rule");
  const across = ruled(place, lines, (value) => inCell(value, 1), look);
  const down = ACROSS.map((by) =>
    text(x(by), BOTTOM + 18, by > 0 ? `+${by}` : inCell(by, 1), "tick", "middle"),
  );
  return [...across, ...down];
}

/** The empty plot: what the curves are cut to, and the hatch below 0. @param {Element} drawn */
function createPaper(drawn) {
  const room = makeSvg("rect", { x: LEFT, y: TOP, width: RIGHT - LEFT, height: BOTTOM - TOP });
  const clip = makeSvg("clipPath", { id: "plot-room" }, room);
  const side = { width: HATCH, height: HATCH, patternUnits: "userSpaceOnUse" };
  const hatch = makeSvg(
    "pattern",
    { id: "never-below", ...side, patternTransform: "rotate(45)" },
    makeSvg("path", { d: `M0 0V${HATCH}`, class: "rule" }),
  );
  const defs = makeSvg("defs", {}, clip, hatch);
  const box = { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "plot own-line as-wide", "aria-hidden": "true" };
  return makeSvg("svg", box, defs, drawn);
}

/** What a wrong rule foresees for every nudge, and for this one. @param {Wrong | null} wrong @param {number} by @param {(loss: number) => number} y */
function mistakenLine(wrong, by, y) {
  const promise = wrong?.promise;
  if (!promise) return [];
  const [from, to] = [FROM, TO].map((at) => `${x(at)} ${y(promise(at))}`);
  const here = { cx: x(by), cy: y(promise(by)), r: 5, class: "mistaken" };
  return [makeSvg("path", { d: `M${from}L${to}`, class: "mistaken" }), makeSvg("circle", here)];
}

/** Both lines, and both dots of the nudge. @param {Settings} chosen @param {Numbers} now @param {ReturnType<typeof scaleOf>} scale @param {Wrong | null} wrong */
function curves(chosen, now, { y }, wrong) {
  const by = Number(chosen.nudge);
  const slope = numberIn(chosen, now.gradients);
  const points = curveOf(chosen).map(([at, value]) => `${x(at).toFixed(1)} ${y(value).toFixed(1)}`);
  const [from, to] = [FROM, TO].map((at) => `${x(at)} ${y(now.loss + slope * at)}`);
  const below = { x: LEFT, y: y(0), width: RIGHT - LEFT, height: BOTTOM };
  return makeSvg(
    "g",
    { "clip-path": "url(#plot-room)" },
    makeSvg("rect", { ...below, fill: "url(#never-below)" }),
    makeSvg("path", { d: `M${from}L${to}`, class: "straight" }),
    makeSvg("path", { d: `M${points.join("L")}`, class: "curve" }),
    ...mistakenLine(wrong, by, y),
    makeSvg("path", { d: `M${x(by)} ${TOP}V${BOTTOM}`, class: "here" }),
    makeSvg("circle", { cx: x(by), cy: y(foreseen(chosen, now).promised), r: 5, fill: "var(--surface)" }),
    makeSvg("circle", { cx: x(by), cy: y(now.moved.loss), r: 5, fill: "var(--step)" }),
  );
}

/** @param {Kit} kit */
function createPlot(kit) {
  const drawn = makeSvg("g", {});
  const name = make("p.note.plot-name.centred", kit.label("grad.plot_name"));
  return {
    element: make("div.plotted.grows", createPaper(drawn), name),
    /** @param {Settings} chosen @param {Numbers} now @param {Wrong | null} wrong */
    show(chosen, now, wrong) {
      const scale = scaleOf(now.loss);
      const said = text(LEFT + 8, BOTTOM - 8, kit.label("grad.not_below"), "tick");
      drawn.replaceChildren(...axes(scale), curves(chosen, now, scale, wrong), said);
    },
  };
}

/** The promise and what comes, for some nudges. @param {Kit} kit */
function createPromises(kit) {
  const body = make("tbody");
  const head = tableHead(["grad.by", "grad.foreseen", "grad.really"].map((id) => kit.label(id)));
  return {
    element: make("table.promises", { "aria-label": kit.label("grad.promises") }, head, body),
    /** @param {[by: number, promised: number, real: number][]} rows @param {number} by */
    show(rows, by) {
      const lines = rows.map(([at, promised, real]) => {
        const cells = [inCell(promised), inCell(real, 4)];
        return tableRow(signed(at), cells, { "aria-current": at === by ? "true" : null });
      });
      body.replaceChildren(...lines);
    },
  };
}

/** What stands in the gradients' lane. @param {Kit} kit */
export function createPlotted(kit) {
  const [plot, table] = [createPlot(kit), createPromises(kit)];
  const [name, says, more] = [make("b"), make("p"), make("p.note", kit.label("grad.press_other"))];
  const told = make("div.nudged", make("p", name), says, more);
  return {
    element: make("div.promise", told, plot, table),
    /** @param {Settings} chosen @param {Numbers} now @param {Wrong | null} wrong */
    show(chosen, now, wrong) {
      if (chosen.view !== "nudge") return;
      const slope = numberIn(chosen, now.gradients);
      const number = chosen.layer === "conv" ? gridOf(chosen) : chosen.layer;
      setText(name, kit.label(`grad.number_${number}`, { r: chosen.row, c: chosen.column }));
      const id = slope === 0 ? "grad.slope_zero" : slope < 0 ? "grad.slope_below" : "grad.slope_above";
      setText(says, kit.label(id, { g: written(slope), a: written(Math.abs(slope)) }));
      plot.show(chosen, now, wrong);
      table.show(promises(chosen, now), Number(chosen.nudge));
    },
  };
}

const asRate = (/** @type {number} */ thousandths) => (thousandths / THOUSAND).toFixed(3);

/** What moves: one number by a slider, all by one press. @param {Kit} kit @param {Controls} control @param {(saying: string) => void} remark */
export function createNudgeBar(kit, control, remark) {
  const nudge = control("nudge", {
    ...{ multiple_of: 0.01, value: (chosen) => Number(chosen.nudge), limits: () => [FROM, TO] },
    change: (by) => ({ nudge: String(by) }),
    write: (chosen) => signed(Number(chosen.nudge)),
    writeLimit: (limit) => inCell(limit, 1),
  });
  const rate = control("rate", { write: (chosen) => asRate(chosen.rate), writeLimit: asRate });
  const takeBack = () => kit.set({ nudge: "0", updates: 0 });
  const undo = make("button", { onclick: takeBack }, icon("undo"), make("span", kit.label("set.undo")));
  const stepAll = () => {
    const { updates } = kit.settings();
    const [, most] = settings.updates.limits?.(kit.settings()) ?? [0, 0];
    if (updates < most) kit.set({ updates: updates + 1 });
    else remark(kit.label("grad.most_updates", { n: most }));
  };
  const step = make("button.play", { onclick: stepAll }, kit.label("grad.step_all"));
  const value = make("p.nudged-value");
  const element = make("div.nudge-bar.at-bottom", nudge, value, rate, make("div.buttons.in-row", step, undo));
  return {
    element,
    /** @param {Settings} chosen @param {Numbers} now */
    show(chosen, now) {
      element.hidden = chosen.view !== "nudge";
      if (element.hidden) return;
      nudge.show(chosen);
      rate.show(chosen);
      const was = numberIn(chosen, now.values);
      setText(value, `${written(was)} → ${written(was + Number(chosen.nudge))}`);
    },
  };
}
