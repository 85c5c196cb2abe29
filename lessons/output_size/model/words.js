/** What is said and asked: a window, a rule, a refusal, and how many places there are. */

import { formatNumber, plainNumber } from "../../kit/arithmetic/rounding.js";
import { fill } from "../../kit/i18n/korean_particles.js";
import { givenByRules } from "./misconceptions.js";

/** @import { Counted } from "./limits.js" */

/** @typedef {Pick<Kit, "label">} Words */

/** One window by its number, counted from 1; pixels too. @param {Words} words @param {Pick<Counted, "settings" | "before" | "span">} axis @param {number} number */
export function sayWindow({ label }, { settings, before, span }, number) {
  const first = (number - 1) * settings.stride - before;
  const last = first + span - 1;
  const end = settings.input_size - 1;
  const values = {
    n: number,
    a: first + 1,
    b: last + 1,
    x: -first,
    y: last - end,
    to: -last,
    from: first - end,
  };
  if (last < 0) return label("size.window_in_padding_before", values);
  if (first > end) return label("size.window_in_padding_after", values);
  return label(`size.window${first < 0 ? "_before" : ""}${last > end ? "_after" : ""}`, values);
}

/** Which pixels no window reads. @param {Words} words @param {Counted} axis */
export function sayNever({ label }, { unread, starts, span, settings: { input_size, stride }, room }) {
  const values = { n: unread.length, a: unread[0] + 1, b: input_size, room, s: stride };
  const isTail = unread[0] === input_size - unread.length && starts[starts.length - 1] + span <= unread[0];
  if (!isTail) return label("size.never_gaps", values);
  return label(unread.length === 1 ? "size.never_one" : "size.never_tail", values);
}

/** A division as it is written: 57 ÷ 2 = 28.5, and 22 ÷ 3 ≈ 7.33, for that is rounded. @param {number} whole @param {number} parts */
export function division(whole, parts) {
  const hundredths = (100 * whole) / parts;
  const sign = Math.abs(hundredths - Math.round(hundredths)) < 1e-9 ? "=" : "≈";
  return `${formatNumber(whole)} ÷ ${parts} ${sign} ${plainNumber(whole / parts)}`;
}

/** The numbers that the sentences about rules name. @param {Counted} axis */
export function valuesOf({ settings, room, quotient, span, before, size }) {
  const { input_size: i, kernel_size: k, stride: s, padding, dilation: d } = settings;
  const p = padding === "same" ? before : padding;
  const counted = { span, n: size, room: formatNumber(room), q: plainNumber(quotient) };
  return { i, k, s, p, d, ...counted, fit: division(room, s) };
}

/** The rules behind a number, all that fit. @param {Words} words @param {string[]} rules @param {Record<string, string | number>} values */
export function sayRules({ label }, rules, values) {
  const [first, ...others] = rules.map((rule) => label(`size.why_${rule}`, values));
  return [first, ...others.map((why) => label("size.or", { why }))].join(" ");
}

/** @type {Lesson["caption"]} */
export function caption(kit, { chosen, now: { shown, failing }, isAsked }) {
  if (isAsked) return { lead: kit.label("step.predict"), text: kit.label("size.asked") };
  if (failing) {
    const { reason, values } = failing.refused;
    const text = fill(kit.refusals[reason], values).replaceAll("`", "");
    return { lead: kit.label("size.torch_says_no"), text };
  }
  return { text: sayWindow(kit, shown, chosen.step) };
}

const MOST_WRONG = 3;

/** What wrong rules give on an axis, each number once with all the rules that give it. @param {Counted} axis @returns {Map<number, string[]>} */
function wrongNumbers({ settings, size }) {
  const { layer, input_size: i, kernel_size: k, stride: s, padding, dilation: d, ceil_mode } = settings;
  const p = Number(padding);
  const given =
    layer === "Conv2d"
      ? givenByRules("output_size", i, k, s, p, d)
      : givenByRules("pooled_size", i, k, s === k ? null : s, p, ceil_mode);
  /** @type {Map<number, string[]>} */
  const found = new Map();
  for (const [rule, value] of Object.entries(given)) {
    if (typeof value !== "number" || value === size || value < 0) continue;
    found.set(value, [...(found.get(value) ?? []), rule]);
  }
  return found;
}

/** What the figure's state asks, or why nothing. @type {Lesson["question"]} */
export function question(kit, _chosen, { shown: axis, failing }) {
  if (failing) return kit.label("size.nothing_refused");
  const { layer, padding, dilation, ceil_mode } = axis.settings;
  const isOpen = padding !== "same" && (layer !== "MaxPool2d" || dilation === 1);
  const wrong = isOpen ? [...wrongNumbers(axis)].slice(0, MOST_WRONG) : [];
  if (wrong.length === 0) return kit.label("size.nothing_telling");
  const values = valuesOf(axis);
  const series = JSON.stringify(axis.settings);
  const reason = axis.isDropped ? "dropped" : "ceil";
  const why = kit.label(ceil_mode ? `size.why_right_${reason}` : "size.why_right", values);
  const right = { text: formatNumber(axis.size), rule: null, why };
  const options = wrong.map(([value, rules]) => ({
    text: plainNumber(value),
    rule: rules[0],
    why: sayRules(kit, rules, values),
  }));
  const ask = (ceil_mode && "size.ask_ceil") || (dilation > 1 ? "size.ask_dilation" : "size.ask");
  return { series, place: 0, stem: kit.label(ask, values), options: [right, ...options] };
}
