import assert from "node:assert/strict";
import test from "node:test";
import { formatNumber, roundHalfAway, roundResult } from "../../lessons/kit/arithmetic/rounding.js";

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
