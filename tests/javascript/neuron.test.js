import "../oracle/fetch_files.js";
import assert from "node:assert/strict";
import test from "node:test";
import { compute, movedAlong, pixelOf, table, weightAt } from "../../lessons/neuron/model/limits.js";
import { movedWords } from "../../lessons/neuron/model/words.js";
import { twinsOf } from "../../lessons/neuron/view/pointing.js";

const FIRST = {
  input: "note",
  kernel: "cross",
  bias: 0,
  relu: 0,
  shared: 1,
  seed: 1,
  down: 0,
  right: 0,
  step: 5,
  weight: 5,
};
const KERNELS = table.settings.kernel.choices ?? [];
const KIT = /** @type {any} */ ({ label: (/** @type {string} */ id) => id });
const MOVES = [-2, -1, 0, 1, 2];
const MOVED = MOVES.flatMap((down) => MOVES.map((right) => ({ down, right })));
const OUTPUTS = Array.from({ length: 9 }, (_, output) => output);

test("a moved picture moves the map of shared weights wherever a window came from inside", () => {
  for (const { down, right } of MOVED) {
    for (const kernel of KERNELS) {
      const { along, inside } = movedAlong(compute({ ...FIRST, kernel, down, right }));
      assert.equal(inside, (3 - Math.abs(down)) * (3 - Math.abs(right)));
      assert.equal(along, inside);
    }
  }
});

test("weights of their own do not carry it along", () => {
  for (const { down, right } of MOVED.filter((move) => Math.abs(move.down) + Math.abs(move.right) === 1)) {
    assert.deepEqual(movedAlong(compute({ ...FIRST, shared: 0, bias: -3, relu: 1, down, right })), {
      along: 0,
      inside: 6,
    });
  }
});

test("of weights of their own what is the same is not said to have moved along", () => {
  const said = [1, 0].map((shared) => {
    const states = MOVED.flatMap((move) => [1, 2, 3].map((seed) => ({ ...FIRST, ...move, seed, shared })));
    const words = states.map((chosen) => movedWords(KIT, chosen, compute(chosen)));
    return [...new Set(words)].map((id) => [id, words.filter((each) => each === id).length]);
  });
  const [shared, own] = said.map((each) => Object.fromEntries(each));
  assert.deepEqual(Object.keys(shared).sort(), ["neuron.folded", "neuron.moved"]);
  assert(own["neuron.alike"] > 0 && own["neuron.moved"] > 0);
});

test("a weight has its twins in every view: nine rows of the matrix when it is shared, its own row when not", () => {
  const pointed = /** @type {const} */ ({ kind: "weight", weight: 4, output: 4 });
  const twins = twinsOf(pointed, 4, true);
  assert.deepEqual(
    [twins.window, twins.products, twins.neuron, twins.pixels, twins.edges],
    [
      [[2, 2]],
      [[1, 1]],
      [
        [4, 0],
        [4, 1],
      ],
      [[0, 12]],
      [4],
    ],
  );
  assert.deepEqual(
    twins.matrix,
    OUTPUTS.map((output) => [output, pixelOf(output, 4)]),
  );
  assert.deepEqual(twinsOf(pointed, 4, false).matrix, [[4, 12]]);
  const elsewhere = twinsOf({ ...pointed, output: 0 }, 4, false);
  assert.deepEqual([elsewhere.matrix, elsewhere.window, elsewhere.edges], [[[0, 6]], [[1, 1]], []]);
});

test("a pixel lights its column of the matrix and the outputs that read it", () => {
  const middle = twinsOf({ kind: "pixel", pixel: 12 }, 4, true);
  assert.equal(middle.matrix.length, 9);
  assert.ok(middle.matrix.every(([output, pixel]) => pixel === 12 && weightAt(output, pixel) >= 0));
  assert.deepEqual([middle.output.length, middle.edges], [9, [4]]);
  const corner = twinsOf({ kind: "pixel", pixel: 0 }, 4, true);
  assert.deepEqual([corner.matrix, corner.output, corner.products], [[[0, 0]], [[0, 0]], []]);
});
