import assert from "node:assert/strict";
import test from "node:test";
import {
  asMatrix,
  channelStep,
  channelsRead,
  convolutionStep,
  convolve,
  convolveChannels,
} from "../../lessons/kit/arithmetic/convolution.js";
import { GeometryError } from "../../lessons/kit/arithmetic/geometry.js";
import { fromRows, toRows } from "../../lessons/kit/arithmetic/grid.js";
import { readsPerPixel, windowCells } from "../../lessons/kit/arithmetic/windows.js";

const KERNEL = fromRows([
  [1, 2],
  [3, 4],
]);
const IMPULSE = fromRows([
  [0, 0, 0],
  [0, 1, 0],
  [0, 0, 0],
]);

test("the kernel is not flipped: an impulse comes out turned round", () => {
  assert.deepEqual(toRows(convolve(IMPULSE, KERNEL, { kernel_size: [2, 2] })), [
    [4, 3],
    [2, 1],
  ]);
});

test("a step shows the window, the products, their sum and the output after the bias", () => {
  const step = convolutionStep(IMPULSE, KERNEL, { kernel_size: [2, 2], bias: 0.5 }, 0, 1);
  assert.deepEqual(toRows(step.window), [
    [0, 0],
    [1, 0],
  ]);
  assert.deepEqual(toRows(step.products), [
    [0, 0],
    [3, 0],
  ]);
  assert.deepEqual([step.sum, step.output], [3, 3.5]);
});

test("a window at the corner reads four pixels and five cells of padding", () => {
  const settings = {
    kernel_size: /** @type {[number, number]} */ ([3, 3]),
    padding: /** @type {[number, number]} */ ([1, 1]),
  };
  const cells = windowCells(settings, 0, 0, { height: 5, width: 5 });
  assert.equal(cells.length, 9);
  assert.equal(cells.filter((cell) => cell.inPadding).length, 5);
  assert.deepEqual([cells[0].row, cells[0].column], [-1, -1]);
});

test("padding that mirrors reads the pixel it shows", () => {
  const settings = {
    kernel_size: /** @type {[number, number]} */ ([1, 3]),
    padding: /** @type {[number, number]} */ ([0, 1]),
    padding_mode: "reflect",
  };
  const [first] = windowCells(settings, 0, 0, { height: 1, width: 4 });
  assert.deepEqual([first.column, first.sourceColumn, first.inPadding], [-1, 1, true]);
});

test("5 x 5 with a kernel of 3 and padding 1 is read 4, 6 or 9 times", () => {
  const reads = readsPerPixel(5, 5, { kernel_size: [3, 3], padding: [1, 1] });
  assert.deepEqual(toRows(reads)[0], [4, 6, 6, 6, 4]);
  assert.deepEqual(toRows(reads)[1], [6, 9, 9, 9, 6]);
});

test("an output cell that does not exist is refused", () => {
  assert.throws(() => windowCells({ kernel_size: [2, 2] }, 2, 0, IMPULSE), RangeError);
});

test("a kernel of another size than its settings is refused", () => {
  assert.throws(() => convolve(IMPULSE, KERNEL, { kernel_size: [3, 3] }), TypeError);
});

test("a refusal names the axis it is about", () => {
  assert.throws(
    () => convolve(IMPULSE, fromRows([[1, 1, 1, 1]]), { kernel_size: [1, 4] }),
    (error) =>
      error instanceof GeometryError &&
      error.reason === "kernel_larger_than_input" &&
      error.values.axis === "width" &&
      error.values.smallest_padding === 1,
  );
});

/** @type {import("../../lessons/kit/arithmetic/windows.js").Settings} */
const ONE = { kernel_size: [1, 1] };
const INPUTS = [fromRows([[1, 2]]), fromRows([[10, 20]]), fromRows([[100, 200]])];
const WEIGHTS = [
  [fromRows([[1]]), fromRows([[1]]), fromRows([[1]])],
  [fromRows([[2]]), fromRows([[0]]), fromRows([[0]])],
];

test("a filter sums over all channels and adds its bias once; outputs do not multiply", () => {
  const maps = convolveChannels(INPUTS, WEIGHTS, ONE, [0.5, 0]);
  assert.equal(maps.length, 2);
  assert.deepEqual([...maps[0].values], [111.5, 222.5]);
  assert.deepEqual([...maps[1].values], [2, 4]);
});

test("one step has a sum for every channel", () => {
  const step = channelStep(INPUTS, WEIGHTS, ONE, [0.5, 0], 1, 0, 0, 1);
  assert.deepEqual(step.channelSums, [2, 20, 200]);
  assert.deepEqual([step.bias, step.output], [0.5, 222.5]);
});

test("with groups a filter reads only its own part", () => {
  assert.deepEqual(channelsRead(4, 6, 5), [0, 1, 2, 3]);
  assert.deepEqual(channelsRead(4, 6, 5, 2), [2, 3]);
});

test("groups that do not divide, and other channels, are refused", () => {
  /** @param {string} reason */
  const refused = (reason) => (/** @type {unknown} */ error) =>
    error instanceof GeometryError && error.reason === reason;
  assert.throws(() => channelsRead(4, 6, 0, 3), refused("groups_do_not_divide"));
  assert.throws(() => convolveChannels(INPUTS.slice(1), WEIGHTS, ONE, [0, 0]), refused("in_channels_differ"));
});

test("a kernel of 5 x 5 on 28 x 28 is a matrix of 14,400 entries that shares 25 weights", () => {
  const matrix = asMatrix(28, 28, { kernel_size: [5, 5] });
  assert.deepEqual([matrix.height, matrix.width, matrix.rows.length], [576, 784, 14400]);
  assert.equal(new Set(matrix.weightIndex).size, 25);
});
