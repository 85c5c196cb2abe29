import "../oracle/fetch_files.js";
import assert from "node:assert/strict";
import test from "node:test";
import { settings } from "../../lessons/convolution/model/limits.js";
import { compute } from "../../lessons/convolution/model/numbers.js";
import { mistakenPlace, nextChoices, question } from "../../lessons/convolution/model/words.js";
import { convolutionStep, convolve } from "../../lessons/kit/arithmetic/convolution.js";
import { fromRows, toRows } from "../../lessons/kit/arithmetic/grid.js";
import { windowRefusal } from "../../lessons/kit/arithmetic/windows.js";
import { randomFrom } from "../../lessons/kit/quiz/shuffle.js";
import { readAddress, withinLimits } from "../../lessons/kit/settings/address.js";

/**
 * @typedef {import("../../lessons/convolution/model/words.js").State} State
 * @typedef {[number, number]} Pair
 */

const MODES = ["zeros", "reflect", "replicate", "circular"];

/** A state the figure can have; null when the settings have no output. @param {() => number} random @returns {State | null} */
function randomState(random) {
  /** @param {number} lowest @param {number} highest */
  const whole = (lowest, highest) => lowest + Math.floor(random() * (highest - lowest + 1));
  /** @param {number} height @param {number} width @param {() => number} cell */
  const grid = (height, width, cell) =>
    fromRows(Array.from({ length: height }, () => Array.from({ length: width }, cell)));
  const [height, width, stride, padding, dilation] = [
    whole(3, 12),
    whole(3, 12),
    whole(1, 6),
    whole(0, 3),
    whole(1, 4),
  ];
  /** @type {Pair} */
  const size = [whole(1, 7), whole(1, 7)];
  const layer = {
    kernel_size: size,
    stride: /** @type {Pair} */ ([stride, stride]),
    padding: /** @type {Pair} */ ([padding, padding]),
    dilation: /** @type {Pair} */ ([dilation, dilation]),
    padding_mode: MODES[whole(0, 3)],
    bias: whole(-2, 2),
  };
  if (windowRefusal(height, width, layer)) return null;
  const input = grid(height, width, () => whole(0, 3));
  const kernel = grid(...size, () => whole(-300, 300) / 100);
  const steps = convolve(input, kernel, layer).values.length;
  return { input, kernel, layer, step: whole(1, steps) };
}

/** The pixel or the padding at a place, by hand. @param {State} state @param {number} row @param {number} column @param {string} mode */
function pixel({ input }, row, column, mode) {
  /** @param {number} place @param {number} size */
  const source = (place, size) => {
    if (place >= 0 && place < size) return place;
    if (mode === "reflect") return place < 0 ? -place : 2 * (size - 1) - place;
    if (mode === "replicate") return place < 0 ? 0 : size - 1;
    return mode === "circular" ? (place + size) % size : -1;
  };
  const [y, x] = [source(row, input.height), source(column, input.width)];
  return y < 0 || x < 0 ? 0 : input.values[y * input.width + x];
}

/** The pixels under the next window, as a mistake would read them. @param {State} state @param {string | null} rule */
function pixelsRead(state, rule) {
  const { kernel, layer, step } = state;
  const [stride, padding] = [layer.stride?.[0] ?? 1, /** @type {Pair} */ (layer.padding)[0]];
  const { width } = convolve(state.input, kernel, layer);
  let [top, left] = [Math.floor(step / width) * stride, (step % width) * stride];
  if (rule === "stride_ignored")
    [top, left] = step % width ? [top, left - stride + 1] : [top - stride + 1, 0];
  const spread = rule === "dilation_ignored" ? 1 : (layer.dilation?.[0] ?? 1);
  const mode = rule === "padding_mode_ignored" ? "zeros" : (layer.padding_mode ?? "zeros");
  return Array.from(kernel.values, (_, at) => {
    const [down, across] = [Math.floor(at / kernel.width), at % kernel.width];
    return pixel(state, top + down * spread - padding, left + across * spread - padding, mode);
  });
}

/** What an answer comes to, written down again without the module that is tested. @param {State} state @param {string | null} rule */
function byHand(state, rule) {
  const bias = state.layer.bias ?? 0;
  const weights = [...state.kernel.values];
  if (rule === "kernel_flipped") weights.reverse();
  const pixels = pixelsRead(state, rule);
  const products = pixels.map((value, at) => value * weights[at]);
  /** @param {number[]} values */
  const add = (values) => values.reduce((sum, value) => sum + value, 0);
  /** @type {Record<string, number>} */
  const others = {
    bias_forgotten: add(products),
    signs_ignored: add(products.map(Math.abs)) + bias,
    window_sum_only: add(pixels) + bias,
    kernel_sum_only: add(weights) + bias,
    bias_per_product: add(products.map((product) => product + bias)),
    products_counted: products.length,
    products_are_output: products.length,
  };
  return others[rule ?? ""] ?? add(products) + bias;
}

