import assert from "node:assert/strict";
import { test } from "node:test";
import { openingQuestion } from "../../lessons/kit/quiz/retrieval.js";

const options = ["9", "3", "1"].map((text) => ({ text, rule: text === "1" ? null : "wrong", why: "" }));
const earlier = ["why_cnn", "convolution", "conv2d"].map((lesson, at) => ({
  id: `${lesson}.old`,
  lesson,
  from: `From lesson ${at + 1}`,
  show: `?step=${at}`,
  stem: "?",
  options,
}));

test("only a lesson in which the visitor has answered something is asked about", () => {
  const asked = openingQuestion(earlier, "pooling", (lesson) => lesson === "convolution");
  assert.deepEqual([asked?.series, asked?.from], ["convolution.old", "From lesson 2"]);
  assert.equal(asked?.show, "/convolution?step=1");
  assert.deepEqual(new Set(asked?.options), new Set(options));
  assert.equal(
    openingQuestion(earlier, "pooling", () => false),
    null,
  );
});

test("the question stays the same until it is answered, and lessons do not all ask the same one", () => {
  const ask = (/** @type {string} */ lesson) => openingQuestion(earlier, lesson, () => true)?.series;
  const lessons = ["input_shape", "output_size", "neuron", "pooling", "maxpool2d", "live_network"];
  assert.deepEqual(lessons.map(ask), lessons.map(ask));
  assert.ok(new Set(lessons.map(ask)).size > 1);
});

test("where a browser refuses storage nothing is asked", () => {
  assert.equal(openingQuestion(earlier, "pooling"), null);
});

test("what no lesson has opened with is asked first, then what was asked longest ago", () => {
  /** @type {Record<string, string>} */
  const opened = {};
  const lessons = ["input_shape", "output_size", "neuron", "pooling", "maxpool2d"];
  const asked = lessons.map((lesson) => {
    const question = openingQuestion(earlier, lesson, () => true, opened);
    opened[lesson] = question?.series ?? "";
    return opened[lesson];
  });
  assert.equal(new Set(asked.slice(0, 3)).size, 3);
  assert.deepEqual(asked.slice(3), asked.slice(0, 2));
});

test("a lesson that is opened again asks what it has asked", () => {
  const opened = { pooling: "conv2d.old", neuron: "why_cnn.old" };
  assert.equal(openingQuestion(earlier, "pooling", () => true, opened)?.series, "conv2d.old");
});
