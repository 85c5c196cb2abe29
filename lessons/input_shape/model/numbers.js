/** What is computed of a state: what a layer makes of a tensor, what calls make of a small picture, what torch has run. */

import { tuple } from "../../kit/arithmetic/rounding.js";
import { dataOf } from "../../kit/figure/fetched.js";
import { OUT_CHANNELS, readShape } from "./limits.js";
import { count, fresh, indexOf, placeOf, readCalls, runCalls } from "./tensor_view.js";

/** @import { Brick } from "../view/brick.js" */
/** @import { Settings } from "./limits.js" */

const COLOURS = /** @type {const} */ ({
  s: [90, 160, 230], // sky
  y: [250, 210, 60], // sun
  r: [120, 60, 40], // roof
  w: [240, 230, 210], // wall
  d: [200, 50, 60], // door
  g: [70, 150, 70], // grass
});
const ROWS = ["ssssssyy", "sssrssyy", "ssrrrsss", "srrrrrss", "sswwwsss", "sswdwsss", "ggwdwggg", "gggggggg"];

/** Height, width, channels: as NumPy and PIL keep it. */
export const SMALL_SHAPE = [ROWS.length, ROWS[0].length, 3];
export const ELEMENTS = count(SMALL_SHAPE);
/** Its numbers as they lie in memory: R, G, B, R, G, B … */
const SMALL_PICTURE = ROWS.flatMap((row) =>
  [...row].flatMap((letter) => [...COLOURS[/** @type {keyof typeof COLOURS} */ (letter)]]),
);
export const LETTERS = ["R", "G", "B"];

/**
 * @typedef {ReturnType<typeof layerOf>} Layer a Conv2d with a bias, stride 1 and float32 weights
 * @typedef {ReturnType<typeof runOf>} Run
 * @typedef {{ rule: string | null, shape: readonly number[] | null }} Choice null as a shape: torch refuses
 * @typedef {"type" | "axes" | "channels" | "size"} Reason what torch comes upon first
 * @typedef {{ shape: number[], reason: null } | { shape: null, reason: Reason }} Outcome
 */

export const ERROR = "RuntimeError"; // whatever of these does not fit

/** What comes out, or that nothing does. @param {Pick<Kit, "label">} words @param {Choice} choice */
export const choiceText = ({ label }, { shape }) => (shape ? tuple(shape) : label("shape.an_error"));

/** What goes in, with its type where that matters. @param {readonly number[]} shape @param {string} dtype */
export const givenText = (shape, dtype) => (dtype === "float32" ? tuple(shape) : `${tuple(shape)} ${dtype}`);

/** The layer as it is written in code. @param {Layer} layer */
export const callOf = ({ in_channels, out_channels, kernel_size, padding }) =>
  `Conv2d(${in_channels}, ${out_channels}, ${kernel_size}${padding ? `, padding=${padding}` : ""})`;

/** Why a wrong answer is wrong: of a call that fails nothing comes out, whatever the slip. @param {Pick<Kit, "label">} words @param {string} rule @param {Pick<Choice, "shape">} right @param {number} [padding] */
export function slipText({ label }, rule, right, padding = 0) {
  if (!right.shape) return label("shape.drill_error_missed");
  return label(`shape.drill_${rule}${rule === "size_kept" && padding > 0 ? "_padded" : ""}`);
}

/** @param {Reason} reason @returns {Outcome} */
const refusal = (reason) => ({ shape: null, reason });

/** What the usual mistakes make of a tensor that meets a layer. @param {readonly number[]} shape @param {Layer} layer @param {number} kept the channels that one of them keeps @returns {Choice[]} */
export function mistakesOf(shape, { out_channels, kernel_size, padding }, kept) {
  const sizes = shape.slice(-2).map((length) => Math.max(length + 2 * padding - kernel_size + 1, 1));
  const front = shape.slice(0, -3);
  return [
    { rule: "error_missed", shape: [...front, out_channels, ...sizes] },
    { rule: "error_expected", shape: null },
    front.length
      ? { rule: "batch_axis_dropped", shape: [out_channels, ...sizes] }
      : { rule: "batch_axis_added", shape: [1, out_channels, ...sizes] },
    { rule: "channels_kept", shape: [...front, kept, ...sizes] },
    { rule: "size_kept", shape: [...front, out_channels, ...shape.slice(-2)] },
  ];
}

