import assert from "node:assert/strict";
import test from "node:test";
import { channelStep, channelsRead, convolveChannels } from "../../lessons/kit/arithmetic/channels.js";
import { GeometryError } from "../../lessons/kit/arithmetic/geometry.js";
import { fromRows } from "../../lessons/kit/arithmetic/grid.js";
import { asMatrix } from "../../lessons/kit/arithmetic/matrix.js";

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

test("Conv2d(1, 5, 5) on 28 x 28 is a matrix of 72,000 entries that shares 125 weights", () => {
  const matrix = asMatrix(28, 28, { kernel_size: [5, 5] }, { in_channels: 1, out_channels: 5 });
  assert.deepEqual([matrix.height, matrix.width, matrix.rows.length], [2880, 784, 72000]);
  assert.equal(new Set(matrix.weightIndex).size, 125);
});
