/** The live view: the note's network on a digit, values above, what came back to them below. */

import { formatVisible } from "../../kit/arithmetic/rounding.js";
import { make, setText } from "../../kit/dom/dom.js";
import { createPanel } from "../../kit/figure/panel.js";
import { PixelMap } from "../../kit/grid/map.js";
import { greyPixels, signedPaint, signedPixels } from "../../kit/grid/scale.js";
import { limitOf, STOPS } from "../model/digit.js";
import { limitTexts, pinned, short } from "../model/digit_captions.js";
import { single } from "../model/numbers.js";
import { written } from "../model/written.js";
import { arrow, paintArrows } from "./arrows.js";
import { cells, mistakenDot } from "./cells.js";
import { digitMarks } from "./digit_marks.js";
import { createScores, scoreCells } from "./digit_scores.js";
import { createDrawing } from "./drawing.js";
import { createRule, fitted } from "./field.js";
import { drawHalftone } from "./halftone.js";
import { goOn, setStops } from "./roving.js";
import { paintSight } from "./sight.js";
import { createWalked, createWalkedMap } from "./walking.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */
/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Digit } from "../model/digit.js" */
/** @import { Settings } from "../model/given.js" */
/** @import { Wrong } from "../model/mistakes.js" */
/** @import { Name } from "./cells.js" */
/** @import { Hands } from "./walking.js" */
/** @typedef {"input" | "conv" | "active" | "pool"} MapName */

const MAPS = /** @type {const} */ (["input", "conv", "active", "pool"]);
/** @type {Name[]} */
const GRIDS = ["kernel", "bias", "score", "loss"];
/** @type {Name[]} */
const COLUMNS = ["input", "kernel", "conv", "active", "pool", "score", "loss"];
/** Rows and columns. @type {Record<string, [number, number]>} */
const SIZES = {
  ...{ input: [28, 28], kernel: [5, 5], bias: [1, 1], conv: [24, 24], active: [24, 24], pool: [12, 12] },
  ...{ score: [10, 1], loss: [1, 1] },
};
const OF_ONE = 10; // the scale of the loss's own gradient, pale as in the small network
const ROOM = 4; // digits and points of a number in a cell of the kernel
const MOST_CHANGED = 60; // pixels that are ringed
/** From which step on the gradients of each are known. @type {Record<string, number>} */
const KNOWN_FROM = {
  ...{ score: STOPS.indexOf("score"), pool: STOPS.indexOf("features"), active: STOPS.indexOf("pool") },
  ...{ conv: STOPS.indexOf("relu"), kernel: STOPS.indexOf("conv"), bias: STOPS.indexOf("conv") },
  input: STOPS.indexOf("pixel"),
};

/** The grids and maps of one lane. @param {Kit} kit @param {Hands} hands @param {boolean} isTile @param {(name: Name, down: number, across: number) => void} onEdge @param {(canvas: HTMLCanvasElement, map: Grid) => void} draw the dots of a map */
function createParts(kit, hands, isTile, onEdge, draw) {
  const sizeOf = (/** @type {Name} */ name) => () => SIZES[name];
  /** @type {[Name, PixelMap][]} */
  const maps = MAPS.map((name) => {
    const wired = createWalkedMap(kit, hands, name, SIZES[name], (...way) => onEdge(name, ...way));
    return [name, new PixelMap({ ...wired, ...(isTile ? {} : { draw }) })];
  });
  const grids = GRIDS.map((name) => [
    name,
    createWalked(kit, hands, name, sizeOf(name), isTile, (...way) => onEdge(name, ...way)),
  ]);
  return {
    maps: /** @type {Record<MapName, PixelMap>} */ (Object.fromEntries(maps)),
    grids: /** @type {Record<string, import("../../kit/grid/grid.js").NumberGrid>} */ (
      Object.fromEntries(grids)
    ),
  };
}

