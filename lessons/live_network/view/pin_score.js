/** A pinned score, followed back: five sums and a bias, and the ten pooled cells that move it most. */

import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { make, setText } from "../../kit/dom/dom.js";
import { shareText } from "../../kit/pictures/shipped.js";
import { exactly } from "../model/numbers.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Score } from "../model/numbers.js" */

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
