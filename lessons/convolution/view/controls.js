/** What can be set in the convolution figure, in two rows. */

import { choiceOf, namesOf, OWN } from "../../kit/controls/choice.js";
import { createSettings, numericOf, sliderOf, stepperOf } from "../../kit/controls/settings.js";
import { make } from "../../kit/dom/dom.js";
import { kernelLimits, kernelSideLimits, settings, table, withInput } from "../model/limits.js";
import { isPhoto, OWN_PHOTO, photoOf } from "../model/photos.js";

/** @import { Control } from "../../kit/controls/choice.js" */
/** @import { Numeric } from "../../kit/controls/settings.js" */
/** @import { Kit } from "../../kit/dom/kit.js" */
/** @typedef {ReturnType<typeof import("./photo_source.js").createPhotoSource>} PhotoSource */

/** What is set by one kind of control, in the order of the call and then of the table. @param {string} control */
function setBy(control) {
  const { order = [] } = table.call;
  const names = [...new Set([...order, ...Object.keys(table.settings)])];
  return names.filter((name) => table.settings[name].control === control);
}

/** @type {Numeric} */
const kernelSize = {
  ...numericOf(table, settings, "kernel_size"),
  value: ({ kernel_size: [height, width] }) => Math.max(height, width),
  change: (value) => ({ kernel_size: [value, value] }),
  limits: kernelLimits,
  write: ({ kernel_size: [height, width] }) => (height === width ? String(height) : `${height}×${width}`),
};

/** A photo decides its size by itself. @type {Pick<Numeric, "fixed">} */
const sideOfPhoto = { fixed: ({ input }) => (isPhoto(input) ? "conv.photo_size" : null) };

/** One side of the kernel alone. @param {Kit} kit @param {0 | 1} axis @returns {Numeric} */
function kernelSide(kit, axis) {
  return {
    label: axis === 0 ? "set.kernel_height" : "set.kernel_width",
    more: true, // both at once has its slider
    value: ({ kernel_size }) => kernel_size[axis],
    change: (value) => ({
      kernel_size: kit
        .settings()
        .kernel_size.map((/** @type {number} */ size, /** @type {number} */ i) =>
          i === axis ? value : size,
        ),
    }),
    limits: (chosen) => kernelSideLimits(axis, chosen),
  };
}

/** Numbers, a sample photo, or the visitor's own one. @param {Kit} kit @param {PhotoSource} source @returns {Control} */
function inputValues(kit, source) {
  const take = (/** @type {string} */ input) => {
    const isMissing = input === OWN_PHOTO && !photoOf(OWN_PHOTO);
    if (isMissing) source.open();
    const canBeHad = !isMissing && input !== OWN;
    if (canBeHad) kit.set(withInput(kit.settings(), input));
    return canBeHad;
  };
  const names = namesOf(kit, table, "input");
  const groups = [{ name: kit.label("input.photos"), options: names.filter(([name]) => isPhoto(name)) }];
  const options = names.filter(([name]) => !isPhoto(name));
  const choice = choiceOf(kit, table, "input", { options, groups, take });
  const element = make("div.pick.with-upload.more", choice.element, source.element);
  return { element, show: choice.show };
}

/** @param {Kit} kit @param {(saying: string) => void} remark @param {PhotoSource} source */
export function createControls(kit, remark, source) {
  const numeric = (/** @type {string} */ name) => numericOf(table, settings, name);
  const sliders = setBy("slider").map((name) => (name === "kernel_size" ? kernelSize : numeric(name)));
  const sides = setBy("stepper").map((name) => ({ ...numeric(name), ...sideOfPhoto }));
  const steppers = [...sides, kernelSide(kit, 0), kernelSide(kit, 1)];
  return createSettings(kit, [
    sliders.map((setting) => sliderOf(kit, remark, setting)),
    [
      choiceOf(kit, table, "kernel"),
      inputValues(kit, source),
      choiceOf(kit, table, "padding_mode"),
      ...steppers.map((setting) => stepperOf(kit, remark, setting)),
    ],
  ]);
}
