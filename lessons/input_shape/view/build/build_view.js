/** Build a tensor, axis by axis, and hand it to a layer: what comes out, or torch's words. */

import { choiceOf } from "../../../kit/controls/choice.js";
import { numericOf, stepperOf } from "../../../kit/controls/settings.js";
import { make } from "../../../kit/dom/dom.js";
import { reasonOf } from "../../model/captions.js";
import { ERROR, tuple } from "../../model/layer.js";
import { axesOf, OUT_CHANNELS, settings, table } from "../../model/limits.js";
import { shapeOf } from "../../model/numbers.js";
import { conflictsOf, tokensOf } from "../../model/tokens.js";
import { createBrick } from "../brick.js";
import { Message } from "../message.js";
import { panel } from "../panel.js";
import { createAxisSteppers } from "./axis_steppers.js";

/** @import { Kit } from "../../../kit/dom/kit.js" */
/** @import { Outcome } from "../../model/layer.js" */
/** @import { Settings } from "../../model/limits.js" */
/** @import { Brick } from "../brick.js" */

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
    /** @param {import("../../../kit/figure/scenes.js").Scene} scene @param {string} words of torch, where it refuses */
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
