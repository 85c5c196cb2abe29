// @ts-check
/** The parameters counted: out × (in / groups × kH × kW) + out, torch's own count beside it, and that no picture's size is in it. */

import { formatCount } from "../kit/counting.js";
import { make } from "../kit/dom.js";
import { hasBias, outputOf, parameterCount, weightShape } from "./layer.js";

/**
 * @typedef {import("../kit/entry.js").Kit} Kit
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {import("../kit/signature/changes.js").Change} Change
 * @typedef {import("../kit/signature/torch_words.js").Said} Said
 */

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

/** @param {Kit} kit */
export function createCount(kit) {
  /** @type {Record<string, HTMLElement>} */
  const chips = {};
  const chip = (/** @type {string} */ id) => {
    chips[id] = make("b", { class: "chip" });
    return make("span", { class: "named" }, chips[id], make("small", {}, kit.label(`conv2d.chip_${id}`)));
  };
  const sign = (/** @type {string} */ text) => make("span", { class: "op" }, text);
  const total = make("b", { class: "total" });
  const was = make("span", { class: "note" });
  const torch = make("code", { class: "torch-count" });
  const formula = make("p", { class: "formula" });
  formula.append(chip("out"), sign("× ("), chip("in"), sign("/"), chip("groups"), sign("×"), chip("kH"));
  formula.append(sign("×"), chip("kW"), sign(") +"), chip("bias"), sign("="), total, was);
  const same = make("div", { class: "same-count" });
  const element = make("div", { class: "count-line" }, formula, make("div", { class: "beside" }, torch, same));

  /** The same layer on two pictures. @param {Settings} chosen @param {string} count */
  const showPictures = (chosen, count) => {
    const lines = PICTURES.map((side) => {
      const out = outputOf(chosen, side);
      const shape = out ? `→ (1, ${chosen.out_channels}, ${out[0]}, ${out[1]})` : "→ —";
      const words = kit.label("conv2d.picture_count", { s: side });
      return make("p", { class: "note" }, `${words} `, make("b", {}, count), ` ${shape}`);
    });
    same.replaceChildren(...lines);
  };
  return {
    element,
    /** @param {Settings} chosen @param {Change | null} change @param {Said | null} said @param {boolean} isAsked */
    show(chosen, change, said, isAsked) {
      const count = weightShape(chosen) ? parameterCount(chosen) : null;
      const now = chipsOf(chosen);
      const before = change ? chipsOf(/** @type {Settings} */ (change.before)) : now;
      for (const [id, element_] of Object.entries(chips)) {
        element_.textContent = isAsked ? "?" : String(now[id]);
        element_.classList.toggle("touched", !isAsked && now[id] !== before[id]);
      }
      const text = isAsked ? "?" : count === null ? "—" : formatCount(count);
      total.textContent = text;
      total.classList.toggle("asked", isAsked);
      const earlier = change && parameterCount(/** @type {Settings} */ (change.before));
      const isOther = !isAsked && count !== null && earlier !== null && earlier !== count;
      const unit = kit.label("conv2d.parameters");
      was.textContent = isOther ? kit.label("conv2d.was", { n: formatCount(earlier) }) : unit;
      const heard = isAsked ? "?" : said ? (said.count ?? "—") : "…";
      torch.textContent = `sum(p.numel() for p in conv.parameters())  # ${heard}`;
      showPictures(chosen, text);
    },
  };
}
