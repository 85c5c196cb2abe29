// @ts-check
/** e to a power, without the rounding of one browser. */

import assert from "node:assert/strict";
import test from "node:test";
import { exp } from "../../lessons/kit/arithmetic/exponential.js";
import { randomFrom } from "../../lessons/kit/quiz/shuffle.js";

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
