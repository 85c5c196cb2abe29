/** The pinned cell, followed back: its window, the kernel, all products, and what ReLU and pooling make of it. */

import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { waiting } from "../../kit/controls/more.js";
import { icon, make, named, operator, setText } from "../../kit/dom/dom.js";
import { createPanel } from "../../kit/figure/panel.js";
import { NumberGrid } from "../../kit/grid/grid.js";
import { greyPaint, signedPaint } from "../../kit/grid/scale.js";
import { shareText } from "../../kit/pictures/shipped.js";
import { isReached } from "../model/limits.js";
import { HAND_MADE, KERNEL_SIZE } from "../model/network.js";
import { exactly, WEIGHT_LIMIT } from "../model/numbers.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */
/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Paint } from "../../kit/grid/scale.js" */
/** @import { Settings } from "../model/limits.js" */
/** @import { Pin, Score } from "../model/numbers.js" */

/** A table whose name is its caption. @param {string} kind @param {string} name */
function createTable(kind, name) {
  // Roles are said although these are tables: a style sheet that lays them out otherwise takes them away.
  const body = make("tbody", { role: "rowgroup" });
  const element = make(
    "table",
    { class: kind, role: "table", "aria-label": name },
    make("caption", name),
    body,
  );
  return { element, body };
}

/** @param {Node | string} head @param {...string} cells */
function rowOf(head, ...cells) {
  const numbers = cells.map((text) => make("td", { role: "cell" }, text));
  return make("tr", { role: "row" }, make("th", { scope: "row", role: "rowheader" }, head), ...numbers);
}

export class PinnedScore {
  #kit;
  #sums;
  #largest;
  #note;
  element;

  /** @param {Kit} kit */
  constructor(kit) {
    this.#kit = kit;
    this.#sums = createTable("sums", kit.label("live.sums"));
    this.#largest = createTable("largest", kit.label("live.ten"));
    this.#note = make("p.note");
    this.element = make("div.pin-score", this.#sums.element, this.#largest.element, this.#note);
  }

  /** @param {Score} score */
  show({ sums, bias, score, share, largest }) {
    const { label } = this.#kit;
    const total = rowOf(label("live.score"), exactly(score));
    total.className = "total";
    this.#sums.body.replaceChildren(
      ...sums.map((sum, i) => rowOf(label("live.map", { n: i + 1 }), exactly(sum))),
      rowOf(label("set.bias"), exactly(bias)),
      total,
    );
    const held = this.#largest.body.contains(
      /** @type {ShadowRoot} */ (this.element.getRootNode()).activeElement ?? null,
    );
    const rows = largest.map(({ map, row, column, value, weight, product }) => {
      const go = () => this.#kit.set({ layer: "pool", map, row, column });
      const place = label("live.ten_place", { n: map, r: row, c: column });
      const button = make("button.quiet", { onclick: go }, place);
      return rowOf(button, exactly(value), "×", formatNumber(weight), "=", exactly(product));
    });
    this.#largest.body.replaceChildren(...rows);
    if (held) this.#largest.body.querySelector("button")?.focus();
    setText(this.#note, label("live.exact_score", { s: formatNumber(score), p: shareText(share) }));
  }
}

/** @param {Kit} kit */
export function createPinPanel(kit) {
  const [cell, score] = [new PinnedCell(kit), new PinnedScore(kit)];
  const title = make("b");
  const note = make("p.note", kit.label("live.press_cell"));
  const head = make("div.pin-head", title, waiting(createMoves(kit)));
  const element = make("section.pin", head, note, cell.element, score.element);
  return {
    element,
    grids: cell.grids,
    /** @param {Settings} chosen @param {string} lead @param {import("../model/numbers.js").Pin} pin @param {import("../model/numbers.js").Score | null} followed @param {number} limit */
    show(chosen, lead, pin, followed, limit) {
      const isWaiting = chosen.reached === "input";
      element.classList.toggle("waiting", isWaiting);
      note.hidden = !isWaiting;
      setText(title, isWaiting ? kit.label("live.taken_apart") : lead);
      cell.show(chosen, pin, limit);
      cell.element.hidden = followed !== null;
      score.element.hidden = followed === null;
      if (followed) score.show(followed);
    },
  };
}

/** @param {Grid} grid @param {(value: number) => Paint} paint @param {boolean} leadingZero */
function cellsOf({ height, width, values }, paint, leadingZero) {
  return Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (_, column) => {
      const value = values[row * width + column];
      return { text: formatNumber(value, { leadingZero }), paint: paint(value) };
    }),
  );
}

