import assert from "node:assert/strict";
import test from "node:test";
import { becameOf } from "../../lessons/kit/figure/outcome.js";

test("an outcome says height and width, and the channels where they become others", () => {
  assert.equal(becameOf([1, 3, 32, 32], [1, 3, 16, 16]), "32×32 → 16×16");
  assert.equal(becameOf([1, 3, 32, 32], [1, 8, 30, 30]), "3×32×32 → 8×30×30");
  assert.equal(becameOf([1, 3, 32, 32], null), "32×32 → —");
  assert.equal(becameOf([1, 3, 32, 32], ["?"]), "32×32 → ?");
  assert.equal(becameOf([5, 4], [5, 2]), "(5, 4) → (5, 2)");
});
