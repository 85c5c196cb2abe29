/** The two lanes of a network: its values above, their gradients below, each under its value; and what a step brings into sight there: the cells that it rings, the columns that a narrow stage has room for, and how far the gradient has come. */

import { oneCell } from "../../kit/arithmetic/grid.js";
import { createPanel, make, makeSvg, setText } from "../../kit/dom/dom.js";
import { insideOf, rowsOf } from "../../kit/grid/cell.js";
import { isDigit } from "../model/given.js";
import { SIDE } from "../model/network.js";
import { COMES_AT, GRIDS, gridOf, inCell, stepAt } from "../model/way_back.js";
import { rule } from "../model/words.js";
import { createWalked, createWalkedMap, goOn, setStops, stopOf } from "./walking.js";

/** @import { Digit } from "../model/digit.js" */
/** @import { Settings } from "../model/given.js" */
/** @import { Numbers } from "../model/network.js" */
/** @import { Layer, Name } from "../model/way_back.js" */

/**
 * @typedef {Partial<Record<Name, Area>>} Rings a ring that glides
 * @typedef {{ tiles: Rings, dots: Rings, whole?: Rings }} Marks and one around a grid whose dots are all read
 */

/** @param {number} row from 0 @param {number} column @param {number} size @returns {Area} */
const square = (row, column, size) => ({ row, column, height: size, width: size });

/** Of the small networks, whose other numbers stand beside it, fewer cells are ringed than on the maps of the digit. @param {Settings} chosen @param {Numbers | Digit} now @returns {Record<Layer, Marks>} */
function marksOf(chosen, { values: { conv, kernel, score } }) {
  const [y, x] = [chosen.row - 1, chosen.column - 1];
  const [cell, only] = [oneCell(y, x), oneCell(0, 0)];
  const pooled = square(SIDE * y, SIDE * x, SIDE);
  const scores = { ...only, height: score.height };
  const readers = insideOf(square(y - kernel.height + 1, x - kernel.width + 1, kernel.height), conv);
  const [read, all] = [square(y, x, conv.height), square(0, 0, conv.height)];
  const own = gridOf(chosen);
  const ofDigit = (/** @type {Rings} */ rings) => (isDigit(chosen) ? rings : {});
  return {
    loss: { tiles: {}, dots: {} },
    score: { tiles: { score: cell, loss: only }, dots: { score: cell } },
    linear: { tiles: { pool: cell }, dots: { weights: cell, score: only } },
    features: {
      tiles: isDigit(chosen) ? { pool: cell } : { weights: cell },
      dots: { pool: cell, score: scores },
    },
    pool: { tiles: { active: pooled, ...ofDigit({ pool: cell }) }, dots: { active: pooled, pool: cell } },
    relu: {
      tiles: { conv: cell, ...ofDigit({ input: square(y, x, kernel.height), active: cell }) },
      dots: { conv: cell, active: cell },
    },
    conv: {
      tiles: own === "bias" ? { bias: only } : { input: read, kernel: cell },
      dots: { [own]: own === "bias" ? only : cell, ...ofDigit({ conv: all }) },
      whole: isDigit(chosen) ? {} : { conv: all },
    },
    pixel: { tiles: { input: cell }, dots: { input: cell, ...ofDigit({ conv: readers }) } },
  };
}

/** The rings of the place that is looked at; a nudge rings only the number that is moved. @param {Settings} chosen @param {Numbers | Digit} now @returns {Marks} */
export function marks(chosen, now) {
  const all = marksOf(chosen, now)[chosen.layer];
  if (chosen.view !== "nudge") return all;
  const own = gridOf(chosen);
  const ring = { [own]: all.dots[own] };
  return { tiles: ring, dots: ring };
}

/** @typedef {{ middle: Ends, tiles: Ends, dots: Ends }} Sight @typedef {[first: Name, last: Name]} Ends */

/** What is behind the maps. @type {Sight} */
const BEHIND = { middle: ["pool", "loss"], tiles: ["pool", "loss"], dots: ["pool", "loss"] };

/** The columns that a narrow stage has room for at each layer: on a middle one, and on a phone above and below. @type {Record<Layer, Sight>} */
const IN_SIGHT = {
  ...{ loss: BEHIND, score: BEHIND, linear: BEHIND, features: BEHIND },
  pool: { middle: ["active", "weights"], tiles: ["active", "pool"], dots: ["active", "pool"] },
  relu: { middle: ["conv", "pool"], tiles: ["conv", "active"], dots: ["conv", "active"] },
  conv: { middle: ["input", "conv"], tiles: ["input", "kernel"], dots: ["kernel", "conv"] },
  pixel: { middle: ["input", "conv"], tiles: ["input", "kernel"], dots: ["input", "conv"] },
};

