/** What the last change did, or how the cell that is looked at came about. */

import { formatCount } from "../../kit/arithmetic/rounding.js";
import { writtenValue } from "../../kit/settings/call.js";
import { written } from "../../kit/settings/table.js";
import { outputOf, parameterCount, refusalOf, spanOf, weightShape } from "./layer.js";
import { table } from "./limits.js";
import { exact, short } from "./numbers.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Settings } from "./limits.js" */
/** @import { Work } from "./numbers.js" */

/** "stride 1 → 2". @param {Kit} kit @param {Settings} chosen @param {import("../../kit/figure/scenes.js").Change} change */
function changeLead(kit, chosen, { name, before }) {
  /** @param {Record<string, any>} of */
  const value = (of) => (name === "size" ? of.size : writtenValue(table, name, of[name]));
  return `${name === "size" ? kit.label("conv2d.size") : name} ${value(before)} → ${value(chosen)}`;
}

/** What each sentence may speak of. @param {Settings} chosen */
function valuesOf(chosen) {
  const [height, width] = outputOf(chosen) ?? [0, 0];
  const [filters, channels, kH, kW] = weightShape(chosen) ?? [0, 0, 0, 0];
  const [down, across] = spanOf(chosen);
  const kernel = { n: channels, k: kH * kW, kh: kH, kw: kW, w: formatCount(channels * kH * kW) };
  const size = { h: height, x: width, y: down, z: across };
  const steps = { s: written(chosen.stride), d: written(chosen.dilation) };
  const count = formatCount(parameterCount(chosen) ?? 0);
  return { f: filters, i: chosen.in_channels, p: count, ...kernel, ...size, ...steps };
}

/** The sums of the channels as terms; of more than three only how many. @param {Kit} kit @param {Work["step"]} step */
export const sumsOf = (kit, { channelSums: sums }) =>
  sums.length > 3 ? [kit.label("conv2d.sums", { n: sums.length })] : sums.map(exact);

/** @param {Kit} kit @param {Settings} chosen @param {Work} work */
function cellCaption(kit, chosen, { step }) {
  const lead = kit.label("conv2d.cell", { f: chosen.filter, r: chosen.row, c: chosen.column });
  const sentence = chosen.bias ? "conv2d.sentence" : "conv2d.sentence_plain";
  const s = sumsOf(kit, step).join(" + ").replaceAll("+ −", "− ");
  return { lead, text: kit.label(sentence, { s, b: short(step.bias), o: exact(step.output) }) };
}

/** What the last change did, or how the cell that is looked at came about. @param {Kit} kit @param {import("../../kit/figure/scenes.js").Scene} scene @returns {import("../../kit/figure/lesson_figure.js").Caption} */
export function caption(kit, { chosen, now, change }) {
  const lead = change ? changeLead(kit, chosen, change) : "";
  if (!now) return { lead: lead || kit.label("call.refused_lead"), text: kit.label("call.refused") };
  if (!change) return cellCaption(kit, chosen, now);
  if (change.name === "written")
    return { lead: kit.label("conv2d.mended"), text: kit.label("conv2d.changed_written") };
  const id = change.name === "bias" ? `bias_${chosen.bias ? "on" : "off"}` : change.name;
  return { lead, text: kit.label(`conv2d.changed_${id}`, valuesOf(chosen)) };
}

const BEFORE = 4; // the imports, and the seed
const RUN = 11; // the call, four prints with what they need, what they print
const REFUSED = 5; // try, the call, the run, except, print
const OVERLOADS = 5; // lines in which torch says how it can be called

/** How long the code of a state is, so that its place is as high before it comes; code.py writes it. @param {Settings} chosen */
export function codeLines(chosen) {
  const refused = refusalOf(chosen);
  if (!refused) return BEFORE + RUN;
  return BEFORE + REFUSED + (refused.reason === "slipped_argument" ? OVERLOADS : 1);
}
