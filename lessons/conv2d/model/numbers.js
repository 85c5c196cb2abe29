/** What one filter of the layer makes of the picture: a map for each channel it reads, their sum, the bias. */

import { channelStep, channelsRead, filterMaps } from "../../kit/arithmetic/channels.js";
import { latest } from "../../kit/arithmetic/latest.js";
import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { newLayer } from "./initial_weights.js";
import { hasBias, outputOf, weightShape, windowSettings } from "./layer.js";
import { inputsOf } from "./picture.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */
/** @import { Settings } from "./limits.js" */
/**
 * @typedef {NonNullable<ReturnType<typeof compute>>} Work one filter at work
 * @typedef {ReturnType<typeof newLayer>} Layer
 */

const DIGITS = 4; // a product of two numbers in hundredths has no more
const LEAST = 0.01;
const ALL = 4; // sides of the shape of `weight`

/** The new layer's numbers, or null where there is no layer. */
export const weightsOf = latest(
  (/** @type {Settings} */ chosen) => {
    const shape = weightShape(chosen);
    return shape && newLayer(chosen.seed, shape, hasBias(chosen));
  },
  (chosen) => [chosen.seed, hasBias(chosen), ...(weightShape(chosen) ?? Array(ALL).fill(0))],
);

/** @param {Grid} grid */
const largestOf = ({ values }) => values.reduce((top, each) => Math.max(top, Math.abs(each)), 0);

/** The largest weight of a layer, whatever its sign: the end of its scale of colours. @param {Layer} layer */
export function largestWeight({ weights }) {
  const all = weights.flat().map(largestOf);
  return Math.max(...all, LEAST);
}

/** Which channels each filter reads. @param {Settings} chosen @param {number} filter from 0 */
export const readBy = ({ in_channels, out_channels, groups }, filter) =>
  channelsRead(in_channels, out_channels, filter, groups);

const mapsOf = latest(
  (/** @type {{ chosen: Settings, layer: Layer }} */ { chosen, layer }) => {
    const channels = readBy(chosen, chosen.filter - 1);
    const all = inputsOf(chosen.in_channels, Number(chosen.size));
    const inputs = channels.map((channel) => all[channel]);
    const kernels = layer.weights[chosen.filter - 1];
    const bias = layer.biases[chosen.filter - 1];
    const { maps, output } = filterMaps(inputs, kernels, windowSettings(chosen), bias);
    const most = [...maps, output].map(largestOf);
    const limit = Math.max(...most) || 1; // of the scale of colours that all maps share
    return { channels, inputs, kernels, maps, output, limit };
  },
  ({ layer, chosen }) => {
    const { in_channels, out_channels, groups, filter, size } = chosen;
    const windows = Object.values(windowSettings(chosen)).map(String);
    return [layer, in_channels, out_channels, groups, filter, size, ...windows];
  },
);

/** The filter at work, or null while PyTorch refuses. @param {Settings} chosen */
export function compute(chosen) {
  const layer = weightsOf(chosen);
  if (!layer || !outputOf(chosen)) return null;
  const { in_channels, groups, filter, row, column, size } = chosen;
  const inputs = inputsOf(in_channels, Number(size));
  const { weights, biases } = layer;
  const place = /** @type {const} */ ([filter - 1, row - 1, column - 1]);
  const step = channelStep(inputs, weights, windowSettings(chosen), biases, groups, ...place);
  return { ...mapsOf({ chosen, layer }), step };
}

/** A sum of products, to its last digit. @param {number} value */
export const exact = (value) => formatNumber(value, { digits: DIGITS });

/** A weight, a pixel or a bias: two digits, no zero before the point. @param {number} value */
export const short = (value) => formatNumber(value, { leadingZero: false });
