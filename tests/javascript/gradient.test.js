import "../oracle/fetch_files.js";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { receive } from "../../lessons/gradient/model/digit.js";
import { follow, settings, steps } from "../../lessons/gradient/model/limits.js";
import { wrongOf } from "../../lessons/gradient/model/mistakes.js";
import { compute, foreseen, promises } from "../../lessons/gradient/model/network.js";
import {
  placeOf,
  short,
  shortInCell,
  stepAt,
  sumOf,
  written,
  writtenProducts,
  writtenSum,
} from "../../lessons/gradient/model/way_back.js";
import { question } from "../../lessons/gradient/model/words.js";
import { NOTE, parameterCount, parametersOf } from "../../lessons/kit/arithmetic/note_network.js";
import { signedShareText } from "../../lessons/kit/pictures/nets.js";
import { readAddress, withinLimits } from "../../lessons/kit/settings/address.js";

/** @param {string} query @returns {any} */
const at = (query) => readAddress(settings, query)?.settings;
/** What a hand's wish comes to. @param {any} before @param {Record<string, unknown>} changes @returns {any} */
function set(before, changes) {
  const wanted = { ...before, ...changes };
  return withinLimits(settings, follow(before, /** @type {any} */ (withinLimits(settings, wanted)), wanted));
}

test("the way back has a step a layer, one a weight of the kernel, and each step its place", () => {
  for (const [query, last] of [
    ["?input=heart", 16],
    ["?input=smooth", 11],
  ]) {
    const chosen = at(String(query));
    assert.equal(steps(chosen)?.[0], last);
    for (let step = 0; step <= Number(last); step++) {
      const place = { parameter: "weight", row: 1, column: 1, ...placeOf(step, chosen) };
      assert.equal(stepAt(/** @type {any} */ (place), chosen), step);
    }
  }
});

/** Every step of the small networks with some targets, in both views. */
const SEEN = ["heart", "smooth", "kinks"].flatMap((input) =>
  [0, 1, 2, 4, 10].flatMap((target) =>
    Array.from({ length: 17 }, (_, step) => set(at(`?input=${input}&target=${target}`), { step })).flatMap(
      (chosen) => [chosen, set(chosen, { view: "nudge" })],
    ),
  ),
);

test("where nothing is asked it says what can be done there, in this view", () => {
  const labels = JSON.parse(
    readFileSync(new URL("../../lessons/gradient/labels.json", import.meta.url), "utf8"),
  );
  const nothing = ["en", "ko"].flatMap((language) =>
    SEEN.flatMap((chosen) => {
      const kit = /** @type {any} */ ({ label: (/** @type {string} */ id) => labels[id][language] });
      const now = compute(chosen);
      const why = question(kit, chosen, now);
      return typeof why === "string" ? [{ chosen, why, isHit: now.gradients.score.values[0] === 0 }] : [];
    }),
  );
  for (const { chosen, why, isHit } of nothing) {
    const isSteps = chosen.view === "step";
    // There are steps to go back to in one view alone, and a question at the first one.
    assert.equal(/first step|처음 단계/.test(why), isSteps && !isHit && chosen.step > 0, why);
    assert.equal(/another target|목표를 바꾸/.test(why), isSteps && isHit, why);
    assert.equal(/Layer by layer|한 단계씩/.test(why), !isSteps, why);
  }
  const kinds = new Set(nothing.map(({ why }) => why));
  assert.equal(kinds.size, 6); // three reasons, in two languages
});

test("a share, and what comes back to its score, is never written as a power of ten or as nothing", () => {
  for (const [value, text] of /** @type {[number, string][]} */ ([
    ...[
      [2e-6, "<0.001"],
      [3e-4, "<0.001"],
      [0.0123, "0.012"],
      [0.99999, ">0.999"],
    ],
    ...[
      [-2e-6, ">−0.001"],
      [-0.0123, "−0.012"],
      [-0.99999, "<−0.999"],
    ],
  ]))
    assert.equal(signedShareText(value), text);
  for (let power = -12; power < 0; power += 0.25)
    for (const value of [10 ** power, -(10 ** power), 1 - 10 ** power, 10 ** power - 1])
      assert.match(signedShareText(value), /^[<>]?−?0\.\d{3}$/);
});

