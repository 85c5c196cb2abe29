/** SGD, SGD with momentum, and Adam as torch.optim defines them, on all parameters in one array. */

export const MOMENTUM = 0.9;
const [BETA1, BETA2, EPSILON] = [0.9, 0.999, 1e-8]; // Adam's defaults in torch

/**
 * @typedef {"sgd" | "momentum" | "adam"} OptimizerName
 * @typedef {(weights: Float64Array, gradients: Float64Array) => void} Step moves the weights
 */

/** @param {number} lr @returns {Step} */
function createSgd(lr) {
  return (weights, gradients) => {
    for (let at = 0; at < weights.length; at++) weights[at] -= lr * gradients[at];
  };
}

/** @param {number} lr @param {number} count @returns {Step} */
function createMomentum(lr, count) {
  const moving = new Float64Array(count);
  return (weights, gradients) => {
    for (let at = 0; at < count; at++) {
      moving[at] = MOMENTUM * moving[at] + gradients[at];
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

/** @param {OptimizerName} name @param {number} lr @param {number} count of the parameters @returns {Step} */
export function createOptimizer(name, lr, count) {
  if (name === "adam") return createAdam(lr, count);
  return name === "momentum" ? createMomentum(lr, count) : createSgd(lr);
}