/** @param {readonly number[]} shape @param {string} dtype @param {Layer} layer @returns {Outcome} */
export function convOutcome(shape, dtype, { in_channels, out_channels, kernel_size, padding }) {
  if (dtype !== "float32") return refusal("type");
  if (shape.length !== 3 && shape.length !== 4) return refusal("axes");
  const [channels, height, width] = shape.slice(-3);
  if (channels !== in_channels) return refusal("channels");
  const [high, wide] = [height + 2 * padding, width + 2 * padding];
  if (high < kernel_size || wide < kernel_size) return refusal("size");
  const sizes = [high - kernel_size + 1, wide - kernel_size + 1];
  return { shape: [...shape.slice(0, -3), out_channels, ...sizes], reason: null };
}

export const START = fresh(SMALL_PICTURE, SMALL_SHAPE);
/** The same with each number its own place: it tells where a copied number lay at first. */
const PLACES = fresh([...SMALL_PICTURE.keys()], SMALL_SHAPE);

/** @param {Settings} chosen */
export const layerOf = ({ in_channels, kernel_size, padding }) => ({
  in_channels,
  out_channels: OUT_CHANNELS,
  kernel_size,
  padding,
});

/** @param {Settings} chosen */
export const shapeOf = ({ shape }) => /** @type {number[]} */ (readShape(shape));
/** @param {Settings} chosen */
export const outcomeOf = (chosen) => convOutcome(shapeOf(chosen), chosen.dtype, layerOf(chosen));

/** What the calls give; `origins` says of each place in memory where its number lay at first. @param {Pick<Settings, "ops">} chosen */
export function runOf({ ops }) {
  const calls = readCalls(ops) ?? [];
  const { views, error } = runCalls(START, calls);
  const origins = runCalls(PLACES, calls).views[views.length - 1].storage;
  return { calls, views, error, last: views[views.length - 1], origins };
}

/** Where one number lies: index times stride, added up. @param {import("./tensor_view.js").TensorView} view @param {number} at */
export function placeWords(view, at) {
  const index = indexOf(view.shape, at);
  const products = index.map((each, axis) => `${each}·${view.strides[axis]}`).join(" + ");
  return { index: index.join(", "), sum: `${products} = ${placeOf(view, at)}` };
}

/** Of a view on the stage that computes something. @param {Settings} chosen */
export function compute(chosen) {
  if (chosen.view === "build") return outcomeOf(chosen);
  return chosen.view === "memory" ? runOf(chosen) : null;
}

/**
 * @typedef {{ code: string, error: string, message: string, result: string, given: Brick | null, takes: Brick | null }} Ran
 * @typedef {Ran & { line: number, change: string, verdict: "right" | "luck" | "error", why: string }} Mend
 * @typedef {{ name: string, title: string, why: string, broken: Ran, mends: Mend[] }} Snippet
 * @typedef {{ code: string, kind: string, shape: string, order: string, dtype: string, range: string }} Row
 * @typedef {Ran & { rows: Row[], given: Brick }} Combination
 * @typedef {{ combinations: Record<string, Combination>, pictures: Record<string, string> }} File
 * @typedef {{ snippets: Snippet[], pictures: Record<string, string>, torch: string, file: File, seed: number }} Data
 */

/** As data.py keeps it, in one language. @param {"en" | "ko"} language @returns {Promise<Omit<Data, "seed">>} */
export async function dataIn(language) {
  const { snippets, ...rest } = await dataOf("input_shape");
  return { ...rest, snippets: snippets[language] };
}

/** @param {Data} data @param {Settings} chosen */
export const snippetOf = ({ snippets }, { snippet }) =>
  /** @type {Snippet} */ (snippets.find(({ name }) => name === snippet));

/** What the chosen steps make of the photo. @param {File} file @param {Settings} chosen */
export const combinationOf = ({ combinations }, { permute, scale, batch }) =>
  combinations[`${permute}${scale}${batch}`];

/** What torch has run: the snippet with the mend that is chosen, or the file with its steps. @param {Data} data @param {Settings} chosen @returns {Ran} */
export function ranOf(data, chosen) {
  if (chosen.view === "file") return combinationOf(data.file, chosen);
  const { broken, mends } = snippetOf(data, chosen);
  return mends[chosen.mend - 1] ?? broken;
}
