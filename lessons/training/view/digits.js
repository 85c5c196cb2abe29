/** Ten new digits and the visitor's own picture: what the net says of each; the one that is pressed has its maps shown. */

import { make, setText } from "../../kit/dom/dom.js";
import { drawPixels } from "../../kit/grid/map.js";
import { greyPixels } from "../../kit/grid/scale.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */
/** @import { Kit } from "../../kit/dom/kit.js" */
/**
 * @typedef {{ name: string, picture: Grid, answer: number, is: number | null }} Told what the net says, and what it is
 */

/** One digit, and what the net says of it. @param {Kit} kit @param {string} name */
function createTile(kit, name) {
  const canvas = make("canvas", { "aria-hidden": true });
  const said = make("span");
  const press = () => kit.set({ picture: name });
  const element = make("button.digit", { onclick: press }, canvas, said);
  return {
    element,
    /** @param {Told} told @param {boolean} isChosen */
    show({ picture, answer, is }, isChosen) {
      const kind = is === null ? "own" : answer === is ? "right" : "wrong";
      drawPixels(canvas, picture, greyPixels());
      setText(said, `${{ own: "", right: "✓ ", wrong: "✗ " }[kind]}${answer < 0 ? "–" : answer}`);
      said.className = kind;
      element.setAttribute("aria-label", kit.label(`training.digit_${kind}`, { d: is ?? "", n: answer }));
      element.setAttribute("aria-pressed", String(isChosen));
    },
  };
}

/** @param {Kit} kit @param {string[]} names of the pictures */
export function createDigits(kit, names) {
  const note = make("span.note");
  const head = make("p.panel-head", make("b", kit.label("training.ten")), " ", note);
  const tiles = names.map((name) => createTile(kit, name));
  const row = make("div.digits", { role: "group", "aria-label": kit.label("training.ten") });
  row.append(...tiles.map(({ element }) => element));
  return {
    element: make("section.panel", head, row),
    /** @param {Told[]} all @param {string} chosen @param {number} moved how many pixels at most */
    show(all, chosen, moved) {
      const right = kit.label("training.ten_right", {
        n: all.filter(({ answer, is }) => answer === is).length,
      });
      setText(note, moved ? `${kit.label("training.ten_moved", { k: moved })} ${right}` : right);
      all.forEach((told, at) => {
        tiles[at].show(told, told.name === chosen);
      });
    },
  };
}
