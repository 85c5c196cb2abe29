import assert from "node:assert/strict";
import test from "node:test";
import { shortCount, ticksOf } from "../../lessons/kit/controls/transport.js";

test("a tick stands where each row ends", () => {
  assert.deepEqual(ticksOf(49, 7), [7, 14, 21, 28, 35, 42]);
  assert.deepEqual(ticksOf(1, 1), []);
  assert.deepEqual(ticksOf(5, 5), []);
});

test("many rows have a tick every fifth, tenth or so", () => {
  assert.deepEqual(ticksOf(254 * 254, 254).slice(0, 2), [25 * 254, 50 * 254]);
  for (let rows = 1; rows <= 262; rows++) {
    const ticks = ticksOf(rows * 100, 100);
    assert.ok(ticks.length <= 24, `${rows} rows have ${ticks.length} ticks`);
    assert.ok(ticks.every((tick) => tick % 100 === 0 && tick < rows * 100));
    assert.ok(rows === 1 || ticks.length > 0);
  }
});

test("long counts are easy to read", () => {
  assert.equal(shortCount(7, 49), "7 / 49");
  assert.equal(shortCount(16499, 49284), "16,499 / 49,284");
});
