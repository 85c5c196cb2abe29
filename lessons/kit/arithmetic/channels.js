/** A convolution over several channels: every filter sums over the channels of its group, then adds its bias once. */

import { convolutionStep, convolve } from "./convolution.js";
import { GeometryError } from "./geometry.js";

/** @import { Step } from "./convolution.js" */
/** @import { Grid } from "./grid.js" */
/** @import { Settings } from "./windows.js" */

/**
 * One step of a filter: on every channel it reads a window, products and their sum; then the bias, once.
 *
 * @typedef {{channels: Step[], channelSums: number[], bias: number, output: number}} ChannelStep
 */

/**
 * Return the numbers of the input channels that one filter reads: with groups only those of its own group.
 * @param {number} inChannels @param {number} outChannels @param {number} outChannel @param {number} [groups]
 * @returns {number[]}
 */
export function channelsRead(inChannels, outChannels, outChannel, groups = 1) {
  if (groups < 1 || inChannels % groups !== 0 || outChannels % groups !== 0) {
    const values = { groups, in_channels: inChannels, out_channels: outChannels };
    throw new GeometryError({ reason: "groups_do_not_divide", values });
  }
  const size = inChannels / groups;
  const first = Math.floor(outChannel / (outChannels / groups)) * size;
  return Array.from({ length: size }, (_, offset) => first + offset);
}

/**
 * Return the channels a filter reads, refusing an input with another number of channels than its weights.
 * @param {Grid[]} inputs @param {Grid[][]} weights @param {number} outChannel @param {number} groups
 * @returns {Grid[]}
 */
function inputsOf(inputs, weights, outChannel, groups) {
  const inChannels = weights[outChannel].length * groups;
  if (inputs.length !== inChannels) {
    const values = { in_channels: inChannels, channels: inputs.length };
    throw new GeometryError({ reason: "in_channels_differ", values });
  }
  return channelsRead(inChannels, weights.length, outChannel, groups).map((channel) => inputs[channel]);
}

/**
 * Return the map that each channel gives to one filter, and their sum with the bias: its output map.
 * @param {Grid[]} inputs the channels that the filter reads
 * @param {Grid[]} kernels one for each of them
 * @param {Settings} settings its `bias` is not used
 * @param {number} bias @returns {{maps: Grid[], output: Grid}}
 */
export function filterMaps(inputs, kernels, settings, bias) {
  const maps = inputs.map((input, channel) => convolve(input, kernels[channel], { ...settings, bias: 0 }));
  const values = maps[0].values.map((_, cell) => maps.reduce((sum, map) => sum + map.values[cell], 0) + bias);
  return { maps, output: { ...maps[0], values } };
}

/**
 * Return every output map of a layer.
 * @param {Grid[]} inputs one grid a channel
 * @param {Grid[][]} weights for each filter one kernel for each channel of its group
 * @param {Settings} settings its `bias` is not used
 * @param {number[]} biases one number a filter
 * @param {number} [groups] @returns {Grid[]}
 */
export function convolveChannels(inputs, weights, settings, biases, groups = 1) {
  return weights.map((kernels, outChannel) => {
    const read = inputsOf(inputs, weights, outChannel, groups);
    return filterMaps(read, kernels, settings, biases[outChannel]).output;
  });
}

/**
 * Return one step of one filter of a layer, for the output cell (row, column).
 * @param {Grid[]} inputs one grid a channel
 * @param {Grid[][]} weights for each filter one kernel for each channel of its group
 * @param {Settings} settings its `bias` is not used
 * @param {number[]} biases one number a filter
 * @param {number} groups @param {number} outChannel @param {number} row @param {number} column
 * @returns {ChannelStep}
 */
export function channelStep(inputs, weights, settings, biases, groups, outChannel, row, column) {
  const channels = inputsOf(inputs, weights, outChannel, groups).map((input, channel) =>
    convolutionStep(input, weights[outChannel][channel], { ...settings, bias: 0 }, row, column),
  );
  const channelSums = channels.map((step) => step.sum);
  const bias = biases[outChannel];
  return { channels, channelSums, bias, output: channelSums.reduce((total, sum) => total + sum, 0) + bias };
}
