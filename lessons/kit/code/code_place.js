/** The code of a figure stands further down its page: there it is shown, whichever of the two comes first. */

import { afterPaint } from "../dom/after_paint.js";

/** @import { CodeView } from "./code_block.js" */

/** By the name of the figure. @type {Map<string, CodeView>} */
const views = new Map();
/** @type {Map<string, (view: CodeView) => void>} */
const places = new Map();

/** Show the code of a figure where it has its place. @param {string} figure @param {CodeView} view */
export function showCode(figure, view) {
  views.set(figure, view);
  afterPaint(`code ${figure}`, () => places.get(figure)?.(view));
}

/** The figure has left its page: its code is no longer known. @param {string} figure */
export function forgetCode(figure) {
  views.delete(figure);
}

/** Be the place of a figure's code. @param {string} figure @param {(view: CodeView) => void} show @param {AbortSignal} signal */
export function takeCode(figure, show, signal) {
  places.set(figure, show);
  const view = views.get(figure);
  if (view) show(view);
  signal.addEventListener("abort", () => {
    if (places.get(figure) === show) places.delete(figure);
  });
}
