/** From a picture file to what a network reads: each step's shape, type and range, as Python and torch said. */

import { switchOf } from "../../../kit/controls/choice.js";
import { make } from "../../../kit/dom/dom.js";
import { tableRow } from "../../../kit/dom/table.js";
import { table as settingsTable } from "../../model/limits.js";
import { combinationOf } from "../../model/ran.js";
import { conflictsOf, tokensOf } from "../../model/tokens.js";
import { createBrick } from "../brick.js";
import { Message } from "../message.js";
import { createTable, inCode, panel } from "../panel.js";

/** @import { Kit } from "../../../kit/dom/kit.js" */
/** @import { Settings } from "../../model/limits.js" */
/** @import { Combination, File } from "../../model/ran.js" */

const HEADS = ["shape.line", "shape.kind", "shape.shape", "shape.axes", "shape.dtype", "shape.range"];

/** What to do next, or what is still not well although it runs. @param {Kit} kit @param {Settings} chosen @param {Combination} now */
function adviceOf(kit, { permute, scale, batch }, { error }) {
  if (!scale) return kit.label("shape.file_scale");
  if (!permute) return kit.label("shape.file_permute");
  return kit.label(error || batch ? "shape.file_done" : "shape.file_batch");
}

/** @param {Kit} kit @param {File} file */
export function createFileView(kit, file) {
  const switches = ["permute", "scale", "batch"].map((name) => switchOf(kit, settingsTable, name));
  const table = createTable(kit, kit.label("shape.file_steps"), HEADS);
  const brick = createBrick(kit);
  const message = new Message(kit, brick.point);
  const given = panel(kit.label("shape.given"), kit.label("shape.as_read"), brick.element);
  const name = kit.label("shape.your_steps");
  const steps = make("div.steps", { role: "group", "aria-label": name }, make("b", name));
  steps.append(...switches.map(({ element }) => element));
  const said = make("div.said-here", message.words, message.explained);
  const lower = make("div.lower", said, given.element);
  return {
    element: make("div.view.file", steps, table.element, lower),
    /** @param {{ chosen: Settings }} scene */
    show({ chosen }) {
      const now = combinationOf(file, chosen);
      for (const each of switches) each.show(chosen);
      const rows = now.rows.map(({ code, kind, shape, order, dtype, range }) =>
        tableRow(inCode(code), [kind, shape, order, dtype, range].map(inCode)),
      );
      table.body.replaceChildren(...rows);
      const ran = kit.label("shape.it_runs", { result: now.result });
      message.show(now.error, now.message || ran, adviceOf(kit, chosen, now));
      brick.show(now.given, file.pictures, conflictsOf(tokensOf(now.message)));
    },
  };
}
