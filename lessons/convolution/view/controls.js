// @ts-check
/** What can be set in the convolution figure, in two rows. */

import { createChoice } from "../../kit/controls/choice.js";
import { createSettings, numericOf, sliderOf, stepperOf } from "../../kit/controls/settings.js";
import { make } from "../../kit/dom/dom.js";
import { writeValue } from "../../kit/settings/address.js";
import { INPUTS } from "../model/inputs.js";
import { KERNELS } from "../model/kernels.js";
import { kernelLimits, kernelSideLimits, settings, withInput } from "../model/limits.js";
import { isPhoto, OWN_PHOTO, photoOf, SAMPLE_NAMES } from "../model/photos.js";
import { table } from "../model/table.js";

/**
 * @typedef {import("../../kit/dom/kit.js").Kit} Kit
 * @typedef {import("../model/limits.js").Settings} Settings
 * @typedef {import("../../kit/controls/settings.js").Control} Control
 * @typedef {import("../../kit/controls/settings.js").Numeric} Numeric
 * @typedef {ReturnType<typeof import("./photo_source.js").createPhotoSource>} PhotoSource
 */

const OWN = "own";

/** @param {keyof Settings & string} id */
const plain = (id) => numericOf(table, settings, id);

/** A side of the input, which a photo decides by itself. @param {"height" | "width"} id @returns {Numeric} */
function inputSide(id) {
  return { ...plain(id), fixed: ({ input }) => (isPhoto(input) ? "conv.photo_size" : null) };
}

/** @type {Numeric} */
const kernelSize = {
  label: "set.kernel_size",
  value: ({ kernel_size: [height, width] }) => Math.max(height, width),
  change: (value) => ({ kernel_size: [value, value] }),
  limits: kernelLimits,
  write: ({ kernel_size: [height, width] }) => (height === width ? String(height) : `${height}×${width}`),
};

/** One side of the kernel alone. @param {Kit} kit @param {0 | 1} axis @returns {Numeric} */
function kernelSide(kit, axis) {
  return {
    label: axis === 0 ? "set.kernel_height" : "set.kernel_width",
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

/** The names as a select offers them. @param {Kit} kit @param {"input" | "kernel"} id @param {string[]} names */
function optionsOf(kit, id, names) {
  return names.map((name) => /** @type {[string, string]} */ ([name, kit.label(`${id}.${name}`)]));
}

/** A preset, or the cells the visitor has typed. @param {Kit} kit @returns {Control} */
function kernelValues(kit) {
  const options = [
    ...optionsOf(kit, "kernel", KERNELS),
    /** @type {[string, string]} */ ([OWN, kit.label("set.own")]),
  ];
  /** @param {any} chosen */
  const show = ({ kernel }) => choice.show(KERNELS.includes(kernel) ? kernel : OWN);
  const choice = createChoice(kit.label("set.kernel"), options, (value) => {
    if (value === OWN) show(kit.settings());
    else kit.set({ kernel: value });
  });
  return { element: choice.element, show };
}

/** Numbers, a sample photo, or the visitor's own one. @param {Kit} kit @param {PhotoSource} source @returns {Control} */
function inputValues(kit, source) {
  const photos = [...SAMPLE_NAMES, OWN_PHOTO];
  const options = [
    ...optionsOf(kit, "input", INPUTS),
    /** @type {[string, string]} */ ([OWN, kit.label("set.own")]),
  ];
  /** @param {any} chosen */
  const show = ({ input }) => choice.show([...INPUTS, ...photos].includes(input) ? input : OWN);
  const choice = createChoice(
    kit.label("set.input"),
    options,
    (value) => {
      const isMissing = value === OWN_PHOTO && !photoOf(OWN_PHOTO);
      if (value !== OWN && !isMissing) return kit.set(withInput(kit.settings(), value));
      show(kit.settings());
      if (isMissing) source.open();
    },
    [{ name: kit.label("input.photos"), options: optionsOf(kit, "input", photos) }],
  );
  const element = make("div", { class: "pick with-upload" }, choice.element, source.element);
  return { element, show };
}

/** @param {Kit} kit @returns {Control} */
function paddingMode(kit) {
  const names = settings.padding_mode.names ?? [];
  const choice = createChoice(
    kit.label("set.padding_mode"),
    names.map((name) => [name, name]),
    (value) => kit.set({ padding_mode: value }),
  );
  return { element: choice.element, show: (chosen) => choice.show(writeValue(chosen.padding_mode)) };
}

/** @param {Kit} kit @param {(saying: string) => void} remark @param {PhotoSource} source */
export function createControls(kit, remark, source) {
  const sliders = [kernelSize, plain("stride"), plain("padding"), plain("dilation"), plain("bias")];
  const sides = [inputSide("height"), inputSide("width"), kernelSide(kit, 0), kernelSide(kit, 1)];
  return createSettings(kit, [
    sliders.map((setting) => sliderOf(kit, remark, setting)),
    [
      kernelValues(kit),
      inputValues(kit, source),
      paddingMode(kit),
      ...sides.map((setting) => stepperOf(kit, remark, setting)),
    ],
  ]);
}
