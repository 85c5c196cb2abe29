import assert from "node:assert/strict";
import test from "node:test";
import { race, receiveRace } from "../../lessons/why_cnn/store.js";

/** @typedef {import("../../lessons/why_cnn/race.js").Race} Race */

test("a race that a server started anew does not know stays on the screen as lost", () => {
  /** @type {Race} */
  const left = { stage: "left", seed: 3, done: 24, all: 768, checkpoints: [] };
  receiveRace({ stage: "idle" });
  assert.deepEqual(race(), { stage: "idle" });
  receiveRace(left);
  receiveRace({ stage: "idle" });
  receiveRace({ stage: "idle" });
  assert.deepEqual(race(), { ...left, stage: "lost" });
});

test("a race that is done stays as it is, and the next one takes its place", () => {
  /** @type {Race} */
  const done = { stage: "done", seed: 3, done: 768, all: 768, checkpoints: [] };
  receiveRace(done);
  receiveRace({ stage: "idle" });
  assert.deepEqual(race(), done);
  receiveRace({ stage: "waiting", seed: 4, ahead: 1 });
  assert.equal(race()?.stage, "waiting");
});
