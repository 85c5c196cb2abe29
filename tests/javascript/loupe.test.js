import assert from "node:assert/strict";
import test from "node:test";
import "../oracle/fetch_files.js";
import { loupeOver, loupeShowing, middleIn, seenThrough } from "../../lessons/convolution/view/loupe.js";
import { randomFrom } from "../../lessons/kit/quiz/shuffle.js";

const GRID = { height: 40, width: 60 };

/** @param {number} row @param {number} column @param {number} height @param {number} width */
const area = (row, column, height, width) => ({ row, column, height, width });

test("the window lies in the middle of the loupe", () => {
  assert.deepEqual(loupeOver(area(20, 30, 3, 3), 9, GRID), area(17, 27, 9, 9));
  assert.deepEqual(seenThrough(area(17, 27, 9, 9), area(20, 30, 3, 3)), area(3, 3, 3, 3));
});

test("at the edge the loupe stays inside, and a small grid is seen whole", () => {
  assert.deepEqual(loupeOver(area(0, 57, 3, 3), 9, GRID), area(0, 51, 9, 9));
  assert.deepEqual(loupeOver(area(0, 0, 1, 1), 9, { height: 4, width: 20 }), area(0, 0, 4, 9));
});

test("of a window that is larger the middle is seen", () => {
  assert.deepEqual(loupeOver(area(5, 5, 25, 25), 9, GRID), area(13, 13, 9, 9));
  assert.deepEqual(middleIn(area(13, 13, 9, 9), area(5, 5, 25, 25)), [17, 17]);
});

test("a loupe that is walked beyond its edge follows by as little as it must", () => {
  const loupe = area(10, 10, 9, 9);
  assert.deepEqual(loupeShowing(loupe, 12, 18), loupe);
  assert.deepEqual(loupeShowing(loupe, 19, 10), area(11, 10, 9, 9));
  assert.deepEqual(loupeShowing(loupe, 9, 25), area(9, 17, 9, 9));
});

test("anywhere, the loupe holds the cell it shows and stays in the grid", () => {
  const random = randomFrom(7);
  const below = (/** @type {number} */ most) => Math.floor(random() * most);
  for (let round = 0; round < 2000; round++) {
    const [row, column] = [below(GRID.height), below(GRID.width)];
    const around = loupeOver(area(row, column, 1, 1), 1 + below(12), GRID);
    const loupe = loupeShowing(loupeOver(area(below(40), below(60), 1, 1), 5, GRID), row, column);
    for (const { row: top, column: left, height, width } of [around, loupe]) {
      assert.ok(top >= 0 && left >= 0 && top + height <= GRID.height && left + width <= GRID.width);
      assert.ok(row >= top && row < top + height && column >= left && column < left + width);
    }
    assert.deepEqual(middleIn(around, area(row, column, 1, 1)), [row, column]);
  }
});