/** The columns of a lane from one to another; of the digit the weights are no column. @param {Lane} lane @param {Ends} ends */
function between({ panels }, [first, last]) {
  const names = /** @type {Name[]} */ (panels.map(({ name }) => name));
  const to = names.includes(last) ? names.indexOf(last) : names.indexOf("score");
  return names.slice(names.indexOf(first), to + 1);
}

/** Hides on a narrow stage what is not of this step. @param {Lane} lane @param {Name[]} middle @param {Name[]} phone */
function keepInSight({ panels }, middle, phone) {
  for (const { name, element } of panels) {
    element.classList.toggle("not-middle", !middle.includes(name));
    element.classList.toggle("not-phone", !phone.includes(name));
    element.classList.toggle("first-middle", name === middle[0]);
    element.classList.toggle("first-phone", name === phone[0]);
  }
}

/** @param {Lane} above @param {Lane} below @param {Settings} chosen @param {import("../model/mistakes.js").Wrong | null} wrong what is drawn of a mistake is in sight as well */
function paintSight(above, below, chosen, wrong) {
  const { layer, view } = chosen;
  const { middle, tiles, dots } = IN_SIGHT[layer];
  const own = GRIDS[layer];
  if (view === "nudge") {
    const all = /** @type {Name[]} */ ([...between(above, middle), own, "score", "loss"]);
    keepInSight(above, all, [own, "score"]); // on a phone the sentence says the loss
    return keepInSight(below, [own], [own]);
  }
  const phone = isDigit(chosen) && ["loss", "score", "features"].includes(layer);
  keepInSight(above, between(above, middle), between(above, phone ? ["score", "loss"] : tiles));
  if (layer === "pool" && wrong?.dots?.conv) {
    const reached = between(below, ["conv", "active"]);
    return keepInSight(below, reached, reached);
  }
  const reading = between(below, phone ? ["pool", "score"] : dots);
  // A pixel gets nothing of the kernel's gradients that stand between.
  keepInSight(below, between(below, middle), layer === "pixel" ? ["input", "conv"] : reading);
}

/** @param {"times" | "to" | "back"} kind */
function arrow(kind) {
  const d = { times: "M8 2l8 8M16 2l-8 8", to: "M1 6h20M16 1.500l5 4.500-5 4.500", back: "M24 6H8" }[kind];
  const parts = [makeSvg("path", { d })];
  if (kind === "back") parts.push(makeSvg("path", { d: "M9 1.500L1 6l8 4.500z", class: "head" }));
  const classes = kind === "times" ? "between wide-only" : "between";
  return makeSvg("svg", { viewBox: "0 0 24 12", class: classes, "aria-hidden": "true" }, ...parts);
}

/** Each arrow back: of this step, done, or still to come. @param {Lane} lane @param {Settings} chosen */
function paintArrows({ panels }, chosen) {
  // At the loss nothing has gone back yet.
  const at = panels.findIndex(({ name }) => name === stopOf(chosen.layer));
  const reached = chosen.layer === "loss" ? panels.length - 1 : at;
  panels.forEach(({ element }, at) => {
    const drawn = element.querySelector(".between");
    const isNow = chosen.view !== "nudge" && at - 1 === reached;
    drawn?.classList.toggle("of-step", isNow);
    drawn?.classList.toggle("done", chosen.view === "nudge" || at - 1 >= reached);
  });
}

/**
 * @typedef {object} Network what two lanes are made of
 * @property {readonly Name[]} names of its grids
 * @property {readonly Name[]} maps those that are too large for digits
 * @property {(name: Name) => readonly [height: number, width: number]} sizeOf
 * @property {(name: Name) => string} headOf of a column of values
 * @property {(name: Name, grids: HTMLElement[], isTile: boolean) => HTMLElement[]} content of a column, with its grids in it
 * @property {(canvas: HTMLCanvasElement, map: Grid) => void} [draw] the dots of a map
 * @property {string} prefix of its boxes in the style sheet
 *
 * @typedef {ReturnType<typeof createLane>} Lane
 */

/**
 * @template {Numbers | Digit} [Now=Numbers]
 * @typedef {{ kit: Kit, chosen: Settings, now: Now, wrong: import("../model/mistakes.js").Wrong | null }} StepScene what is drawn, and what a mistake makes of it
 */

/** What stands between a column and the one before it, on the way forward. @type {Partial<Record<Name, "times">>} */
const BETWEEN = { kernel: "times", weights: "times" };

