/** What the gradient of the place that is looked at is made of. */

import { pixelReaders, weightProducts } from "../../kit/arithmetic/convolution_backward.js";
import { layerOf } from "./network.js";
import { written } from "./written.js";

/** @import { Use } from "../../kit/arithmetic/convolution_backward.js" */
/** @import { Settings } from "./given.js" */
/** @import { Numbers } from "./numbers.js" */
/**
 * @typedef {object} Sum
 * @property {[factor: number, gradient: number][]} terms products that are not 0
 * @property {number} zeros how many products are 0
 * @property {number} total
 */

/** @param {Pick<Settings, "row" | "column">} chosen @param {number} width @returns {number} where a place lies in its grid */
export const indexOf = ({ row, column }, width) => (row - 1) * width + column - 1;

/** All uses of a weight, or all readings of a pixel. @param {Settings} chosen @param {Numbers} now @returns {Use[]} */
export function usesOf(chosen, { pass, gradients }) {
  const { input, parameters } = pass;
  const place = /** @type {const} */ ([chosen.row - 1, chosen.column - 1]);
  const given = /** @type {const} */ ([input, parameters.kernel, layerOf(parameters.kernel), gradients.conv]);
  return chosen.layer === "pixel" ? pixelReaders(...given, ...place) : weightProducts(...given, ...place);
}

/** @param {[number, number][]} products @returns {Sum} */
function summed(products) {
  const terms = products.filter(([factor, gradient]) => factor * gradient !== 0);
  const total = products.reduce((sum, [factor, gradient]) => sum + factor * gradient, 0);
  return { terms, zeros: products.length - terms.length, total };
}

/** @param {Settings} chosen @param {Numbers} now @returns {Sum} */
export function sumOf(chosen, now) {
  const { pass, gradients } = now;
  const { weights } = pass.parameters;
  const at = indexOf(chosen, weights.width);
  if (chosen.layer === "linear") return summed([[pass.pool.values[at], gradients.score]]);
  if (chosen.layer === "features") return summed([[weights.values[at], gradients.score]]);
  if (chosen.layer === "conv" && chosen.parameter === "bias")
    return summed(Array.from(gradients.conv.values, (gradient) => [1, gradient]));
  return summed(usesOf(chosen, now).map(({ factor, gradient }) => [factor, gradient]));
}

/** 2×2 + 3×−2 @param {Sum} sum */
export function writtenProducts({ terms }) {
  return terms.map(([factor, gradient]) => `${written(factor)}×${written(gradient)}`).join(" + ") || "0";
}

/** 4 − 6 − 6 @param {Sum} sum */
export function writtenSum({ terms }) {
  const products = terms.map(([factor, gradient], i) => {
    const text = written(factor * gradient);
    if (i === 0) return text;
    return text.startsWith("−") ? ` − ${text.slice(1)}` : ` + ${text}`;
  });
  return products.join("") || "0";
}
