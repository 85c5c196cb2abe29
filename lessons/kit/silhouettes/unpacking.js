/** Silhouettes and nets as packing.py hands them over. */

import { bytesOf, int16Of } from "../arithmetic/packed.js";

/** @import { Grid } from "../arithmetic/grid.js" */
/** @import { Weights } from "./nets.js" */
/**
 * @typedef {object} Sent
 * @property {Record<string, string>} weights by "centred dense 1.weight": 16 bits a weight, deflated, in base64
 * @property {Record<string, string>} samples pictures alike
 *
 * @typedef {object} Silhouettes
 * @property {Record<string, Weights>} weights by "centred dense"
 * @property {Record<string, Grid>} samples in hundredths
 */

/** @param {string} text @returns {Promise<Int16Array>} */
export async function unpacked(text) {
  const stream = new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream("deflate"));
  return int16Of(await new Response(stream).arrayBuffer());
}

/** @param {Record<string, string>} packed @returns {Promise<[string, Int16Array][]>} */
const all = (packed) =>
  Promise.all(
    Object.entries(packed).map(
      async ([name, text]) => /** @type {[string, Int16Array]} */ ([name, await unpacked(text)]),
    ),
  );

/** @param {Sent} sent @returns {Promise<Silhouettes>} */
export async function silhouettesOf({ weights, samples }) {
  const [tensors, pictures] = await Promise.all([all(weights), all(samples)]);
  /** @type {Record<string, Weights>} */
  const nets = {};
  for (const [name, values] of tensors) {
    const [practice, net, key] = name.split(" ");
    nets[`${practice} ${net}`] = { ...nets[`${practice} ${net}`], [key]: values };
  }
  const grids = pictures.map(([name, values]) => [
    name,
    { height: 28, width: 28, values: Float64Array.from(values) },
  ]);
  return { weights: nets, samples: Object.fromEntries(grids) };
}
