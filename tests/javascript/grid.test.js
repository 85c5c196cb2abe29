import assert from "node:assert/strict";
import test from "node:test";
import { at, fromRows, toRows, zeros } from "../../lessons/kit/arithmetic/grid.js";

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
