import assert from "node:assert/strict";
import test from "node:test";
import { Filled } from "../../lessons/home/model/filled.js";
import { MAPS, PLACES, STEPS } from "../../lessons/home/model/sizes.js";
import { table } from "../../lessons/home/model/table.js";
import { fromFile, lessonsIn, nextOf, toFile } from "../../lessons/kit/progress/state.js";

test("every kernel and every place can be asked for", () => {
  assert.deepEqual(
    [table.settings.kernel.range, table.settings.step.range],
    [
      [1, MAPS],
      [1, STEPS],
    ],
  );
});

test("sliding fills row by row", () => {
  const filled = new Filled();
  filled.fillTo(PLACES + 3);
  assert.equal(filled.count, PLACES + 3);
  assert.deepEqual(filled.place, [1, 2]);
  assert.ok(filled.has(0, PLACES - 1) && filled.has(1, 2) && !filled.has(1, 3));
  filled.fillTo(5);
  assert.deepEqual([filled.count, ...filled.place], [5, 0, 4]);
  assert.ok(!filled.has(1, 2));
});

test("a step goes on at the first place that is missing", () => {
  const filled = new Filled();
  filled.visit([0, 1], false);
  filled.fillTo(2);
  assert.deepEqual(filled.place, [0, 0]);
  filled.fillTo(3);
  assert.deepEqual(filled.place, [0, 2]);
});

test("a move leaves no gap, a jump leaves one", () => {
  const filled = new Filled();
  filled.visit([2, 2], false);
  filled.visit([5, 9], true);
  assert.equal(filled.count, 8); // as many as the longer way has places
  filled.visit([20, 20], false);
  assert.equal(filled.count, 9);
  filled.visit([20, 20], true);
  assert.equal(filled.count, 9);
});

test("a square has been seen when all of it has", () => {
  const filled = new Filled();
  filled.fillTo(PLACES + 1);
  assert.ok(!filled.hasAll(0, 0, 2));
  filled.fillTo(PLACES + 2);
  assert.ok(filled.hasAll(0, 0, 2) && !filled.hasAll(0, 2, 2));
  filled.fillTo(STEPS);
  assert.ok(filled.isComplete && filled.hasAll(PLACES - 2, PLACES - 2, 2));
});

test("the lesson to go on with is the last visited, or the next that is not done", () => {
  const lessons = ["a", "b", "c"];
  /** @param {string[]} names @returns {(lesson: string) => boolean} */
  const done =
    (...names) =>
    (lesson) =>
      names.includes(lesson);
  assert.equal(nextOf(lessons, undefined, done()), "a");
  assert.equal(nextOf(lessons, "b", done()), "b");
  assert.equal(nextOf(lessons, "b", done("b")), "c");
  assert.equal(nextOf(lessons, "c", done("c")), "a");
  assert.equal(nextOf(lessons, "gone", done("a")), "b");
  assert.equal(nextOf(lessons, "c", done("a", "b", "c")), null);
});

const LESSONS = ["why_cnn", "conv2d", "pooling"];

test("a file of progress comes back as it was, anything else is refused", () => {
  const all = {
    "pooling.answers": { why: { tried: ["right"] } },
    "conv2d.progress": { answered: 1, of: 8 },
    "course.visit": { lesson: "pooling" },
  };
  assert.deepEqual(fromFile(toFile(all), LESSONS), all);
  const file = (/** @type {unknown} */ kept, /** @type {unknown} */ version = 1) =>
    JSON.stringify({ kind: "cnn-course-progress", version, kept });
  for (const text of [
    "",
    "[]",
    "null",
    "3",
    '{"kept": {}}',
    file(null),
    file([]),
    file({}),
    file({ "../x": {} }),
    file({ "pooling.answers": 3 }),
    file({ "pooling.answers": [] }),
    file({ "unknown.answers": {}, "course.visit": {} }),
    file(all, 99),
    file(all, null),
  ])
    assert.equal(fromFile(text, LESSONS), null, text);
});

test("of a file only what this course knows is taken and counted", () => {
  const found = fromFile(
    toFile({ "pooling.answers": {}, "pooling.progress": {}, "old.answers": {} }),
    LESSONS,
  );
  assert.deepEqual(found, { "pooling.answers": {}, "pooling.progress": {} });
  assert.equal(lessonsIn(found ?? {}), 1);
});
