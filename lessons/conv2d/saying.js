// @ts-check
/** The sentence below the figure: what the last change did, or how the cell that is looked at came about. */

import { formatCount } from "../kit/i18n/counting.js";
import { written } from "../kit/settings/pair_setting.js";
import { outputOf, parameterCount, refusalOf, weightShape } from "./layer.js";
import { exact, short } from "./numbers.js";

/**
 * @typedef {import("../kit/dom/kit.js").Kit} Kit
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {import("./numbers.js").Work} Work
 * @typedef {import("../kit/layer_form/changes.js").Change} Change
 */

/** As it stands in code. @param {string} name @param {any} value */
function asCode(name, value) {
  if (name === "bias") return value ? "True" : "False";
  if (Array.isArray(value)) return written(/** @type {[number, number]} */ (value));
  return typeof value === "string" && name !== "size" ? `'${value}'` : String(value);
}

/** "stride 1 → 2". @param {Change} change @param {Settings} chosen @param {string} [shown] its name as it is read */
function leadOf({ name, before }, chosen, shown = name) {
  const now = /** @type {Record<string, any>} */ (chosen)[name];
  return `${shown} ${asCode(name, before[name])} → ${asCode(name, now)}`;
}

/** What each sentence may speak of. @param {Settings} chosen */
function valuesOf(chosen) {
  const [height, width] = outputOf(chosen) ?? [0, 0];
  const [filters, channels, kH, kW] = weightShape(chosen) ?? [0, 0, 0, 0];
  const { dilation } = chosen;
  return {
    f: filters,
    w: formatCount(channels * kH * kW),
    n: channels,
    i: chosen.in_channels,
    k: kH * kW,
    kh: kH,
    kw: kW,
    h: height,
    x: width,
    p: formatCount(parameterCount(chosen) ?? 0),
    s: written(chosen.stride),
    d: written(chosen.dilation),
    y: dilation[0] * (kH - 1) + 1,
    z: dilation[1] * (kW - 1) + 1,
  };
}

/** @param {Kit} kit @param {Settings} chosen @param {Work} work @returns {[lead: string, sentence: string]} */
function cellSentence(kit, chosen, { step }) {
  const values = { f: chosen.filter, r: chosen.row, c: chosen.column };
  const lead = kit.label("conv2d.cell", values);
  const sums = step.channelSums.map(exact).join(" + ").replaceAll("+ −", "− ");
  const sentence = chosen.bias ? "conv2d.sentence" : "conv2d.sentence_plain";
  const count = step.channelSums.length;
  const said = count > 3 ? kit.label("conv2d.sums", { n: count }) : sums;
  return [lead, kit.label(sentence, { s: said, b: short(step.bias), o: exact(step.output) })];
}

/**
 * @param {Kit} kit
 * @param {Settings} chosen
 * @param {Work | null} work
 * @param {Change | null} change null where the cell is spoken of
 * @returns {[lead: string, sentence: string]}
 */
export function sentenceOf(kit, chosen, work, change) {
  const shown = change?.name === "size" ? kit.label("conv2d.size") : change?.name;
  const lead = change ? leadOf(change, chosen, shown) : "";
  if (refusalOf(chosen)) return [lead || kit.label("call.refused_lead"), kit.label("call.refused")];
  if (change?.name === "written") return [kit.label("conv2d.mended"), kit.label("conv2d.changed_written")];
  if (change) {
    const id = change.name === "bias" ? `bias_${chosen.bias ? "on" : "off"}` : change.name;
    return [lead, kit.label(`conv2d.changed_${id}`, valuesOf(chosen))];
  }
  return work ? cellSentence(kit, chosen, work) : ["", ""];
}
