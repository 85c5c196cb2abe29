/** What is said of a diagnosis: the verdict, what a line does, and how a number came about. */

import { formatCount } from "../../kit/arithmetic/rounding.js";
import { stepsAt, troubledLine } from "./diagnosis.js";
import { single, written } from "./typing.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Diagnosis, Step } from "./diagnosis.js" */
/**
 * @typedef {{ look: "empty" | "runs" | "doubt" | "breaks" | "not_read", lead: string, text: string, line: number | null }} Verdict
 */

/** @param {unknown} value */
const isPlain = (value) => typeof value === "number" || typeof value === "string";

/** 5 as "5×5", [3, 5] as "3×5". @param {any} size */
const both = (size) => (Array.isArray(size) ? size.join("×") : `${size}×${size}`);

/** What a step is called below its arrow: "Conv2d 5×5, padding 2". @param {Step} step */
export function nameOf({ op, layer }) {
  const { kernel_size, padding, stride } = layer?.arguments ?? {};
  if (!layer?.name.endsWith("2d") || kernel_size === undefined) return op;
  const more = [];
  if (layer.name.startsWith("Conv") && isPlain(stride) && stride !== 1) more.push(`stride ${stride}`);
  if (isPlain(padding) && padding !== 0) more.push(`padding ${padding}`);
  return [`${op} ${both(kernel_size)}`, ...more].join(", ");
}

/** What leaves a model. @param {Diagnosis["output"]} output */
const leaves = (output) => (Array.isArray(output) ? written(output) : (output ?? "None"));

/** @param {Kit} kit @param {Diagnosis} found @returns {Verdict} */
export function verdictOf(kit, found) {
  const { verdict, failure, refusals, output, parameters, remarks } = found;
  const { language } = kit;
  const line = troubledLine(found);
  if (verdict === "nothing") return nothing(kit);
  if (refusals.length > 0) {
    const text = refusals.map((said) => quoted(said, language)).join(" ");
    return { look: "not_read", lead: "", text, line };
  }
  if (failure) {
    const lead = failure.line
      ? kit.label("doctor.breaks_line", { n: failure.line })
      : kit.label("doctor.breaks");
    return { look: "breaks", lead, text: failure[language], line };
  }
  const shape = leaves(output);
  const text =
    parameters === null
      ? kit.label("doctor.comes_out", { shape })
      : kit.label("doctor.comes_out_with", { shape, n: formatCount(parameters) });
  const remarked = remarks.map((said) => said[language]);
  const isMeant = !remarks.some(isDoubtful);
  return isMeant
    ? { look: "runs", lead: kit.label("doctor.runs"), text: [text, ...remarked].join(" "), line }
    : { look: "doubt", lead: "", text: [...remarked, text].join(" "), line: remarks[0].line };
}

/** A sentence, the word that it speaks of as code. @param {import("./diagnosis.js").Said} said @param {"en" | "ko"} language */
const quoted = (said, language) => said[language].replace(`: ${said.word}.`, () => `: \`${said.word}\`.`);

/** Of what runs and cannot be meant the doctor says so at once. @param {import("./diagnosis.js").Said} said */
const isDoubtful = ({ en, reason }) => en.startsWith("It runs, but") || reason === "layer_given_tensor";

/** @param {Kit} kit @returns {Verdict} */
export function nothing(kit) {
  const [lead, text] = [kit.label("doctor.never_run"), kit.label("doctor.only_shapes")];
  return { look: "empty", lead, text, line: null };
}

/** The shapes that a line goes through, with what makes each. @param {Step[]} steps */
function wayThrough(steps) {
  let last = "";
  const parts = steps.flatMap((step) => {
    const [from, to] = [written(step.given), step.shape ? written(step.shape) : ""];
    const shown = from === last || step.given.length === 0 ? [] : [from];
    last = to;
    return [...shown, `\`${nameOf(step)}\``, ...(to ? [to] : [])];
  });
  return parts.join(" → ");
}

/** What happens in a line, "" where nothing does. @param {Kit} kit @param {Diagnosis} found @param {number} number of the line */
export function lineSentence(kit, found, number) {
  const [steps, line] = [stepsAt(found, number), found.lines[number - 1]];
  if (!line) return "";
  const parts = steps.length > 0 ? [`${wayThrough(steps)}.`] : [];
  if (Array.isArray(line.sees)) {
    const [height, width] = line.sees;
    parts.push(kit.label("doctor.sees", { size: `${height}×${width}` }));
  } else if (line.sees === "all") parts.push(kit.label("doctor.sees_all"));
  if (line.parameters) parts.push(kit.label("doctor.made", { n: formatCount(line.parameters) }));
  if (line.multiplications)
    parts.push(kit.label("doctor.multiplications", { n: formatCount(line.multiplications) }));
  return parts.join(" ");
}

/** How the numbers came about that a Linear does not take: the sides of the picture, then what was laid in a row. @param {Kit} kit @param {Diagnosis} found @returns {string} "" where nothing was */
export function howItCame(kit, { steps, failure }) {
  if (failure?.reason !== "features_differ") return "";
  const flat = steps.findLast(({ given, shape }) => given.length === 4 && single(shape)?.length === 2);
  if (!flat || flat.shape?.at(-1) !== failure.values.given) return "";
  const before = steps.slice(0, steps.indexOf(flat)).map(({ shape }) => single(shape));
  const sizes = [steps[0].given, ...before].filter((shape) => shape?.length === 4);
  const sides = sizes.map((shape) => /** @type {number[]} */ (shape)[2]);
  const way = sides.filter((side, at) => side !== sides[at - 1]).join(" → ");
  const [, channels, height, width] = flat.given;
  const product = `${channels} × ${height} × ${width}`;
  return kit.label("doctor.how_it_came", { way, product, n: failure.values.given });
}
