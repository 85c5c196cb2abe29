/** The place where one number is followed back: a cell of a map with all its products, or a score with the cells that move it most. */

import { oneCell, placeOf } from "../../kit/arithmetic/grid.js";
import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { waiting } from "../../kit/controls/control.js";
import { createPanel, icon, make, named, operator, setText } from "../../kit/dom/dom.js";
import { paintedCells } from "../../kit/grid/cell.js";
import { NumberGrid } from "../../kit/grid/grid.js";
import { greyPaint, signedPaint, styleOf } from "../../kit/grid/scale.js";
import { createPointer, linkAll } from "../../kit/grid/walking.js";
import { KERNEL_SIZE, shareText } from "../../kit/pictures/nets.js";
import { isReached } from "../model/limits.js";
import { HAND_MADE } from "../model/network.js";
import { exactly, WEIGHT_LIMIT } from "../model/numbers.js";

/** @import { Settings } from "../model/limits.js" */
/** @import { Pin, Score } from "../model/numbers.js" */
/** @typedef {(value: number) => import("../../kit/grid/scale.js").Paint} Colour */

/** A table whose name is its caption. @param {string} kind @param {string} name */
function createTable(kind, name) {
  // Roles are said although these are tables: a style sheet that lays them out otherwise takes them away.
  const body = make("tbody.own-line", { role: "rowgroup" });
  const attributes = { class: `own-line ${kind}`, role: "table", "aria-label": name };
  return { element: make("table", attributes, make("caption.own-line", name), body), body };
}

/** @param {Node | string} head @param {...string} cells */
function rowOf(head, ...cells) {
  const numbers = cells.map((text) => make("td.at-right", { role: "cell" }, text));
  return make("tr.apart", { role: "row" }, make("th", { scope: "row", role: "rowheader" }, head), ...numbers);
}

/** A score: five sums and a bias, and the pooled cells that move it most. @param {Kit} kit @param {() => void} onGo who has pressed a cell by keys follows it to its map */
function createPinnedScore(kit, onGo) {
  const { label } = kit;
  const [parts, cells] = [createTable("sums", label("live.sums")), createTable("largest", label("live.ten"))];
  const note = make("p.note.fine");
  return {
    element: make("div.pin-score.in-rows", parts, cells, note),
    /** @param {Score} score */
    show({ sums, bias, score, share, largest }) {
      const total = rowOf(label("live.score"), exactly(score));
      total.classList.add("total");
      const ofMaps = sums.map((sum, i) => rowOf(label("live.map", { n: i + 1 }), exactly(sum)));
      parts.body.replaceChildren(...ofMaps, rowOf(label("set.bias"), exactly(bias)), total);
      const isHeld = cells.body.matches(":focus-within");
      const rows = largest.map(({ map, row, column, value, weight, product }) => {
        const go = () => {
          const isByKeys = button.matches(":focus-visible");
          kit.set({ layer: "pool", map, row, column });
          if (isByKeys) onGo();
        };
        const place = label("live.ten_place", { n: map, r: row, c: column });
        const button = make("button.quiet", { onclick: go }, place);
        return rowOf(button, exactly(value), "×", formatNumber(weight), "=", exactly(product));
      });
      const none = make("tr", { role: "row" }, make("td", { role: "cell" }, label("live.ten_none")));
      cells.body.replaceChildren(...(rows.length > 0 ? rows : [none]));
      if (isHeld) cells.body.querySelector("button")?.focus();
      setText(note, label("live.exact_score", { s: formatNumber(score), p: shareText(share) }));
    },
  };
}

/** Buttons for who has no arrow keys; scores stand in one column. @param {Kit} kit */
function createMoves(kit) {
  const directions = /** @type {const} */ ([
    ["left", "back", 0, -1, ""],
    ["up", "up", -1, 0, "live.score_before"],
    ["down", "down", 1, 0, "live.score_next"],
    ["right", "next", 0, 1, ""],
  ]);
  const moves = directions.map(([name, picture, down, across, ofScore]) => {
    const press = () => {
      const { layer, row, column, digit } = kit.settings();
      if (layer === "score") kit.set({ digit: digit + down });
      else kit.set({ row: row + down, column: column + across });
    };
    return {
      button: make("button", { onclick: press }, icon(picture)),
      ofScore,
      ofCell: `live.move_${name}`,
    };
  });
  const buttons = moves.map(({ button }) => button);
  return {
    element: waiting(make("div.moves.in-row.tight", ...buttons)),
    /** @param {Settings} chosen */
    show({ layer }) {
      for (const { button, ofScore, ofCell } of moves) {
        const isScore = layer === "score";
        button.classList.toggle("out", isScore && ofScore === ""); // the others keep their places
        button.setAttribute("aria-label", kit.label(isScore && ofScore ? ofScore : ofCell));
      }
    },
  };
}

