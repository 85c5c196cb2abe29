/**
 * A run: what it starts from, one update after another by SGD, SGD with momentum or Adam as torch.optim defines them, what
 * it holds its filters to, what the net is worth in between, and which of its moments a film keeps. Pure: the Worker and the tests drive it. The readable
 * recipe is that of `cnn_core.training`: a small start, a sum of 0 after every step, biases held at 0, a price on
 * differences between neighbouring weights, and pictures that jump by a pixel. The plain one imposes nothing.
 */

import { crossEntropy } from "../../kit/arithmetic/backward.js";
import { NOTE, parametersOf } from "../../kit/arithmetic/note_network.js";
import { argmax, softmax } from "../../kit/arithmetic/scores.js";
import { batchesOf, createRandom, movedBy, pictureOf, practisedOf } from "./digits.js";
import { NETS, sizeOf } from "./nets.js";

/** @import { Digits } from "./digits.js" */
/** @import { Setup } from "./limits.js" */

/**
 * @typedef {{ update: number, weights: Float64Array, practised: Measured | null, unseen: Measured | null }} Checkpoint not
 *   measured before the digits have come
 * @typedef {ReturnType<typeof measure>} Measured mean cross entropy, and how many of how many digits are named rightly
 */

export const TOTAL = 940;
const PACE = 8;
/** Learning is fast first and slow later, so each frame waits longer than the one before. */
export const FRAMES = [...Array.from({ length: 11 }, (_, at) => PACE * at ** 2), TOTAL];
const KEPT_PACE = 2;

/** Whether a run is measured and kept at an update: at every frame, and once between two. @param {number} update */
export const isKept = (update) => update === TOTAL || Number.isInteger(Math.sqrt(update / KEPT_PACE));

/** Where an update lies among the frames: 0 at the first, 11 at the last. @param {number} update */
export function placeOf(update) {
  const before = FRAMES.length - 2;
  if (update <= FRAMES[before]) return Math.sqrt(update / PACE);
  return before + (update - FRAMES[before]) / (TOTAL - FRAMES[before]);
}

/** Which checkpoint lies nearest to a place. @param {Checkpoint[]} film @param {number} place */
export function nearest(film, place) {
  const distances = film.map(({ update }) => Math.abs(placeOf(update) - place));
  return distances.indexOf(Math.min(...distances));
}

/** The last checkpoint that is not later than an update. @param {Checkpoint[]} film @param {number} update */
export const indexAt = (film, update) => film.findLastIndex((each) => each.update <= update);

/** Put a checkpoint where it belongs. @param {Checkpoint[]} film @param {Checkpoint} added */
export function withCheckpoint(film, added) {
  const others = film.filter(({ update }) => update !== added.update);
  return [...others, added].sort((one, other) => one.update - other.update);
}

const START_SCALE = 0.3;
const ROUGHNESS_PENALTY = 0.02;
const { kernelSize: SIDE, filters: FILTERS } = NOTE;
const AREA = SIDE ** 2;
const SNAPPED = 1e-12; // what is nearer to 0 is a rounding error of filters that sum to 0

/** Take the mean off every filter. @param {Float64Array} weights of the net */
function projectToZeroMean(weights) {
  for (const { values } of parametersOf(weights).kernels) {
    let sum = 0;
    for (const weight of values) sum += weight;
    const mean = sum / AREA;
    for (let at = 0; at < AREA; at++) values[at] -= mean;
  }
}

/** The weights before the first update. @param {Pick<Setup, "net" | "seed" | "filters">} setup */
export function startOf({ net, seed, filters }) {
  const { uniform } = createRandom(seed, "start");
  // As torch starts a layer: evenly within 1 / √fan_in.
  const numbers = NETS[net].parts.flatMap((part) => {
    const bound = 1 / Math.sqrt(part.fanIn);
    return Array.from({ length: sizeOf(part) }, () => (2 * uniform() - 1) * bound);
  });
  const weights = Float64Array.from(numbers);
  if (filters === "plain") return weights;
  const kernels = weights.subarray(0, FILTERS * AREA);
  kernels.forEach((weight, at) => {
    kernels[at] = weight * START_SCALE;
  });
  parametersOf(weights).biases.fill(0);
  projectToZeroMean(weights);
  return weights;
}

/**
 * What the recipe adds to the gradients: that of the penalty, and none for the biases of the filters.
 * @param {Float64Array} weights @param {Float64Array} gradients
 */
function imposeOnGradients(weights, gradients) {
  const into = parametersOf(gradients);
  parametersOf(weights).kernels.forEach(({ values }, filter) => {
    const sums = into.kernels[filter].values;
    /** @param {number} at @param {number} neighbour */
    const pull = (at, neighbour) => {
      const slope = 2 * ROUGHNESS_PENALTY * (values[at] - values[neighbour]);
      sums[at] += slope;
      sums[neighbour] -= slope;
    };
    for (let at = 0; at < AREA; at++) {
      if (at % SIDE < SIDE - 1) pull(at, at + 1);
      if (at + SIDE < AREA) pull(at, at + SIDE);
    }
  });
  into.biases.fill(0);
}

const MOMENTUM = 0.9;
const [BETA1, BETA2, EPSILON] = [0.9, 0.999, 1e-8]; // Adam's defaults in torch

/**
 * @typedef {"sgd" | "momentum" | "adam"} OptimizerName
 * @typedef {(weights: Float64Array, gradients: Float64Array) => void} Step moves the weights
 */

