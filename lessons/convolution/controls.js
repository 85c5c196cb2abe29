// @ts-check
/** What can be set in the convolution figure, in two rows. */

import { writeValue } from "../kit/address.js";
import { createChoice } from "../kit/choice.js";
import { createSettings, sliderOf, stepperOf } from "../kit/settings.js";
import { INPUTS } from "./inputs.js";
import { KERNELS } from "./kernels.js";
import { kernelLimits, kernelSideLimits, settings } from "./settings.js";

/**
 * @typedef {import("../kit/entry.js").Kit} Kit
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {import("../kit/settings.js").Control} Control
 * @typedef {import("../kit/settings.js").Numeric} Numeric
 */

const OWN = "own";

/** A number that is one setting by itself. @param {keyof Settings & string} id @returns {Numeric} */
function plain(id) {
  const { limits = () => [0, 0] } = settings[id];
  return { label: `set.${id}`, value: (chosen) => chosen[id], change: (value) => ({ [id]: value }), limits };
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

/** A preset, or the cells the visitor has typed. @param {Kit} kit @param {"input" | "kernel"} id @param {string[]} names @returns {Control} */
function preset(kit, id, names) {
  const options = names.map((name) => /** @type {[string, string]} */ ([name, kit.label(`${id}.${name}`)]));
  const choice = createChoice(kit.label(`set.${id}`), [...options, [OWN, kit.label("set.own")]], (value) => {
    if (value !== OWN) kit.set({ [id]: value });
    else choice.show(names.includes(kit.settings()[id]) ? kit.settings()[id] : OWN);
  });
  return {
    element: choice.element,
    show: (chosen) => choice.show(names.includes(chosen[id]) ? chosen[id] : OWN),
  };
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

/** @param {Kit} kit @param {(saying: string) => void} remark */
export function createControls(kit, remark) {
  const sliders = [kernelSize, plain("stride"), plain("padding"), plain("dilation"), plain("bias")];
  const sides = [plain("height"), plain("width"), kernelSide(kit, 0), kernelSide(kit, 1)];
  return createSettings(kit, [
    sliders.map((setting) => sliderOf(kit, remark, setting)),
    [
      preset(kit, "kernel", KERNELS),
      preset(kit, "input", INPUTS),
      paddingMode(kit),
      ...sides.map((setting) => stepperOf(kit, remark, setting)),
    ],
  ]);
}