test("a step looks at the largest gradient, the first of equals", () => {
  let chosen = at("?input=heart");
  /** @type {string[]} */
  const looked = [];
  for (let step = 1; step <= 16; step++) {
    chosen = set(chosen, { step });
    assert.equal(chosen.step, step);
    looked.push(`${chosen.layer} ${chosen.row} ${chosen.column}`);
  }
  assert.deepEqual(looked.slice(0, 6), [
    "score 1 1",
    "linear 1 2",
    "features 2 1",
    "pool 2 1",
    "relu 3 1",
    "conv 1 1",
  ]);
  assert.equal(looked[15], "pixel 3 3");
});

test("another network brings its target and begins anew, another number is not nudged yet", () => {
  const nudged = at("?input=heart&layer=conv&nudge=0.5");
  assert.equal(nudged.view, "nudge");
  assert.equal(set(nudged, { column: 2 }).nudge, "0");
  const stepped = set(nudged, { updates: 2 });
  assert.deepEqual([stepped.updates, stepped.nudge], [2, "0"]);
  assert.equal(set(stepped, { rate: 11 }).updates, 2);
  const other = set(stepped, { input: "smooth" });
  assert.deepEqual([other.target, other.updates], [3, 0]);
});

test("with a rate that is too large there are only as many steps as can be shown", () => {
  const chosen = at("?input=smooth&target=20&rate=40&updates=20");
  assert.ok(chosen.updates < 20);
  assert.ok(compute(chosen).loss <= 1e6);
});

test("a kink is named by what makes it", () => {
  for (const [query, kink] of [
    ["?input=smooth&layer=conv&nudge=0.01", null],
    ["?input=heart&layer=conv&row=1&column=1&nudge=0.5", null],
    ["?input=heart&layer=conv&row=1&column=1&nudge=1.5", "woke"],
    ["?input=kinks&layer=conv&parameter=bias&nudge=0.1", "here"],
  ]) {
    const chosen = at(String(query));
    assert.equal(foreseen(chosen, compute(chosen)).kink, kink, String(query));
  }
});

test("the table of promises is that of the sheet", () => {
  const chosen = at("?input=heart&layer=conv&row=1&column=1&nudge=0.5");
  const rows = promises(chosen, compute(chosen)).map((row) => row.map((value) => written(value, 4)));
  assert.deepEqual(rows, [
    ["0.01", "1.92", "1.9208"],
    ["0.1", "1.2", "1.28"],
    ["0.25", "0", "0.5"],
    ["0.5", "−2", "0"],
    ["1", "−6", "2"],
  ]);
});

test("a loss or a gradient that is nearly 0 does not read as 0, and binary noise does", () => {
  assert.deepEqual(
    [0.0004, -0.003, 0, 0.1 + 0.2 - 0.3, 6.5, 10].map((value) => written(value)),
    [...["0.0004", "−0.003", "0", "0", "6.5", "10"]],
  );
  assert.deepEqual([4e-7, -0.0048, 0, 0.25].map(shortInCell), ["4e−7", "−0.0048", "0.00", "0.25"]);
  assert.deepEqual([4e-7, -1.2e-10].map(short), ["0.0000004", "−0.00000000012"]); // in a sentence
});

test("a sum is written as it is done by hand", () => {
  const chosen = at("?input=heart&layer=conv&row=1&column=1");
  const sum = sumOf(chosen, compute(chosen));
  assert.deepEqual(
    [writtenProducts(sum.terms), writtenSum(sum.terms), sum.zeros],
    ["2×2 + 3×−2 + 3×−2", "4 − 6 − 6", 13],
  );
});

