// @ts-check
/** The page that trains: its film, what moves along with a setting, what its links set, and what it claims of one epoch. */

import "../oracle/fetch_files.js";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fill } from "../../lessons/kit/i18n/korean_particles.js";
import { readAddress, withinLimits } from "../../lessons/kit/settings/address.js";
import { batchesOf, createRandom, updatesOf } from "../../lessons/training/model/digits.js";
import { follow, settings, setupOf, table } from "../../lessons/training/model/limits.js";
import { compute, session } from "../../lessons/training/model/session.js";
import {
  FRAMES,
  indexAt,
  isKept,
  nearest,
  placeOf,
  startOf,
  TOTAL,
} from "../../lessons/training/model/trainer.js";
import { NAMED, question } from "../../lessons/training/model/words.js";

const LESSON = new URL("../../lessons/training/", import.meta.url);
const START = /** @type {any} */ (withinLimits(settings, {}));
/** @type {Record<string, string>} */
const TITLES = Object.fromEntries(
  Object.entries(table.settings).map(([name, { label }]) => [name, label ?? ""]),
);
const textOf = (/** @type {string} */ name) => readFileSync(new URL(name, LESSON), "utf8");

test("the right guess is the one nearest to what was measured", () => {
  const labels = JSON.parse(textOf("labels.json"));
  for (const language of ["en", "ko"]) {
    const label = (/** @type {string} */ id) => labels[id][language];
    const asked = question(/** @type {any} */ ({ label }), START, null);
    assert(typeof asked !== "string");
    const far = asked.options.map(({ text, rule }) => ({
      rule,
      by: Math.abs(Number(/\d+/.exec(text)?.[0]) - NAMED),
    }));
    assert.equal(far.length, 3);
    assert.equal(far.sort((one, other) => one.by - other.by)[0].rule, null);
  }
});

/** Other values of each setting that a run depends on. @type {Record<string, (string | number)[]>} */
const OTHERS = {
  ...{ net: ["dense"], moved: [4], lr: ["0.001", "1"], batch_size: [8, 512], digits: [100, 300] },
  ...{ optimizer: ["sgd", "momentum"], filters: ["plain"], labels: ["random"], zero_grad: [0] },
  ...{ shuffle: [0], softmax: [1], seed: [1, 99] },
};

test("where nothing is asked it says what to set back, and then it is asked", () => {
  const labels = { ...JSON.parse(textOf("../kit/i18n/labels.json")), ...JSON.parse(textOf("labels.json")) };
  const set = (/** @type {any} */ before, /** @type {any} */ changes) => {
    const wanted = { ...before, ...changes };
    return follow(before, /** @type {any} */ (withinLimits(settings, wanted)), wanted);
  };
  assert.deepEqual(Object.keys(OTHERS).sort(), Object.keys(setupOf(START)).sort());
  const FURTHER = [{ lr: "0.1" }, { lr: "0.1", batch_size: 8, seed: 3 }].map((each) => set(START, each));
  const states = Object.entries(OTHERS).flatMap(([name, values]) =>
    values.flatMap((value) => [START, ...FURTHER].map((from) => set(from, { [name]: value }))),
  );
  for (const language of ["en", "ko"]) {
    const label = (/** @type {string} */ id, /** @type {any} */ values = {}) =>
      fill(labels[id][language], values);
    const ask = (/** @type {any} */ chosen) => question(/** @type {any} */ ({ label }), chosen, null);
    for (const state of states) {
      let chosen = state;
      for (let why = ask(chosen), tries = 0; typeof why === "string"; why = ask(chosen), tries++) {
        assert.ok(tries < 5 && why.length < 130, why);
        const named = Object.keys(OTHERS).filter((name) => why.includes(`“${label(TITLES[name])}”`));
        assert.ok(named.length > 0, why);
        chosen = set(chosen, Object.fromEntries(named.map((name) => [name, settings[name].initial])));
        assert.equal(why.includes("…"), typeof ask(chosen) === "string", why); // it says so where that is not enough
      }
    }
  }
});

test("a learning rate lies between 0.0001 and 5", () => {
  const taken = ["0.0001", "0.1", "1.5", "5"];
  const refused = ["0", "0.0", "0.00001", "5.1", "6", "-1", "1e-3", "", "NaN"];
  for (const lr of taken) assert.equal(readAddress(settings, `?lr=${lr}`)?.settings.lr, lr);
  for (const lr of refused) assert.equal(readAddress(settings, `?lr=${lr}`)?.settings.lr, "0.005", lr);
});

test("labels by lot bring few digits that do not jump, SGD a rate of its own, and both go back", () => {
  const lots = /** @type {typeof START} */ ({ ...START, labels: "random" });
  const next = follow(START, lots, lots);
  assert.deepEqual([next.digits, next.filters], [300, "plain"]);
  const back = /** @type {typeof START} */ ({ ...next, labels: "true" });
  assert.deepEqual(follow(next, back, back), START);
  const sgd = { ...START, optimizer: "sgd" };
  assert.equal(follow(START, sgd, sgd).lr, "0.1");
  const own = { ...sgd, lr: "1" };
  assert.equal(follow(START, own, own).lr, "1");
});

