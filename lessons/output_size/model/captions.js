/** What is said of a window and of a rule. */

import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { countOf, shortCount } from "../../kit/controls/transport.js";
import { fill } from "../../kit/i18n/korean_particles.js";
import { compute } from "./numbers.js";

/** @import { Counted } from "./numbers.js" */
/** @typedef {Pick<import("../../kit/dom/kit.js").Kit, "label">} Words */

/** At most two decimals, and no zero at the end: 29.5. @param {number} value */
export const plainNumber = (value) => formatNumber(value).replace(/(\.\d)0$/, "$1");

/** One window by its number, counted from 1; pixels too. @param {Words} words @param {Counted} axis @param {number} number */
function sayWindow({ label }, { settings, before, span }, number) {
  const first = (number - 1) * settings.stride - before;
  const last = first + span - 1;
  const outside = last - settings.input_size + 1;
  const values = { n: number, a: first + 1, b: last + 1, x: -first, y: outside };
  const at = `${first < 0 ? "_before" : ""}${outside > 0 ? "_after" : ""}`;
  return label(`size.window${at}`, values);
}

/** The numbers that the sentences about rules name. @param {Counted} axis */
export function valuesOf({ settings, room, quotient, span, before, size }) {
  const { input_size: i, kernel_size: k, stride: s, padding, dilation: d } = settings;
  const p = padding === "same" ? before : padding;
  const counted = { span, room: formatNumber(room), q: plainNumber(quotient), n: size };
  return { i, k, s, p, d, ...counted, first: i - k };
}

/** The rules behind a number, all that fit. @param {Words} words @param {string[]} rules @param {Record<string, string | number>} values */
export function sayRules({ label }, rules, values) {
  const [first, ...others] = rules.map((rule) => label(`size.why_${rule}`, values));
  return [first, ...others.map((why) => label("size.or", { why }))].join(" ");
}

/** A refusal by the course's table, which Python hands over. @param {Record<string, string>} sentences @param {Counted} axis */
function sayRefusal(sentences, { refused }) {
  return refused ? fill(sentences[refused.reason], refused.values).replaceAll("`", "") : "";
}

/** @type {import("../../kit/figure/lesson_figure.js").Lesson["caption"]} */
export function caption(kit, { chosen, now: { shown, failing }, isAsked }) {
  if (isAsked) return { lead: kit.label("step.predict"), text: kit.label("size.asked") };
  if (failing) return { lead: kit.label("size.torch_says_no"), text: sayRefusal(kit.refusals, failing) };
  const lead = kit.label("play.count", countOf(chosen.step, shown.size));
  const text = sayWindow(kit, shown, chosen.step);
  return { lead, text, short: shortCount(chosen.step, shown.size) };
}

const RUN = 7; // two imports and a line between, the input, the layer, its output, what it prints
const REFUSED = 3; // try, except, print

/** How long the code of a state is, so that its place is as high before it comes; code.py writes it. @param {import("./limits.js").Settings} chosen */
export const codeLines = (chosen) => RUN + (compute(chosen).failing ? REFUSED : 0);
