/** The arrows between the columns: forward above, back below. */

import { makeSvg } from "../../kit/dom/dom.js";
import { STOPS } from "./roving.js";

/** @import { Settings } from "../model/given.js" */
/** @import { Name } from "./cells.js" */

/** @param {"times" | "to" | "back"} kind */
export function arrow(kind) {
  const d = { times: "M8 2l8 8M16 2l-8 8", to: "M1 6h20M16 1.500l5 4.500-5 4.500", back: "M24 6H8" }[kind];
  const parts = [makeSvg("path", { d })];
  if (kind === "back") parts.push(makeSvg("path", { d: "M9 1.500L1 6l8 4.500z", class: "head" }));
  return makeSvg("svg", { viewBox: "0 0 24 12", class: `between ${kind}`, "aria-hidden": "true" }, ...parts);
}

/** Each arrow back: of this step, done, or still to come. @param {{ panels: { name: Name, element: HTMLElement }[] }} lane @param {Settings} chosen */
export function paintArrows({ panels }, chosen) {
  // At the loss nothing has gone back yet.
  const at = panels.findIndex(({ name }) => name === STOPS[chosen.layer]);
  const reached = chosen.layer === "loss" ? panels.length - 1 : at;
  panels.forEach(({ element }, at) => {
    const drawn = element.querySelector(".between");
    const isNow = chosen.view !== "nudge" && at - 1 === reached;
    drawn?.classList.toggle("of-step", isNow);
    drawn?.classList.toggle("done", chosen.view === "nudge" || at - 1 >= reached);
  });
}