/** @param {number} lr @param {number} count @param {number} momentum @returns {Step} */
function createSgd(lr, count, momentum) {
  const moving = new Float64Array(count);
  return (weights, gradients) => {
    for (let at = 0; at < count; at++) {
      moving[at] = momentum * moving[at] + gradients[at];
      weights[at] -= lr * moving[at];
    }
  };
}

/** @param {number} lr @param {number} count @returns {Step} */
function createAdam(lr, count) {
  const [means, squares] = [new Float64Array(count), new Float64Array(count)];
  let [power1, power2] = [1, 1]; // multiplied on: browsers round ** differently
  return (weights, gradients) => {
    power1 *= BETA1;
    power2 *= BETA2;
    const step = lr / (1 - power1);
    const root = Math.sqrt(1 - power2);
    for (let at = 0; at < count; at++) {
      const gradient = gradients[at];
      means[at] += (1 - BETA1) * (gradient - means[at]);
      squares[at] = BETA2 * squares[at] + (1 - BETA2) * gradient * gradient;
      weights[at] -= (step * means[at]) / (Math.sqrt(squares[at]) / root + EPSILON);
    }
  };
}

/** By the learning rate and the count of the parameters. @type {Record<OptimizerName, (lr: number, count: number) => Step>} */
const OPTIMIZERS = {
  sgd: (lr, count) => createSgd(lr, count, 0),
  momentum: (lr, count) => createSgd(lr, count, MOMENTUM),
  adam: createAdam,
};

export const MOST_MEASURED = 500; // of the digits that are practised: the curve needs no more

/** How the net reads a picture. @param {any} parameters of this net @param {Grid} picture @param {Pick<Setup, "net" | "filters">} setup */
export const read = (parameters, picture, { net, filters }) =>
  NETS[net].forward(parameters, picture, filters === "readable" ? SNAPPED : 0);

/** What weights are worth on the first of some digits. @param {Float64Array} weights @param {Digits} digits @param {Setup} setup @param {number} [most] */
export function measure(weights, digits, setup, most = digits.classes.length) {
  const parameters = NETS[setup.net].parametersOf(weights);
  const of = Math.min(digits.classes.length, most);
  let [loss, named] = [0, 0];
  for (let at = 0; at < of; at++) {
    const { scores } = read(parameters, pictureOf(digits, at), setup);
    const target = digits.classes[at];
    loss += crossEntropy(setup.softmax ? softmax(scores) : scores, target).loss / of;
    if (argmax(scores) === target) named++;
  }
  return { loss, named, of };
}

/** nn.Softmax in front of the loss, which takes softmax itself. @type {typeof crossEntropy} */
function softmaxTwice(scores, target) {
  const outputs = softmax(scores);
  const { loss, shares, gradient } = crossEntropy(outputs, target);
  const mean = outputs.reduce((sum, output, at) => sum + output * gradient[at], 0);
  return { loss, shares, gradient: outputs.map((output, at) => output * (gradient[at] - mean)) };
}

export class Trainer {
  #parameters;
  #gradients;
  #step;
  #batches;
  #counted;
  updates = 0;

  /** @param {import("./digits.js").Parts} parts @param {Setup} setup @param {Digits} [own] */
  constructor({ practised, unseen }, setup, own = { pixels: new Uint8Array(), classes: new Uint8Array() }) {
    this.setup = setup;
    const { parametersOf } = NETS[setup.net];
    this.practised = practisedOf(practised, own, setup);
    this.#counted = movedBy(this.practised, setup.moved);
    this.unseen = movedBy(unseen, setup.moved);
    this.weights = startOf(setup);
    this.#parameters = parametersOf(this.weights);
    this.#gradients = new Float64Array(this.weights.length);
    this.#step = OPTIMIZERS[setup.optimizer](Number(setup.lr), this.weights.length);
    this.#batches = batchesOf(setup, this.practised.classes);
  }

  /** One batch: forward, backward, a step. Returns the batch's mean loss. */
  update() {
    const { zero_grad, filters } = this.setup;
    const isReadable = filters === "readable";
    if (zero_grad) this.#gradients.fill(0);
    const loss = this.#addGradients(this.#batches.next().value);
    if (isReadable) imposeOnGradients(this.weights, this.#gradients);
    this.#step(this.weights, this.#gradients);
    if (isReadable) projectToZeroMean(this.weights);
    this.updates++;
    return loss;
  }

  measure() {
    const { weights } = this;
    return {
      practised: measure(weights, this.#counted, this.setup, MOST_MEASURED),
      unseen: measure(weights, this.unseen, this.setup),
    };
  }

  /** As `loss.backward()` does it. @param {import("./digits.js").Batch} batch */
  #addGradients({ chosen, moves }) {
    const { parametersOf, backward } = NETS[this.setup.net];
    const into = parametersOf(this.#gradients);
    const share = 1 / chosen.length;
    const lossOf = this.setup.softmax ? softmaxTwice : crossEntropy;
    let loss = 0;
    chosen.forEach((digit, at) => {
      const picture = pictureOf(this.practised, digit, moves[2 * at], moves[2 * at + 1]);
      const pass = read(this.#parameters, picture, this.setup);
      const target = this.practised.classes[digit];
      loss += share * backward(this.#parameters, picture, pass, target, into, { share, lossOf }).loss;
    });
    return loss;
  }
}
