import assert from "node:assert/strict";
import { test } from "node:test";
import { plainText } from "../../lessons/kit/grid/rich_text.js";
import {
  askedAgain,
  isDone,
  joined,
  kindOf,
  pressed,
  restored,
  revealed,
  stateOf,
  UNANSWERED,
  withSure,
} from "../../lessons/kit/quiz/answer.js";
import { askOpening, dayOf, dueOn, nextDay, openingOf, threeOf } from "../../lessons/kit/quiz/memory.js";
import { seedOf, shuffled } from "../../lessons/kit/quiz/shuffle.js";

const OPTIONS = [
  { text: "9", rule: null, why: "" },
  { text: "25", rule: "size_kept_by_default", why: "" },
  { text: "3", rule: "one_axis_only", why: "" },
];
const DAY = 864e5;
const NOON = new Date(2026, 2, 3, 12).getTime(); // away from any change of clocks
const TODAY = dayOf(NOON);

/** A question of a lesson. @param {string} id @param {number} level @param {object} [more] */
const question = (id, level, more) => ({
  ...{ id, lesson: "convolution", kind: /** @type {const} */ ("check"), level, show: "?", stem: "?" },
  ...{ options: OPTIONS, number: 2 },
  ...more,
});

/** Answered on these days before today, rightly or not. @param {...[days: number, right: boolean, sure?: boolean]} times */
const asked = (...times) => ({
  ...UNANSWERED,
  rounds: times.map(([days, right, sure]) => ({ at: NOON - days * DAY, right, sure })),
});

test("a wrong answer leaves the question open, the right one answers it", () => {
  const wrong = pressed(UNANSWERED, "one_axis_only", 1);
  assert.deepEqual(
    [stateOf(wrong), isDone(wrong), kindOf(wrong, "one_axis_only")],
    ["again", false, "wrong"],
  );
  const right = pressed(wrong, "right", 2);
  assert.deepEqual([stateOf(right), isDone(right), kindOf(right, "right")], ["answered", true, "right"]);
  assert.deepEqual(right.tried, ["one_axis_only", "right"]);
  assert.deepEqual(right.rounds, [{ at: 1, right: false }]); // the first answer counts
});

test("other options can still be opened after the right one, and closed again", () => {
  const other = pressed(pressed(UNANSWERED, "right", 1), "one_axis_only", 2);
  assert.deepEqual([stateOf(other), other.open], ["answered", "one_axis_only"]);
  assert.equal(pressed(other, "one_axis_only", 3).open, null);
});

test("a revealed answer is shown, not found, and counts as wrong", () => {
  const shown = revealed(UNANSWERED, 1);
  assert.deepEqual([stateOf(shown), isDone(shown), kindOf(shown, "right")], ["shown", true, "shown"]);
  assert.deepEqual(shown.rounds, [{ at: 1, right: false }]);
});

test("what was kept comes back; what no longer fits is left out", () => {
  const answer = withSure(pressed(UNANSWERED, "one_axis_only", 1), false);
  assert.deepEqual(restored(JSON.parse(JSON.stringify(answer)), OPTIONS), answer);
  assert.deepEqual(restored({ tried: ["gone", "right"], open: "gone" }, OPTIONS).tried, ["right"]);
  for (const kept of [undefined, null, 3, "x", { tried: 4, open: 5, revealed: "yes", rounds: [null, 3] }]) {
    assert.deepEqual(restored(kept, OPTIONS), UNANSWERED);
  }
});

test("an answer of an earlier version of the course was asked once", () => {
  const kept = { tried: ["one_axis_only", "right"], open: "right", revealed: false, at: 7 };
  assert.deepEqual(restored(kept, OPTIONS).rounds, [{ at: 7, right: false }]);
  assert.deepEqual(restored({ ...kept, at: undefined, tried: ["right"] }, OPTIONS).rounds, [
    { at: 0, right: true },
  ]);
});

test("asked again a question is open, and what was tried before is not forgotten", () => {
  const before = pressed(UNANSWERED, "one_axis_only", 1);
  const again = pressed(askedAgain(before), "right", 2);
  assert.equal(again.tried.length, 1);
  const whole = joined(before, again);
  assert.deepEqual(whole.tried, ["one_axis_only", "right"]);
  assert.deepEqual(
    whole.rounds.map(({ right }) => right),
    [false, true],
  );
});