test("the note's network has its 7,340 parameters, in PyTorch's order", () => {
  assert.equal(parameterCount(NOTE), 7340);
  const flat = Float64Array.from({ length: 7340 }, (_, i) => i);
  const { kernels, biases, weights, bias } = parametersOf(flat);
  assert.deepEqual([kernels[1].values[0], biases[0], weights[0], bias[0]], [25, 125, 130, 7330]);
  kernels[0].values[0] = -1;
  assert.equal(flat[0], -1);
  assert.throws(() => parametersOf(new Float64Array(10)), TypeError);
});

/** A network and a picture by no particular rule, in hundredths. */
const SENT = {
  parameters: Array.from({ length: parameterCount(NOTE) }, (_, i) => ((i * 37) % 41) - 20),
  pixels: Array.from({ length: 784 }, (_, i) => (i * 7) % 101),
  label: 4,
};
const QUESTIONS = JSON.parse(
  readFileSync(new URL("../../lessons/gradient/questions.json", import.meta.url), "utf8"),
);

test("each wrong rule of the check gives what was worked out by hand in the state that its question shows", () => {
  receive(SENT);
  /** @type {Record<string, [wrong: number, right: number]>} */
  const worked = {
    ...{ bias_gradient_mean: [0.125, 2], bias_gradient_is_one: [1, 2] },
    ...{ gradient_points_downhill: [1.94, 2.06], gradient_is_the_change: [8, 2.06] },
    ...{ relu_passes_at_zero: [-0.5, 0], relu_passes_all: [-0.5, 0] },
    ...{ weight_gradient_forgets_pixels: [2, 6], weight_gradient_first_window: [0, 6] },
    ...{ winner_always_gets_it: [4, 0], gradient_like_average: [4, 0] },
    ...{ input_gradient_turned: [-2, 2], gradient_forgets_weights: [2, 2] },
  };
  const seen = new Set();
  for (const { kind, state, misconceptions } of QUESTIONS) {
    if (kind !== "check") continue;
    const chosen = at(`?${new URLSearchParams(state)}`);
    for (const rule of misconceptions) {
      if (rule === null) continue;
      const found = wrongOf(rule, chosen);
      assert.ok(found, rule);
      seen.add(rule);
      if (!worked[rule]) continue;
      const numbers = [found.wrong, found.right].map((value) => Math.round(1000 * value) / 1000 + 0);
      assert.deepEqual(numbers, worked[rule], rule);
    }
  }
  assert.equal(seen.size, 16);
  assert.equal(wrongOf("bias_gradient_mean", at("?input=heart&layer=relu")), null);
  const bias = at("?input=heart&layer=conv&parameter=bias&row=2&column=3"); // the place of a weight is none of its own
  assert.deepEqual([...(wrongOf("gradient_points_downhill", bias)?.dots?.bias?.values ?? [])], [2]);
});

test("the digit has a step a layer, its target is what is written, and another network starts anew", () => {
  receive(SENT);
  const live = set(at("?input=heart&layer=conv&row=2&column=2"), { view: "live" });
  assert.deepEqual([live.input, live.target, live.layer, live.step], ["digit", 4, "pixel", 6]);
  assert.equal(steps(live)?.[0], 6);
  for (let step = 0; step <= 6; step++) assert.equal(set(live, { step }).step, step);
  assert.equal(set(live, { layer: "linear" }).layer, "features"); // 7,200 weights are not drawn
  assert.deepEqual([set(live, { target: 7 }).target, set(live, { target: 7 }).row], [7, live.row]);
  const small = set(live, { view: "nudge" });
  assert.deepEqual([small.input, small.target, small.layer, small.view], ["heart", 9, "conv", "nudge"]);
  assert.equal(set(live, { input: "smooth" }).target, 3);
});
