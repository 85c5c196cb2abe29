import assert from "node:assert/strict";
import test from "node:test";
import { fromRows, toRows } from "../../lessons/kit/arithmetic/grid.js";
import { averagePool, maxPool } from "../../lessons/kit/arithmetic/pooling.js";
import { gradientShares, poolingSteps } from "../../lessons/kit/arithmetic/pooling_step.js";

test("of equal values the first wins", () => {
  const { winners } = maxPool(fromRows([[7, 7, 7, 7]]), { kernel_size: [1, 2] });
  assert.deepEqual([...winners], [0, 2]);
});

test("NaN wins its window", () => {
  const { values, winners } = maxPool(fromRows([[1, Number.NaN, 5]]), { kernel_size: [1, 3] });
  assert.ok(Number.isNaN(values.values[0]));
  assert.equal(winners[0], 1);
});

test("max pooling pads with minus infinity: a map of minus ones stays minus one", () => {
  const map = fromRows(Array.from({ length: 4 }, () => [-1, -1, -1, -1]));
  const { values } = maxPool(map, { kernel_size: [3, 3], stride: [2, 2], padding: [1, 1] });
  assert.deepEqual(toRows(values), [
    [-1, -1],
    [-1, -1],
  ]);
});

test("a window in the padding alone has no winner", () => {
  const { values, winners } = maxPool(fromRows([[1]]), {
    kernel_size: [2, 2],
    stride: [1, 1],
    padding: [1, 1],
    dilation: [2, 2],
  });
  assert.deepEqual([values.values[0], winners[0]], [Number.NEGATIVE_INFINITY, -1]);
});

test("an average counts padding, but not what ceil_mode lets hang over", () => {
  const ones = fromRows(Array.from({ length: 4 }, () => [1, 1, 1, 1]));
  const averages = averagePool(ones, {
    kernel_size: [3, 3],
    stride: [2, 2],
    padding: [1, 1],
    ceil_mode: true,
  });
  assert.equal(averages.values.at(-1), 0.25);
});

const TIED = fromRows([
  [1, 5],
  [5, 2],
]);

test("the gradient goes to the first of equals, or to all alike", () => {
  assert.deepEqual(
    [...gradientShares({ name: "MaxPool2d", kernel_size: [2, 2] }, TIED).values],
    [0, 1, 0, 0],
  );
  assert.deepEqual(
    [...gradientShares({ name: "AvgPool2d", kernel_size: [2, 2] }, TIED).values],
    [0.25, 0.25, 0.25, 0.25],
  );
});

test("global pooling is one step over the whole map", () => {
  const [[step], ...rows] = poolingSteps({ name: "AdaptiveAvgPool2d", output_size: [1, 1] }, TIED);
  assert.deepEqual([step.output, step.divisor, step.cells.length], [3.25, 4, 4]);
  assert.deepEqual(rows, []);
});
