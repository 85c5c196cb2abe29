/** The parameters counted: out × (in / groups × kH × kW) + out, torch's own count beside it, and that no picture's size is in it. */

import { formatCount } from "../../kit/arithmetic/rounding.js";
import { make, setText } from "../../kit/dom/dom.js";
import { hasBias, outputOf, parameterCount } from "../model/layer.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Settings } from "../model/limits.js" */

const PICTURES = [28, 224]; // sides of the two that are compared

/** The numbers that are multiplied and added, by name. @param {Settings} chosen @returns {Record<string, number>} */
function chipsOf(chosen) {
  const { in_channels, out_channels, groups, kernel_size } = chosen;
  return {
    out: out_channels,
    in: in_channels,
    groups: chosen.written === "note" ? 1 : groups,
    kH: kernel_size[0],
    kW: kernel_size[1],
    bias: hasBias(chosen) ? out_channels : 0,
  };
}

/** The formula as chips, each with its name below. @param {Kit} kit */
function createFormula(kit) {
  /** @type {Record<string, HTMLElement>} */
  const chips = {};
  const chip = (/** @type {string} */ id) => {
    chips[id] = make("b.chip");
    return make("span.named", chips[id], make("small", kit.label(`conv2d.chip_${id}`)));
  };
  const sign = (/** @type {string} */ text) => make("span.op", text);
  const total = make("b.total");
  const was = make("span.note");
  const element = make("p.formula");
  element.append(chip("out"), sign("× ("), chip("in"), sign("/"), chip("groups"), sign("×"), chip("kH"));
  element.append(sign("×"), chip("kW"), sign(") +"), chip("bias"), sign("="), total, was);
  return {
    element,
    /** @param {Settings} chosen @param {Settings} before @param {string | null} hidden what stands in the place of the numbers */
    show(chosen, before, hidden) {
      const [now, earlier] = [chipsOf(chosen), chipsOf(before)];
      for (const [id, place] of Object.entries(chips)) {
        setText(place, hidden ?? String(now[id]));
        place.classList.toggle("touched", hidden === null && now[id] !== earlier[id]);
      }
      setText(total, hidden ?? written(parameterCount(chosen)));
      total.classList.toggle("asked", hidden !== null);
      setText(was, hidden === null ? wasOf(kit, chosen, before) : kit.label("conv2d.parameters"));
    },
  };
}

/** @param {number | null} count */
const written = (count) => (count === null ? "—" : formatCount(count));

/** "parameters", and how many there were. @param {Kit} kit @param {Settings} chosen @param {Settings} before */
function wasOf(kit, chosen, before) {
  const [now, earlier] = [parameterCount(chosen), parameterCount(before)];
  const isOther = now !== null && earlier !== null && now !== earlier;
  return isOther ? kit.label("conv2d.was", { n: formatCount(earlier) }) : kit.label("conv2d.parameters");
}

/** The same layer on two pictures. @param {Kit} kit @param {Settings} chosen @param {string} count */
function pictureLines(kit, chosen, count) {
  return PICTURES.map((side) => {
    const out = outputOf(chosen, side);
    const shape = out ? `→ (1, ${chosen.out_channels}, ${out[0]}, ${out[1]})` : "→ —";
    const words = kit.label("conv2d.picture_count", { s: side });
    return make("p.note", `${words} `, make("b", count), ` ${shape}`);
  });
}

/** @param {Kit} kit */
export function createParameterCount(kit) {
  const formula = createFormula(kit);
  const torch = make("code.torch-count");
  const same = make("div.same-count");
  const beside = make("div.beside", torch, same);
  return {
    element: make("div.count-line", formula.element, beside),
    /** @param {import("../../kit/figure/scenes.js").Scene} scene */
    show({ chosen, change, answer, isAsked }) {
      const hidden = isAsked ? "?" : null;
      formula.show(chosen, /** @type {Settings} */ (change?.before ?? chosen), hidden);
      const heard = answer ? (answer.count ?? "—") : "…";
      setText(torch, `sum(p.numel() for p in conv.parameters())  # ${hidden ?? heard}`);
      same.replaceChildren(...pictureLines(kit, chosen, hidden ?? written(parameterCount(chosen))));
    },
  };
}
