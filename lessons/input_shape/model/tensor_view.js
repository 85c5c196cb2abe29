/**
 * A tensor as torch keeps it: numbers in a row (the storage), a shape, and strides that say how far apart
 * neighbours lie. What each operation does to the three, and where torch refuses it.
 * Source: ATen's `computeStride`, `infer_size`, `permute`, `unsqueeze`, `flatten`; compared with torch by test.
 */

import { patternOf } from "../../kit/settings/table.js";
import { table } from "./limits.js";

/**
 * @typedef {{ storage: readonly number[], shape: readonly number[], strides: readonly number[] }} TensorView strides: steps in
 *   the storage from one index to the next, one an axis
 * @typedef {{ name: string, args: readonly number[] }} Call
 */

/** Torch refuses: what it raises; its words are asked for. */
export class Refused extends Error {
  /** @param {"RuntimeError" | "IndexError"} [kind] */
  constructor(kind = "RuntimeError") {
    super(kind);
    this.kind = kind;
  }
}

/** @param {readonly number[]} shape */
export const count = (shape) => shape.reduce((product, length) => product * length, 1);

/** The strides of numbers that lie in the order of the axes. @param {readonly number[]} shape */
function rowMajor(shape) {
  const strides = shape.map(() => 1);
  for (let axis = shape.length - 2; axis >= 0; axis--)
    strides[axis] = strides[axis + 1] * Math.max(shape[axis + 1], 1);
  return strides;
}

/** @param {readonly number[]} storage @param {readonly number[]} shape @returns {TensorView} */
export const fresh = (storage, shape) => ({ storage, shape, strides: rowMajor(shape) });

/** Whether the numbers lie in the order of the axes. @param {TensorView} view */
export function isContiguous({ shape, strides }) {
  const wanted = rowMajor(shape);
  return shape.every((length, axis) => length === 1 || strides[axis] === wanted[axis]);
}

/** The indices of the element at this place of the reading order, first to last. @param {readonly number[]} shape @param {number} at */
export function indexOf(shape, at) {
  const index = shape.map(() => 0);
  let rest = at;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index[axis] = rest % shape[axis];
    rest = Math.floor(rest / shape[axis]);
  }
  return index;
}

/** Where in the storage that element lies: the sum of index times stride. @param {TensorView} view @param {number} at */
export const placeOf = ({ shape, strides }, at) =>
  indexOf(shape, at).reduce((place, each, axis) => place + each * strides[axis], 0);

/** Every element in reading order. @param {TensorView} view */
export const elements = (view) =>
  Array.from({ length: count(view.shape) }, (_, at) => view.storage[placeOf(view, at)]);

/** An axis counted from the end made one counted from the start. @param {number} axis @param {number} axes */
function wrapped(axis, axes) {
  if (axis < -axes || axis >= axes) throw new Refused("IndexError");
  return axis < 0 ? axis + axes : axis;
}

/** A wanted shape with −1 worked out. @param {readonly number[]} wanted @param {number} numbers */
function inferred(wanted, numbers) {
  const open = wanted.filter((length) => length < 0);
  const known = count(wanted.filter((length) => length >= 0));
  const fits = open.length === 0 ? known === numbers : known > 0 && numbers % known === 0;
  if (!fits || open.length > 1 || open.some((length) => length !== -1)) throw new Refused();
  return wanted.map((length) => (length === -1 ? numbers / known : length));
}

/** The strides with which the same storage can be read in another shape; null where it would have to be copied. @param {TensorView} view @param {readonly number[]} wanted */
function viewStrides({ shape, strides }, wanted) {
  const found = wanted.map(() => 1);
  let axis = wanted.length - 1;
  let [base, inChunk, inView] = [strides.at(-1) ?? 1, 1, 1];
  for (let old = shape.length - 1; old >= 0; old--) {
    inChunk *= shape[old];
    const isEnd = old === 0 || (shape[old - 1] !== 1 && strides[old - 1] !== inChunk * base);
    if (!isEnd) continue;
    while (axis >= 0 && (inView < inChunk || wanted[axis] === 1)) {
      found[axis] = inView * base;
      inView *= wanted[axis];
      axis--;
    }
    if (inView !== inChunk) return null;
    [base, inChunk, inView] = [strides[old - 1] ?? 1, 1, 1];
  }
  return axis === -1 ? found : null;
}