/** Buttons for who has no arrow keys. @param {Kit} kit */
export function createMoves(kit) {
  const directions = /** @type {const} */ ([
    ["left", "back", 0, -1],
    ["up", "up", -1, 0],
    ["down", "down", 1, 0],
    ["right", "next", 0, 1],
  ]);
  const buttons = directions.map(([name, picture, down, across]) => {
    const press = () => {
      const { layer, row, column, digit } = kit.settings();
      if (layer === "score") kit.set({ digit: digit + down + across });
      else kit.set({ row: row + down, column: column + across });
    };
    return make("button", { "aria-label": kit.label(`live.move_${name}`), onclick: press }, icon(picture));
  });
  return make("div.moves", ...buttons);
}

/** The three grids of a step; a weight pointed at lights its pixel and its product. @param {(row: number, column: number) => void} onLink @param {() => void} onUnlink */
function createStepGrids(onLink, onUnlink) {
  let pointer = [0, 0];
  /** @param {number} row @param {number} column */
  const link = (row, column) => {
    pointer = [row, column];
    for (const grid of [window, kernel, products]) {
      grid.point(row, column);
      grid.link([[row, column]]);
    }
    onLink(row, column);
  };
  const onLeave = () => {
    for (const grid of [window, kernel, products]) grid.link([]);
    onUnlink();
  };
  const last = KERNEL_SIZE - 1;
  /** @param {number} down @param {number} across */
  const onArrow = (down, across) =>
    link(Math.min(Math.max(pointer[0] + down, 0), last), Math.min(Math.max(pointer[1] + across, 0), last));
  const wiring = { onHover: link, onPress: link, onLeave, onArrow };
  const [window, kernel, products] = [new NumberGrid(wiring), new NumberGrid(wiring), new NumberGrid(wiring)];
  return { window, kernel, products };
}

/** The four cells, after Conv2d or after ReLU; each can be pinned. @param {Kit} kit @param {"conv" | "relu"} layer @param {() => Pin | null} now */
function createFour(kit, layer, now) {
  /** @param {number} row @param {number} column */
  const go = (row, column) => {
    const area = now()?.area;
    if (area) kit.set({ layer, row: area.row + row + 1, column: area.column + column + 1 });
  };
  /** @param {number} down @param {number} across */
  const onArrow = (down, across) => {
    const pin = now();
    if (!pin) return;
    const [row, column] = [pin.cell.row - pin.area.row + down, pin.cell.column - pin.area.column + across];
    go(Math.min(Math.max(row, 0), 1), Math.min(Math.max(column, 0), 1));
  };
  return new NumberGrid({ onPress: go, onArrow });
}

/** @param {HTMLElement} element @param {number} value @param {(value: number) => Paint} paint */
function paintResult(element, value, paint) {
  setText(element, formatNumber(value));
  const { background, ink } = paint(value);
  Object.assign(element.style, { background, color: ink });
}

