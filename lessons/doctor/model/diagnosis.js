/** What Python answers about a model: the types, what is looked up in it, the pages that show one of its layers in exactly its state; and what is said of it: the verdict, what a line does, and how a number came about. */

import { formatCount } from "../../kit/arithmetic/rounding.js";
import { readAddress, writeValue } from "../../kit/settings/address.js";
import { settingsOf } from "../../kit/settings/table.js";
import { single, written } from "./typing.js";

/**
 * @typedef {number[]} Shape
 * @typedef {{ line: number, column: number, end_line: number, end_column: number }} Span lines from 1, columns from 0
 * @typedef {{ name: string, arguments: Record<string, any> }} Layer
 *
 * @typedef {object} Line
 * @property {string} text
 * @property {"fine" | "breaks" | "not_read" | "not_reached"} state
 * @property {Shape | Shape[] | null} shape that leaves it
 * @property {number | null} parameters that are made here
 * @property {number} multiplications
 * @property {[number, number] | "all" | null} sees the receptive field, height first
 *
 * @typedef {object} Step
 * @property {number} line
 * @property {number | null} made the line that makes the layer
 * @property {string} op
 * @property {Shape | Shape[] | null} shape
 * @property {Shape} given
 * @property {Layer | null} layer that it calls, or that does what its function does
 *
 * @typedef {{ en: string, ko: string, line: number | null, word: string, reason: string, is_doubtful: boolean }} Said
 * @typedef {{ start: number, end: number, role: string, conflict: boolean, span: Span | null }} Token
 *
 * @typedef {object} Failure
 * @property {number | null} line
 * @property {number | null} layer_line
 * @property {string} kind
 * @property {string} message
 * @property {"torch" | "meta" | "Python"} speaker
 * @property {string} op
 * @property {string} reason
 * @property {Record<string, any>} values
 * @property {string} en
 * @property {string} ko
 * @property {Token[]} tokens
 *
 * @typedef {object} Fix
 * @property {{ span: Span, text: string }[]} edits
 * @property {Shape | null} input_shape another one, where that is the mend
 * @property {string} code the first line that changes, as it is then
 * @property {string} text all of it, as it is then
 * @property {Shape | null} arrives at what broke
 *
 * @typedef {{ fix: Fix, en: string, ko: string }} Mend
 *
 * @typedef {object} Diagnosis
 * @property {"runs" | "breaks" | "not_read" | "nothing"} verdict
 * @property {Shape} input_shape
 * @property {Line[]} lines
 * @property {Step[]} steps
 * @property {Shape | Shape[] | string | null} output
 * @property {number | null} parameters
 * @property {Failure | null} failure
 * @property {Said[]} refusals
 * @property {Said[]} remarks
 * @property {Mend[]} mends
 */

/** The line to go to: where it breaks, or what is not read. @param {Diagnosis} found @returns {number | null} */
export const troubledLine = ({ failure, refusals }) =>
  failure?.line ?? refusals.find(({ line }) => line)?.line ?? null;

/** What is wrong with a line: its shapes, or what Python says of it. @param {Failure} failure @param {string} unfit @param {string} wrong */
const byWhom = ({ speaker }, unfit, wrong) => (speaker === "Python" ? wrong : unfit);

/** The same in two words, "" where nothing is. @param {Kit} kit @param {Diagnosis["failure"] | undefined} failure */
export const stopOf = (kit, failure) =>
  failure ? kit.label(byWhom(failure, "doctor.does_not_fit", "doctor.does_not_run")) : "";

/** The steps that a line shows: those it runs, and those of the layer it makes. @param {Diagnosis} found @param {number} line */
export function stepsAt({ steps }, line) {
  const run = steps.filter((step) => step.line === line);
  return run.length > 0 ? run : steps.filter((step) => step.made === line).slice(0, 1);
}

/** @typedef {{ page: string, address: string }} Link */

/** How an argument stands in an address. @param {any} value */
function argument(value) {
  if (value === null) return "None";
  return typeof value === "boolean" ? String(Number(value)) : writeValue(value);
}

/** Whether a page has a layer of this name. @param {Table} table @param {string} name */
const has = ({ call, settings }, name) => call.layer === name || settings.layer?.choices?.includes(name);

