/** The scores: one row a class, with its share after softmax; a row can be pinned like a cell. */

import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { arrowKeys, make, setText } from "../../kit/dom/dom.js";
import { shareText } from "../../kit/pictures/shipped.js";
import { className } from "../model/captions.js";
import { isTrained } from "../model/filters.js";
import { isReached, placeIn } from "../model/limits.js";
import { answerOf, MILLIONTH } from "../model/network.js";
import { createColumn, onEnter } from "./layers.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Settings } from "../model/limits.js" */
/** @import { Network } from "../model/network.js" */

/** @param {number} index @param {() => void} press */
function createRow(index, press) {
  const name = make("span", { role: "rowheader" });
  const [score, share] = [0, 1].map((column) =>
    make("span", { role: "gridcell", "aria-colindex": column + 1, id: `score-${index}-${column}` }),
  );
  score.classList.add("number");
  share.classList.add("share"); // its bar is drawn by the style sheet
  const attributes = { class: "score", role: "row", "aria-rowindex": index + 1, onclick: press };
  return { element: make("div", attributes, name, score, share), name, score, share };
}

export class Scores {
  #kit;
  /** @type {ReturnType<typeof createRow>[]} */
  #rows = [];
  #grid;
  #waiting = make("ul.scores-waiting", { "aria-hidden": "true" });
  #why = make("p.why.note");
  column;

  /** @param {Kit} kit */
  constructor(kit) {
    this.#kit = kit;
    const name = kit.label("live.scores");
    this.#grid = make("div.scores-grid", { role: "grid", tabindex: 0, "aria-label": name });
    this.#grid.addEventListener("keydown", (event) => arrowKeys(event, this.#walk, this.#end));
    onEnter(this.#grid, () => this.#pin(kit.settings().digit));
    this.column = createColumn("score", name, this.#grid, this.#waiting, this.#why);
  }

  /** @param {number} down */
  #walk = (down) => {
    const { layer, digit } = this.#kit.settings();
    this.#pin(layer === "score" ? digit + down : digit);
  };

  /** @param {"first" | "last"} end */
  #end = (end) => this.#pin(end === "first" ? 0 : this.#rows.length - 1);

  /** @param {number} digit */
  #pin(digit) {
    this.#kit.set({ ...placeIn(this.#kit.settings(), "score"), layer: "score", digit });
  }

  /** @param {Network} network @param {Settings} chosen */
  show(network, chosen) {
    const { reader, scores, shares } = network;
    const isShown = isReached(chosen, "score");
    this.#grid.hidden = !reader || !isShown;
    this.#waiting.hidden = !reader || isShown;
    this.#why.hidden = reader !== null;
    this.column.element.classList.toggle("off", !reader);
    if (!reader || !scores || !shares) {
      const reason = isTrained(chosen.filters) ? "live.off" : "live.untrained";
      setText(this.#why, this.#kit.label(reason));
      setText(this.column.shape, "");
      return;
    }
    this.#reshape(reader.classes);
    setText(this.column.shape, String(scores.length));
    const best = answerOf(network);
    this.#rows.forEach(({ element, score, share }, i) => {
      setText(score, formatNumber(scores[i] / MILLIONTH));
      setText(share, shareText(shares[i]));
      share.style.setProperty("--share", String(shares[i]));
      element.classList.toggle("best", i === best);
      const isPinned = chosen.layer === "score" && chosen.digit === i;
      element.classList.toggle("pinned", isPinned);
      element.setAttribute("aria-selected", String(isPinned));
    });
    this.#grid.setAttribute("aria-activedescendant", `score-${chosen.digit}-0`);
  }

  /** @param {string[]} classes */
  #reshape(classes) {
    if (this.#rows.length !== classes.length) {
      this.#rows = classes.map((_, i) => createRow(i, () => this.#pin(i)));
      this.#grid.replaceChildren(...this.#rows.map(({ element }) => element));
      this.#grid.setAttribute("aria-rowcount", String(classes.length));
    }
    classes.forEach((name, i) => {
      setText(this.#rows[i].name, className(this.#kit, name));
    });
    const names = classes.map((name) => make("li", className(this.#kit, name), make("i")));
    this.#waiting.replaceChildren(...names);
  }

  get element() {
    return this.#grid.hidden ? this.#waiting : this.#grid;
  }
}
