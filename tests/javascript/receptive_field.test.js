import assert from "node:assert/strict";
import test from "node:test";
import { inputCells } from "../../lessons/kit/arithmetic/receptive_field.js";

/** @type {import("../../lessons/kit/arithmetic/layers.js").Layer[]} */
const LIVE_NETWORK = [
  { name: "Conv2d", kernel_size: [5, 5] },
  { name: "ReLU" },
  { name: "MaxPool2d", kernel_size: [2, 2] },
];

test("a cell of the live network's last map can see 6 x 6 pixels", () => {
  const seen = inputCells(LIVE_NETWORK, 28, 28, 3, 4);
  assert.equal(
    seen.values.reduce((sum, value) => sum + value, 0),
    36,
  );
  assert.equal(seen.values[6 * 28 + 8], 1);
});

test("global pooling sees everything", () => {
  /** @type {import("../../lessons/kit/arithmetic/layers.js").Layer} */
  const pooling = { name: "AdaptiveAvgPool2d", output_size: [1, 1] };
  assert.ok(inputCells([pooling], 3, 4, 0, 0).values.every((value) => value === 1));
});

test("a cell that does not exist is refused", () => {
  assert.throws(() => inputCells(LIVE_NETWORK, 28, 28, 12, 0), RangeError);
});
