/** What is said and asked: a window's sentence, what the last change did, the size as a formula, and which size comes out. */

import { equalSign, formatNumber, plainNumber } from "../../kit/arithmetic/rounding.js";
import { stepCaption } from "../../kit/controls/transport.js";
import { differing } from "../../kit/quiz/shuffle.js";
import { codeOf, written, writtenValue } from "../../kit/settings/table.js";
import { cellOf, outputOf, strideOf, table } from "./limits.js";
import { windowAlong } from "./numbers.js";

/** @import { Settings } from "./limits.js" */

const MOST_WRITTEN = 9; // numbers of a window that are written out

/** "2, 1, 0, 1", or how many there are. @param {Kit} kit @param {number[]} values @param {string} between */
export function listed(kit, values, between) {
  if (values.length > MOST_WRITTEN) return kit.label("predict.numbers", { n: values.length });
  return values
    .map((value) => formatNumber(value))
    .join(between)
    .replaceAll("+ −", "− ");
}

/** (2 + 1 + 0 + 1) / 4 = 1. @param {Kit} kit @param {import("../../kit/arithmetic/pooling.js").PoolingStep} step */
export function averageLine(kit, { values, divisor = 1, output }) {
  const isLong = values.length > MOST_WRITTEN;
  const sum = isLong ? kit.label("predict.sum_of", { n: values.length }) : listed(kit, values, " + ") || "0";
  return [`${values.length > 1 ? `(${sum})` : sum} / ${divisor} ${equalSign(output)}`, formatNumber(output)];
}

