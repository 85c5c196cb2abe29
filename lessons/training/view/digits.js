// @ts-check
/** Ten new digits and the visitor's own picture: what the net says of each; the one that is pressed has its maps shown. */

import { make } from "../../kit/dom/dom.js";
import { drawPixels } from "../../kit/grid/map.js";
import { greyPixels } from "../../kit/grid/scale.js";

/**
 * @typedef {import("../../kit/dom/kit.js").Kit} Kit
 * @typedef {import("../../kit/arithmetic/grid.js").Grid} Grid
 * @typedef {{ name: string, picture: Grid, answer: number, is: number | null }} Told what the net says, and what it is
 */

/** @param {Kit} kit */
export function createDigits(kit) {
  const note = make("span", { class: "note" });
  const head = make("p", { class: "panel-head" }, make("b", {}, kit.label("training.ten")), " ", note);
  const row = make("div", { class: "digits", role: "group", "aria-label": kit.label("training.ten") });
  /** @type {Map<string, { button: HTMLButtonElement, canvas: HTMLCanvasElement, said: HTMLElement }>} */
  const known = new Map();
  /** @param {string} name */
  const tileOf = (name) => {
    const canvas = make("canvas", { "aria-hidden": true });
    const said = make("span", {});
    const press = () => kit.set({ picture: name });
    const button = make("button", { type: "button", class: "digit", onclick: press }, canvas, said);
    const tile = { button, canvas, said };
    known.set(name, tile);
    row.append(button);
    return tile;
  };
  return {
    element: make("section", { class: "panel" }, head, row),
    /** @param {Told[]} all @param {string} chosen */
    show(all, chosen) {
      const right = all.filter(({ answer, is }) => answer === is).length;
      note.textContent = kit.label("training.ten_right", { n: right });
      for (const { name, picture, answer, is } of all) {
        const { button, canvas, said } = known.get(name) ?? tileOf(name);
        drawPixels(canvas, picture, greyPixels());
        const mark = is === null ? "" : answer === is ? "✓ " : "✗ ";
        said.textContent = `${mark}${answer < 0 ? "–" : answer}`;
        said.className = answer === is ? "is-right" : "";
        const kind = is === null ? "own" : answer === is ? "right" : "wrong";
        button.setAttribute("aria-label", kit.label(`training.digit_${kind}`, { d: is ?? "", n: answer }));
        button.setAttribute("aria-pressed", String(name === chosen));
      }
    },
  };
}
