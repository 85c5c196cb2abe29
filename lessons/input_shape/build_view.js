// @ts-check
/** Build a tensor, axis by axis, and hand it to a layer: what comes out, or torch's words. */

import { createChoice } from "../kit/controls/choice.js";
import { stepperOf } from "../kit/controls/settings.js";
import { make } from "../kit/dom/dom.js";
import { createAxisSteppers } from "./axis_steppers.js";
import { createBrick } from "./brick.js";
import { convOutcome, DTYPES, tuple } from "./conv_words.js";
import { Message } from "./message.js";
import { panel } from "./panel.js";
import { axesOf, OUT_CHANNELS, readShape } from "./settings.js";
import { conflictsOf, tokensOf } from "./tokens.js";

/**
 * @typedef {import("../kit/dom/kit.js").Kit} Kit
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {import("./conv_words.js").Outcome} Outcome
 * @typedef {import("./brick.js").Brick} Brick
 */

/** @param {Settings} chosen @returns {import("./conv_words.js").Layer} */
export const layerOf = ({ in_channels, kernel_size, padding }) => ({
  in_channels,
  out_channels: OUT_CHANNELS,
  kernel_size,
  padding,
});
/** @param {Settings} chosen */
export const shapeOf = ({ shape }) => /** @type {number[]} */ (readShape(shape));
/** @param {Settings} chosen */
export const outcomeOf = (chosen) => convOutcome(shapeOf(chosen), chosen.dtype, layerOf(chosen));

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

/** Why it runs or not, in the page's language; also where it runs and may still be wrong. @param {Kit} kit @param {Settings} chosen */
export function reasonOf(kit, chosen) {
  const shape = shapeOf(chosen);
  const [channels, width] = [shape.at(-3) ?? 0, shape.at(-1) ?? 0];
  const { shape: out, message } = outcomeOf(chosen);
  if (out) {
    if (shape.length === 4 && width === channels && width <= 4) return kit.label("shape.silent_last");
    if (shape.length === 3 && channels > 1) return kit.label("shape.silent_greys", { n: channels });
    return kit.label(shape.length === 3 ? "shape.runs_unbatched" : "shape.runs_batched", { n: shape[0] });
  }
  if (message.startsWith("Input type")) return kit.label("shape.why_type", { dtype: chosen.dtype });
  if (message.startsWith("Expected 3D")) return kit.label("shape.why_axes", { n: shape.length });
  if (message.startsWith("Given groups"))
    return kit.label("shape.why_channels", { n: channels, c: chosen.in_channels });
  return kit.label("shape.why_size", { k: chosen.kernel_size });
}

/** @param {Kit} kit @param {(saying: string) => void} remark @param {"in_channels" | "kernel_size" | "padding"} name @param {string} label @param {[number, number]} limits */
function layerStepper(kit, remark, name, label, limits) {
  return stepperOf(kit, remark, {
    label,
    value: (chosen) => chosen[name],
    change: (value) => ({ [name]: value }),
    limits: () => limits,
  });
}

/** @param {Kit} kit */
function createOutput(kit) {
  const brick = createBrick(kit);
  const shape = make("b", { class: "out-shape" });
  const element = make("div", { class: "output" }, brick.element, shape);
  return {
    element,
    /** @param {Outcome} outcome @param {boolean} isHidden */
    show(outcome, isHidden) {
      const { shape: out, error } = outcome;
      brick.show(out && !isHidden ? brickOf(out, "float32") : null, {}, new Set());
      shape.textContent = isHidden ? "?" : out ? tuple(out) : error;
      shape.classList.toggle("asked", isHidden);
      shape.classList.toggle("no-shape", !out && !isHidden);
    },
  };
}

/** @param {Kit} kit */
function createTypes(kit) {
  const options = DTYPES.map((name) => /** @type {[string, string]} */ ([name, name]));
  return createChoice(kit.label("shape.dtype"), options, (dtype) => kit.set({ dtype }));
}

/** @param {Kit} kit @param {(saying: string) => void} remark */
function createLayer(kit, remark) {
  return [
    layerStepper(kit, remark, "in_channels", "shape.in_channels", [1, 64]),
    layerStepper(kit, remark, "kernel_size", "shape.kernel_size", [1, 11]),
    layerStepper(kit, remark, "padding", "shape.padding", [0, 5]),
  ];
}

/** @param {Kit} kit @param {(saying: string) => void} remark @param {(saying: string) => void} refuse */
export function createBuildView(kit, remark, refuse) {
  const steppers = createAxisSteppers(kit, remark, refuse);
  const dtype = createTypes(kit);
  const layer = createLayer(kit, remark);
  const tensorRow = make("div", { class: "row", role: "group", "aria-label": kit.label("shape.tensor") });
  tensorRow.append(steppers.element, dtype.element);
  const layerRow = make("div", { class: "row", role: "group", "aria-label": "nn.Conv2d" });
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
  const controls = make("div", { class: "builder" }, tensorRow, layerRow);
  const bricks = make("div", { class: "bricks three" }, ...panels.map(({ element }) => element));
  return {
    element: make("div", { class: "view build" }, controls, bricks, message.words, message.explained),
    /** @param {Settings} chosen @param {boolean} isHidden whether the answer is still to be guessed */
    show(chosen, isHidden) {
      const outcome = outcomeOf(chosen);
      const conflicts = isHidden ? new Set() : conflictsOf(tokensOf(outcome.message));
      steppers.show(chosen);
      dtype.show(chosen.dtype);
      for (const each of layer) each.show(chosen);
      given.show(brickOf(shapeOf(chosen), chosen.dtype), {}, conflicts);
      takes.show(takenBrick(chosen), {}, conflicts);
      panels[1].note.textContent = `Conv2d(${chosen.in_channels}, ${OUT_CHANNELS}, ${chosen.kernel_size})`;
      output.show(outcome, isHidden);
      if (isHidden) return message.show("", "?", kit.label("shape.guess_first"));
      const ran = kit.label("shape.it_runs", { result: tuple(outcome.shape ?? []) });
      message.show(outcome.error, outcome.message || ran, reasonOf(kit, chosen));
    },
  };
}
