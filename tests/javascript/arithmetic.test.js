import assert from "node:assert/strict";
import test from "node:test";
import { channelsRead, convolve, convolveChannels } from "../../lessons/kit/arithmetic/convolution.js";
import { GeometryError } from "../../lessons/kit/arithmetic/geometry.js";
import { at, fromRows, toRows, zeros } from "../../lessons/kit/arithmetic/grid.js";
import { maxPool } from "../../lessons/kit/arithmetic/pooling.js";
import {
  formatNumber,
  formatSmall,
  formatVisible,
  roundHalfAway,
} from "../../lessons/kit/arithmetic/rounding.js";
import { exp } from "../../lessons/kit/arithmetic/scores.js";
import { windowCells } from "../../lessons/kit/arithmetic/windows.js";
import { randomFrom } from "../../lessons/kit/quiz/shuffle.js";
import { plainly, readTyped } from "../../lessons/kit/settings/table.js";

// What the sweeps against torch (tests/oracle/test_sweeps.py) do not draw, and what is written for a reader.

test("a cell takes a number as people type it, on any keyboard", () => {
  const typed = ["5", "５", "−.5", "－０．５", "+2", "2,5", "２，５", " 3. ", "３．"];
  const read = [5, 5, -0.5, -0.5, 2, 2.5, 2.5, 3, 3];
  assert.deepEqual(
    typed.map((text) => readTyped(text, [-9, 9])),
    read,
  );
  for (const none of ["", ".", "-.", "－", "10", "１０", "5²", "1.234", "1;2", "五"])
    assert.equal(readTyped(none, [-9, 9]), null, none);
  assert.equal(plainly("　（１，　−２）　"), "(1, -2)");
});

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

test("there is no minus zero", () => {
  assert.ok(Object.is(roundHalfAway(-0.001, 2), 0));
  assert.ok(Object.is(roundHalfAway(-0, 2), 0));
});

test("what is no number, and what has run away, is written too", () => {
  assert.equal(formatNumber(Number.NaN), "NaN");
  assert.equal(formatNumber(Number.NEGATIVE_INFINITY), "−∞");
});

const [KERNEL, PICTURE] = [zeros(2, 2), zeros(3, 3)];

test("an output cell that does not exist is refused", () => {
  assert.throws(() => windowCells({ kernel_size: [2, 2] }, 2, 0, PICTURE), RangeError);
});

test("a kernel of another size than its settings is refused", () => {
  assert.throws(() => convolve(PICTURE, KERNEL, { kernel_size: [3, 3] }), TypeError);
});

test("groups that do not divide, and other channels, are refused", () => {
  /** @param {string} reason */
  const refused = (reason) => (/** @type {unknown} */ error) =>
    error instanceof GeometryError && error.reason === reason;
  assert.throws(() => channelsRead(4, 6, 0, 3), refused("groups_do_not_divide"));
  const two = () => convolveChannels([PICTURE], [[KERNEL, KERNEL]], { kernel_size: [2, 2] }, [0]);
  assert.throws(two, refused("in_channels_differ"));
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

test("NaN wins its window", () => {
  const { values, winners } = maxPool(fromRows([[1, Number.NaN, 5]]), { kernel_size: [1, 3] });
  assert.ok(Number.isNaN(values.values[0]));
  assert.equal(winners[0], 1);
});
