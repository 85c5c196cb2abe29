/** Build a tensor, axis by axis, and hand it to a layer: what comes out, or torch's words. */

import { tuple } from "../../kit/arithmetic/rounding.js";
import { together } from "../../kit/controls/control.js";
import { createStepper } from "../../kit/controls/number.js";
import { make } from "../../kit/dom/dom.js";
import { axesOf, LONGEST, readShape } from "../model/limits.js";
import { callOf, ERROR, layerOf, shapeOf } from "../model/numbers.js";
import { reasonOf } from "../model/words.js";
import { createBrick, createPair, tensorOf } from "./brick.js";
import { createMessage, panel } from "./message.js";

/** @import { Settings } from "../model/limits.js" */

const NAMES = axesOf(4);

/** The length of each axis, 0 where it is not there. @param {readonly number[]} shape */
const lengthsOf = (shape) => NAMES.map((_, at) => shape[at - NAMES.length + shape.length] ?? 0);

/** @param {Kit} kit @param {(saying: string) => void} remark @param {number} place */
function createAxis(kit, remark, place) {
  const [name, after] = [NAMES[place], NAMES[place + 1]];
  const meaning = kit.label(`shape.axis_${name}`);
  const wiring = {
    ...{ name, remark },
    onChange(/** @type {number} */ value) {
      const lengths = lengthsOf(shapeOf(kit.settings())).with(place, value);
      kit.set({ shape: lengths.filter((length) => length > 0).join(",") });
    },
    sayLimit(/** @type {number} */ wanted) {
      if (wanted < 1) return kit.label("shape.axis_needed", { name });
      return wanted > LONGEST[name] ? null : kit.label("shape.axis_before", { name: after });
    },
  };
  const { element, show } = createStepper(kit, wiring, [make("b", name), make("small", meaning)]);
  element.setAttribute("aria-label", `${name}, ${meaning}`);
  return {
    element,
    show(/** @type {number[]} */ lengths) {
      const length = lengths[place];
      const isFirst = lengths.slice(0, place).every((each) => each === 0);
      const lowest = Math.min(isFirst && after ? 0 : 1, length);
      const canCome = (lengths[place + 1] ?? 1) > 0;
      show(length, [lowest, canCome ? LONGEST[name] : 0], length ? String(length) : "–");
    },
  };
}

/** @param {Kit} kit @param {(saying: string) => void} remark @param {(saying: string) => void} refuse */
function createAxisSteppers(kit, remark, refuse) {
  const axes = NAMES.map((_, place) => createAxis(kit, remark, place));
  const plain = { type: "text", inputmode: "text", maxlength: 24, spellcheck: false, autocomplete: "off" };
  const field = make("input.as-wide", plain);
  const typed = make("label.setting.typed.more", make("span.head", "shape"), field);
  field.addEventListener("change", () => {
    const shape = readShape(field.value);
    if (shape) return kit.set({ shape: shape.join(",") });
    refuse(kit.label("shape.typed_wrong", { asked: field.value.slice(0, 24) }));
  });
  const element = make("div.axes", typed, ...axes);
  let shown = "";
  return {
    element,
    show(/** @type {Settings} */ chosen) {
      const shape = shapeOf(chosen);
      for (const axis of axes) axis.show(lengthsOf(shape));
      const text = shape.join(", ");
      if (text !== shown || !field.matches(":focus")) field.value = text; // what is being typed stays
      shown = text;
    },
  };
}

/** @param {Settings} chosen @returns {import("./brick.js").Brick} */
function takenBrick({ in_channels, kernel_size, padding }) {
  const least = `≥ ${Math.max(kernel_size - 2 * padding, 1)}`;
  const lengths = ["any", in_channels, least, least];
  return { kind: "Conv2d", axes: NAMES.map((name, at) => [name, lengths[at]]), dtype: "float32", pixels: "" };
}

/** @param {Kit} kit @param {LessonHands} hands */
export function createBuildView(kit, { sentence: { remark, refuse }, control }) {
  const row = (/** @type {string} */ name) => make("div.row", { role: "group", "aria-label": name });
  const steppers = createAxisSteppers(kit, remark, refuse);
  const layer = ["in_channels", "kernel_size", "padding"].map((name) => control(name));
  const controls = together(
    make("div.builder.in-grid.not-still"),
    together(row(kit.label("shape.tensor")), steppers, control("dtype")),
    together(row("nn.Conv2d"), ...layer),
  );
  const [pair, brick, shape] = [createPair(kit), createBrick(kit), make("b.out-shape.placed")];
  const { given, takes, point } = pair;
  const message = createMessage(kit, point);
  given.note.textContent = kit.label("shape.as_read");
  const out = panel(kit.label("shape.comes_out"), "", make("div.output.around", brick, shape));
  const bricks = make("div.bricks.three.in-grid", given, takes, out);
  return {
    element: make("div.view.build.in-column.grows", controls, bricks, message.words, message.explained),
    /** @param {Scene} scene @param {string} words of torch, where it refuses */
    show({ chosen, now: outcome, isAsked: isHidden }, words) {
      controls.show(chosen);
      pair.show(tensorOf(shapeOf(chosen), chosen.dtype), takenBrick(chosen), isHidden ? "" : words);
      takes.note.textContent = callOf(layerOf(chosen));
      const made = isHidden ? null : outcome.shape;
      const why = isHidden ? kit.label("shape.guess_first") : reasonOf(kit, chosen);
      const ran = kit.label("shape.it_runs", { result: tuple(made ?? []) });
      const told = made ? [tuple(made), "", ran] : [ERROR, ERROR, words];
      const [sign, error, said] = isHidden ? ["?", "", "?"] : told;
      brick.show(made && tensorOf(made, "float32"));
      shape.textContent = sign;
      shape.classList.toggle("asked", isHidden);
      shape.classList.toggle("no-shape", error !== "");
      message.show(error, said, why);
    },
  };
}
