/** The place where one number is followed back: a cell of a map, or a score. */

import { waiting } from "../../kit/controls/more.js";
import { make, setText } from "../../kit/dom/dom.js";
import { createMoves, PinnedCell } from "./pin.js";
import { PinnedScore } from "./pin_score.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Settings } from "../model/limits.js" */

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