/** One lane: a panel a column. @param {Kit} kit @param {Hands} hands @param {boolean} isTile @param {(name: Name, down: number, across: number) => void} onEdge @param {(canvas: HTMLCanvasElement, map: Grid) => void} draw */
function createLane(kit, hands, isTile, onEdge, draw) {
  const { maps, grids } = createParts(kit, hands, isTile, onEdge, draw);
  const scores = createScores(grids.score.element, isTile);
  const bias = make("div.bias", make("span.note", kit.label("grad.bias")), grids.bias.element);
  /** @param {Name} name */
  const contentOf = (name) => {
    if (name === "score") return [scores.element];
    if (name === "kernel") return [grids.kernel.element, bias];
    if (name === "loss") return [grids.loss.element];
    return [
      isTile
        ? maps[/** @type {MapName} */ (name)].element
        : make("div.came-back", maps[/** @type {MapName} */ (name)].element),
    ];
  };
  const panels = COLUMNS.map((name, at) => {
    const head = isTile
      ? kit.label(name === "score" ? "glive.scores" : `grad.${name}`)
      : kit.label("grad.gradient");
    const panel = createPanel(`column ${name}`, head, ...contentOf(name));
    const kind = isTile ? (name === "kernel" ? "times" : "to") : "back";
    if (at > 0) panel.element.append(arrow(kind));
    if (!isTile) setText(panel.note, kit.label(`grad.${name}`));
    return { name, ...panel };
  });
  const all = { ...maps, ...grids };
  return {
    maps,
    grids,
    all,
    scores,
    panels,
    columns: make("div.columns", ...panels.map(({ element }) => element)),
  };
}

/** @typedef {ReturnType<typeof createLane>} Lane */

/** @param {Lane} lane @param {Partial<Record<Name, import("../../kit/grid/marks.js").Area>>} rings */
function ring({ all }, rings) {
  for (const [name, part] of Object.entries(all))
    part.mark("window", rings[/** @type {Name} */ (name)] ?? null);
}

/** The one number of a map that is put into words: the pinned one. @param {Lane} lane @param {import("./digit_marks.js").Rings} rings @param {(name: MapName) => boolean} isKnown @param {Kit} kit */
function readMaps({ maps }, rings, isKnown, kit) {
  for (const name of MAPS) {
    const { row, column } = rings[name] ?? { row: 0, column: 0 };
    const cell = { row, column, height: 1, width: 1 };
    maps[name].read(cell, isKnown(name) ? (value) => short(value) : () => kit.label("grad.waiting"));
  }
}

/** A number between −1 and 1 without its 0, so that it fits. @param {number} value */
const narrow = (value) => formatVisible(value, { leadingZero: false, room: ROOM });
/** A gradient in its dot. @param {number} value */
const inDot = (value) => formatVisible(value, { digits: 1, room: ROOM });

/** Ring the few pixels that were set to black or white. @param {PixelMap} map @param {number[]} pixels */
function ringChanged(map, pixels) {
  const [, width] = SIZES.input;
  for (let at = 0; at < MOST_CHANGED; at++) {
    const pixel = pixels[at] ?? null;
    const area = pixel === null ? null : { row: Math.floor(pixel / width), column: pixel % width };
    map.mark(`changed-${at}`, area && { ...area, height: 1, width: 1 });
  }
}

/** @param {Lane} lane @param {Settings} chosen @param {Digit} now @param {Kit} kit */
function paintValues({ maps, grids, scores, panels }, chosen, now, kit) {
  const { values } = now;
  const limit = Math.max(
    ...[values.conv, values.active, values.pool].flatMap((map) => Array.from(map.values, Math.abs)),
  );
  for (const name of MAPS) {
    const colour = name === "input" ? greyPixels() : signedPixels(limit, kit.theme);
    maps[name].show(kit.label(`grad.${name}`), values[name], colour);
  }
  ringChanged(maps.input, chosen.change === "fewest" ? now.changed : []);
  const most = Math.max(...Array.from(values.kernel.values, Math.abs));
  const tile = (/** @type {number} */ value) => ({
    text: narrow(value),
    paint: signedPaint(value, most, kit.theme),
  });
  grids.kernel.show(kit.label("grad.kernel"), cells(values.kernel, tile));
  grids.bias.show(kit.label("grad.bias"), [[tile(now.bias)]]);
  grids.score.show(kit.label("glive.shares"), scoreCells(kit, now, chosen.target, values.score.values));
  scores.show(values.score.values);
  grids.loss.show(
    kit.label("grad.loss"),
    cells(single(now.loss), (value) => ({
      text: written(value),
      paint: signedPaint(value, Math.max(now.loss, 1), kit.theme),
    })),
  );
  for (const { name, note } of panels)
    note.textContent =
      name === "kernel" ? String(chosen.filter) : name === "score" ? kit.label("glive.softmax") : "";
}

