/** What is computed of a state: what a layer makes of the tensor that is built, and what calls make of the small picture. */

import { convOutcome } from "./layer.js";
import { OUT_CHANNELS, readShape } from "./limits.js";
import { SMALL_PICTURE, SMALL_SHAPE } from "./small_picture.js";
import { fresh, indexOf, placeOf, readCalls, runCalls } from "./tensor_view.js";

/** @import { Settings } from "./limits.js" */
/** @import { View } from "./tensor_view.js" */
/** @typedef {ReturnType<typeof runOf>} Run */

export const START = fresh(SMALL_PICTURE, SMALL_SHAPE);
/** The same with each number its own place: it tells where a copied number lay at first. */
const PLACES = fresh([...SMALL_PICTURE.keys()], SMALL_SHAPE);

/** @param {Settings} chosen @returns {import("./layer.js").Layer} */
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

/** What the calls give; `origins` says of each place in memory where its number lay at first. @param {Settings} chosen */
export function runOf({ ops }) {
  const calls = readCalls(ops) ?? [];
  const { views, error } = runCalls(START, calls);
  const origins = runCalls(PLACES, calls).views[views.length - 1].storage;
  return { calls, views, error, last: views[views.length - 1], origins };
}

/** Where one number lies: index times stride, added up. @param {View} view @param {number} at */
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