/** One lane: a panel a column; the bias stands below its kernel. @param {Kit} kit @param {LessonHands} hands @param {Network} network @param {boolean} isTile @param {(name: Name, down: number, across: number) => void} onEdge */
function createLane(kit, hands, { names, maps, sizeOf, headOf, content, draw }, isTile, onEdge) {
  const parts = /** @type {Record<Name, any>} */ ({});
  for (const name of names) {
    const beyond = (/** @type {number} */ down, /** @type {number} */ across) => onEdge(name, down, across);
    parts[name] = maps.includes(name)
      ? createWalkedMap(kit, hands, name, sizeOf(name), beyond, isTile ? undefined : draw)
      : createWalked(kit, hands, name, () => sizeOf(name), isTile, beyond);
  }
  const bias = make("div.bias.apart.spaced", make("span.note", kit.label("grad.bias")), parts.bias);
  const columns = names.filter((name) => name !== "bias");
  const panels = columns.map((name, at) => {
    const head = isTile ? headOf(name) : kit.label("grad.gradient");
    const shown = name === "kernel" ? [parts.kernel.element, bias] : [parts[name].element];
    const panel = createPanel(`column around ${name}`, head, ...content(name, shown, isTile));
    // Forward an arrow leads to its column, back it comes out of the column on its right.
    if (at > 0) panel.element.append(arrow(isTile ? (BETWEEN[name] ?? "to") : "back"));
    if (!isTile) setText(panel.note, kit.label(`grad.${name}`));
    return { name, ...panel };
  });
  return { parts, panels, columns: make("div.columns", ...panels) };
}

/** @param {Lane} lane @param {Rings} rings @param {Rings} whole */
function ring({ parts }, rings, whole) {
  for (const [name, part] of /** @type {[Name, any][]} */ (Object.entries(parts))) {
    part.mark("window", rings[name] ?? null);
    part.mark("whole", whole[name] ?? null);
  }
}

/** Whether a gradient has come back. @param {Settings} chosen @param {Name} name @param {number} [row] from 0 @param {number} [column] */
export function hasCome(chosen, name, row = 0, column = 0) {
  const parameter = name === "bias" ? "bias" : "weight";
  const place = { layer: COMES_AT[name], parameter, row: row + 1, column: column + 1 };
  return chosen.view === "nudge" || chosen.step >= stepAt(/** @type {any} */ (place), chosen);
}

/** The dots of one grid: as a wrong rule has it, where that is another number, and an empty ring where the gradient has not come yet. @param {StepScene<any>} scene @param {Name} name @param {(value: number, row: number, column: number) => Cell} dotOf @returns {Cell[][]} */
export function dotsOf({ kit, chosen, now, wrong }, name, dotOf) {
  const grid = now.gradients[name];
  return rowsOf(grid, (row, column, at) => {
    const [value, other] = [grid.values[at], wrong?.dots?.[name]?.values[at]];
    if (other !== undefined && inCell(other) !== inCell(value)) {
      const hint = kit.label("grad.mistaken", { b: inCell(value) });
      return { text: inCell(other), kind: "mistaken", hint };
    }
    if (!hasCome(chosen, name, row, column))
      return { text: "", kind: "waiting", hint: kit.label("grad.waiting") };
    return dotOf(value, row, column);
  });
}

/** @param {Kit} kit @param {LessonHands} hands @param {Network} network */
export function createLanes(kit, hands, network) {
  /** @param {boolean} isTile @returns {Lane} */
  const laneOf = (isTile) =>
    createLane(kit, hands, network, isTile, (...way) =>
      goOn({ tiles: above.parts, dots: below.parts }, isTile, ...way),
    );
  const [above, below] = [laneOf(true), laneOf(false)];
  const [meaning, title, equation, rest] = [
    make("span.note"),
    make("b"),
    make("span.equation"),
    make("span.note"),
  ];
  // Beside the gradients: by which rule the one that is looked at came about.
  const said = make("div.rule.grows", make("p", title), make("p", equation, rest));
  const head = make("p.panel-head.lane-head", make("b", kit.label("grad.gradient")), meaning);
  const boxes = network.names.map((name) => {
    const fit = (/** @type {number} */ box, /** @type {number | undefined} */ room) => {
      for (const { parts } of [above, below]) parts[name].fit(box, room);
    };
    return [`${network.prefix}${name}`, { fit }];
  });
  return {
    ...{ above, below, head, meaning, said, grids: Object.fromEntries(boxes) },
    /** What all networks show alike of a step. @param {StepScene<any>} scene */
    paint({ kit, chosen, now, wrong }) {
      const { tiles, dots, whole = {} } = marks(chosen, now);
      ring(above, tiles, {});
      ring(below, dots, whole);
      paintSight(above, below, chosen, wrong);
      paintArrows(below, chosen);
      setStops({ tiles: above.parts, dots: below.parts }, chosen.layer);
      const told = rule(kit, chosen, now);
      setText(title, told.title);
      setText(equation, told.equation);
      setText(rest, told.rest);
    },
  };
}