/** @param {Lane} lane @param {Settings} chosen @param {Digit} now @param {Kit} kit @param {Wrong | null} wrong */
function paintGradients({ maps, grids, scores }, chosen, now, kit, wrong) {
  const { gradients } = now;
  const isKnown = (/** @type {string} */ name) => chosen.step >= KNOWN_FROM[name];
  const nameOf = (/** @type {string} */ name) =>
    kit.label("grad.gradient_of", { grid: kit.label(`grad.${name}`) });
  for (const name of MAPS) {
    maps[name].element.parentElement?.classList.toggle("waiting", !isKnown(name));
    const { height, width, values } = gradients[name];
    maps[name].show(nameOf(name), {
      height,
      width,
      values: isKnown(name) ? values : new Float64Array(values.length),
    });
  }
  const most = Math.max(...Array.from(gradients.kernel.values, Math.abs));
  const dot = (/** @type {Name} */ name, /** @type {Grid} */ grid) =>
    cells(grid, (value, row, column) => {
      const mistaken = mistakenDot(kit, wrong?.dots?.[name], value, row * grid.width + column);
      if (mistaken) return mistaken;
      if (!isKnown(name)) return { text: "", kind: "waiting", hint: kit.label("grad.waiting") };
      return {
        text: inDot(value),
        kind: value === 0 ? "nothing" : inDot(value).length > ROOM ? "long" : "",
        paint: signedPaint(value, most, kit.theme),
      };
    });
  grids.kernel.show(nameOf("kernel"), dot("kernel", gradients.kernel));
  grids.bias.show(nameOf("bias"), dot("bias", single(now.biasGradient)));
  grids.loss.show(nameOf("loss"), [[{ text: "1", paint: signedPaint(1, OF_ONE, kit.theme) }]]);
  const known = isKnown("score") ? gradients.score.values : null;
  grids.score.show(
    kit.label("grad.gradient_of", { grid: kit.label("glive.scores") }),
    scoreCells(kit, now, chosen.target, known, wrong?.dots?.score),
  );
  scores.show(known);
  return isKnown;
}

/** @param {Kit} kit @param {Hands} hands */
export function createDigitField(kit, hands) {
  let limit = 1;
  const draw = (/** @type {HTMLCanvasElement} */ canvas, /** @type {Grid} */ map) =>
    drawHalftone(canvas, map, limit, kit.theme);
  /** @param {boolean} isTile @returns {Lane} */
  const laneOf = (isTile) =>
    createLane(
      kit,
      hands,
      isTile,
      (...way) => goOn({ tiles: above.all, dots: below.all }, isTile, ...way),
      draw,
    );
  const [above, below] = [laneOf(true), laneOf(false)];
  const [meaning, said] = [make("span.note"), createRule()];
  const drawing = createDrawing(kit);
  above.panels[0].element.append(drawing.button);
  const values = make("div.lane.values.of-digit", drawing.element, above.columns);
  const name = make("b", kit.label("grad.gradient"));
  const head = make("p.panel-head.lane-head", name, meaning);
  const foot = make("div.lane-foot", said.element);
  const gradients = make("div.lane.gradients.of-digit", head, below.columns, foot);
  const grids = fitted(Object.keys(SIZES), [above.all, below.all], "digit-");
  return {
    ...{ elements: [values, gradients], grids },
    /** @param {Settings} chosen @param {Digit | null} now @param {Wrong | null} wrong */
    paint(chosen, now, wrong) {
      if (!now) return;
      limit = limitOf(now);
      const rings = digitMarks(chosen);
      paintValues(above, chosen, now, kit);
      const isKnown = paintGradients(below, chosen, now, kit, wrong);
      ring(above, rings.tiles);
      ring(below, rings.dots);
      readMaps(above, rings.tiles, () => true, kit);
      readMaps(below, rings.dots, isKnown, kit);
      paintSight(above, below, chosen, wrong);
      paintArrows(below, chosen);
      setStops({ tiles: above.all, dots: below.all }, chosen.layer);
      setText(meaning, kit.label("glive.legend", limitTexts(now)));
      said.show(pinned(kit, chosen, now));
    },
  };
}