test("a question comes again after 1, 3 and 7 days, then no more; a wrong or unsure answer tomorrow", () => {
  /** @param {ReturnType<typeof asked>} answer */
  const days = (answer) => nextDay(answer) - TODAY;
  assert.equal(days(asked([0, true])), 1);
  assert.equal(days(asked([1, true], [0, true])), 3);
  assert.equal(days(asked([4, true], [3, true], [0, true])), 7);
  assert.equal(days(asked([11, true], [10, true], [7, true], [0, true])), Number.POSITIVE_INFINITY);
  assert.equal(days(asked([4, true], [3, true], [0, false])), 1);
  assert.equal(days(asked([1, true], [0, true, false])), 1);
  assert.equal(nextDay(UNANSWERED), Number.POSITIVE_INFINITY);
});

test("a day is the visitor's own", () => {
  const midnight = new Date(2026, 2, 4).getTime();
  assert.equal(dayOf(midnight - 1), TODAY);
  assert.equal(dayOf(midnight), TODAY + 1);
});

test("three questions are asked, one of each level, first what offers the rule that was guessed wrong", () => {
  const other = { options: [OPTIONS[0], { text: "1", rule: "kernel_flipped", why: "" }] };
  const all = [
    question("a", 1),
    question("b", 1, other),
    question("c", 2),
    question("d", 3),
    question("e", 4),
  ];
  /** @param {string[]} answered @param {string[]} slipped */
  const ids = (answered, slipped) =>
    threeOf(all, ({ id }) => answered.includes(id), new Set(slipped)).map(({ id }) => id);
  assert.deepEqual(ids([], []), ["a", "c", "d"]);
  assert.deepEqual(ids([], ["kernel_flipped"]), ["b", "c", "d"]);
  assert.deepEqual(ids(["a"], ["kernel_flipped"]), ["a", "c", "d"]); // what was begun stays
});

test("what was not asked in a lesson comes 1, 3 or 7 days after its first answer, never before", () => {
  const kinds = ["check", "retrieval"];
  const all = Array.from({ length: 30 }, (_, at) => question(`q${at}`, 1, { kind: kinds[at % 2] }));
  const start = asked([0, true]);
  /** @param {number} days @param {object[]} [among] */
  const due = (days, among = all) =>
    dueOn(/** @type {any} */ (among), ({ id }) => (id === "q0" ? start : UNANSWERED), TODAY + days);
  const counts = [0, 1, 2, 3, 6, 7].map((days) => due(days).length);
  assert.deepEqual([counts[0], counts[2], counts[4], counts[5]], [0, counts[1], counts[3], all.length]);
  assert.ok(counts[0] < counts[1] && counts[1] < counts[3] && counts[3] < counts[5]);
  // Whoever asks, and in whatever order, it is the same day.
  const ids = (/** @type {object[]} */ among) => new Set(due(3, among).map(({ id }) => id));
  assert.deepEqual(ids([...all].reverse()), ids(all));
  assert.deepEqual(
    dueOn(all, () => UNANSWERED, TODAY),
    [],
  );
});

const earlier = ["why_cnn", "convolution", "conv2d"].map((lesson) =>
  question(`${lesson}.old`, 1, { lesson, kind: "retrieval" }),
);
const unasked = () => UNANSWERED;
const LESSONS = ["input_shape", "output_size", "neuron", "pooling", "maxpool2d", "live_network"];

test("lessons do not all open with the same question, and a lesson with the same one until it is answered", () => {
  const open = (/** @type {string} */ lesson) => openingOf(earlier, unasked, lesson, {}, TODAY)?.id;
  assert.deepEqual(LESSONS.map(open), LESSONS.map(open));
  assert.ok(new Set(LESSONS.map(open)).size > 1);
  assert.equal(openingOf(earlier, unasked, "pooling", { pooling: "conv2d.old" }, TODAY)?.id, "conv2d.old");
});

test("what no lesson has opened with is asked first, then what was asked longest ago", () => {
  /** @type {Record<string, string>} */
  const opened = {};
  for (const lesson of LESSONS.slice(0, 5))
    opened[lesson] = openingOf(earlier, unasked, lesson, opened, TODAY)?.id ?? "";
  const ids = Object.values(opened);
  assert.equal(new Set(ids.slice(0, 3)).size, 3);
  assert.deepEqual(ids.slice(3), ids.slice(0, 2));
});

test("once answered, a lesson opens with what is due, once a day", () => {
  const own = { pooling: "conv2d.old" };
  /** @param {number} days ago it was answered @param {string} id of what is answered @returns {string | undefined} */
  const open = (days, id = "conv2d.old") =>
    openingOf(earlier, (each) => (each.id === id ? asked([days, true]) : UNANSWERED), "pooling", own, TODAY)
      ?.id;
  assert.deepEqual([open(0), open(1)], [undefined, "conv2d.old"]);
  assert.equal(open(5, "why_cnn.old"), "conv2d.old"); // its own is still open
});

test("where a browser refuses storage nothing is asked of earlier lessons", () => {
  assert.equal(askOpening(earlier, "pooling", NOON), null);
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
