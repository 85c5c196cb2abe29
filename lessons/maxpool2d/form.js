// @ts-check
/** The signature of a pooling layer as a form; which layer it is stands in front. */

import { createArguments } from "../kit/signature/arguments.js";
import { written } from "../kit/signature/pair_setting.js";
import { make } from "../kit/stage/dom.js";
import { ARGUMENTS, strideOf } from "./layer.js";
import { LAYERS, LIMITS } from "./settings.js";

/**
 * @typedef {import("../kit/stage/entry.js").Kit} Kit
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {import("../kit/signature/arguments.js").Argument} Argument
 */

/** All arguments of all three layers, each where its layer has it. */
export const NAMES = [
  "kernel_size",
  "stride",
  "padding",
  "dilation",
  "return_indices",
  "ceil_mode",
  "count_include_pad",
  "divisor_override",
  "output_size",
];

/** @param {string} name @returns {Argument} */
const pair = (name) => ({ name, limits: () => LIMITS[name], pair: true });

/** @type {Record<string, Argument>} */
const SPECIAL = {
  stride: {
    ...pair("stride"),
    words: ["None"],
    hint: (chosen) => `= ${written(strideOf(/** @type {Settings} */ (chosen)))}`,
    meant: (chosen) => strideOf(/** @type {Settings} */ (chosen)),
  },
  divisor_override: {
    ...pair("divisor_override"),
    words: ["None"],
    isSingle: true,
    meant: ({ kernel_size: [height, width] }) => {
      const cells = Math.min(height * width, LIMITS.divisor_override[1]);
      return [cells, cells];
    },
  },
  return_indices: { name: "return_indices" },
  ceil_mode: { name: "ceil_mode" },
  count_include_pad: { name: "count_include_pad" },
};

/** @param {Kit} kit @param {(saying: string) => void} remark */
export function createForm(kit, remark) {
  const word = make("span", { class: "opens" });
  const layer = make("select", { class: "kind", "aria-label": kit.label("maxpool2d.layer") });
  layer.append(...LAYERS.map((each) => make("option", { value: each }, each)));
  layer.addEventListener("change", () => kit.set({ layer: layer.value }));
  const opening = make("div", { class: "opening" }, word, layer);
  const all = NAMES.map((name) => SPECIAL[name] ?? pair(name));
  const form = createArguments(kit, opening, all, remark, ["kernel_size", "stride"]);
  return {
    element: form.element,
    /** @param {Settings} chosen @param {string | null} changed */
    show(chosen, changed) {
      word.textContent = `nn.${chosen.layer}(`;
      opening.classList.toggle("changed", changed === "layer");
      layer.value = chosen.layer;
      form.show(chosen, changed, ARGUMENTS[chosen.layer]);
    },
  };
}
