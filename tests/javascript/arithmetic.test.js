import assert from "node:assert/strict";
import test from "node:test";
import { at, fromRows, toRows, zeros } from "../../lessons/kit/arithmetic/grid.js";
import { averagePool, gradientShares, maxPool, poolingSteps } from "../../lessons/kit/arithmetic/pooling.js";
import {
  formatNumber,
  formatSmall,
  formatVisible,
  roundHalfAway,
  roundResult,
} from "../../lessons/kit/arithmetic/rounding.js";
import { exp } from "../../lessons/kit/arithmetic/scores.js";
import { randomFrom } from "../../lessons/kit/quiz/shuffle.js";

test("a grid holds its rows one after the other", () => {
  const grid = fromRows([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  assert.deepEqual([grid.height, grid.width, ...grid.values], [2, 3, 1, 2, 3, 4, 5, 6]);
  assert.equal(at(grid, 1, 0), 4);
  assert.deepEqual(toRows(grid), [
    [1, 2, 3],
    [4, 5, 6],
  ]);
});

test("rows of different lengths are refused", () => {
  assert.throws(() => fromRows([[1, 2], [3]]), TypeError);
});

test("a cell outside the grid is refused", () => {
  const grid = zeros(2, 3);
  for (const [row, column] of [
    [-1, 0],
    [2, 0],
    [0, 3],
    [0, -1],
  ]) {
    assert.throws(() => at(grid, row, column), RangeError);
  }
});

test("a half goes away from zero, by the decimal writing and not by the double", () => {
  assert.equal(roundHalfAway(1.005, 2), 1.01);
  assert.equal(roundHalfAway(-1.005, 2), -1.01);
  assert.equal(roundHalfAway(2.5), 3);
  assert.equal(roundHalfAway(0.49999999999999994), 0);
});

test("there is no minus zero", () => {
  assert.ok(Object.is(roundHalfAway(-0.001, 2), 0));
  assert.ok(Object.is(roundHalfAway(-0, 2), 0));
});

test("a result is rounded as the sum on paper", () => {
  assert.equal(roundResult(0.12499999999999999, 2), 0.13);
});

test("numbers are written as the design sheet says", () => {
  assert.equal(formatNumber(-3), "−3");
  assert.equal(formatNumber(0.57, { leadingZero: false }), ".57");
  assert.equal(formatNumber(-0.36, { leadingZero: false }), "−.36");
  assert.equal(formatNumber(0.57), "0.57");
  assert.equal(formatNumber(-0.001), "0.00");
  assert.equal(formatNumber(0.1 + 0.2 - 0.3), "0");
  assert.equal(formatNumber(Number.NaN), "NaN");
  assert.equal(formatNumber(Number.NEGATIVE_INFINITY), "−∞");
});

test("what is not 0 never reads as 0, and what has no room is a power of ten", () => {
  assert.equal(formatVisible(0.57), "0.57");
  assert.equal(formatVisible(0), "0");
  assert.equal(formatVisible(-0.0048), "−0.0048");
  assert.equal(formatVisible(0.04, { digits: 1, room: 4 }), "0.04");
  assert.equal(formatVisible(-0.04, { digits: 1, room: 4 }), "−0.04");
  assert.equal(formatVisible(0.0048, { digits: 1, room: 4 }), "5e−3");
  assert.equal(formatVisible(0.0048, { room: 5 }), "0.005");
  assert.equal(formatSmall(-1.23e-9), "−1.2e−9");
  for (let power = 0; power < 300; power++) {
    for (const digits of [1, 2]) {
      const text = formatVisible(-3.7 * 10 ** -power, { digits, room: 4 });
      assert.match(text, /[1-9]/, text);
      assert.ok(text.length <= "−4e−300".length, text);
    }
  }
});

// @ts-check
/** e to a power, without the rounding of one browser. */

const ULP = 2 ** -52;

test("it is e to the power, within two units in the last place, over all that a number can be", () => {
  const random = randomFrom(7);
  for (let i = 0; i < 50_000; i++) {
    const x = (random() - 0.5) * (i % 2 ? 1400 : 40);
    const [own, known] = [exp(x), Math.exp(x)];
    const isFar = Math.abs(own - known) > 2 * ULP * known + Number.MIN_VALUE;
    assert.ok(own === known || !isFar, `${x}: ${own} and ${known}`);
  }
});

test("its ends are those of Math.exp", () => {
  for (const x of [0, -0, 1, -746, 710, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NaN]) {
    assert.ok(Object.is(exp(x), Math.exp(x)) || Math.abs(exp(x) - Math.exp(x)) < 4 * ULP, String(x));
  }
});

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
