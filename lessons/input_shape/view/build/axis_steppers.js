/** N, C, H, W, each with − and +; a first axis that falls below 1 is gone, and + brings it back. Or type the shape. */

import { createEnds } from "../../../kit/controls/stepper.js";
import { make } from "../../../kit/dom/dom.js";
import { axesOf, LONGEST, readShape } from "../../model/limits.js";

/** @typedef {import("../../../kit/dom/kit.js").Kit} Kit @typedef {import("../../model/limits.js").Settings} Settings */

const NAMES = ["N", "C", "H", "W"];

/** The length of each axis, 0 where it is not there. @param {readonly number[]} shape */
function lengthsOf(shape) {
  const axes = axesOf(shape.length);
  return NAMES.map((name) => shape[axes.indexOf(name)] ?? 0);
}

/** @param {Kit} kit @param {(saying: string) => void} remark @param {number} place */
function createAxis(kit, remark, place) {
  const name = NAMES[place];
  const ends = createEnds(kit, {
    name,
    onChange: (value) => {
      const lengths = lengthsOf(/** @type {number[]} */ (readShape(kit.settings().shape)));
      lengths[place] = value;
      kit.set({ shape: lengths.filter((length) => length > 0).join(",") });
    },
    remark,
    sayLimit: (wanted) => {
      if (wanted < 1) return kit.label("shape.axis_needed", { name });
      return wanted > LONGEST[name] ? null : kit.label("shape.axis_before", { name: NAMES[place + 1] });
    },
  });
  const value = make("b.value");
  const row = make("div.row", ends.less, value, ends.more);
  const head = make(
    "div.head",
    { "aria-hidden": true },
    make("b", name),
    make("small", kit.label(`shape.axis_${name}`)),
  );
  const group = {
    class: "setting steps-only axis-stepper",
    role: "group",
    "aria-label": `${name}, ${kit.label(`shape.axis_${name}`)}`,
  };
  return {
    element: make("div", group, head, row),
    /** @param {number[]} lengths */
    show(lengths) {
      const isFirst = lengths.slice(0, place).every((length) => length === 0);
      const canCome = (lengths[place + 1] ?? 1) > 0;
      value.textContent = lengths[place] ? String(lengths[place]) : "–";
      const lowest = isFirst && place < 3 ? 0 : 1;
      ends.show(lengths[place], [Math.min(lowest, lengths[place]), canCome ? LONGEST[name] : 0]);
    },
  };
}

/** @param {Kit} kit @param {(saying: string) => void} remark @param {(saying: string) => void} refuse */
export function createAxisSteppers(kit, remark, refuse) {
  const axes = NAMES.map((_, place) => createAxis(kit, remark, place));
  const field = make("input", {
    type: "text",
    inputmode: "text",
    maxlength: 24,
    spellcheck: false,
    autocomplete: "off",
  });
  const typed = make("label.setting.typed.more", make("span.head", "shape"), field);
  field.addEventListener("change", () => {
    const shape = readShape(field.value);
    if (shape) return kit.set({ shape: shape.join(",") });
    refuse(kit.label("shape.typed_wrong", { asked: field.value.slice(0, 24) }));
  });
  const element = make("div.axes", typed, ...axes.map((axis) => axis.element));
  let shown = "";
  return {
    element,
    /** @param {Settings} chosen */
    show(chosen) {
      const shape = /** @type {number[]} */ (readShape(chosen.shape));
      const lengths = lengthsOf(shape);
      for (const axis of axes) axis.show(lengths);
      const text = shape.join(", ");
      if (text !== shown || !field.matches(":focus")) field.value = text; // what is being typed stays
      shown = text;
    },
  };
}
