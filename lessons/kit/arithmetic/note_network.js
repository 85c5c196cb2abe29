/**
 * The note's network, forward and backward: a convolution, ReLU, 2x2 max pooling, a linear layer, cross entropy.
 * All parameters lie in one array in PyTorch's order, so that an optimizer walks over them once.
 */

import {
  addConvolutionGradients,
  crossEntropy,
  linearBackward,
  maxPoolBackward,
  reluBackward,
} from "./backward.js";
import { convolve } from "./convolution.js";
import { maxPool } from "./pooling.js";
import { linear, relu } from "./scores.js";
import { pairOf } from "./windows.js";

/**
 * @typedef {{ side: number, kernelSize: number, filters: number, classes: number }} Sizes side: of the picture
 * @typedef {{ kernels: Grid[], biases: Float64Array, weights: Float64Array, bias: Float64Array }} Parameters views into one
 *   array: writing into it changes them; biases: one a filter; weights: of the linear layer, all outputs one after the other;
 *   bias: one a class
 * @typedef {ReturnType<typeof forward>} Pass every layer of one picture on the way forward: `active` is after ReLU,
 *   `features` are the pooled maps in the order of nn.Flatten
 * @typedef {ReturnType<typeof backward>} Gradients the gradient at every layer of one picture, in the shape of its values
 */

/** @type {Sizes} */
export const NOTE = { side: 28, kernelSize: 5, filters: 5, classes: 10 };
const POOL = 2;
const POOLING = { kernel_size: pairOf(POOL) };

/** How many cells a pooled map has. @param {Sizes} sizes */
const pooledCells = ({ side, kernelSize }) => Math.floor((side - kernelSize + 1) / POOL) ** 2;

/** How many parameters such a network has: 7,340 of the note's. @param {Sizes} [sizes] */
export function parameterCount(sizes = NOTE) {
  const { kernelSize, filters, classes } = sizes;
  return filters * (kernelSize ** 2 + 1) + classes * (filters * pooledCells(sizes) + 1);
}

/**
 * Return the parameters that lie in an array: conv.weight, conv.bias, linear.weight, linear.bias.
 * @param {Float64Array} flat @param {Sizes} [sizes] @returns {Parameters}
 */
export function parametersOf(flat, sizes = NOTE) {
  if (flat.length !== parameterCount(sizes))
    throw new TypeError(`${flat.length} numbers are not the network's ${parameterCount(sizes)} parameters`);
  const { kernelSize, filters, classes } = sizes;
  const area = kernelSize ** 2;
  const kernels = Array.from({ length: filters }, (_, at) => ({
    height: kernelSize,
    width: kernelSize,
    values: flat.subarray(at * area, (at + 1) * area),
  }));
  const behind = filters * (area + 1);
  const last = flat.length - classes;
  const biases = flat.subarray(filters * area, behind);
  return { kernels, biases, weights: flat.subarray(behind, last), bias: flat.subarray(last) };
}

/** @param {Grid} kernel @returns {import("./windows.js").Settings} */
const settingsOf = ({ height, width }) => ({ kernel_size: [height, width] });

/**
 * Return every layer of one picture.
 * @param {Parameters} parameters
 * @param {Grid} picture 0 black to 1 white
 * @param {number} [snapped] what is nearer to 0 behind the convolution is 0: filters that sum to 0 leave rounding
 * errors on flat areas, and ReLU would let half of them through
 */
export function forward({ kernels, biases, weights, bias }, picture, snapped = 0) {
  const conv = kernels.map((kernel, at) =>
    convolve(picture, kernel, { ...settingsOf(kernel), bias: biases[at] }),
  );
  if (snapped > 0) for (const { values } of conv) snap(values, snapped);
  const active = conv.map(relu);
  const pool = active.map((map) => maxPool(map, POOLING));
  const size = pool[0].winners.length;
  const features = new Float64Array(pool.length * size);
  for (const [at, { values }] of pool.entries()) features.set(values.values, at * size);
  return { conv, active, pool, features, scores: linear(features, weights, bias) };
}

/** @param {Float64Array} values @param {number} snapped */
function snap(values, snapped) {
  for (let at = 0; at < values.length; at++) if (Math.abs(values[at]) < snapped) values[at] = 0;
}

/**
 * Add one picture's gradients to `into`, times `share`, and return the gradients at its layers.
 * @param {Parameters} parameters @param {Grid} picture
 * @param {Pass} pass what `forward` gave for this picture
 * @param {number} target the right class, from 0
 * @param {Parameters} into where the gradients of the parameters are added, as `loss.backward()` adds to .grad
 * @param {{share?: number, wantsInput?: boolean, lossOf?: typeof crossEntropy}} [how] share: 1 / N for one of N
 * pictures of a batch
 */
export function backward(parameters, picture, pass, target, into, how = {}) {
  const { share = 1, wantsInput = true, lossOf = crossEntropy } = how;
  const { loss, shares, gradient } = lossOf(pass.scores, target);
  const scores = gradient.map((each) => each * share);
  const behind = linearBackward(pass.features, parameters.weights, scores);
  addTo(into.weights, behind.weights);
  addTo(into.bias, behind.bias);
  const input = wantsInput ? { ...picture, values: new Float64Array(picture.values.length) } : null;
  const pool = pass.pool.map(({ values }, at) => {
    const size = values.values.length;
    return { ...values, values: behind.features.subarray(at * size, (at + 1) * size) };
  });
  const active = pool.map(({ values }, at) =>
    maxPoolBackward(pass.active[at], pass.pool[at].winners, values),
  );
  const conv = active.map((map, at) => reluBackward(pass.conv[at], map));
  conv.forEach((map, at) => {
    const kernel = parameters.kernels[at];
    const sums = { weight: into.kernels[at].values, input: input?.values ?? null };
    into.biases[at] += addConvolutionGradients(picture, kernel, settingsOf(kernel), map, sums);
  });
  return { loss, shares, scores, pool, active, conv, input };
}

/** @param {Float64Array} sums @param {Float64Array} numbers */
function addTo(sums, numbers) {
  for (let at = 0; at < sums.length; at++) sums[at] += numbers[at];
}

/**
 * Return one picture's way forward and back, with what its parameters get in one array.
 * @param {ArrayLike<number>} flat all parameters
 * @param {Grid} picture
 * @param {number} target the right class, from 0
 * @param {Sizes} [sizes] @returns {{pass: Pass, layers: Gradients, gradients: Float64Array}}
 */
export function pictureGradients(flat, picture, target, sizes = NOTE) {
  const parameters = parametersOf(Float64Array.from(flat), sizes);
  const gradients = new Float64Array(flat.length);
  const pass = forward(parameters, picture);
  const layers = backward(parameters, picture, pass, target, parametersOf(gradients, sizes));
  return { pass, layers, gradients };
}
