/** The map under its windows, and what comes out with ceil_mode off and on. */

import { hasCell, oneCell, placeOf } from "../../kit/arithmetic/grid.js";
import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { walkOver } from "../../kit/arithmetic/windows.js";
import { together } from "../../kit/controls/control.js";
import { createPanel, make, setText } from "../../kit/dom/dom.js";
import { paintedCells, rowsOf } from "../../kit/grid/cell.js";
import { NumberGrid } from "../../kit/grid/grid.js";
import { createLegend, signedPaint } from "../../kit/grid/scale.js";
import { walkSteps } from "../../kit/grid/walking.js";
import { cellOf, sizeOf } from "../model/limits.js";
import { mapOf, stepsWith } from "../model/numbers.js";
import { formulaOf } from "../model/words.js";

/** @import { PoolingStep } from "../../kit/arithmetic/pooling.js" */
/** @import { Settings } from "../model/limits.js" */
/** @import { Numbers } from "../model/numbers.js" */

const LIMIT = 9; // of the map's numbers, and of the scale of colours

/** The map as it is drawn, padding and all. @param {Kit} kit @param {Settings} chosen @param {Numbers} now @param {boolean} isAsked @returns {Cell[][]} */
function mapCells(kit, chosen, { map, border, shown, read, taps }, isAsked) {
  const padding = chosen.layer === "MaxPool2d" ? "−∞" : "0";
  const [pad, over, never] = ["fig.padding_cell", "maxpool2d.overhang_cell", "fig.never_read"].map((id) =>
    kit.label(id),
  );
  const isSpread = chosen.layer === "MaxPool2d" && chosen.dilation.some((apart) => apart > 1);
  const tapped = new Set(isSpread ? taps.map(([down, across]) => down * shown[1] + across) : []);
  return rowsOf({ height: shown[0], width: shown[1] }, (y, x, at) => {
    const tap = tapped.has(at) ? "tap" : "";
    const [row, column] = [y - border[0], x - border[1]];
    if (!hasCell(map, row, column)) {
      const isPadding = y < map.height + 2 * border[0] && x < map.width + 2 * border[1];
      if (isPadding) return { text: padding, kind: `pad ${tap}`, hint: pad };
      return { text: "", kind: `over ${tap}`, hint: over };
    }
    const value = map.values[row * map.width + column];
    const text = formatNumber(value);
    if (!isAsked && !read.has(row * map.width + column)) return { text, kind: "never", hint: never };
    return { text, paint: signedPaint(value, LIMIT, kit.theme), kind: tap };
  });
}

/** An output cell: its number, and with return_indices where it stood. @param {Kit} kit @param {Settings} chosen @param {PoolingStep} step @returns {Cell} */
function outputCell(kit, chosen, { output, winner }) {
  const isIndexed = chosen.layer === "MaxPool2d" && chosen.return_indices === 1;
  const below = isIndexed && winner !== undefined && winner >= 0 ? String(winner) : undefined;
  const hint = below ? kit.label("maxpool2d.index", { n: below }) : undefined;
  return { text: formatNumber(output), below, hint, paint: signedPaint(output, LIMIT, kit.theme) };
}

/** The output that is the layer's own: an adaptive pooling has no ceil_mode. @param {Settings} chosen @returns {0 | 1} */
const modeOf = ({ layer, ceil_mode }) => (layer !== "AdaptiveAvgPool2d" && ceil_mode === 1 ? 1 : 0);

