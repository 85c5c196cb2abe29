import assert from "node:assert/strict";
import test from "node:test";
import { descriptionOf, MOST_BYTES, MOST_FRAMES, someOf, stepsShown } from "../../lessons/kit/menu/frames.js";

const ABOUT = { background: "#ffffff", title: "T" };
/** @param {string[]} texts */
const frame = (...texts) => ({
  width: 99.2,
  height: 50,
  shapes: texts.map((text) => ({
    ...{ kind: /** @type {"text"} */ ("text"), x: 1.23456, y: 2, width: 9, text },
    ...{ size: 17, weight: "600", family: "sans-serif", fill: "#000000" },
  })),
});

test("a short way is shown step by step, a long one by the ends of its rows, and always its last step", () => {
  assert.deepEqual(stepsShown(5, 3), [1, 2, 3, 4, 5]);
  assert.deepEqual(stepsShown(2, 1, 0), [0, 1, 2]);
  for (const [height, width] of [
    [12, 12],
    [1, 256],
    [256, 256],
    [149, 1],
    [7, 61],
  ]) {
    const shown = stepsShown(height * width, width);
    assert.ok(shown.length <= MOST_FRAMES && shown.length > 0);
    assert.equal(shown.at(-1), height * width);
    assert.ok(shown.every((step) => step % width === 0));
    assert.equal(new Set(shown).size, shown.length);
  }
});

test("of many moments some are shown, from all over, the last among them", () => {
  for (const count of [1, 59, 60, 61, 192, 500]) {
    const all = Array.from({ length: count }, (_, at) => at);
    const some = someOf(all);
    assert.ok(some.length <= MOST_FRAMES && some.length * 2 >= Math.min(count, MOST_FRAMES));
    assert.equal(some.at(-1), count - 1);
  }
});

test("a shape that stands in many frames is written once", () => {
  const given = JSON.parse(descriptionOf([frame("a", "b"), frame("a", "c"), frame("b")], ABOUT));
  assert.deepEqual(given.frames, [[0, 1], [0, 2], [1]]);
  assert.deepEqual(
    given.shapes.map((/** @type {any} */ { text, x }) => [text, x]),
    [
      ["a", 1.2],
      ["b", 1.2],
      ["c", 1.2],
    ],
  );
  assert.deepEqual([given.width, given.height, given.title], [100, 50, "T"]);
});

test("what would be too large is sent with fewer frames, and one frame is sent as it is", () => {
  const large = Array.from({ length: 50 }, (_, at) => frame(String(at).repeat(100_000)));
  const text = descriptionOf(large, ABOUT);
  assert.ok(text.length <= MOST_BYTES);
  const { frames, shapes } = JSON.parse(text);
  assert.ok(frames.length > 5);
  assert.equal(shapes.at(-1).text, large[49].shapes[0].text);
  assert.equal(JSON.parse(descriptionOf([frame("a".repeat(MOST_BYTES))], ABOUT)).frames.length, 1);
});
