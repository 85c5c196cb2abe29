import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { sayWindow } from "../../lessons/output_size/model/words.js";

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
