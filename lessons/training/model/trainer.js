/** A run: one update after another, and what the net is worth in between. Pure: the Worker and the tests drive it. */

import { crossEntropy } from "../../kit/arithmetic/backward.js";
import { softmax } from "../../kit/arithmetic/scores.js";
import { batchesOf } from "./batches.js";
import { movedBy, pictureOf, practisedOf } from "./digits.js";
import { NETS } from "./nets.js";
import { createOptimizer } from "./optimizers.js";
import { imposeOnGradients, projectToZeroMean, SNAPPED, startOf } from "./recipe.js";

/** @import { Digits } from "./digits.js" */
/** @import { Setup } from "./recipe.js" */
/**
 * @typedef {object} Measured on some digits
 * @property {number} loss mean cross entropy
 * @property {number} named rightly
 * @property {number} of how many
 */

const MOST_MEASURED = 500; // of the digits that are practised: the curve needs no more

/** The highest score; of equals the first, as torch.argmax. @param {number[]} scores */
export const answerOf = (scores) => scores.indexOf(Math.max(...scores));

/** How the net reads a picture. @param {any} parameters of this net @param {import("../../kit/arithmetic/grid.js").Grid} picture @param {Pick<Setup, "net" | "isReadable">} setup */
export const read = (parameters, picture, { net, isReadable }) =>
  NETS[net].forward(parameters, picture, isReadable ? SNAPPED : 0);

/** What weights are worth on the first of some digits. @param {Float64Array} weights @param {Digits} digits @param {Setup} setup @param {number} [most] @returns {Measured} */
export function measure(weights, digits, setup, most = digits.classes.length) {
  const parameters = NETS[setup.net].parametersOf(weights);
  const of = Math.min(digits.classes.length, most);
  let [loss, named] = [0, 0];
  for (let at = 0; at < of; at++) {
    const { scores } = read(parameters, pictureOf(digits, at), setup);
    const target = digits.classes[at];
    loss += crossEntropy(setup.hasSoftmax ? softmax(scores) : scores, target).loss / of;
    if (answerOf(scores) === target) named++;
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
  #setup;
  #parameters;
  #gradients;
  #step;
  #batches;
  #counted;
  updates = 0;

  /** @param {import("./digits.js").Parts} parts @param {Setup} setup @param {Digits} [own] */
  constructor({ practised, unseen }, setup, own = { pixels: new Uint8Array(), classes: new Uint8Array() }) {
    this.#setup = setup;
    const { parametersOf } = NETS[setup.net];
    this.practised = practisedOf(practised, own, setup);
    this.#counted = movedBy(this.practised, setup.moved);
    this.unseen = movedBy(unseen, setup.moved);
    this.weights = startOf(setup);
    this.#parameters = parametersOf(this.weights);
    this.#gradients = new Float64Array(this.weights.length);
    this.#step = createOptimizer(setup.optimizer, setup.lr, this.weights.length);
    this.#batches = batchesOf(setup, this.practised.classes);
  }

  /** One batch: forward, backward, a step. Returns the batch's mean loss. */
  update() {
    const { zeroesGradients, isReadable } = this.#setup;
    if (zeroesGradients) this.#gradients.fill(0);
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
      practised: measure(weights, this.#counted, this.#setup, MOST_MEASURED),
      unseen: measure(weights, this.unseen, this.#setup),
    };
  }

  /** As `loss.backward()` does it. @param {import("./batches.js").Batch} batch */
  #addGradients({ chosen, moves }) {
    const { parametersOf, backward } = NETS[this.#setup.net];
    const into = parametersOf(this.#gradients);
    const share = 1 / chosen.length;
    const lossOf = this.#setup.hasSoftmax ? softmaxTwice : crossEntropy;
    let loss = 0;
    chosen.forEach((digit, at) => {
      const picture = pictureOf(this.practised, digit, moves[2 * at], moves[2 * at + 1]);
      const pass = read(this.#parameters, picture, this.#setup);
      const target = this.practised.classes[digit];
      loss += share * backward(this.#parameters, picture, pass, target, into, { share, lossOf }).loss;
    });
    return loss;
  }
}
