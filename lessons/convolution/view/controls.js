/** What can be set in the convolution figure, in two rows. */

import { createChoice } from "../../kit/controls/choice.js";
import { asTold } from "../../kit/controls/more.js";
import { createSettings, numericOf, sliderOf, stepperOf } from "../../kit/controls/settings.js";
import { make } from "../../kit/dom/dom.js";
import { kernelLimits, kernelSideLimits, settings, table, withInput } from "../model/limits.js";
import { isPhoto, OWN_PHOTO, photoOf } from "../model/photos.js";

/** @import { Control, Numeric } from "../../kit/controls/settings.js" */
/** @import { Kit } from "../../kit/dom/kit.js" */
/** @typedef {ReturnType<typeof import("./photo_source.js").createPhotoSource>} PhotoSource */

const OWN = "own";

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

/** The names as a select offers them. @param {Kit} kit @param {string} id @param {(name: string) => boolean} [isOffered] */
function optionsOf(kit, id, isOffered = () => true) {
  const names = (table.settings[id].choices ?? []).filter(isOffered);
  return names.map((name) => /** @type {[string, string]} */ ([name, kit.label(`${id}.${name}`)]));
}

/** A select of grids: those that have a name, or the cells the visitor has typed. @param {Kit} kit @param {string} id @param {[string, string][]} options @param {(value: string) => boolean} take whether it can be had @param {import("../../kit/controls/choice.js").Group[]} [groups] @returns {Control} */
function cellsChoice(kit, id, options, take, groups) {
  const { label = "", choices = [] } = table.settings[id];
  const show = (/** @type {any} */ chosen) => choice.show(choices.includes(chosen[id]) ? chosen[id] : OWN);
  const onChoose = (/** @type {string} */ value) => {
    if (value === OWN || !take(value)) show(kit.settings());
  };
  const own = /** @type {[string, string]} */ ([OWN, kit.label("set.own")]);
  const choice = createChoice(kit.label(label), [...options, own], onChoose, groups);
  return asTold(table, id, { element: choice.element, show });
}

/** @param {Kit} kit @returns {Control} */
function kernelValues(kit) {
  const take = (/** @type {string} */ kernel) => {
    kit.set({ kernel });
    return true;
  };
  return cellsChoice(kit, "kernel", optionsOf(kit, "kernel"), take);
}

/** Numbers, a sample photo, or the visitor's own one. @param {Kit} kit @param {PhotoSource} source @returns {Control} */
function inputValues(kit, source) {
  const take = (/** @type {string} */ input) => {
    const isMissing = input === OWN_PHOTO && !photoOf(OWN_PHOTO);
    if (isMissing) source.open();
    else kit.set(withInput(kit.settings(), input));
    return !isMissing;
  };
  const photos = [{ name: kit.label("input.photos"), options: optionsOf(kit, "input", isPhoto) }];
  const numbers = optionsOf(kit, "input", (name) => !isPhoto(name));
  const choice = cellsChoice(kit, "input", numbers, take, photos);
  const element = make("div.pick.with-upload.more", choice.element, source.element);
  return { element, show: choice.show };
}

/** @param {Kit} kit @returns {Control} */
function paddingMode(kit) {
  const { label = "", choices = [] } = table.settings.padding_mode;
  const options = choices.map((name) => /** @type {[string, string]} */ ([name, name]));
  const choice = createChoice(kit.label(label), options, (value) => kit.set({ padding_mode: value }));
  const show = (/** @type {any} */ chosen) => choice.show(chosen.padding_mode);
  return asTold(table, "padding_mode", { element: choice.element, show });
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
      kernelValues(kit),
      inputValues(kit, source),
      paddingMode(kit),
      ...steppers.map((setting) => stepperOf(kit, remark, setting)),
    ],
  ]);
}
