import "../oracle/fetch_files.js";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { withinLimits } from "../../lessons/kit/settings/address.js";
import { compute, countAxis, settings } from "../../lessons/output_size/model/limits.js";
import { markOf } from "../../lessons/output_size/model/misconceptions.js";
import { question, sayNever, sayWindow } from "../../lessons/output_size/model/words.js";

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

test("what is called left over lies behind the last window, and what is said to hang over the end does", () => {
  const words = { label: (/** @type {string} */ id) => id };
  const layers = [1, 2, 3].flatMap((kernel_size) =>
    [1, 2, 3, 4].flatMap((stride) =>
      [0, 1, 2].flatMap((padding) => [1, 2].map((dilation) => ({ kernel_size, stride, padding, dilation }))),
    ),
  );
  const seen = new Set();
  for (const input_size of SIDES)
    for (const layer of layers) {
      const axis = countAxis({ layer: "Conv2d", input_size, ...layer, ceil_mode: false });
      if (axis.refused) continue;
      const { unread, room, after } = axis;
      const said = unread.length > 0 ? sayNever(words, axis) : "";
      if (/one|tail/.test(said)) assert.ok(unread.length <= room % layer.stride, JSON.stringify(axis));
      const mark = markOf("size_kept_by_default", axis);
      if (mark?.says === "size.mark_every") assert.ok(mark.start + mark.length > input_size + after);
      seen.add(said).add(mark?.says);
    }
  assert.ok(seen.size > 4);
});

test("what is drawn of a pooling that always halves is not what this pooling does", () => {
  const seen = new Set();
  for (const each of asked) {
    const { shown, failing } = compute(/** @type {Settings} */ (withinLimits(settings, each)));
    if (failing || Math.floor(shown.settings.input_size / 2) === shown.size) continue;
    const mark = markOf("pooling_always_halves", shown);
    if (mark?.says === "size.mark_span") assert.notEqual(mark.length, shown.span);
    if (mark?.says === "size.mark_second") assert.notEqual(shown.settings.stride, 2);
    seen.add(mark?.says);
  }
  assert.ok(seen.size > 2);
});

test("where nothing is asked for want of an output it says so, whichever axis has none", () => {
  const kit = /** @type {any} */ ({ label: (/** @type {string} */ id) => id });
  const states = [
    [{ height: 2, width: 9, kernel_size: [3, 3], axis: "width" }, "size.nothing_refused"],
    [{ padding: "same", stride: [1, 1] }, "size.nothing_telling"],
    [{ layer: "MaxPool2d", dilation: 2 }, "size.nothing_telling"],
  ];
  for (const [wanted, why] of states) {
    const chosen = /** @type {Settings} */ (withinLimits(settings, /** @type {any} */ (wanted)));
    assert.equal(question(kit, chosen, compute(chosen)), why);
  }
});