/** What a page would be asked for. @param {Table} table @param {NonNullable<Step["layer"]>} layer */
function argumentsFor({ settings }, { name, arguments: given }) {
  const taken = Object.entries(settings).filter(([each, line]) => line.argument?.[name] && each in given);
  return taken.map(([each, line]) => {
    const fallback = line.argument?.[name].default;
    // A stride that is not written is the kernel's, where the page has no word for "not written".
    const isFollowed = given[each] === null && typeof fallback === "string" && fallback in given;
    return [each, argument(isFollowed ? given[fallback] : given[each])];
  });
}

/** @param {Table} table @param {string[][]} asked */
function isWithin(table, asked) {
  const read = readAddress(settingsOf(table), `?${new URLSearchParams(asked)}`);
  return read !== null && read.refused.length === 0;
}

/**
 * The links from a step; a page that cannot show the layer is left out, and so is a size that it has not.
 * @param {Step} step
 * @param {Record<string, Table>} tables by page, such as "output-size"
 * @returns {Link[]}
 */
export function linksOf({ layer, given }, tables) {
  if (!layer || given.length < 3) return [];
  const [height, width] = given.slice(-2).map(String);
  return Object.entries(tables).flatMap(([page, table]) => {
    if (!has(table, layer.name)) return [];
    const asked = argumentsFor(table, layer);
    if (table.settings.layer) asked.unshift(["layer", layer.name]);
    const sides = [...(height === width ? [["size", height]] : []), ["height", height], ["width", width]];
    const sizes = sides.filter(([name]) => table.settings[name]);
    // Where the size is all there is to see, it must be the one.
    const ways = page === "output-size" ? [[...asked, ...sizes]] : [[...asked, ...sizes], asked];
    const way = ways.find((each) => isWithin(table, each));
    return way ? [{ page, address: `/${page}?${new URLSearchParams(way)}` }] : [];
  });
}

/** @typedef {{ look: "empty" | "runs" | "doubt" | "breaks" | "not_read", lead: string, text: string, line: number | null }} Verdict */

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
  const which = remarks.filter(({ reason }) => reason === "several_models").map((said) => said[language]);
  if (refusals.length > 0) {
    const text = [...refusals.map((said) => quoted(said, language)), ...which].join(" ");
    return { look: "not_read", lead: "", text, line };
  }
  if (failure) {
    const lead = failure.line
      ? kit.label(byWhom(failure, "doctor.breaks_line", "doctor.stops_line"), { n: failure.line })
      : kit.label("doctor.breaks");
    return { look: "breaks", lead, text: [failure[language], ...which].join(" "), line };
  }
  const shape = leaves(output);
  const text =
    parameters === null
      ? kit.label("doctor.comes_out", { shape })
      : kit.label("doctor.comes_out_with", { shape, n: formatCount(parameters) });
  const doubt = remarks.find((said) => said.is_doubtful); // said before all else
  const remarked = remarks.toSorted((one, other) => Number(other === doubt) - Number(one === doubt));
  const words = remarked.map((said) => said[language]);
  return doubt
    ? { look: "doubt", lead: "", text: [...words, text].join(" "), line: doubt.line }
    : { look: "runs", lead: kit.label("doctor.runs"), text: [text, ...words].join(" "), line };
}

/** A sentence, the word that it speaks of as code. @param {Said} said @param {"en" | "ko"} language */
const quoted = (said, language) => said[language].replace(`: ${said.word}.`, () => `: \`${said.word}\`.`);

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

/** 28 of a square picture, else 28×40. @param {number[]} shape */
const sideOf = ([, , height, width]) => (height === width ? String(height) : `${height}×${width}`);

/** How the numbers came about that a Linear does not take: the sides of the picture, then what was laid in a row. @param {Kit} kit @param {Diagnosis} found @returns {string} "" where nothing was */
export function howItCame(kit, { steps, failure }) {
  if (failure?.reason !== "features_differ") return "";
  const flat = steps.findLast(({ given, shape }) => given.length === 4 && single(shape)?.length === 2);
  const n = failure.values.given;
  const [, channels, height, width] = flat?.given ?? [];
  if (!flat || flat.shape?.at(-1) !== n || channels * height * width !== n) return ""; // a view mixes pictures
  const before = steps.slice(0, steps.indexOf(flat)).map(({ shape }) => single(shape));
  const sizes = [steps[0].given, ...before].filter((shape) => shape?.length === 4);
  const sides = sizes.map((shape) => sideOf(/** @type {number[]} */ (shape)));
  const way = sides.filter((side, at) => side !== sides[at - 1]).join(" → ");
  const product = `${channels} × ${height} × ${width}`;
  return kit.label("doctor.how_it_came", { way, product, n });
}
