/** A small network: its two lanes with values as tiles and gradients as dots, the tabs of its layers, and one gradient once more as a column of a matrix. */

import { largestOf } from "../../kit/arithmetic/grid.js";
import { make, setText, tableRow } from "../../kit/dom/dom.js";
import { rowsOf } from "../../kit/grid/cell.js";
import { createLegend, numberPaint, signedPaint } from "../../kit/grid/scale.js";
import { isDigit } from "../model/given.js";
import { compute, SIDE } from "../model/network.js";
import { inCell, LAYERS, NAMES, stepAt, usesOf } from "../model/way_back.js";
import { createLanes, dotsOf } from "./lanes.js";

/** @import { Settings } from "../model/given.js" */
/** @import { Numbers } from "../model/network.js" */
/** @import { Layer, Name } from "../model/way_back.js" */
/** @import { Lane, StepScene } from "./lanes.js" */

/** The uses that the step in sight adds up, by their pixel or by their place on the output; none at other steps. @param {StepScene} scene @param {"pixel" | "output"} by @returns {Map<string, import("../../kit/arithmetic/backward.js").Use>} */
function usesAt({ chosen, now }, by) {
  const isShown = chosen.view === "step" && chosen.layer === (by === "pixel" ? "conv" : "pixel");
  if (!isShown || (by === "pixel" && chosen.parameter === "bias")) return new Map();
  const used = usesOf(chosen, now).filter(({ product }) => product !== 0);
  return new Map(
    used.map((use) => [by === "pixel" ? `${use.row} ${use.column}` : `${use.outRow} ${use.outColumn}`, use]),
  );
}

/** The tiles of one grid of a small network. @param {StepScene} scene @param {Name} name @param {number} limit */
function tiles(scene, name, limit) {
  const { kit, now } = scene;
  const grid = now.moved.values[name];
  const brightest = Math.max(1, ...grid.values);
  const uses = usesAt(scene, "pixel");
  const winners = new Set(now.moved.windows.map(({ winner = -1 }) => winner));
  return rowsOf(grid, (row, column, at) => {
    const value = grid.values[at];
    const cell = { text: inCell(value), paint: signedPaint(value, limit, kit.theme) };
    if (name === "input") {
      const use = uses.get(`${row} ${column}`);
      const below = use ? `×${inCell(use.gradient)}` : "";
      return { ...cell, paint: numberPaint(value, brightest, kit.theme), below };
    }
    if (name !== "active") return cell;
    const wins = winners.has(at);
    const borders = `${row === SIDE ? " border-top" : ""}${column === SIDE ? " border-left" : ""}`;
    return {
      ...cell,
      kind: `${wins ? "winner" : ""}${borders}`,
      hint: wins ? kit.label("grad.winner") : undefined,
    };
  });
}

/** The dots of one grid of a small network. @param {StepScene} scene @param {Name} name @param {number} limit */
function dots(scene, name, limit) {
  const uses = usesAt(scene, "output");
  return dotsOf(scene, name, (value, row, column) => {
    const use = name === "conv" ? uses.get(`${row} ${column}`) : undefined;
    const below = use ? `×${inCell(use.factor)}` : "";
    const text = inCell(value);
    if (value === 0) return { text, kind: "nothing" };
    return { text, below, paint: signedPaint(value, limit, scene.kit.theme) };
  });
}

/** The gradient of one kernel weight once more: its column of the matrix of /neuron, lying down, times what came back. @param {Kit} kit */
function createMatrixColumn(kit) {
  const body = make("tbody");
  const caption = make("caption.note", kit.label("grad.column"));
  const element = make("table.matrix-column.wide-only.placed.muted", caption, body);
  /** @param {string} name @param {number[]} values @param {boolean[]} counts which products are not 0 */
  const row = (name, values, counts) => {
    const cells = values.map((value, at) =>
      make("td", { class: counts[at] ? "strong" : null }, inCell(value, 1)),
    );
    return tableRow(kit.label(name), cells);
  };
  return {
    element,
    /** @param {Settings} chosen @param {Numbers} now */
    show(chosen, now) {
      element.hidden = chosen.view !== "step" || chosen.layer !== "conv" || chosen.parameter === "bias";
      if (element.hidden) return;
      const uses = usesOf(chosen, now);
      const counts = uses.map(({ product }) => product !== 0);
      const of = (/** @type {"factor" | "gradient"} */ name) => uses.map((use) => use[name]);
      body.replaceChildren(
        row("grad.column_pixel", of("factor"), counts),
        row("grad.column_gradient", of("gradient"), counts),
      );
    },
  };
}

