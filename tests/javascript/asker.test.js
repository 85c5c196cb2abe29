import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { createAsker } from "../../lessons/kit/ask/asker.js";

const RESTED = 170; // ms: a little more than a hand must rest

/** @type {{ asked: any, answer: (status: number, body: any, headers?: any) => Promise<void>, lose: () => Promise<void>, signal: AbortSignal }[]} */
let posts = [];
let told = 0;
const ending = { now: new AbortController() };

beforeEach(() => {
  ending.now.abort();
  posts = [];
  told = 0;
  ending.now = new AbortController();
});

/** A server that answers when the test says so. @type {any} */
const slowServer = (/** @type {string} */ _address, /** @type {any} */ { body, signal }) =>
  new Promise((done, fail) => {
    signal.addEventListener("abort", () => fail(signal.reason));
    posts.push({
      asked: JSON.parse(body),
      signal,
      answer: async (status, content, headers = {}) => {
        done(new Response(JSON.stringify(content), { status, headers }));
        await wait(5);
      },
      lose: async () => {
        fail(new TypeError("lost"));
        await wait(5);
      },
    });
  });
const files = globalThis.fetch;
/** Modules of other tests in this process fetch their files. @type {any} */
const fetchEither = (/** @type {any} */ address, /** @type {any} */ options) =>
  typeof address === "string" ? slowServer(address, options) : files(address, options);
globalThis.fetch = fetchEither;

/** @param {number} [timeout] ms */
const asker = (timeout) =>
  createAsker(
    {
      ...{ lesson: "maxpool2d", question: "code", language: "en", fallbackMessage: "No answer." },
      ...{ signal: ending.now.signal, timeout },
    },
    () => {
      told += 1;
    },
  );

test("the first question is asked at once, and its answer is known for its state only", async () => {
  const one = asker();
  one.want({ stride: 1 });
  assert.equal(one.answer({ stride: 1 }), null);
  await posts[0].answer(200, { state: { stride: 1 }, code: ["one"] });
  assert.equal(one.answer({ stride: 1 })?.code[0], "one");
  assert.equal(told, 1);
  one.want({ stride: 2 });
  assert.equal(one.answer({ stride: 2 }), null);
  one.want({ stride: 1 });
  await wait(RESTED);
  assert.equal(posts.length, 1); // it is known
});

test("a moving hand asks nothing, and one question at a time is in flight: the latest waits", async () => {
  const one = asker();
  one.want({ stride: 1 });
  for (const stride of [2, 3, 4]) one.want({ stride });
  await wait(RESTED);
  assert.equal(posts.length, 1);
  await posts[0].answer(200, { state: { stride: 1 } });
  assert.deepEqual(
    posts.map(({ asked }) => asked.stride),
    [1, 4],
  );
  assert.equal(told, 0); // what came is of a state that is gone
  await posts[1].answer(200, { state: { stride: 4 } });
  assert.equal(told, 1);
});

test("an answer about another state is none", async () => {
  const one = asker();
  one.want({ stride: 1 });
  await posts[0].answer(200, { state: { stride: 2 } });
  assert.equal(one.answer({ stride: 1 }), null);
  assert.equal(one.failure({ stride: 1 })?.message, "No answer.");
});

test("what fails says why, and is tried again when asked to", async () => {
  const one = asker();
  one.want({ stride: 1 });
  await posts[0].lose();
  assert.equal(one.failure({ stride: 1 })?.message, "No answer.");
  one.again();
  assert.equal(one.failure({ stride: 1 }), null);
  await posts[1].answer(503, { error: "busy", message: "Many are waiting." });
  assert.equal(one.failure({ stride: 1 })?.message, "Many are waiting.");
  one.again();
  await posts[2].answer(409, { error: "renewed", message: "Reload." });
  assert.equal(one.failure({ stride: 1 })?.isRenewed, true);
  one.want({ stride: 2 });
  assert.equal(one.failure({ stride: 2 }), null);
});

test("what is not answered in time is given up, said, and asked again when a hand wants it", async () => {
  const one = asker(20);
  one.want({ stride: 1 });
  await wait(60);
  assert.deepEqual(one.failure({ stride: 1 }), { message: "No answer.", isRenewed: false, isAway: false });
  one.again();
  await posts[1].answer(200, { state: { stride: 1 } });
  assert(one.answer({ stride: 1 }));
});

test("a busy server is asked again when it has said, twice without a word", async () => {
  const one = asker();
  one.want({ stride: 1 });
  for (const at of [0, 1]) {
    await posts[at].answer(503, { message: "Many are waiting." }, { "Retry-After": "0.02" });
    assert.equal(one.failure({ stride: 1 }), null);
    await wait(40);
  }
  await posts[2].answer(503, { message: "Many are waiting." }, { "Retry-After": "0.02" });
  assert.equal(one.failure({ stride: 1 })?.message, "Many are waiting.");
});

test("who leaves the page asks nothing more", async () => {
  const one = asker();
  one.want({ stride: 1 });
  one.want({ stride: 2 });
  ending.now.abort();
  assert.equal(posts[0].signal.aborted, true);
  await posts[0].lose();
  await wait(RESTED);
  assert.deepEqual([posts.length, told], [1, 0]);
});