/** The four cells, after Conv2d or after ReLU; each can be pinned. @param {Kit} kit @param {"conv" | "relu"} layer @param {() => Pin} now */
function createFour(kit, layer, now) {
  const go = (/** @type {number} */ row, /** @type {number} */ column) => {
    const { area } = now();
    kit.set({ layer, row: area.row + row + 1, column: area.column + column + 1 });
  };
  const pointer = createPointer([2, 2], go);
  const onArrow = (/** @type {number} */ down, /** @type {number} */ across) => {
    pointer.standAt(...cellIn(now()));
    pointer.onArrow(down, across);
  };
  return new NumberGrid({ onPress: go, onArrow });
}

/** Where the cell lies among the four. @param {Pin} pin @returns {[number, number]} */
const cellIn = ({ cell, area }) => [cell.row - area.row, cell.column - area.column];

/** @param {HTMLElement} element @param {number} value @param {Colour} paint */
function paintResult(element, value, paint) {
  setText(element, formatNumber(value));
  element.style.cssText = styleOf(paint(value));
}

/** What a cell is followed back on: three grids of its step, where a weight pointed at lights its pixel and its product, and the four cells. @param {Kit} kit @param {() => Pin} now @param {HTMLElement} exact */
function createParts(kit, now, exact) {
  const { label } = kit;
  const { goTo, onArrow } = createPointer([KERNEL_SIZE, KERNEL_SIZE], (row, column) => {
    linkAll(ofStep, row, column);
    const { step, kernel } = now();
    const [x, w, p] = [step.window, kernel, step.products].map(
      ({ values }) => values[row * KERNEL_SIZE + column],
    );
    setText(exact, label("live.product", { x: formatNumber(x), w: formatNumber(w), p: exactly(p) }));
  });
  const sayRounding = () => setText(exact, label("live.rounding", { s: exactly(now().step.sum) }));
  const onLeave = () => {
    for (const grid of ofStep) grid.link([]);
    sayRounding();
  };
  const wiring = { onHover: goTo, onPress: goTo, onLeave, onArrow };
  const ofStep = [new NumberGrid(wiring), new NumberGrid(wiring), new NumberGrid(wiring)];
  const [window, kernel, products] = ofStep;
  const [four, active] = [createFour(kit, "conv", now), createFour(kit, "relu", now)];
  const grids = { window, kernel, products, four, active };
  const panels = {
    window: createPanel("window", label("fig.window"), window),
    kernel: createPanel("kernel", label("fig.kernel"), kernel),
    products: createPanel("products", label("fig.products"), products),
    four: createPanel("four", "Conv2d", four),
    active: createPanel("active", "ReLU", active),
  };
  return { grids, panels, sayRounding };
}

