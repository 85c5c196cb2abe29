// @ts-check
/** The sentence of a window, what the last change did, and the size as a formula. */

import { formatNumber, roundHalfAway } from "../kit/arithmetic/rounding.js";
import { written } from "../kit/signature/pair_setting.js";
import { averageLine, listed } from "./beside.js";
import { outputOf, refusalOf, strideOf } from "./layer.js";
import { cellOf } from "./numbers.js";

/**
 * @typedef {import("../kit/stage/entry.js").Kit} Kit
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {import("./numbers.js").Numbers} Numbers
 * @typedef {import("../kit/signature/changes.js").Change} Change
 */

/** One axis: ⌊(7 − 2) / 2⌋ + 1 = 3. @param {Settings} chosen @param {0 | 1} axis */
function sizeFormula(chosen, axis) {
  const { kernel_size, padding, dilation, layer, ceil_mode } = chosen;
  const size = axis === 0 ? chosen.height : chosen.width;
  const span = (layer === "MaxPool2d" ? dilation[axis] : 1) * (kernel_size[axis] - 1) + 1;
  const stride = strideOf(chosen)[axis];
  const room = (size + 2 * padding[axis] - span) / stride;
  const [open, close] = ceil_mode ? "⌈⌉" : "⌊⌋";
  const padded = padding[axis] > 0 ? ` + 2·${padding[axis]}` : "";
  const out = outputOf(chosen)?.[axis] ?? 0;
  const plain = (ceil_mode ? Math.ceil(room) : Math.floor(room)) + 1;
  const text = `${open}(${size}${padded} − ${span}) / ${stride}${close} + 1 = ${open}${String(roundHalfAway(room, 2)).replace("-", "−")}${close} + 1 = ${plain}`;
  return { text, isDropped: plain !== out };
}

/** How the size of the output comes about; both axes where they differ. @param {Kit} kit @param {Settings} chosen */
export function formulaOf(kit, chosen) {
  if (chosen.layer === "AdaptiveAvgPool2d") return kit.label("maxpool2d.size_asked");
  if (!outputOf(chosen)) return kit.label("maxpool2d.no_output");
  const [rows, columns] = [sizeFormula(chosen, 0), sizeFormula(chosen, 1)];
  const texts = rows.text === columns.text ? [rows.text] : [rows.text, columns.text];
  const dropped = rows.isDropped || columns.isDropped ? [kit.label("maxpool2d.dropped")] : [];
  return [...texts, ...dropped].join("; ");
}

/** As it stands in code. @param {string} name @param {any} value */
function asCode(name, value) {
  if (["height", "width"].includes(name)) return String(value);
  if (typeof value === "number") return value ? "True" : "False";
  return name === "layer" || name === "input" ? value : written(value);
}

/** What this window gives. @param {Kit} kit @param {Settings} chosen @param {Numbers} now */
function windowSentence(kit, chosen, { step }) {
  const [row, column] = cellOf(chosen);
  const place = { r: row + 1, c: column + 1 };
  if (chosen.layer !== "MaxPool2d") {
    const [line, result] = averageLine(kit, step);
    return kit.label("maxpool2d.average", { ...place, s: line.replace(/ =$/, ""), o: result });
  }
  if (step.values.length === 0) return kit.label("maxpool2d.empty", place);
  const values = { ...place, s: listed(kit, step.values, ", "), o: formatNumber(step.output) };
  if (!chosen.return_indices) return kit.label("maxpool2d.largest", values);
  return kit.label("maxpool2d.largest_at", { ...values, i: step.winner ?? 0 });
}

/**
 * @param {Kit} kit
 * @param {Settings} chosen
 * @param {Numbers | null} now
 * @param {Change | null} change null where a window is spoken of
 * @returns {[lead: string, sentence: string]}
 */
export function sentenceOf(kit, chosen, now, change) {
  const name = change?.name ?? "";
  const before = change?.before[name];
  const shown = ["height", "width"].includes(name)
    ? kit.label(`set.${name}`)
    : name === "input"
      ? kit.label("maxpool2d.map")
      : name;
  const after = /** @type {Record<string, any>} */ (chosen)[name];
  /** @param {any} value */
  const write = (value) => (name === "input" ? kit.label(`maxpool2d.input_${value}`) : asCode(name, value));
  const lead = change ? `${shown} ${write(before)} → ${write(after)}` : "";
  if (refusalOf(chosen) || !now) return [lead || kit.label("call.refused_lead"), kit.label("call.refused")];
  if (!change) {
    const [, columns] = outputOf(chosen) ?? [0, 1];
    const all = now.steps.length * columns;
    return [kit.label("maxpool2d.window", { i: chosen.step, n: all }), windowSentence(kit, chosen, now)];
  }
  const [h, w] = outputOf(chosen) ?? [0, 0];
  const values = { h, w, s: written(strideOf(chosen)), n: now.map.values.length - now.read.size };
  return [lead, kit.label(`maxpool2d.changed_${name}`, values)];
}
