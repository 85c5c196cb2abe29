/** What can be set in the output-size figure: the layer's arguments, and which axis is drawn. */

import { segmentsOf, switchOf } from "../../kit/controls/choice.js";
import { createSettings, sliderOf } from "../../kit/controls/settings.js";
import { settings, shownAxis, table } from "../model/limits.js";

/** @import { Control } from "../../kit/controls/choice.js" */
/** @import { Numeric } from "../../kit/controls/settings.js" */
/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Settings } from "../model/limits.js" */

/** A pair with one number changed: on both axes while they are set together. @param {Settings} chosen @param {readonly [number, number]} pair @param {number} value */
function changed({ axis }, pair, value) {
  return axis === "both"
    ? [value, value]
    : pair.map((each, i) => (i === (axis === "height" ? 0 : 1) ? value : each));
}

/** @param {string} id */
const limitsOf = (id) => settings[id].limits ?? (() => /** @type {[number, number]} */ ([0, 0]));

/** The input's side on the drawn axis. @param {Kit} kit @returns {Numeric} */
function input(kit) {
  return {
    label: "size.input",
    value: (chosen) => (shownAxis(chosen) === 0 ? chosen.height : chosen.width),
    change: (value) => {
      const { axis } = kit.settings();
      return axis === "both" ? { height: value, width: value } : { [axis]: value };
    },
    limits: limitsOf("height"),
  };
}

/** @param {Kit} kit @param {"kernel_size" | "stride"} id @returns {Numeric} */
function pairOf(kit, id) {
  return {
    label: `set.${id}`,
    value: (chosen) => chosen[id][shownAxis(chosen)],
    change: (value) => ({ [id]: changed(kit.settings(), kit.settings()[id], value) }),
    limits: limitsOf(id),
  };
}

/** @param {Kit} kit @returns {Numeric} */
function padding(kit) {
  return {
    label: "set.padding",
    more: table.settings.padding.more,
    value: ({ padding: now, ...chosen }) =>
      now === "same" ? 0 : now[shownAxis(/** @type {any} */ (chosen))],
    change: (value) => {
      const now = kit.settings().padding;
      return { padding: changed(kit.settings(), now === "same" ? [0, 0] : now, value) };
    },
    limits: limitsOf("padding"),
    write: ({ padding: now, ...chosen }) =>
      now === "same" ? "same" : String(now[shownAxis(/** @type {any} */ (chosen))]),
  };
}

/** @type {Numeric} */
const dilation = {
  label: "set.dilation",
  more: table.settings.dilation.more,
  value: (chosen) => chosen.dilation,
  change: (value) => ({ dilation: value }),
  limits: limitsOf("dilation"),
};

/** A pooling moves by its own size unless told otherwise. @param {Kit} kit @returns {Control} */
function layer(kit) {
  return segmentsOf(kit, table, "layer", (value) => {
    const { layer: now, kernel_size } = kit.settings();
    return value === "MaxPool2d" && now !== value ? { layer: value, stride: kernel_size } : { layer: value };
  });
}

/** @param {Kit} kit @param {(saying: string) => void} remark */
export function createControls(kit, remark) {
  const [side, kernel, stride, around] = [
    input(kit),
    pairOf(kit, "kernel_size"),
    pairOf(kit, "stride"),
    padding(kit),
  ].map((numeric) => sliderOf(kit, remark, numeric));
  side.element.classList.add("without-ticks");
  const same = switchOf(kit, table, "padding", {
    ...{ called: "padding='same'", values: [[0, 0], "same"], remark },
    fixed: (chosen) => (chosen.layer === "Conv2d" ? null : kit.label("size.same_only_conv")),
  });
  const ceil = switchOf(kit, table, "ceil_mode", {
    ...{ called: "ceil_mode=True", remark },
    fixed: (chosen) => (chosen.layer === "MaxPool2d" ? null : kit.label("size.ceil_only_pool")),
  });
  for (const { element } of [same, ceil]) element.classList.add("code-switch");
  const { element, button, show } = createSettings(kit, [
    [side, kernel, stride, around, sliderOf(kit, remark, dilation)],
    [layer(kit), segmentsOf(kit, table, "axis"), same, ceil],
  ]);
  /** @type {Record<import("./formula.js").Term, HTMLElement>} */
  const origins = {
    in: side.element,
    kernel: kernel.element,
    padding: around.element,
    stride: stride.element,
  };
  return {
    element,
    button,
    show,
    /** Where the number of a term is set. @param {import("./formula.js").Term} term */
    origin: (term) => origins[term].querySelector(".value")?.getBoundingClientRect(),
  };
}
