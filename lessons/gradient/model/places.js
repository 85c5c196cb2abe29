/** The way back as steps: which layer each step reaches, and at which number of it the figure looks. */

/** @import { Grid } from "../../kit/arithmetic/grid.js" */
/**
 * @typedef {"loss" | "score" | "linear" | "features" | "pool" | "relu" | "conv" | "pixel"} Layer
 * @typedef {"weight" | "bias"} Parameter
 * @typedef {{ layer: Layer, parameter: Parameter, row: number, column: number }} Place row and column from 1
 * @typedef {{ kernel: Grid }} Sized
 */

/** The layers in the order in which the gradient reaches them; at the loss nothing has come back yet. @type {Layer[]} */
export const LAYERS = ["loss", "score", "linear", "features", "pool", "relu", "conv", "pixel"];
const CONV = LAYERS.indexOf("conv");

/** How many steps there are behind the first: one a layer, one a weight of the kernel, one for its bias. @param {Sized} sized */
export const lastStep = ({ kernel }) => CONV + kernel.values.length + 1;

/** The step at which a place gets its gradient; at 0 nothing has come back. @param {Place} place @param {Sized} sized */
export function stepAt({ layer, parameter, row, column }, sized) {
  if (layer === "pixel") return lastStep(sized);
  if (layer !== "conv") return LAYERS.indexOf(layer);
  const { values, width } = sized.kernel;
  return CONV + (parameter === "bias" ? values.length : (row - 1) * width + column - 1);
}

/** The layer that a step reaches, and of the kernel the very number. @param {number} step @param {Sized} sized @returns {Partial<Place> & { layer: Layer }} */
export function placeOf(step, sized) {
  const { values, width } = sized.kernel;
  if (step < CONV) return { layer: LAYERS[step] };
  if (step > CONV + values.length) return { layer: "pixel" };
  const at = step - CONV;
  if (at === values.length) return { layer: "conv", parameter: "bias" };
  return { layer: "conv", parameter: "weight", row: Math.floor(at / width) + 1, column: (at % width) + 1 };
}
