import assert from "node:assert/strict";
import test from "node:test";
import { plainText } from "../../lessons/kit/grid/rich_text.js";
import {
  isDone,
  kindOf,
  pressed,
  restored,
  revealed,
  stateOf,
  UNANSWERED,
} from "../../lessons/kit/quiz/answers.js";
import { seedOf, shuffled } from "../../lessons/kit/quiz/shuffle.js";

const OPTIONS = [
  { text: "9", rule: null, why: "" },
  { text: "25", rule: "size_kept_by_default", why: "" },
  { text: "3", rule: "one_axis_only", why: "" },
];

test("a wrong answer leaves the question open, the right one answers it", () => {
  const wrong = pressed(UNANSWERED, "one_axis_only");
  assert.deepEqual(
    [stateOf(wrong), isDone(wrong), kindOf(wrong, "one_axis_only")],
    ["again", false, "wrong"],
  );
  const right = pressed(wrong, "right");
  assert.deepEqual([stateOf(right), isDone(right), kindOf(right, "right")], ["answered", true, "right"]);
  assert.deepEqual(right.tried, ["one_axis_only", "right"]);
});

test("other options can still be opened after the right one, and closed again", () => {
  const right = pressed(UNANSWERED, "right");
  const other = pressed(right, "one_axis_only");
  assert.deepEqual([stateOf(other), other.open], ["answered", "one_axis_only"]);
  assert.equal(pressed(other, "one_axis_only").open, null);
});

test("a revealed answer is shown, not found", () => {
  const shown = revealed(pressed(UNANSWERED, "one_axis_only"));
  assert.deepEqual([stateOf(shown), isDone(shown), kindOf(shown, "right")], ["shown", true, "shown"]);
});

test("what was kept comes back; what no longer fits is left out", () => {
  const answer = pressed(UNANSWERED, "one_axis_only");
  assert.deepEqual(restored(JSON.parse(JSON.stringify(answer)), OPTIONS), answer);
  assert.deepEqual(restored({ tried: ["gone", "right"], open: "gone" }, OPTIONS).tried, ["right"]);
  for (const kept of [undefined, null, 3, "x", { tried: 4, open: 5, revealed: "yes" }]) {
    assert.deepEqual(restored(kept, OPTIONS), UNANSWERED);
  }
});

test("a seed gives one order, and different seeds bring every option to every place", () => {
  assert.deepEqual(shuffled(OPTIONS, 5), shuffled(OPTIONS, 5));
  const first = new Set(Array.from({ length: 40 }, (_, seed) => shuffled(OPTIONS, seed)[0].text));
  assert.equal(first.size, OPTIONS.length);
  assert.deepEqual(new Set(shuffled(OPTIONS, 9)), new Set(OPTIONS));
  assert.notEqual(seedOf("a"), seedOf("b"));
});

test("marks are not read aloud", () => {
  assert.equal(plainText("`stride=2` on pixels[[1,2],[3,4]]."), "stride=2 on [[1,2],[3,4]].");
});
