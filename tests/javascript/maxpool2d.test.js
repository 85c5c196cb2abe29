import "../oracle/fetch_files.js";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { isDeepStrictEqual } from "node:util";
import { randomFrom } from "../../lessons/kit/quiz/shuffle.js";
import { spans } from "../../lessons/maxpool2d/figure.js";
import { outputOf, refusalOf } from "../../lessons/maxpool2d/model/limits.js";
import { compute } from "../../lessons/maxpool2d/model/numbers.js";
import { averageLine, caption, mistakenWindow, question } from "../../lessons/maxpool2d/model/words.js";

const CASES = 3000;
const KIT = /** @type {any} */ ({ label: (/** @type {string} */ id) => id });
const FILE = new URL("../../lessons/maxpool2d/settings.json", import.meta.url);
/** @type {import("../../lessons/kit/settings/table.js").Table} */
const TABLE = JSON.parse(readFileSync(FILE, "utf8"));

/** Half of the settings as the figure opens, the others anywhere in the table. @param {() => number} random */
function drawnState(random) {
  /** @param {number[]} [range] */
  const whole = ([lowest, highest] = [0, 1]) => lowest + Math.floor(random() * (highest - lowest + 1));
  /** @param {import("../../lessons/kit/settings/table.js").Line} line */
  const drawn = ({ kind, range, choices = [], default: initial, place }) => {
    if (place || whole()) return initial;
    if (kind === "choice" || (choices.length > 0 && whole())) return choices[whole([0, choices.length - 1])];
    return kind === "pair" ? [whole(range), whole(range)] : whole(range);
  };
  const lines = Object.entries(TABLE.settings).map(([name, line]) => [name, drawn(line)]);
  return Object.fromEntries(lines);
}

/** Hold one wrong answer of a state to what it draws. @param {any} chosen @param {string} rule @param {string} text */
function hold(chosen, rule, text) {
  const told = JSON.stringify([chosen, rule]);
  const place = mistakenWindow(chosen, rule);
  assert(place, told);
  const [height, width] = [chosen.height, chosen.width].map((side, axis) => side + 2 * chosen.padding[axis]);
  assert(place.row < height && place.column < width && place.height > 0 && place.width > 0, told);
  if (place.row + place.column === 0) return; // the first window itself
  const axis = place.column > 0 ? 1 : 0;
  assert.notEqual(text.split("×")[axis], String(outputOf(chosen)?.[axis]), told);
}

test("the window of a wrong guess begins on the map, and not where guess and PyTorch agree", () => {
  const random = randomFrom(1);
  let seen = 0;
  for (let at = 0; seen <= CASES; at += 1) {
    assert(at < 4 * CASES); // most states are asked about
    const chosen = drawnState(random);
    const asked = question(KIT, chosen, null);
    for (const { rule, text } of typeof asked === "string" ? [] : asked.options) {
      if (rule !== null) hold(chosen, rule, text);
      seen += 1;
    }
  }
});

/** What the reason of a right guess says of the last window, and what is so. @param {any} chosen @param {string} why */
function holdReason(chosen, why) {
  const [own, without] = [chosen, { ...chosen, ceil_mode: 0 }].map(outputOf);
  const sizes = [chosen.height, chosen.width];
  const rounded = [0, 1].map((axis) => {
    const span =
      chosen.layer === "MaxPool2d"
        ? chosen.dilation[axis] * (chosen.kernel_size[axis] - 1) + 1
        : chosen.kernel_size[axis];
    const stride = (chosen.stride === "None" ? chosen.kernel_size : chosen.stride)[axis];
    return Math.ceil((sizes[axis] + 2 * chosen.padding[axis] - span) / stride) + 1;
  });
  const isCut = String(own) !== String(without);
  const isDropped = String(own) !== String(rounded);
  const kind = !chosen.ceil_mode
    ? "right"
    : isDropped
      ? "right_dropped"
      : isCut
        ? "right_cut"
        : "right_whole";
  assert.equal(why, `maxpool2d.predict_${kind}`, JSON.stringify(chosen));
  return kind;
}

test("why a size is right is what holds in that state, and a half is written as in the formula", () => {
  const random = randomFrom(3);
  const seen = new Set();
  for (let at = 0; at < CASES; at += 1) {
    const chosen = drawnState(random);
    const asked = question(KIT, chosen, null);
    for (const { rule, text, why } of typeof asked === "string" ? [] : asked.options) {
      if (rule === null) seen.add(holdReason(chosen, why));
      assert.doesNotMatch(text, /\.\d*0(?!\d)/);
      if (rule !== "ceil_not_floor") continue; // what ceil_mode=True gives, and nothing else
      assert.equal(text, outputOf({ ...chosen, ceil_mode: 1 })?.join("×"), JSON.stringify(chosen));
    }
  }
  assert.equal(seen.size, 4);
});