/** @param {Lane} lane @param {Settings} chosen @param {Numbers} now @param {Kit} kit */
function paintNotes({ panels }, { target }, { moved, values }, kit) {
  const was = (/** @type {number} */ before, /** @type {number} */ after) =>
    inCell(before) === inCell(after) ? "" : `\n${kit.label("grad.was", { x: inCell(before) })}`;
  for (const { name, element, note } of panels) {
    const below = element.querySelector(".below-grid");
    const { height, width } = moved.values[name];
    setText(note, height > 1 && name !== "weights" ? `${height}×${width}` : "");
    if (!below) continue;
    const [before] = values[name].values;
    const said = was(before, moved.values[name].values[0]);
    if (name === "score") setText(below, kit.label("grad.target_is", { t: target }) + said);
    if (name === "loss") setText(below, said.trim());
  }
}

/** The layers in the order of the way forward, for a stage too narrow to show them all. @param {Kit} kit @param {(layer: Layer) => void} onPress */
function createTabs(kit, onPress) {
  /** @type {Layer[]} */
  const shown = ["pixel", "conv", "relu", "pool", "linear", "loss"];
  const buttons = shown.map((layer) => {
    const sign = make("i", { "aria-hidden": true });
    const attributes = { "aria-pressed": false, onclick: () => onPress(layer) };
    return { layer, sign, element: make("button", attributes, kit.label(`grad.tab_${layer}`), sign) };
  });
  const name = kit.label("grad.tabs");
  return {
    element: make("div.layer-tabs", { role: "group", "aria-label": name }, ...buttons),
    /** @param {Settings} chosen */
    show({ layer }) {
      const at = layer === "score" || layer === "features" ? "linear" : layer;
      for (const { layer: own, sign, element: button } of buttons) {
        button.setAttribute("aria-pressed", String(own === at));
        setText(sign, LAYERS.indexOf(own) <= LAYERS.indexOf(layer) && layer !== "loss" ? "←" : "…");
      }
    },
  };
}

/** @param {Kit} kit @param {LessonHands} hands @param {HTMLElement} plotted what a nudge draws in the gradients' lane */
export function createField(kit, hands, plotted) {
  const lanes = createLanes(kit, hands, {
    ...{ names: NAMES, maps: [], prefix: "" },
    sizeOf(name) {
      const { height, width } = compute(kit.settings()).values[name];
      return [height, width];
    },
    headOf: (name) => kit.label(`grad.${name}`),
    content: (_, shown, isTile) => (isTile ? [...shown, make("p.note.below-grid")] : shown),
  });
  const { above, below, head, meaning, said, grids } = lanes;
  setText(meaning, kit.label("grad.meaning"));
  const tabs = createTabs(kit, (layer) => {
    const chosen = kit.settings();
    const own = isDigit(chosen) && layer === "linear" ? "features" : layer;
    kit.set({ step: stepAt({ layer: own, parameter: "weight", row: 1, column: 1 }, chosen) });
  });
  const [legend, column] = [createLegend(kit), createMatrixColumn(kit)];
  const forms = ["tile", "dot"].map((form) =>
    make("p", { class: `note ${form}` }, kit.label(`grad.key_${form}`)),
  );
  const key = make("div.forms.placed", ...forms);
  const foot = make("div.lane-foot.laid-over.at-bottom", legend, said);
  const values = make("div.lane.values.of-small", above.columns, key, column);
  const gradients = make("div.lane.gradients.of-small.ruled.tinted", head, below.columns, foot, plotted);
  return {
    ...{ element: make("div.field.gradient", tabs, values, gradients), grids, tabs },
    /** @param {StepScene} scene */
    paint(scene) {
      const { chosen, now } = scene;
      const { input: _, ...values } = now.values; // the picture's brightness has a scale of its own
      const limit = Math.ceil(largestOf([...Object.values(values), ...Object.values(now.gradients)], 1));
      for (const name of NAMES) {
        const grid = kit.label(`grad.${name}`);
        above.parts[name].show(grid, tiles(scene, name, limit));
        below.parts[name].show(kit.label("grad.gradient_of", { grid }), dots(scene, name, limit));
      }
      lanes.paint(scene);
      paintNotes(above, chosen, now, kit);
      column.show(chosen, now);
      key.hidden = !column.element.hidden;
      legend.show(limit);
    },
  };
}