/** @param {TensorView} view */
const copied = (view) => fresh(elements(view), view.shape);

/** The same storage in another shape, null where it would have to be copied. @param {TensorView} given @param {readonly number[]} shape @returns {TensorView | null} */
function viewed(given, shape) {
  const strides = viewStrides(given, shape);
  return strides && { ...given, shape, strides };
}

/** @param {TensorView} given @param {readonly number[]} args */
function view(given, args) {
  const same = viewed(given, inferred(args, count(given.shape)));
  if (!same) throw new Refused();
  return same;
}

/** @param {TensorView} given @param {readonly number[]} args */
function reshape(given, args) {
  const shape = inferred(args, count(given.shape));
  return viewed(given, shape) ?? fresh(elements(given), shape);
}

/** @param {TensorView} given @param {readonly number[]} args @returns {TensorView} */
function permute(given, args) {
  const axes = given.shape.length;
  if (args.length !== axes) throw new Refused();
  /** @type {number[]} */
  const order = [];
  for (const asked of args) {
    const axis = wrapped(asked, axes);
    if (order.includes(axis)) throw new Refused();
    order.push(axis);
  }
  return {
    ...given,
    shape: order.map((axis) => given.shape[axis]),
    strides: order.map((axis) => given.strides[axis]),
  };
}

/** @param {TensorView} given @param {readonly number[]} args @returns {TensorView} */
function unsqueeze(given, [wanted]) {
  const { shape, strides } = given;
  const axis = wrapped(wanted, shape.length + 1);
  const stride = axis < shape.length ? shape[axis] * strides[axis] : 1;
  return { ...given, shape: shape.toSpliced(axis, 0, 1), strides: strides.toSpliced(axis, 0, stride) };
}

/** @param {TensorView} given @param {readonly number[]} args @returns {TensorView} */
function flatten(given, [from = 0, to = -1]) {
  const axes = given.shape.length;
  const [start, end] = [wrapped(from, axes), wrapped(to, axes)];
  if (start > end) throw new Refused();
  if (start === end) return given;
  const joined = count(given.shape.slice(start, end + 1));
  return reshape(given, [...given.shape.slice(0, start), joined, ...given.shape.slice(end + 1)]);
}

/** Each operation: how many numbers it is given, at least and at most, and which before anything else is typed. @type {Record<string, { run: (given: TensorView, args: readonly number[]) => TensorView, least: number, most: number, usual: string }>} */
export const OPERATIONS = {
  permute: { run: permute, least: 1, most: 5, usual: "2, 0, 1" },
  reshape: { run: reshape, least: 1, most: 5, usual: "3, 8, 8" },
  view: { run: view, least: 1, most: 5, usual: "-1" },
  flatten: { run: flatten, least: 0, most: 2, usual: "1" },
  unsqueeze: { run: unsqueeze, least: 1, most: 1, usual: "0" },
  contiguous: { run: (given) => (isContiguous(given) ? given : copied(given)), least: 0, most: 0, usual: "" },
};

/** One operation after the other, up to the first that torch refuses. @param {TensorView} start @param {readonly Call[]} calls @returns {{ views: TensorView[], error: Refused | null }} the start and every result */
export function runCalls(start, calls) {
  const views = [start];
  for (const { name, args } of calls) {
    try {
      views.push(OPERATIONS[name].run(views[views.length - 1], args));
    } catch (error) {
      if (error instanceof Refused) return { views, error };
      throw error;
    }
  }
  return { views, error: null };
}

const OPS = patternOf(table.settings.ops);

/** Calls as an address has them, "permute:2,0,1.view:-1"; null if that is no such chain. @param {string} text @returns {Call[] | null} */
export function readCalls(text) {
  if (!OPS.test(text)) return null;
  return text.split(".").flatMap((part) => {
    const [name, numbers] = part.split(":");
    return name ? [{ name, args: numbers ? numbers.split(",").map(Number) : [] }] : [];
  });
}

/** The same written. @param {readonly Call[]} calls */
export const writeCalls = (calls) =>
  calls.map(({ name, args }) => (args.length ? `${name}:${args.join(",")}` : name)).join(".");

/** Calls as Python has them: "x.permute(2, 0, 1).view(-1)". @param {readonly Call[]} calls */
export const codeOf = (calls) =>
  ["x", ...calls.map(({ name, args }) => `${name}(${args.join(", ")})`)].join(".");