/** One axis: ⌊(7 − 2) / 2⌋ + 1 = 3. @param {Settings} chosen @param {0 | 1} axis */
function sizeFormula(chosen, axis) {
  const { padding, ceil_mode } = chosen;
  const size = axis === 0 ? chosen.height : chosen.width;
  const span = windowAlong(chosen, axis, 0)[1];
  const stride = strideOf(chosen)[axis];
  const room = (size + 2 * padding[axis] - span) / stride;
  const [open, close] = ceil_mode ? "⌈⌉" : "⌊⌋";
  const padded = padding[axis] > 0 ? ` + 2·${padding[axis]}` : "";
  const out = outputOf(chosen)?.[axis] ?? 0;
  const plain = (ceil_mode ? Math.ceil(room) : Math.floor(room)) + 1;
  const text = `${open}(${size}${padded} − ${span}) / ${stride}${close} + 1 = ${open}${plainNumber(room)}${close} + 1 = ${plain}`;
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

/** What this window gives. @param {Kit} kit @param {Settings} chosen @param {import("./numbers.js").Numbers} now */
function windowSentence(kit, chosen, { step }) {
  const [row, column] = cellOf(chosen);
  const place = { r: row + 1, c: column + 1 };
  if (chosen.layer !== "MaxPool2d") {
    const [line, result] = averageLine(kit, step);
    return kit.label("maxpool2d.average", { ...place, s: line, o: result });
  }
  if (step.values.length === 0) return kit.label("maxpool2d.empty", place);
  // "The largest of 4" alone would be read as the number 4.
  const s = step.values.length > 1 ? listed(kit, step.values, ", ") : kit.label("predict.numbers", { n: 1 });
  const values = { ...place, s, o: formatNumber(step.output) };
  if (!chosen.return_indices) return kit.label("maxpool2d.largest", values);
  return kit.label("maxpool2d.largest_at", { ...values, i: step.winner ?? 0 });
}

/** What was changed last, from what to what. @param {Kit} kit @param {Settings} chosen @param {Change} change */
function changeLead(kit, chosen, { name, before }) {
  const { label, choice_label } = table.settings[name];
  const written = (/** @type {any} */ of) => {
    if (choice_label) return kit.label(`${choice_label}${of[name]}`);
    return name === "layer" ? of.layer : writtenValue(table, name, of[name]);
  };
  return `${label && name !== "layer" ? kit.label(label) : name} ${written(before)} → ${written(chosen)}`;
}

/** How far the window moves, each way where they differ. @param {Kit} kit @param {Settings} chosen */
function moveOf(kit, chosen) {
  const [h, w] = strideOf(chosen);
  return h === w ? String(h) : kit.label("maxpool2d.each_way", { h, w });
}

/** What an argument does by its new value: some do something else then, or nothing. @param {Settings} chosen @param {string} name */
function effectOf({ layer, padding, kernel_size, dilation, divisor_override, ...chosen }, name) {
  const isPadded = padding.some((each) => each > 0);
  const isSpread = kernel_size.some((size, axis) => size > 1 && dilation[axis] > 1);
  if (name === "padding" && isPadded && layer !== "MaxPool2d") return "padding_average";
  /** @type {Record<string, boolean>} */
  const isOn = {
    ...{ padding: isPadded, dilation: isSpread, divisor_override: divisor_override !== "None" },
    count_include_pad: isPadded && divisor_override === "None",
    ...{ return_indices: chosen.return_indices === 1, ceil_mode: chosen.ceil_mode === 1 },
  };
  return isOn[name] === false ? `${name}_off` : name;
}

/** @param {Kit} kit @param {Scene} scene @returns {Caption} */
export function caption(kit, { chosen, now, change, isAsked }) {
  if (isAsked) return { lead: "?", text: kit.label("maxpool2d.asked") };
  const lead = change ? changeLead(kit, chosen, change) : "";
  if (!now) return { lead: lead || kit.label("call.refused_lead"), text: kit.label("call.refused") };
  if (!change) {
    const all = now.steps.length * now.steps[0].length;
    return stepCaption(kit, chosen.step, all, windowSentence(kit, chosen, now), "maxpool2d.window");
  }
  const [h, w] = outputOf(chosen) ?? [0, 0];
  const values = {
    h,
    w,
    k: chosen.kernel_size.join("×"),
    s: moveOf(kit, chosen),
    n: now.map.values.length - now.read.size,
  };
  return { lead, text: kit.label(`maxpool2d.changed_${effectOf(chosen, change.name)}`, values) };
}

/** Behind the line of code: what no stride means. @param {Kit} kit @param {Settings} chosen */
export function comment(kit, chosen) {
  const isNone = chosen.layer !== "AdaptiveAvgPool2d" && chosen.stride === "None";
  return isNone ? kit.label("maxpool2d.stride_comment", { s: written(strideOf(chosen)) }) : "";
}

const MOST = 3; // wrong answers

/** The size of one axis by each mistake. @param {Settings} chosen @param {0 | 1} axis @returns {Record<string, number>} */
function mistaken(chosen, axis) {
  const size = axis === 0 ? chosen.height : chosen.width;
  const kernel = chosen.kernel_size[axis];
  const stride = strideOf(chosen)[axis];
  const span = windowAlong(chosen, axis, 0)[1];
  const room = size + 2 * chosen.padding[axis] - span;
  const whole = chosen.ceil_mode ? Math.ceil : Math.floor;
  return {
    ceil_not_floor: outputOf({ ...chosen, ceil_mode: 1 })?.[axis] ?? 0,
    ceil_mode_ignored: Math.floor(room / stride) + 1,
    keeps_fraction: room / stride + 1,
    pool_stride_is_one: room + 1,
    padding_once: whole((size + chosen.padding[axis] - span) / stride) + 1,
    divided_by_kernel: Math.floor(size / kernel),
    size_kept: size,
  };
}

/** @param {Settings} chosen */
function rulesOf({ ceil_mode, kernel_size, stride, padding }) {
  const isByKernel = String(stride) === String(kernel_size);
  return [
    ceil_mode ? "ceil_mode_ignored" : "ceil_not_floor",
    ...(stride === "None" ? ["pool_stride_is_one"] : isByKernel ? [] : ["divided_by_kernel"]),
    "keeps_fraction",
    ...(padding.some((each) => each > 0) ? ["padding_once"] : []),
    "size_kept",
  ];
}

/** Why so many windows count: with ceil_mode, the last one decides. @param {Settings} chosen */
function rightReason(chosen) {
  if (!chosen.ceil_mode) return "right";
  if (sizeFormula(chosen, 0).isDropped || sizeFormula(chosen, 1).isDropped) return "right_dropped";
  const floored = outputOf({ ...chosen, ceil_mode: 0 });
  return String(floored) === String(outputOf(chosen)) ? "right_whole" : "right_cut";
}

/** What the figure's state asks, or why nothing: none comes out, its size is what is given, or no mistake would show. @type {Lesson["question"]} */
export function question(kit, chosen) {
  const out = outputOf(chosen);
  if (!out || chosen.layer === "AdaptiveAvgPool2d") return kit.label("maxpool2d.predict_nothing");
  const [rows, columns] = [mistaken(chosen, 0), mistaken(chosen, 1)];
  const values = { s: moveOf(kit, chosen), h: out[0], w: out[1] };
  /** @param {string | null} rule @param {number[]} size */
  const option = (rule, [down, across]) => ({
    ...{ rule, text: `${plainNumber(down)}×${plainNumber(across)}` },
    why: kit.label(`maxpool2d.predict_${rule ?? rightReason(chosen)}`, values),
  });
  const rules = rulesOf(chosen).filter((rule) => rows[rule] > 0 && columns[rule] > 0);
  const wrong = rules.map((rule) => option(rule, [rows[rule], columns[rule]]));
  const options = differing([option(null, [...out]), ...wrong], ({ text }) => text, 1 + MOST);
  if (options.length === 1) return kit.label("maxpool2d.predict_nothing_telling");
  const code = codeOf(table, chosen);
  const size = `${chosen.height}×${chosen.width}`;
  return {
    series: `${code} ${size}`,
    place: 1,
    stem: kit.label("maxpool2d.predict_size", { call: code, size }),
    options,
  };
}

/** The first window that a wrong guess and PyTorch do not both count, on an axis where they differ. @param {Settings} chosen @param {string | null} rule @returns {Area | null} */
export function mistakenWindow(chosen, rule) {
  const out = outputOf(chosen);
  if (!rule || !out || chosen.layer === "AdaptiveAvgPool2d") return null;
  const axis = mistaken(chosen, 1)[rule] === out[1] ? 0 : 1;
  const isEachCell = rule === "pool_stride_is_one" || rule === "size_kept";
  const place = Math.min(out[axis], Math.floor(mistaken(chosen, axis)[rule]));
  const whole = (axis === 0 ? chosen.height : chosen.width) + 2 * chosen.padding[axis];
  const start = isEachCell ? 1 : Math.min(windowAlong(chosen, axis, place)[0], whole - 1);
  const spans = [windowAlong(chosen, 0, 0)[1], windowAlong(chosen, 1, 0)[1]];
  if (rule === "keeps_fraction") spans[axis] = whole - start;
  const [row, column] = axis === 0 ? [start, 0] : [0, start];
  return { row, column, height: spans[0], width: spans[1] };
}
