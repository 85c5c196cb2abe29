/** Build a tensor, axis by axis, and hand it to a layer: what comes out, or torch's words. */

import { choiceOf } from "../../kit/controls/choice.js";
import { numericOf, stepperOf } from "../../kit/controls/settings.js";
import { createEnds } from "../../kit/controls/stepper.js";
import { make } from "../../kit/dom/dom.js";
import { reasonOf } from "../model/captions.js";
import { axesOf, LONGEST, OUT_CHANNELS, readShape, settings, table } from "../model/limits.js";
import { ERROR, shapeOf, tuple } from "../model/numbers.js";
import { conflictsOf, tokensOf } from "../model/tokens.js";
import { createBrick } from "./brick.js";
import { Message, panel } from "./message.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Settings } from "../model/limits.js" */
/** @import { Outcome } from "../model/numbers.js" */
/** @import { Brick } from "./brick.js" */
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

/** @param {readonly number[]} shape @param {string} dtype @returns {Brick} */
function brickOf(shape, dtype) {
  const axes = axesOf(shape.length);
  return { kind: "Tensor", axes: shape.map((length, at) => [axes[at], length]), dtype, pixels: "" };
}

/** @param {Settings} chosen @returns {Brick} */
function takenBrick({ in_channels, kernel_size, padding }) {
  const least = `≥ ${Math.max(kernel_size - 2 * padding, 1)}`;
  return {
    kind: "Conv2d",
    axes: [
      ["N", "any"],
      ["C", in_channels],
      ["H", least],
      ["W", least],
    ],
    dtype: "float32",
    pixels: "",
  };
}

/** @param {Kit} kit */
function createOutput(kit) {
  const brick = createBrick(kit);
  const shape = make("b.out-shape");
  const element = make("div.output", brick.element, shape);
  return {
    element,
    /** @param {Outcome} outcome @param {boolean} isHidden */
    show(outcome, isHidden) {
      const { shape: out } = outcome;
      brick.show(out && !isHidden ? brickOf(out, "float32") : null, {}, new Set());
      shape.textContent = isHidden ? "?" : out ? tuple(out) : ERROR;
      shape.classList.toggle("asked", isHidden);
      shape.classList.toggle("no-shape", !out && !isHidden);
    },
  };
}

/** @param {Kit} kit @param {(saying: string) => void} remark @param {(saying: string) => void} refuse */
export function createBuildView(kit, remark, refuse) {
  const steppers = createAxisSteppers(kit, remark, refuse);
  const dtype = choiceOf(kit, table, "dtype");
  const layer = ["in_channels", "kernel_size", "padding"].map((name) =>
    stepperOf(kit, remark, numericOf(table, settings, name)),
  );
  const tensorRow = make("div.row", { role: "group", "aria-label": kit.label("shape.tensor") });
  tensorRow.append(steppers.element, dtype.element);
  const layerRow = make("div.row", { role: "group", "aria-label": "nn.Conv2d" });
  layerRow.append(...layer.map(({ element }) => element));
  const [given, takes, output] = [createBrick(kit), createBrick(kit), createOutput(kit)];
  const panels = [
    panel(kit.label("shape.given"), kit.label("shape.as_read"), given.element),
    panel(kit.label("shape.takes"), "", takes.element),
    panel(kit.label("shape.comes_out"), "", output.element),
  ];
  const message = new Message(kit, (axis) => {
    given.point(axis);
    takes.point(axis);
  });
  const controls = make("div.builder", tensorRow, layerRow);
  const bricks = make("div.bricks.three", ...panels.map(({ element }) => element));
  return {
    element: make("div.view.build", controls, bricks, message.words, message.explained),
    /** @param {import("../../kit/figure/scenes.js").Scene} scene @param {string} words of torch, where it refuses */
    show({ chosen, now: outcome, isAsked: isHidden }, words) {
      const conflicts = isHidden ? new Set() : conflictsOf(tokensOf(words));
      steppers.show(chosen);
      dtype.show(chosen);
      for (const each of layer) each.show(chosen);
      given.show(brickOf(shapeOf(chosen), chosen.dtype), {}, conflicts);
      takes.show(takenBrick(chosen), {}, conflicts);
      panels[1].note.textContent = `Conv2d(${chosen.in_channels}, ${OUT_CHANNELS}, ${chosen.kernel_size})`;
      output.show(outcome, isHidden);
      if (isHidden) return message.show("", "?", kit.label("shape.guess_first"));
      const ran = kit.label("shape.it_runs", { result: tuple(outcome.shape ?? []) });
      message.show(outcome.shape ? "" : ERROR, outcome.shape ? ran : words, reasonOf(kit, chosen));
    },
  };
}