test("what an address can name is refused or shown, whatever belongs to another layer stands in it", () => {
  const random = randomFrom(2);
  let shown = 0;
  for (let at = 0; at < CASES; at += 1) {
    const chosen = drawnState(random);
    const now = compute(chosen);
    assert.equal(now === null, refusalOf(chosen) !== null, JSON.stringify(chosen));
    if (now) shown += 1;
  }
  assert(shown > CASES / 4);
});

test("the rows that an adaptive pooling reads are counted from 1, as the sentence below counts them", () => {
  for (let size = 1; size <= 12; size++) {
    for (let out = 1; out <= size; out++) {
      const ends = spans(size, out)
        .split(", ")
        .map((span) => span.split("\u2060–\u2060").map(Number));
      const [first, last] = [ends[0][0], ends[out - 1][ends[out - 1].length - 1]];
      assert.deepEqual([ends.length, first, last], [out, 1, size]);
    }
  }
});

/** Whether what a sentence says is so, by the numbers of its state. @type {Record<string, (chosen: any, now: any) => boolean>} */
const HOLDS = {
  padding: ({ layer }, { border }) => layer === "MaxPool2d" && Math.max(...border) > 0,
  padding_average: ({ layer }, { border }) => layer !== "MaxPool2d" && Math.max(...border) > 0,
  padding_off: (_, { border }) => Math.max(...border) <= 0,
  dilation: (_, now) => !HOLDS.dilation_off(_, now),
  dilation_off: (_, { taps, window: { height, width } }) => taps.length === height * width,
  ceil_mode: ({ ceil_mode }) => ceil_mode === 1,
  ceil_mode_off: ({ ceil_mode }) => ceil_mode === 0,
  return_indices: ({ return_indices }) => return_indices === 1,
  return_indices_off: ({ return_indices }) => return_indices === 0,
  count_include_pad: (chosen, now) => !HOLDS.count_include_pad_off(chosen, now),
  count_include_pad_off: (chosen, now) => isDeepStrictEqual(compute(otherCounted(chosen))?.steps, now.steps),
  divisor_override: ({ divisor_override }) => divisor_override !== "None",
  divisor_override_off: ({ divisor_override }) => divisor_override === "None",
};
/** @param {any} chosen */
const otherCounted = (chosen) => ({ ...chosen, count_include_pad: 1 - chosen.count_include_pad });

test("what is said of an argument is what its new value does", () => {
  const random = randomFrom(4);
  const seen = new Set();
  for (let at = 0; at < CASES; at += 1) {
    const chosen = drawnState(random);
    const now = compute(chosen);
    for (const [name, { argument = {} }] of Object.entries(TABLE.settings)) {
      if (!now || !(chosen.layer in argument)) continue;
      const { text } =
        caption(KIT, /** @type {any} */ ({ chosen, now, change: { name, before: chosen } })) ?? {};
      const said = text?.replace("maxpool2d.changed_", "") ?? "";
      assert(HOLDS[said]?.(chosen, now) ?? said === name, JSON.stringify([said, chosen]));
      seen.add(said);
    }
  }
  for (const said of Object.keys(HOLDS)) assert(seen.has(said), said);
});

test("where nothing is asked the reason is that of the state", () => {
  const random = randomFrom(5);
  const seen = new Set();
  for (let at = 0; at < CASES; at += 1) {
    const chosen = drawnState(random);
    const why = question(KIT, chosen, null);
    if (typeof why !== "string") continue;
    const isSettled = chosen.layer === "AdaptiveAvgPool2d" || refusalOf(chosen) !== null;
    assert.equal(why, `maxpool2d.predict_nothing${isSettled ? "" : "_telling"}`, JSON.stringify(chosen));
    seen.add(why);
  }
  assert.equal(seen.size, 2);
});

test("a sum that is too long to be written is called one, and what is rounded has no equals sign", () => {
  const third = { cells: [], values: [1], divisor: 3, output: 1 / 3 };
  assert.deepEqual(averageLine(KIT, third), ["1 / 3 ≈", "0.33"]);
  const step = { cells: [], values: Array(16).fill(1), divisor: 16, output: 1 };
  assert.deepEqual(averageLine(KIT, step), ["(predict.sum_of) / 16 =", "1"]);
});
