/** What is said and asked: what the last change did, how a cell came about, and which shape `weight` has. */

import { formatCount, formatNumber, tuple } from "../../kit/arithmetic/rounding.js";
import { differing } from "../../kit/quiz/shuffle.js";
import { callOf, written, writtenValue } from "../../kit/settings/table.js";
import { outputOf, parameterCount, spanOf, table, weightShape } from "./limits.js";
import { exact } from "./numbers.js";

/** @import { Settings } from "./limits.js" */
/** @import { Work } from "./numbers.js" */

/** "stride 1 → 2". @param {Kit} kit @param {Settings} chosen @param {Change} change */
function changeLead(kit, chosen, { name, before }) {
  /** @param {Record<string, any>} of */
  const value = (of) => (name === "size" ? of.size : writtenValue(table, name, of[name]));
  return `${name === "size" ? kit.label("fig.picture") : name} ${value(before)} → ${value(chosen)}`;
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
  return { lead, text: kit.label(sentence, { s, b: formatNumber(step.bias), o: exact(step.output) }) };
}

/** What the last change did, or how the cell that is looked at came about. @param {Kit} kit @param {Scene} scene @returns {Caption} */
export function caption(kit, { chosen, now, change }) {
  const lead = change ? changeLead(kit, chosen, change) : "";
  if (!now) return { lead: lead || kit.label("call.refused_lead"), text: kit.label("call.refused") };
  if (!change) return cellCaption(kit, chosen, now);
  if (change.name === "written")
    return { lead: kit.label("conv2d.mended"), text: kit.label("conv2d.changed_written") };
  const ending = ["bias", "in_channels"].includes(change.name) ? `_${chosen.bias ? "on" : "off"}` : "";
  // Where nothing came out before, nothing can have stayed as it was.
  const said = outputOf(/** @type {Settings} */ (change.before)) ? `${change.name}${ending}` : "runs";
  return { lead, text: kit.label(`conv2d.changed_${said}`, valuesOf(chosen)) };
}

const MOST = 3; // wrong answers
/** What may matter to `weight`: a call with all nine arguments is longer than the band. */
const ASKED = ["in_channels", "out_channels", "kernel_size", "groups"];

/** The shapes that mistakes give, the most telling first. @param {Settings} chosen @returns {[rule: string, shape: number[]][]} */
function mistakenShapes({ in_channels, out_channels, groups, kernel_size: [height, width] }) {
  /** @type {[string, number[]][]} */
  const shapes = [
    ["groups_ignored", [out_channels, in_channels, height, width]],
    ["in_out_swapped", [in_channels, out_channels, height, width]],
    ["one_kernel_per_filter", [out_channels, height, width]],
    ["one_kernel_only", [height, width]],
  ];
  return shapes.slice(groups > 1 ? 0 : 1);
}

/** The call as the question names it: what is left out stands on the stage. @param {Settings} chosen */
function askedCall(chosen) {
  const { call, parts } = callOf(table, chosen);
  const named = parts.filter(({ argument }) => ASKED.includes(argument)).map(({ text }) => text);
  return `${call}(${[...named, ...(named.length < parts.length ? ["…"] : [])].join(", ")})`;
}

/** What the figure's state asks, or why nothing: the call is refused before a picture comes. @type {Lesson["question"]} */
export function question(kit, chosen) {
  const shape = weightShape(chosen);
  if (!shape) return kit.label("conv2d.predict_nothing");
  if (chosen.written !== "names") return kit.label("conv2d.predict_nothing_note");
  const right = tuple(shape);
  const values = { f: shape[0], n: shape[1], k: shape[0] * shape[1] };
  const single = { one_kernel_per_filter: values.n === 1, one_kernel_only: values.k === 1 }; // no reason by their number
  const why = (/** @type {string | null} */ rule) => {
    const name = rule && single[/** @type {keyof typeof single} */ (rule)] ? `${rule}_axes` : rule;
    return kit.label(`conv2d.predict_${name ?? "right"}`, values);
  };
  const wrong = mistakenShapes(chosen).map(([rule, each]) => ({ rule, text: tuple(each), why: why(rule) }));
  const options = differing(
    [{ rule: null, text: right, why: why(null) }, ...wrong],
    ({ text }) => text,
    1 + MOST,
  );
  const stem = kit.label("conv2d.predict_weight", { call: askedCall(chosen) });
  return { series: `weight ${right}`, place: 1, stem, options };
}
