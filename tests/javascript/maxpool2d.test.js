import "../oracle/fetch_files.js";
import assert from "node:assert/strict";
import test from "node:test";
import { randomFrom } from "../../lessons/kit/quiz/shuffle.js";
import { outputOf, refusalOf } from "../../lessons/maxpool2d/model/layer.js";
import { settings } from "../../lessons/maxpool2d/model/limits.js";
import { compute } from "../../lessons/maxpool2d/model/numbers.js";
import { mistakenWindow, question } from "../../lessons/maxpool2d/model/question.js";

const CASES = 3000;
const KIT = /** @type {any} */ ({ label: (/** @type {string} */ id) => id });
const START = Object.fromEntries(Object.entries(settings).map(([name, { initial }]) => [name, initial]));

/** @param {() => number} random */
function drawnState(random) {
  const whole = (/** @type {number} */ lowest, /** @type {number} */ highest) =>
    lowest + Math.floor(random() * (highest - lowest + 1));
  const pair = (/** @type {number} */ lowest, /** @type {number} */ highest) =>
    [0, 1].map(() => whole(lowest, highest));
  return /** @type {any} */ ({
    ...START,
    layer: ["MaxPool2d", "AvgPool2d", "AdaptiveAvgPool2d"][whole(0, 2)],
    output_size: pair(1, 9),
    dilation: pair(1, 2),
    count_include_pad: whole(0, 1),
    divisor_override: whole(0, 1) ? "None" : whole(0, 2),
    ...{ height: whole(1, 9), width: whole(1, 9), kernel_size: pair(1, 4), padding: pair(0, 2) },
    stride: whole(0, 1) ? "None" : pair(1, 4),
    ceil_mode: whole(0, 1),
  });
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
    const [asked] = question(KIT, chosen, 0, null);
    for (const { rule, text } of asked?.options ?? []) {
      if (rule !== null) hold(chosen, rule, text);
      seen += 1;
    }
  }
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
