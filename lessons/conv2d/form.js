// @ts-check
/** The signature of nn.Conv2d as a form, and how the call may be written. */

import { paddingSides } from "../kit/arithmetic/geometry.js";
import { make } from "../kit/dom/dom.js";
import { createArguments } from "../kit/layer_form/arguments.js";
import { refusalOf } from "./layer.js";
import { LIMITS, MODES, paddingLimits, WRITTEN } from "./settings.js";

/**
 * @typedef {import("../kit/dom/kit.js").Kit} Kit
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {import("../kit/layer_form/arguments.js").Argument} Argument
 */

/** PyTorch's order. */
export const ORDER = [
  "in_channels",
  "out_channels",
  "kernel_size",
  "stride",
  "padding",
  "dilation",
  "groups",
  "bias",
  "padding_mode",
];

/** What 'same' or 'valid' comes to on both axes, before and after. @param {import("../kit/layer_form/arguments.js").Settings} chosen @returns {[number, number]} */
function padded({ padding, kernel_size, dilation }) {
  if (typeof padding !== "string") return padding;
  const [height, width] = [0, 1].map((axis) => paddingSides(padding, kernel_size[axis], dilation[axis])[0]);
  return [height, width];
}

/** "= 1", or "= (1, 2)". @param {import("../kit/layer_form/arguments.js").Settings} chosen */
function paddingHint(chosen) {
  const [height, width] = padded(chosen);
  return `= ${height === width ? height : `(${height}, ${width})`}`;
}

/** @param {Kit} kit @returns {Argument[]} */
function argumentsOf(kit) {
  /** @param {string} name @returns {Argument} */
  const number = (name) => ({ name, limits: () => LIMITS[name] });
  /** @param {string} name @returns {Argument} */
  const pair = (name) => ({ name, limits: () => LIMITS[name], pair: true });
  /** @type {Record<string, Argument>} */
  const all = {
    in_channels: {
      ...number("in_channels"),
      hint: ({ in_channels: n }) =>
        kit.label(n === 1 ? "conv2d.in_grey" : n === 3 ? "conv2d.in_rgb" : "conv2d.in_maps", { n }),
    },
    out_channels: {
      ...number("out_channels"),
      hint: ({ out_channels: n }) => kit.label("conv2d.out_filters", { n }),
    },
    kernel_size: pair("kernel_size"),
    stride: pair("stride"),
    padding: {
      ...pair("padding"),
      limits: paddingLimits,
      words: ["same", "valid"],
      hint: paddingHint,
      meant: padded,
    },
    dilation: pair("dilation"),
    groups: { ...number("groups"), hint: (chosen) => groupsHint(kit, /** @type {Settings} */ (chosen)) },
    bias: { name: "bias" },
    padding_mode: { name: "padding_mode", words: MODES },
  };
  return ORDER.map((name) => all[name]);
}

/** How many channels each filter reads. @param {Kit} kit @param {Settings} chosen */
function groupsHint(kit, chosen) {
  if (refusalOf(chosen)?.reason === "groups_do_not_divide") return kit.label("conv2d.groups_not");
  return kit.label("conv2d.groups_reads", { n: chosen.in_channels / chosen.groups });
}

/** @param {Kit} kit @param {(saying: string) => void} remark */
export function createForm(kit, remark) {
  const word = make("span", { class: "opens" });
  const way = make("select", { class: "kind", "aria-label": kit.label("conv2d.written") });
  way.append(...WRITTEN.map((each) => make("option", { value: each }, kit.label(`conv2d.written_${each}`))));
  way.addEventListener("change", () => kit.set({ written: way.value }));
  const opening = make("div", { class: "opening" }, word, way);
  const form = createArguments(kit, opening, argumentsOf(kit), remark, ["out_channels", "kernel_size"]);
  return {
    element: form.element,
    /** @param {Settings} chosen @param {string | null} changed */
    show(chosen, changed) {
      word.textContent = chosen.written === "conv" ? "nn.Conv(" : "nn.Conv2d(";
      opening.classList.toggle("changed", changed === "written");
      way.value = chosen.written;
      form.show(chosen, changed);
    },
  };
}
