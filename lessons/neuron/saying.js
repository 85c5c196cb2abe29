// @ts-check
/** The neuron figure in words and in PyTorch: the sentence of one weight, the line of code. */

import { formatNumber } from "../kit/arithmetic/rounding.js";
import { OUTPUTS, PLACES, SIDE } from "./settings.js";

/**
 * @typedef {import("../kit/dom/kit.js").Kit} Kit
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {import("./cells.js").Neuron} Neuron
 */

/** What one of the nine weights does, and what comes of all nine. @param {Kit} kit @param {Neuron} neuron @param {Settings} chosen @param {number} weight from 0 */
export function sentenceOf(kit, { window, kernel, products, sum, before, output }, { bias, relu }, weight) {
  const values = {
    k: weight + 1,
    x: formatNumber(window.values[weight]),
    w: formatNumber(kernel.values[weight]),
    p: formatNumber(products.values[weight]),
    s: formatNumber(sum),
    b: formatNumber(bias),
    v: formatNumber(before),
    o: formatNumber(output),
  };
  return kit.label(relu ? "neuron.sentence_relu" : "neuron.sentence", values);
}

/** The layer in PyTorch without its last bracket, between the shapes. @param {Settings} chosen @returns {[before: string, call: string, after: string]} */
export function codeOf({ relu, shared }) {
  const before = `(1, 1, ${SIDE}, ${SIDE})`;
  if (shared) {
    const after = `(1, 1, ${PLACES}, ${PLACES})`;
    if (!relu) return [before, "nn.Conv2d(1, 1, 3", after];
    return [before, "nn.Sequential(nn.Conv2d(1, 1, 3), nn.ReLU()", after];
  }
  const sum = "(weights * nn.Unfold(3)(image)).sum(1) + bias";
  return [before, relu ? `torch.relu(${sum}` : `(${sum}`, `(1, ${OUTPUTS})`];
}
