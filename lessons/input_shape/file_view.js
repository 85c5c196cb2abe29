// @ts-check
/** From a picture file to what a network reads: each step's shape, type and range, as Python and torch said. */

import { createSwitch } from "../kit/choice.js";
import { make } from "../kit/dom.js";
import { createBrick } from "./brick.js";
import { panel } from "./build_view.js";
import { createMessage } from "./message.js";
import { conflictsOf, tokensOf } from "./tokens.js";

/**
 * @typedef {import("../kit/entry.js").Kit} Kit
 * @typedef {import("./settings.js").Settings} Settings
 *
 * @typedef {{ code: string, kind: string, shape: string, order: string, dtype: string, range: string }} Row
 * @typedef {{ rows: Row[], error: string, message: string, result: string, given: import("./brick.js").Brick }} Combination
 * @typedef {{ combinations: Record<string, Combination>, pictures: Record<string, string> }} File
 */

const STEPS = /** @type {const} */ (["permute", "scale", "batch"]);

/** What the chosen steps make of the photo. @param {File} file @param {Settings} chosen */
export const combinationOf = ({ combinations }, { permute, scale, batch }) =>
  combinations[`${permute}${scale}${batch}`];

/** What to do next, or what is still not well although it runs. @param {Kit} kit @param {Settings} chosen @param {Combination} now */
export function adviceOf(kit, { permute, scale, batch }, { error }) {
  if (!scale) return kit.label("shape.file_scale");
  if (!permute) return kit.label("shape.file_permute");
  return kit.label(error || batch ? "shape.file_done" : "shape.file_batch");
}

/** @param {Kit} kit @param {File} file */
export function createFileView(kit, file) {
  const switches = STEPS.map((name) => createSwitch(kit.label(`shape.step_${name}`), (isOn) => kit.set({ [name]: isOn ? 1 : 0 })));
  const heads = ["shape.line", "shape.kind", "shape.shape", "shape.axes", "shape.dtype", "shape.range"];
  const head = make("tr", {}, ...heads.map((name) => make("th", { scope: "col" }, kit.label(name))));
  const body = make("tbody", {});
  const table = make("table", { class: "calls file", "aria-label": kit.label("shape.file_steps") }, make("thead", {}, head), body);
  const place = make("div", { class: "calls-place", tabindex: 0, role: "region", "aria-label": kit.label("shape.file_steps") }, table);
  const brick = createBrick(kit);
  const message = createMessage(kit, brick.point);
  const given = panel(kit.label("shape.given"), kit.label("shape.as_read"), brick.element);
  const chosenSteps = make("div", { class: "steps", role: "group", "aria-label": kit.label("shape.your_steps") });
  chosenSteps.append(make("b", {}, kit.label("shape.your_steps")), ...switches.map(({ element }) => element));
  const lower = make("div", { class: "lower" }, make("div", { class: "said-here" }, message.words, message.explained), given.element);
  return {
    element: make("div", { class: "view file" }, chosenSteps, place, lower),
    /** @param {Settings} chosen */
    show(chosen) {
      const now = combinationOf(file, chosen);
      STEPS.forEach((name, at) => {
        switches[at].show(chosen[name] === 1);
      });
      const rows = now.rows.map(({ code, kind, shape, order, dtype, range }) =>
        make("tr", {}, make("th", { scope: "row" }, make("code", {}, code)), ...[kind, shape, order, dtype, range].map((text) => make("td", {}, make("code", {}, text)))),
      );
      body.replaceChildren(...rows);
      message.show(now.error, now.message || now.result, adviceOf(kit, chosen, now));
      brick.show(now.given, file.pictures, conflictsOf(tokensOf(now.message)));
    },
  };
}