export class PinnedCell {
  #kit;
  /** @type {Pin | null} */
  #pin = null;
  #terms = {
    sum: make("b.term.sum"),
    bias: make("b.term.bias"),
    output: make("b.term.output"),
    pooled: make("b.term.pooled"),
  };
  #exact = make("p.exact.note");
  #quarter = make("span.quarter.note");
  #pooledName = make("small");
  #kernelPanel;
  #activePanel;
  grids;
  element;

  /** @param {Kit} kit */
  constructor(kit) {
    this.#kit = kit;
    const step = createStepGrids(this.#sayProduct, this.#sayRounding);
    const [four, active] = [
      createFour(kit, "conv", () => this.#pin),
      createFour(kit, "relu", () => this.#pin),
    ];
    this.grids = { ...step, four, active };
    const { sum, bias, output, pooled } = this.#terms;
    /** @param {HTMLElement} number @param {string} id */
    const term = (number, id) => named(number, kit.label(id));
    const window = createPanel("window", kit.label("fig.window"), step.window.element);
    this.#kernelPanel = createPanel("kernel", kit.label("fig.kernel"), step.kernel.element);
    const products = createPanel("products", kit.label("fig.products"), step.products.element);
    const written = make("div.written", term(sum, "conv.sum_below"), operator("+"));
    written.append(
      term(bias, "conv.bias_below"),
      operator("="),
      term(output, "conv.output_below"),
      this.#exact,
    );
    const fourPanel = createPanel("four", "Conv2d", four.element);
    this.#activePanel = createPanel("active", "ReLU", active.element);
    const last = make("span.named", pooled, this.#pooledName, this.#quarter);
    const chain = make("div.chain", fourPanel.element, operator("→"));
    chain.append(this.#activePanel.element, operator("→"), last);
    const grids = make("div.pin-grids", window.element, operator("×"));
    grids.append(this.#kernelPanel.element, operator("="), products.element, written);
    this.element = make("div.pin-cell", grids, chain);
  }

  /** The product that is pointed at, with all its decimals. @param {number} row @param {number} column */
  #sayProduct = (row, column) => {
    if (!this.#pin) return;
    const at = row * KERNEL_SIZE + column;
    const [pixel, weight, product] = [
      this.#pin.step.window.values[at],
      this.#pin.kernel.values[at],
      this.#pin.step.products.values[at],
    ];
    const text = { x: formatNumber(pixel), w: formatNumber(weight), p: exactly(product) };
    setText(this.#exact, this.#kit.label("live.product", text));
  };

  #sayRounding = () => {
    if (this.#pin) setText(this.#exact, this.#kit.label("live.rounding", { s: exactly(this.#pin.step.sum) }));
  };

  /** @param {Settings} chosen @param {Pin} pin @param {number} limit of the map's colours */
  show(chosen, pin, limit) {
    this.#pin = pin;
    const { label, theme } = this.#kit;
    /** @param {number} value */
    const signed = (value) => signedPaint(value, limit, theme);
    /** @param {number} value */
    const weight = (value) => signedPaint(value, WEIGHT_LIMIT, theme);
    const name = chosen.filters === "hand_made" ? label(HAND_MADE[chosen.map - 1][0]) : "";
    setText(this.#kernelPanel.note, `${chosen.map} ${name}`);
    const { window, kernel, products } = this.grids;
    window.show(label("fig.window"), cellsOf(pin.step.window, greyPaint, false));
    kernel.show(label("live.kernel", { n: chosen.map }), cellsOf(pin.kernel, weight, false));
    products.show(label("fig.products"), cellsOf(pin.step.products, weight, false));
    setText(this.#terms.sum, formatNumber(pin.step.sum));
    setText(this.#terms.bias, formatNumber(pin.bias));
    paintResult(this.#terms.output, pin.step.output, signed);
    this.#terms.output.classList.toggle("now", chosen.layer === "conv");
    this.#sayRounding();
    this.#showChain(chosen, pin, signed);
  }

  /** What comes of the cell; what is not computed yet is an empty place. @param {Settings} chosen @param {Pin} pin @param {(value: number) => Paint} signed */
  #showChain(chosen, pin, signed) {
    const { label } = this.#kit;
    const { four, active } = this.grids;
    const activeCells = isReached(chosen, "relu") ? pin.active : null;
    const isPooled = isReached(chosen, "pool");
    four.show(label("live.four"), cellsOf(pin.four, signed, true));
    active.element.hidden = !activeCells;
    this.#activePanel.element.classList.toggle("off", !activeCells);
    if (activeCells) active.show(label("live.four_relu"), cellsOf(activeCells, signed, true));
    const [row, column] = [pin.cell.row - pin.area.row, pin.cell.column - pin.area.column];
    const here = { row, column, height: 1, width: 1 };
    four.mark("window", here);
    active.mark("window", activeCells ? here : null);
    const won = { row: Math.floor(pin.winner / 2), column: pin.winner % 2, height: 1, width: 1 };
    const winner = isPooled && pin.winner >= 0 ? won : null;
    active.mark("winner", pin.active ? winner : null);
    four.mark("winner", pin.active ? null : winner);
    this.#showPooled(chosen, pin, isPooled ? signed : null);
  }

  /** @param {Settings} chosen @param {Pin} pin @param {((value: number) => Paint) | null} signed none: it is not computed yet */
  #showPooled({ layer, pool }, { pooled }, signed) {
    const { label } = this.#kit;
    const isMax = pool === "max";
    const element = this.#terms.pooled;
    element.classList.toggle("unknown", !signed);
    element.classList.toggle("now", layer === "pool");
    if (signed) paintResult(element, pooled, signed);
    else {
      setText(element, "?");
      element.removeAttribute("style");
    }
    setText(this.#pooledName, isMax ? label("live.largest") : label("live.average"));
    const values = { t: exactly(pooled * 4), m: exactly(pooled) };
    setText(this.#quarter, isMax || !signed ? "" : label("live.quarter", values));
  }
}
