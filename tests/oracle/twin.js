// Run many calls of the JavaScript twin in one process: [name, arguments] pairs on stdin, answers on stdout.
// The folder of the modules is an argument, so that a copy with a planted fault can be run as well.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const folder = process.argv[2];
const names = readdirSync(folder).filter((name) => name.endsWith(".js"));
const modules = await Promise.all(names.map((name) => import(pathToFileURL(join(folder, name)).href)));
/** @type {Record<string, any>} */
const functions = Object.assign({}, ...modules);

/** Python's take the settings of an axis one after the other. @param {(along: any) => number} own */
const positional =
  (own) =>
  (/** @type {any[]} */ ...[input_size, kernel_size, stride, padding, dilation, ceil_mode]) =>
    own({ input_size, kernel_size, stride, padding, dilation, ceil_mode });
functions.outputSize = positional(functions.outputSize);
functions.pooledSize = positional(functions.pooledSize);

/** The gradients of a whole layer: a pixel adds up what all filters that read it hand back, a filter hears only its own map. @param {any[]} inputs @param {any[][]} weights @param {any} settings @param {number} groups @param {any[]} incoming */
functions.convolveChannelsBackward = (inputs, weights, settings, groups, incoming) => {
  const pixels = inputs.map(({ height, width }) => functions.zeros(height, width));
  const backs = weights.map((kernels, filter) => {
    const read = functions.channelsRead(inputs.length, weights.length, filter, groups);
    return read.map((/** @type {number} */ channel, /** @type {number} */ place) => {
      const weight = functions.zeros(kernels[place].height, kernels[place].width);
      const into = { weight: weight.values, input: pixels[channel].values };
      const given = [inputs[channel], kernels[place], settings, incoming[filter], into];
      return { weight, bias: functions.addConvolutionGradients(...given) };
    });
  });
  const gradients = backs.map((filter) => filter.map((/** @type {any} */ each) => each.weight));
  return { weights: gradients, biases: backs.map((filter) => filter[0].bias), inputs: pixels };
};

/** The mean loss of a batch, and its gradient for every parameter: a picture at a time, as training adds them up. @param {number[]} flat @param {any[]} pictures @param {number[]} targets @param {any} sizes */
functions.batchGradients = (flat, pictures, targets, sizes) => {
  const { parametersOf, forward, backward } = functions;
  const [parameters, gradients] = [Float64Array.from(flat), new Float64Array(flat.length)];
  const [from, into] = [parameters, gradients].map((all) => parametersOf(all, sizes));
  const how = { share: 1 / pictures.length, wantsInput: false };
  const losses = pictures.map(
    (each, at) => backward(from, each, forward(from, each), targets[at], into, how).loss,
  );
  return { loss: losses.reduce((sum, each) => sum + each * how.share, 0), gradients };
};

/** A grid's values arrive as a plain list. @param {string} _key @param {any} value */
const decode = (_key, value) =>
  value && Array.isArray(value.values) ? { ...value, values: Float64Array.from(value.values) } : value;

/** JSON knows no infinity: it goes as a word. @param {string} _key @param {any} value @returns {any} */
const encode = (_key, value) => {
  if (ArrayBuffer.isView(value)) {
    return Array.from(/** @type {Float64Array} */ (value), (number) => encode("", number));
  }
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
};

/** @type {[string, any[]][]} */
const calls = JSON.parse(readFileSync(0, "utf8"), decode);
const answers = calls.map(([name, values]) => {
  try {
    return { answer: functions[name](...values) };
  } catch (/** @type {any} */ error) {
    if (error instanceof functions.GeometryError) {
      return { refused: error.reason, values: error.values };
    }
    return { crashed: String(error) };
  }
});
process.stdout.write(JSON.stringify(answers, encode));
