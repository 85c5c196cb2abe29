import assert from "node:assert/strict";
import test from "node:test";
import { askedIn } from "../../lessons/kit/figure/lesson_figure.js";
import { answered, answerOf, askedAgain, BEFORE, shown, startOf } from "../../lessons/kit/quiz/predict.js";

const RIGHT = { text: "0", rule: null, why: "" };
const WRONG = { text: "2", rule: "kernel_flipped", why: "" };

/** @param {string} series @param {number} place */
const question = (series, place) => ({ series, place, stem: "?", options: [RIGHT, WRONG] });
const forgotten = () => null;

test("a new state is asked, and its answer is hidden until there is a guess", () => {
  const asking = shown(BEFORE, question("a", 1), forgotten);
  assert.equal(answerOf(asking), "hidden");
  const told = answered(asking, WRONG);
  assert.deepEqual([told.stage, told.guess, answerOf(told)], ["told", WRONG, "shown"]);
});

test("who moves on without a guess has seen the answer", () => {
  const moved = shown(shown(BEFORE, question("a", 1), forgotten), question("a", 2), forgotten);
  assert.deepEqual(
    [moved.stage, moved.guess, moved.asked?.place, answerOf(moved)],
    ["told", null, 1, "open"],
  );
});

test("an open question follows when the settings change or the window goes back", () => {
  const asking = shown(BEFORE, question("a", 5), forgotten);
  for (const other of [question("b", 5), question("a", 4)]) {
    const now = shown(asking, other, forgotten);
    assert.deepEqual([now.stage, now.asked], ["asking", other]);
  }
});

test("a folded question stays folded until it is asked for again", () => {
  const told = answered(shown(BEFORE, question("a", 1), forgotten), RIGHT);
  assert.equal(shown(told, question("a", 2), forgotten).stage, "told");
  const rested = shown(told, question("b", 1), forgotten);
  assert.deepEqual([rested.stage, answerOf(rested)], ["resting", "open"]);
  const again = askedAgain(rested);
  assert.deepEqual([again.stage, again.asked?.series, answerOf(again)], ["asking", "b", "hidden"]);
});

test("a guess of an earlier visit is told at once, and can be asked again", () => {
  const told = shown(BEFORE, question("a", 1), () => WRONG);
  assert.deepEqual([told.stage, told.guess], ["told", WRONG]);
  assert.equal(askedAgain(told).stage, "asking");
});

test("nothing is asked where nothing follows, until something does", () => {
  const end = shown(BEFORE, null, forgotten);
  assert.equal(end.stage, "resting");
  assert.equal(askedAgain(end).stage, "resting");
  assert.equal(shown(end, question("a", 1), forgotten).stage, "asking");
});

test("a question of an earlier lesson stays until it is left, and hides what the figure will ask", () => {
  const asking = shown(
    startOf({ ...question("old", 0), from: "From lesson 1" }),
    question("new", 0),
    forgotten,
  );
  assert.deepEqual([asking.asked?.series, answerOf(asking)], ["old", "hidden"]);
  const told = shown(answered(asking, RIGHT), question("new", 0), forgotten);
  assert.deepEqual([told.stage, told.asked?.series, answerOf(told)], ["told", "old", "hidden"]);
  const left = shown(askedAgain(told), question("new", 0), forgotten);
  assert.deepEqual([left.stage, left.asked?.series], ["asking", "new"]);
  assert.equal(startOf(null), BEFORE);
});

test("a visit has options in one order, another visit in another, and a lesson may keep its own", () => {
  const options = ["0", "1", "2", "3"].map((text) => ({ ...WRONG, text }));
  const lesson = {
    question: (/** @type {any} */ _, /** @type {number} */ at) => ({ ...question("a", at), options }),
  };
  const order = (/** @type {number} */ seed, place = 0, more = {}) => {
    const asked = askedIn(
      /** @type {any} */ ({ ...lesson, ...more }),
      /** @type {any} */ ({}),
      place,
      null,
      seed,
    );
    return typeof asked === "string" ? "" : asked.options.map(({ text }) => text).join("");
  };
  const all = Array.from({ length: 60 }, (_, each) => each);
  for (const orders of [all.map((seed) => order(seed)), all.map((place) => order(5, place))])
    assert.equal(new Set(orders.map((each) => each.indexOf("0"))).size, 4); // wherever the right one stands
  assert.deepEqual([order(5), order(5, 0, { keepsOrder: true })], [order(5), "0123"]);
  assert.equal(
    askedIn(/** @type {any} */ ({ question: () => "why" }), /** @type {any} */ ({}), 0, null, 5),
    "why",
  );
});
