// @ts-check
/** The loss for every nudge, beside the straight line that the gradient foresees. */

import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { make, makeSvg } from "../../kit/dom/dom.js";
import { signed } from "../model/captions.js";
import { curveOf, foreseen, slopeOf } from "../model/nudging.js";

/**
 * @typedef {import("../../kit/dom/kit.js").Kit} Kit
 * @typedef {import("../model/given.js").Settings} Settings
 * @typedef {import("../model/numbers.js").Numbers} Numbers
 */

const [WIDTH, HEIGHT] = [440, 208];
const [LEFT, RIGHT, TOP, BOTTOM] = [40, 430, 8, 180];
const [FROM, TO] = [-1, 1.5];
const ACROSS = [-1, -0.5, 0, 0.5, 1, 1.5];
const [ABOVE, BELOW] = [6, -4]; // how many losses the plot reaches up and down
const LEAST = 0.5; // of a loss, that makes the plot's height
const LINES = 5;

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

/** @param {number} atX @param {number} atY @param {string} text @param {string} kind */
function word(atX, atY, text, kind) {
  return makeSvg("text", { x: atX, y: atY, class: kind }, document.createTextNode(text));
}

/** @param {ReturnType<typeof scaleOf>} scale */
function axes({ y, lines }) {
  const across = lines.flatMap((value) => [
    makeSvg("path", { d: `M${LEFT} ${y(value)}H${RIGHT}`, class: value === 0 ? "axis" : "line" }),
    word(LEFT - 6, y(value) + 4, formatNumber(value, { digits: 1 }), "tick end"),
  ]);
  const down = ACROSS.map((by) => word(x(by), BOTTOM + 18, by > 0 ? `+${by}` : formatNumber(by, { digits: 1 }), "tick middle"));
  return [...across, ...down];
}

/** @param {Kit} kit */
export function createPlot(kit) {
  const clip = makeSvg("clipPath", { id: "plot-room" }, makeSvg("rect", { x: LEFT, y: TOP, width: RIGHT - LEFT, height: BOTTOM - TOP }));
  const hatch = makeSvg(
    "pattern",
    { id: "never-below", width: 8, height: 8, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    makeSvg("path", { d: "M0 0V8", class: "line" }),
  );
  const drawn = makeSvg("g", {});
  const svg = makeSvg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "plot", "aria-hidden": "true" },
    makeSvg("defs", {}, clip, hatch),
    drawn,
  );
  const name = make("p", { class: "note plot-name" });
  /** @param {Settings} chosen @param {Numbers} now */
  const show = (chosen, now) => {
    const { loss } = now.pass;
    const scale = scaleOf(loss);
    const by = Number(chosen.nudge);
    const slope = slopeOf(chosen, now);
    const points = curveOf(chosen).map(([at, value]) => `${x(at).toFixed(1)} ${scale.y(value).toFixed(1)}`);
    const [from, to] = [FROM, TO].map((at) => `${x(at)} ${scale.y(loss + slope * at)}`);
    const { promised } = foreseen(chosen, now);
    const inside = makeSvg(
      "g",
      { "clip-path": "url(#plot-room)" },
      makeSvg("rect", { x: LEFT, y: scale.y(0), width: RIGHT - LEFT, height: BOTTOM, fill: "url(#never-below)" }),
      makeSvg("path", { d: `M${from}L${to}`, class: "straight" }),
      makeSvg("path", { d: `M${points.join("L")}`, class: "curve" }),
      makeSvg("path", { d: `M${x(by)} ${TOP}V${BOTTOM}`, class: "here" }),
      makeSvg("circle", { cx: x(by), cy: scale.y(promised), r: 5, class: "promised" }),
      makeSvg("circle", { cx: x(by), cy: scale.y(now.moved.loss), r: 5, class: "real" }),
    );
    const words = [
      word(RIGHT - 6, TOP + 16, kit.label("grad.really"), "word end"),
      word(LEFT + 6, BOTTOM - 6, kit.label("grad.not_below"), "word quiet"),
    ];
    drawn.replaceChildren(...axes(scale), inside, ...words);
    name.textContent = kit.label("grad.plot_name");
  };
  return { element: make("div", { class: "plotted" }, svg, name), show };
}

/** The promise and what comes, for some nudges. @param {Kit} kit */
export function createPromises(kit) {
  const body = make("tbody", {});
  const heads = ["grad.by", "grad.foreseen", "grad.really"].map((id) => make("th", { scope: "col" }, kit.label(id)));
  const element = make(
    "table",
    { class: "promises", "aria-label": kit.label("grad.promises") },
    make("thead", {}, make("tr", {}, ...heads)),
    body,
  );
  return {
    element,
    /** @param {[by: number, promised: number, real: number][]} rows @param {number} by */
    show(rows, by) {
      const lines = rows.map(([at, promised, real]) => {
        const cells = [formatNumber(promised), formatNumber(real, { digits: 4 })].map((text) => make("td", {}, text));
        const attributes = at === by ? { "aria-current": "true" } : {};
        return make("tr", attributes, make("th", { scope: "row" }, signed(at)), ...cells);
      });
      body.replaceChildren(...lines);
    },
  };
}
