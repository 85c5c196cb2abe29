/** What can be set in the pooling figure, in two rows. */

import { OWN } from "../../kit/controls/control.js";
import { createSettings } from "../../kit/controls/settings.js";
import { make } from "../../kit/dom/dom.js";
import { lastPicture } from "../../kit/pictures/upload.js";
import { writeCells } from "../../kit/settings/table.js";
import { asLarge, asNumbers, inputOf, isPicture, LARGEST_SIDE, LAST, sizeOf } from "../model/limits.js";

/** @import { Control, Special } from "../../kit/controls/control.js" */
/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Hands } from "../../kit/figure/lesson_figure.js" */

/** @type {Special} */
const ofWindows = { fixed: ({ layer }) => (layer === "global" ? "pool.global_fixed" : null) };
/** @type {Special} */
const ofPicture = { fixed: ({ input }) => (isPicture(input) ? null : "pool.map_fixed") };

/** A side of some numbers; that of a picture's map is always as long. @param {0 | 1} axis @returns {Special} */
const side = (axis) => ({
  ...{ kind: "whole", control: "stepper", label: axis === 0 ? "set.height" : "set.width" },
  value: (chosen) => sizeOf(chosen)[axis],
  change(value, chosen) {
    const [height, width] = sizeOf(chosen);
    return axis === 0 ? asLarge(chosen, value, width) : asLarge(chosen, height, value);
  },
  limits: () => [1, LARGEST_SIDE],
  fixed: ({ input }) => (isPicture(input) ? "pool.side_fixed" : null),
});

/** The map of a picture, or numbers. @type {Special} */
const inputValues = {
  change(value, chosen) {
    if (value === LAST && lastPicture() === null) return null;
    if (value !== OWN) return { input: value, shift: 0 };
    return isPicture(chosen.input) ? asNumbers(chosen) : { input: writeCells(inputOf(chosen, 0)) };
  },
  says(value) {
    if (value === OWN) return "set.type_own";
    return value === LAST && lastPicture() === null ? "pool.no_last" : null;
  },
};

/** Yes or no, by PyTorch's own name: it waits as a whole, and a layer without it has it off. @param {Hands} hands @param {"ceil_mode" | "count_include_pad"} name @returns {Control} */
function argument({ control }, name) {
  const toggle = control(name, {
    value: ({ layer, [name]: value }) => (layer === "pool" ? value : 0),
    fixed: ({ layer }) => (layer === "pool" ? null : "pool.argument_fixed"),
    more: false,
  });
  return { ...toggle, element: make("div.setting.argument.more", toggle.element) };
}

/** @param {Kit} kit @param {Hands} hands */
export function createControls(kit, hands) {
  const { control } = hands;
  const windows = ["kernel_size", "stride", "padding"].map((name) => control(name, ofWindows));
  const sides = [side(0), side(1)].map((each) => control("input", each));
  const [input, map] = [control("input", inputValues), control("map", ofPicture)];
  const switches = /** @type {const} */ (["ceil_mode", "count_include_pad"]);
  return createSettings(kit, control, [
    ["shift", ...windows],
    ["layer", input, ...sides, map, ...switches.map((name) => argument(hands, name))],
  ]);
}