test("a dense net is trained plainly, and readable filters come back with the net that has some", () => {
  const dense = /** @type {any} */ (withinLimits(settings, { ...START, net: "dense" }));
  assert.equal(dense.filters, "plain");
  assert.equal(setupOf(follow(START, dense, dense)).filters, "plain");
  const back = /** @type {typeof START} */ ({ ...dense, net: "conv" });
  assert.deepEqual(follow(dense, back, back), START);
  assert.deepEqual(
    readAddress(settings, "?net=dense&filters=readable")?.refused.map(({ name }) => name),
    ["filters"],
  );
  assert.deepEqual(readAddress(settings, "?net=dense&moved=4")?.refused, []);
});

test("frames lie evenly, and every frame is kept", () => {
  assert.deepEqual(FRAMES.map(placeOf), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  assert.ok(FRAMES.every(isKept));
  const film = /** @type {any} */ ([0, 2, 8, 18].map((update) => ({ update })));
  assert.equal(nearest(film, 0.6), 1);
  assert.equal(nearest(film, 9), 3);
  assert.deepEqual([indexAt(film, 0), indexAt(film, 7), indexAt(film, TOTAL)], [0, 1, 3]);
});

test("an epoch shows every digit once, the last batch holds what is left", () => {
  const classes = Uint8Array.from({ length: 150 }, (_, at) => at % 10);
  for (const isShuffled of [true, false]) {
    const batches = batchesOf({ ...setupOf(START), shuffle: Number(isShuffled) }, classes);
    const first = Array.from({ length: updatesOf(150, 64) }, () => batches.next().value.chosen);
    assert.deepEqual(
      first.map(({ length }) => length),
      [64, 64, 22],
    );
    const seen = first.flatMap((each) => [...each]);
    assert.deepEqual(
      [...seen].sort((one, other) => one - other),
      [...classes.keys()],
    );
    const isByClass = seen.every((digit, at) => at === 0 || classes[seen[at - 1]] <= classes[digit]);
    assert.equal(isByClass, !isShuffled);
  }
});

test("as many updates as a question calls three epochs are almost that", () => {
  const questions = textOf("questions.json");
  const said = [...questions.matchAll(/(\d+) updates \(almost three epochs\)|(\d+)번\(세 에폭 가까이\)/g)];
  assert.equal(said.length, 2);
  const epoch = updatesOf(START.digits, START.batch_size);
  for (const [, en, ko] of said) assert.ok(Number(en ?? ko) < 3 * epoch && Number(en ?? ko) > 2.9 * epoch);
});

test("a seed gives its numbers, another seed and another stream give others", () => {
  const draw = (/** @type {number} */ seed, /** @type {"start" | "order"} */ stream) =>
    createRandom(seed, stream).permutation(20).join();
  assert.equal(draw(0, "start"), draw(0, "start"));
  assert.equal(new Set([draw(0, "start"), draw(1, "start"), draw(0, "order"), draw(1, "order")]).size, 4);
  const { uniform } = createRandom(3, "moves");
  const numbers = Array.from({ length: 10_000 }, uniform);
  assert.ok(Math.abs(numbers.reduce((sum, each) => sum + each) / 10_000 - 0.5) < 0.01);
});

test("a film that was kept is not compared with itself", () => {
  const film = [{ update: 0, weights: startOf(setupOf(START)), practised: null, unseen: null }];
  const run = Object.assign(session(), { setup: setupOf(START), film });
  run.keep();
  assert.equal(compute(START).kept, null);
  run.film = [...film];
  assert.equal(compute(START).kept?.film, film);
});

test("whoever waits for a file gets it in his turn, and hears of it where the digits do not come", async () => {
  /** @type {any[]} */
  const workers = [];
  const { Worker } = globalThis;
  globalThis.Worker = /** @type {any} */ (
    class {
      postMessage() {}
      terminate() {}
      constructor() {
        workers.push(this);
      }
    }
  );
  try {
    const setup = setupOf(START);
    session().rewind();
    const wanted = [session().save(setup), session().save(setup), session().save(setup)];
    assert.equal(workers.length, 1);
    for (const file of ["first", "second"]) workers[0].onmessage({ data: { kind: "file", file } });
    assert.deepEqual(await Promise.all(wanted.slice(0, 2)), ["first", "second"]);
    workers[0].onmessage({ data: { kind: "failed" } });
    await assert.rejects(wanted[2]);
    const again = session().save(setup);
    assert.equal(workers.length, 2);
    session().rewind();
    await assert.rejects(again);
  } finally {
    globalThis.Worker = Worker;
  }
});
