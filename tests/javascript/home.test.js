import assert from "node:assert/strict";
import test from "node:test";
import { fromFile, lessonsIn, nextOf, toFile } from "../../lessons/kit/progress/figure.js";

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
