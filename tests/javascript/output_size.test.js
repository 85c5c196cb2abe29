import "../oracle/fetch_files.js";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { withinLimits } from "../../lessons/kit/settings/address.js";
import { settings } from "../../lessons/output_size/model/limits.js";
import { compute } from "../../lessons/output_size/model/numbers.js";
import { question, sayWindow } from "../../lessons/output_size/model/words.js";

const LABELS = JSON.parse(
  readFileSync(new URL("../../lessons/output_size/labels.json", import.meta.url), "utf8"),
);
const PIXELS = ["a", "b"]; // the others count how far beyond an end something is

/** What a sentence names, by its label and the numbers that stand in it. @param {string} name @param {Record<string, number>} values @returns {Record<string, number>} */
function namedIn(name, values) {
  const names = LABELS[name].en.matchAll(/\{(\w+)\}/g);
  return Object.fromEntries([...names].map(([, each]) => [each, values[each]]));
}

/** What is said of every window of a row. @param {{ size: number, padding: number, span: number, stride: number }} row @returns {Record<string, number>[]} */
function saidOf({ size, padding, span, stride }) {
  /** @type {any} */
  const [words, axis] = [
    { label: namedIn },
    { settings: { stride, input_size: size }, before: padding, span },
  ];
  const windows = Math.max(Math.floor((size + 2 * padding - span) / stride) + 1, 0);
  return Array.from({ length: windows }, (_, i) => /** @type {any} */ (sayWindow(words, axis, i + 1)));
}

test("a window's sentence names only pixels that exist, and counts what lies beyond them", () => {
  const rows = [1, 2, 5, 9].flatMap((size) =>
    [0, 1, 4, 7].flatMap((padding) => [1, 3, 6].map((span) => ({ size, padding, span }))),
  );
  for (const row of rows.flatMap((each) => [1, 2, 5].map((stride) => ({ ...each, stride })))) {
    saidOf(row).forEach(({ n, ...named }, at) => {
      assert.equal(n, at + 1);
      assert.equal(Object.keys(named).length, 2);
      for (const [name, value] of Object.entries(named)) {
        assert.ok(value >= 1 && (value <= row.size || !PIXELS.includes(name)), `${name} = ${value}`);
      }
    });
  }
});

/** @import { Settings } from "../../lessons/output_size/model/limits.js" */

const SIDES = Array.from({ length: 12 }, (_, at) => at + 1);
const asked = SIDES.flatMap((side) =>
  [1, 2, 3].flatMap((kernel) =>
    [1, 2, 3, 4].flatMap((stride) =>
      [0, 1].map((padding) => ({
        ...{ layer: "MaxPool2d", ceil_mode: 1, height: side, width: side },
        ...{ kernel_size: [kernel, kernel], stride: [stride, stride], padding: [padding, padding] },
      })),
    ),
  ),
);

test("the sum that is told of a right guess gives that guess, with the window that ceil_mode drops", () => {
  const kit = /** @type {any} */ ({
    label: (/** @type {string} */ id, values = {}) => JSON.stringify({ id, values }),
  });
  const seen = new Set();
  for (const each of asked) {
    const chosen = /** @type {Settings} */ (withinLimits(settings, each));
    const guess = question(kit, chosen, compute(chosen));
    if (typeof guess === "string") continue;
    const right = guess.options.find(({ rule }) => rule === null);
    assert(right);
    assert.match(LABELS[JSON.parse(guess.stem).id].en, /ceil_mode=True/);
    const { id, values } = JSON.parse(right.why);
    const steps = Math.ceil(Number(values.room.replace("−", "-")) / values.s);
    const places = id === "size.why_right_dropped" ? steps : steps + 1;
    assert.equal(String(places), right.text, JSON.stringify(each));
    seen.add(id);
  }
  assert.equal(seen.size, 2);
});
