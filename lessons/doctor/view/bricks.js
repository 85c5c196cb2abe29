/** What goes through the model, drawn to scale from top to bottom. */

import { formatCount } from "../../kit/arithmetic/rounding.js";
import { make, makeSvg, setText } from "../../kit/dom/dom.js";
import { stackOf } from "../model/bricks.js";
import { createMemory } from "./code.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Brick } from "../model/bricks.js" */
/** @import { Diagnosis } from "../model/diagnosis.js" */

const [ASLANT_X, ASLANT_Y] = [0.5, 0.42]; // of a depth, to the right and up
const LEAST = 2; // px of what would be too thin to be seen
const HIGH = 12; // px of a row

/** @param {number} height @param {number} width @param {...SVGElement} parts */
function drawing(height, width, ...parts) {
  const size = { width: Math.ceil(width + 2), height: Math.ceil(height + 2) };
  return makeSvg(
    "svg",
    { ...size, viewBox: `-1 -1 ${size.width} ${size.height}`, "aria-hidden": "true" },
    ...parts,
  );
}

/** @param {readonly number[]} sizes @param {number} cell */
function block(sizes, cell) {
  const [depth, height, width] = sizes.map((size) => Math.max(size * cell, LEAST));
  const [across, up] = [depth * ASLANT_X, depth * ASLANT_Y];
  const far = `${across},0 ${width + across},0`;
  return drawing(
    height + up,
    width + across,
    makeSvg("polygon", { class: "top", points: `0,${up} ${far} ${width},${up}` }),
    makeSvg("polygon", {
      class: "side",
      points: `${width},${up} ${width + across},0 ${width + across},${height} ${width},${height + up}`,
    }),
    makeSvg("rect", { class: "front", x: 0, y: up, width, height }),
  );
}

/** @param {number} length @param {string} look */
const row = (length, look) =>
  drawing(HIGH, length, makeSvg("rect", { class: look, x: 0, y: 0, width: length, height: HIGH }));

/** @param {Brick} brick @param {number} cell @param {number} number @param {number | null} current the line that is looked at */
function item({ op, line, sizes, kind }, cell, number, current) {
  const shape = kind === "row" ? row(Math.max(sizes[0] * number, LEAST), "side") : block(sizes, cell);
  const by = op ? [make("span.by", `↓ ${op}`)] : [];
  const name = kind === "row" ? formatCount(sizes[0]) : sizes.join("×");
  const look = line !== null && line === current ? "current" : null;
  return make("li", { class: look }, ...by, shape, make("b", name));
}

/** The numbers a Linear was built for, beside those that arrive. @param {Kit} kit @param {number} expected @param {number} given @param {number} number px */
function lacking(kit, expected, given, number) {
  const [n, k] = [formatCount(expected), formatCount(Math.abs(expected - given))];
  const words = kit.label(expected > given ? "doctor.missing" : "doctor.too_many", { n, k });
  const length = Math.max(expected * number, LEAST);
  return make("li.lacking", row(length, "expected"), make("b", words));
}

/** How many numbers the layer that breaks was built for; 0 where that is not the trouble. @param {Diagnosis | null} found */
function expectedIn(found) {
  const { reason, values } = found?.failure ?? {};
  return reason === "features_differ" && Number.isInteger(values?.in_features) ? values?.in_features : 0;
}

/** A scale as it is written: 2.2, 0.52. @param {number} px */
const scale = (px) => String(Number(px.toPrecision(2)));

/** What stands below the last brick where the model breaks. @param {Kit} kit @param {Diagnosis["failure"]} failure @param {number} expected @param {number} number px */
function broken(kit, failure, expected, number) {
  if (!failure?.op) return [];
  if (expected) return [lacking(kit, expected, failure.values.given, number)];
  const words = `${failure.op}: ${kit.label("doctor.does_not_fit")}`;
  return [make("li.lacking", make("b", words))];
}

/** @param {Kit} kit @param {import("../model/bricks.js").Stack} stack */
function scalesOf(kit, { bricks, cell, number }) {
  const kinds = new Set(bricks.map(({ kind }) => kind));
  const scales = [
    ...(kinds.has("block") ? [kit.label("doctor.scale_blocks", { cell: scale(cell) })] : []),
    ...(kinds.has("row") ? [kit.label("doctor.scale_rows", { number: scale(number) })] : []),
  ];
  return scales.join(", ");
}

/** @param {Kit} kit */
export function createBricks(kit) {
  const list = make("ol");
  const note = make("p.note");
  const head = make("h2", kit.label("doctor.bricks"));
  const element = make("section.bricks", { "aria-label": kit.label("doctor.bricks") }, head, list, note);
  const isOther = createMemory();
  return {
    element,
    /** @param {Diagnosis | null} found @param {number[]} input what goes in while nothing is known @param {number} current */
    show(found, input, current) {
      if (!isOther(found?.input_shape ?? input, found?.steps, found?.failure, current)) return;
      const expected = expectedIn(found);
      const stack = stackOf(found ?? { input_shape: input, steps: [] }, expected);
      const { bricks, cell, number } = stack;
      const items = bricks.map((brick) => item(brick, cell, number, current));
      list.replaceChildren(...items, ...broken(kit, found?.failure ?? null, expected, number));
      element.classList.toggle("empty", !found);
      if (list.scrollHeight > list.clientHeight)
        list.tabIndex = 0; // what scrolls, scrolls by keys too
      else list.removeAttribute("tabindex");
      setText(note, found ? scalesOf(kit, stack) : kit.label("doctor.bricks_later"));
      const looked = items.find((each) => each.className === "current");
      if (looked)
        list.scrollTop = looked.offsetTop - list.clientHeight / 2; // the list alone, not the page
      else if (found?.failure) list.scrollTop = list.scrollHeight;
    },
  };
}