/** @param {number} seed @param {number} count */
function* randomStates(seed, count) {
  const random = randomFrom(seed);
  for (let made = 0; made < count; ) {
    const state = randomState(random);
    if (state) yield state;
    made += state ? 1 : 0;
  }
}

test("the right answer is the next cell of the convolution, and each of two or three wrong ones what its rule gives", () => {
  const met = new Set();
  let [asked, possible] = [0, 0];
  for (const state of randomStates(1, 4000)) {
    const output = convolve(state.input, state.kernel, state.layer);
    possible += state.step < output.values.length ? 1 : 0;
    const found = nextChoices(state);
    if (!found) continue;
    asked += 1;
    assert.ok(found.choices.length === 3 || found.choices.length === 4);
    for (const { rule, value } of found.choices) {
      met.add(rule);
      const expected = rule === null ? output.values[state.step] : byHand(state, rule);
      if (rule === null) assert.ok(Math.abs(byHand(state, null) - expected) < 1e-9);
      assert.ok(Math.abs(value - expected) < 1e-9, `${rule}: ${value}, by hand ${expected}`);
    }
  }
  assert.equal(met.size, 12); // ten numbers, the number of products, and the right answer
  assert.ok(asked > 0.98 * possible, `${asked} of ${possible}`);
});

test("nothing is asked after the last window", () => {
  for (const state of randomStates(3, 200)) {
    const steps = convolve(state.input, state.kernel, state.layer).values.length;
    assert.equal(nextChoices({ ...state, step: steps }), null);
  }
});

test("a side of the kernel that is longer than the limit of both is not said to be beyond it", () => {
  const limits = ["3", "7"].map((width) => {
    const query = `?height=3&width=${width}&padding=0&kernel_size=7`;
    return readAddress(settings, query)?.refused.find(({ name }) => name === "kernel_size")?.limits;
  });
  assert.deepEqual(limits, [[1, 3], undefined]);
});

test("who stands at the last window is told to step back only where there is one before it", () => {
  const kit = /** @type {any} */ ({ label: (/** @type {string} */ id) => id });
  for (const size of [3, 7]) {
    const all = { kernel_size: [size, size], padding: 0, step: Infinity };
    const chosen = /** @type {any} */ (withinLimits(settings, all));
    assert.equal(question(kit, chosen, compute(chosen)), `predict.nothing_${size === 7 ? "only" : "last"}`);
  }
});

test("a kernel that is its own mirror offers no flipped answer", () => {
  const ones = fromRows([
    [1, 1],
    [1, 1],
  ]);
  const state = {
    input: fromRows([
      [1, 2, 3],
      [4, 5, 6],
    ]),
    kernel: ones,
    layer: { kernel_size: /** @type {Pair} */ ([2, 2]), bias: 1 },
    step: 1,
  };
  const rules = nextChoices(state)?.choices.map(({ rule }) => rule) ?? [];
  assert.ok(rules.includes("bias_forgotten") && !rules.includes("kernel_flipped"));
  assert.equal(toRows(ones)[0][0], 1);
});

/** Every wrong choice of many states. @param {number} rounds @returns {[state: State, rule: string, value: number][]} */
function wrongChoices(rounds) {
  const random = randomFrom(11);
  return Array.from({ length: rounds }, () => randomState(random)).flatMap((state) => {
    const choices = (state && nextChoices(state)?.choices) ?? [];
    return choices.flatMap(({ rule, value }) =>
      state && rule ? [/** @type {[State, string, number]} */ ([state, rule, value])] : [],
    );
  });
}

test("a wrong guess is drawn inside its grid", () => {
  const wrong = wrongChoices(3000);
  assert.ok(wrong.length > 3000);
  for (const [state, rule] of wrong) {
    const place = mistakenPlace(rule, state);
    assert.ok(place, rule);
    const ring = 2 * Number(state.layer.padding?.[0] ?? 0);
    const [tall, wide] = [state.input.height + ring, state.input.width + ring];
    const [most, far] = place.grid === "input" ? [tall, wide] : [state.kernel.height, state.kernel.width];
    assert.ok(place.area.row >= 0 && place.area.row + place.area.height <= most, rule);
    assert.ok(place.area.column >= 0 && place.area.column + place.area.width <= far, rule);
  }
});

test("a window drawn for a wrong guess is the one that gives its number", () => {
  const one = /** @type {Pair} */ ([1, 1]);
  const wrong = wrongChoices(3000).filter(([, rule]) => /stride|dilation/.test(rule));
  assert.ok(wrong.length > 100, `only ${wrong.length}`);
  for (const [{ input, kernel, layer, step }, rule, value] of wrong) {
    const area = mistakenPlace(rule, { input, kernel, layer, step })?.area;
    const dilation = rule === "dilation_ignored" ? one : layer.dilation;
    assert.ok(area, rule);
    const there = convolutionStep(input, kernel, { ...layer, stride: one, dilation }, area.row, area.column);
    assert.ok(Math.abs(there.output - value) < 1e-9, rule);
  }
});
