import assert from "node:assert/strict";
import test from "node:test";
import {
  formatNumber,
  formatSmall,
  formatVisible,
  roundHalfAway,
  roundResult,
} from "../../lessons/kit/arithmetic/rounding.js";

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