/** A cell of a map: its window, the kernel, all products, and what ReLU and pooling make of it. @param {Kit} kit */
function createPinnedCell(kit) {
  const { label } = kit;
  /** @type {Pin} */
  let pin;
  const [sum, bias, output] = ["sum", "bias", "output"].map((name) => make("b", { class: `term ${name}` }));
  const exact = make("p.exact.note.at-right");
  const { grids, panels, sayRounding } = createParts(kit, () => pin, exact);
  const pooled = createPooled(kit);
  const written = make("div.written.in-grid", named(sum, label("conv.sum_below")), operator("+"));
  written.append(named(bias, label("conv.bias_below")), operator("="));
  written.append(named(output, label("conv.output_below")), exact);
  const step = make("div.pin-grids.in-grid", panels.window, panels.kernel, panels.products.element, written);
  const chain = make("div.chain.in-row", panels.four, operator("→"), panels.active, operator("→"), pooled);
  return {
    ...{ grids, element: make("div.pin-cell", step, chain) },
    /** @param {Settings} chosen @param {Pin} now @param {number} limit of the map's colours */
    show(chosen, now, limit) {
      pin = now;
      const [signed, weight] = [limit, WEIGHT_LIMIT].map(
        (most) => (/** @type {number} */ value) => signedPaint(value, most, kit.theme),
      );
      const name = chosen.filters === "hand_made" ? label(HAND_MADE[chosen.map - 1][0]) : "";
      setText(panels.kernel.note, `${chosen.map} ${name}`);
      grids.window.show(label("fig.window"), paintedCells(pin.step.window, greyPaint));
      grids.kernel.show(label("live.kernel", { n: chosen.map }), paintedCells(pin.kernel, weight));
      grids.products.show(label("fig.products"), paintedCells(pin.step.products, weight));
      setText(sum, formatNumber(pin.step.sum));
      setText(bias, formatNumber(pin.bias));
      paintResult(output, pin.step.output, signed);
      output.classList.toggle("now", chosen.layer === "conv");
      sayRounding();
      const active = isReached(chosen, "relu") ? pin.active : null;
      panels.active.element.classList.toggle("off", !active);
      showChain(kit, grids, pin, active, isReached(chosen, "pool"), signed);
      pooled.show(chosen, pin.pooled, signed);
    },
  };
}

/** What comes of the cell; what is not computed yet is an empty place. @param {Kit} kit @param {Record<"four" | "active", NumberGrid>} grids @param {Pin} pin @param {Grid | null} after ReLU @param {boolean} isPooled @param {Colour} signed */
function showChain({ label }, { four, active }, pin, after, isPooled, signed) {
  four.show(label("live.four"), paintedCells(pin.four, signed, true));
  active.element.hidden = !after;
  if (after) active.show(label("live.four_relu"), paintedCells(after, signed, true));
  const here = oneCell(...cellIn(pin));
  four.mark("window", here);
  active.mark("window", after ? here : null);
  const winner = isPooled && pin.winner >= 0 ? oneCell(...placeOf(pin.winner, 2)) : null;
  active.mark("winner", pin.active ? winner : null);
  four.mark("winner", pin.active ? null : winner);
}

/** What pooling makes of the four cells. @param {Kit} kit */
function createPooled({ label }) {
  const [number, name, quarter] = [make("b.term.pooled"), make("small"), make("span.quarter.note.centred")];
  return {
    element: make("span.named", number, name, quarter),
    /** @param {Settings} chosen @param {number} value @param {Colour} signed */
    show(chosen, value, signed) {
      const [isMax, isThere] = [chosen.pool === "max", isReached(chosen, "pool")];
      number.classList.toggle("unknown", !isThere);
      number.classList.toggle("now", chosen.layer === "pool");
      if (isThere) paintResult(number, value, signed);
      else {
        setText(number, "?");
        number.removeAttribute("style");
      }
      setText(name, isMax ? label("live.largest") : label("live.average"));
      const values = { t: exactly(value * 4), m: exactly(value) };
      setText(quarter, isMax || !isThere ? "" : label("live.quarter", values));
    },
  };
}

/** @param {Kit} kit @param {() => void} onGo a cell of a score was pressed by keys, and is pinned */
export function createPinPanel(kit, onGo) {
  const [cell, score, moves] = [createPinnedCell(kit), createPinnedScore(kit, onGo), createMoves(kit)];
  const title = make("b");
  const note = make("p.note", kit.label("live.press_cell"));
  const head = make("div.pin-head.apart", title, moves);
  const element = make("section.pin.around.not-still", head, note, cell, score);
  return {
    element,
    grids: cell.grids,
    /** @param {Settings} chosen @param {string} lead @param {Pin} pin @param {Score | null} followed @param {number} limit */
    show(chosen, lead, pin, followed, limit) {
      const isWaiting = chosen.reached === "input";
      element.classList.toggle("waiting", isWaiting);
      note.hidden = !isWaiting;
      setText(title, isWaiting ? kit.label("live.taken_apart") : lead);
      moves.show(chosen);
      cell.show(chosen, pin, limit);
      cell.element.hidden = followed !== null;
      score.element.hidden = followed === null;
      if (followed) score.show(followed);
    },
  };
}