/** What comes out with ceil_mode off, or on: a press or an arrow goes to a cell of it. @param {Kit} kit @param {0 | 1} mode */
function createOutput(kit, mode) {
  const called = `ceil_mode=${mode ? "True" : "False"}`;
  const walk = walkOver((/** @type {Settings} */ chosen) => sizeOf({ ...chosen, ceil_mode: mode }));
  const { goTo: onPress, onArrow } = walkSteps(kit, () => {}, walk, { ceil_mode: mode });
  const grid = new NumberGrid({ onPress, onArrow });
  const title = make("code", called);
  const formula = make("p.note.formula-note");
  const asked = make("b.asked.own-line.centred", "?");
  const element = make("section.panel.output", make("p.panel-head", title), grid, asked, formula);
  return {
    element,
    grid,
    /** @param {Settings} chosen @param {boolean} isAsked @param {PoolingStep[][] | null} steps */
    show(chosen, isAsked, steps) {
      const isAdaptive = chosen.layer === "AdaptiveAvgPool2d";
      const isOwn = modeOf(chosen) === mode;
      element.hidden = isAdaptive && mode === 1;
      setText(title, isAdaptive ? kit.label("fig.output") : called);
      element.classList.toggle("chosen", isOwn);
      grid.element.hidden = isAsked || !steps;
      formula.hidden = isAsked;
      asked.hidden = !isAsked;
      setText(formula, formulaOf(kit, { ...chosen, ceil_mode: mode }));
      if (!steps) return;
      const name = isAdaptive ? kit.label("fig.output") : kit.label("maxpool2d.output", { mode: called });
      grid.show(
        name,
        steps.map((row) => row.map((step) => outputCell(kit, chosen, step))),
      );
      const here = cellOf(chosen);
      grid.mark("whole", isOwn ? oneCell(...here) : null);
      if (isOwn) grid.point(...here);
    },
  };
}

/** @param {Kit} kit @param {Controls} control */
export function createField(kit, control) {
  const map = new NumberGrid({});
  const sides = ["height", "width"].map((side) => control(side, { control: "side" }));
  const sizes = together(make("div.map-settings.in-rows.in-one.not-still"), control("input"), ...sides);
  const legend = createLegend(kit);
  const never = make("p.note.never-note");
  const panel = createPanel("map-panel", kit.label("set.map"), map, never, sizes);
  const outputs = [createOutput(kit, 0), createOutput(kit, 1)];
  const pair = make("div.outputs.in-grid", ...outputs);
  return {
    map: panel.element,
    outputs: pair,
    legend: legend.element,
    grids: { map, plain: outputs[0].grid, ceil: outputs[1].grid },
    /** The size of the map, also while PyTorch refuses. @param {Settings} chosen */
    showSizes: sizes.show,
    /** The map alone, while no window lies on it. @param {Settings} chosen */
    showMap(chosen) {
      const cells = paintedCells(mapOf(chosen), (value) => signedPaint(value, LIMIT, kit.theme));
      map.show(kit.label("set.map"), cells);
      for (const name of ["window", "winner", "mistake"]) map.mark(name, null);
      setText(panel.note, `${chosen.height}×${chosen.width}`);
      setText(never, "");
    },
    /** @param {Numbers} now @param {Settings} chosen @param {boolean} isAsked @param {Area | null} mistake */
    show(now, chosen, isAsked, mistake) {
      map.show(kit.label("set.map"), mapCells(kit, chosen, now, isAsked));
      map.mark("window", now.window);
      map.mark("mistake", mistake);
      const { winner = -1 } = now.step;
      const [row, column] = placeOf(winner, now.map.width);
      const place = oneCell(row + now.border[0], column + now.border[1]);
      map.mark("winner", isAsked || winner < 0 ? null : place);
      setText(panel.note, `${now.map.height}×${now.map.width}`);
      const all = now.map.values.length;
      setText(never, isAsked ? "" : kit.label("fig.never", { n: all - now.read.size, all }));
      never.classList.toggle("strong", !isAsked && now.read.size < all);
      outputs[modeOf(chosen)].show(chosen, isAsked, now.steps);
      legend.show(LIMIT);
    },
    /** What would come out with the other ceil_mode. @param {Settings} chosen @param {boolean} isAsked */
    showOther(chosen, isAsked) {
      const other = modeOf(chosen) === 0 ? 1 : 0;
      outputs[other].show(chosen, isAsked, stepsWith(chosen, other));
    },
  };
}
