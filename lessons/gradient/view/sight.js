/** What a step brings into sight: the cells that it rings, the columns that a narrow stage has room for, and how far the gradient has come. */

import { makeSvg } from "../../kit/dom/dom.js";
import { isDigit } from "../model/given.js";
import { SIDE } from "../model/network.js";
import { GRIDS, gridOf } from "../model/way_back.js";
import { stopOf } from "./walking.js";

/** @import { Area } from "../../kit/grid/cell.js" */
/** @import { Digit } from "../model/digit.js" */
/** @import { Settings } from "../model/given.js" */
/** @import { Numbers } from "../model/network.js" */
/** @import { Layer, Name } from "../model/way_back.js" */

/**
 * @typedef {Partial<Record<Name, Area>>} Rings a ring that glides
 * @typedef {{ tiles: Rings, dots: Rings, whole?: Rings }} Marks and one around a grid whose dots are all read
 */

/** An area from a place on, within a map. @param {number} row from 0 @param {number} column @param {number} [size] @param {number} [side] of the map @returns {Area} */
function square(row, column, size = 1, side = Number.MAX_SAFE_INTEGER) {
  const [top, left] = [Math.max(row, 0), Math.max(column, 0)];
  const [bottom, right] = [row, column].map((from) => Math.min(from + size, side));
  return { row: top, column: left, height: bottom - top, width: right - left };
}

/** Of the small networks, whose other numbers stand beside it, fewer cells are ringed than on the maps of the digit. @param {Settings} chosen @param {Numbers | Digit} now @returns {Record<Layer, Marks>} */
function marksOf(chosen, { values: { conv, kernel, score } }) {
  const [y, x] = [chosen.row - 1, chosen.column - 1];
  const [cell, only] = [square(y, x), square(0, 0)];
  const pooled = square(SIDE * y, SIDE * x, SIDE);
  const scores = { ...only, height: score.height };
  const readers = square(y - kernel.height + 1, x - kernel.width + 1, kernel.height, conv.height);
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

/** @typedef {{ panels: { name: Name, element: HTMLElement }[] }} Lane */

/** The columns that a narrow stage has room for at each layer: first and last, on a middle one and on a phone above and below. @type {Record<Layer, { middle: [Name, Name], tiles: [Name, Name], dots: [Name, Name] }>} */
const IN_SIGHT = {
  ...fromTo(["loss", "score", "linear", "features"], ["pool", "loss"], ["pool", "loss"], ["pool", "loss"]),
  ...fromTo(["pool"], ["active", "weights"], ["active", "pool"], ["active", "pool"]),
  ...fromTo(["relu"], ["conv", "pool"], ["conv", "active"], ["conv", "active"]),
  ...fromTo(["conv"], ["input", "conv"], ["input", "kernel"], ["kernel", "conv"]),
  ...fromTo(["pixel"], ["input", "conv"], ["input", "kernel"], ["input", "conv"]),
};

/** @param {Layer[]} layers @param {[Name, Name]} middle @param {[Name, Name]} tiled @param {[Name, Name]} dotted @returns {any} */
function fromTo(layers, middle, tiled, dotted) {
  return Object.fromEntries(layers.map((layer) => [layer, { middle, tiles: tiled, dots: dotted }]));
}

/** The columns of a lane from one to another; of the digit the weights are no column. @param {Lane} lane @param {[Name, Name]} ends */
function between({ panels }, [first, last]) {
  const names = panels.map(({ name }) => name);
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
export function paintSight(above, below, chosen, wrong) {
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
export function arrow(kind) {
  const d = { times: "M8 2l8 8M16 2l-8 8", to: "M1 6h20M16 1.500l5 4.500-5 4.500", back: "M24 6H8" }[kind];
  const parts = [makeSvg("path", { d })];
  if (kind === "back") parts.push(makeSvg("path", { d: "M9 1.500L1 6l8 4.500z", class: "head" }));
  return makeSvg("svg", { viewBox: "0 0 24 12", class: `between ${kind}`, "aria-hidden": "true" }, ...parts);
}

/** Each arrow back: of this step, done, or still to come. @param {Lane} lane @param {Settings} chosen */
export function paintArrows({ panels }, chosen) {
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
