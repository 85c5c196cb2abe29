import assert from "node:assert/strict";
import test from "node:test";
import { everything, replaceEverything } from "../../lessons/kit/dom/storage.js";

/** A browser's storage that is full at so many letters, and the document that hears of it. @param {Record<string, string>} values @param {number} room */
function withStorage(values, room) {
  const used = () => Object.entries(values).reduce((sum, [name, text]) => sum + name.length + text.length, 0);
  /** @type {ProxyHandler<Record<string, string>>} */
  const methods = {
    get: (kept, name) =>
      ({
        getItem: (/** @type {string} */ key) => kept[key] ?? null,
        removeItem: (/** @type {string} */ key) => delete kept[key],
        setItem(/** @type {string} */ key, /** @type {string} */ text) {
          const more = text.length - (kept[key]?.length ?? -key.length);
          if (used() + more > room) throw new Error("QuotaExceededError");
          kept[key] = text;
        },
      })[String(name)],
  };
  const value = new Proxy(values, methods);
  Object.defineProperty(globalThis, "localStorage", { value, configurable: true });
  Object.defineProperty(globalThis, "document", { value: new EventTarget(), configurable: true });
}

const BEFORE = { "pooling.answers": { a: "old" }, "neuron.guesses": { b: "old" } };
const stored = () =>
  Object.fromEntries(Object.entries(BEFORE).map(([name, each]) => [`cnn.${name}`, JSON.stringify(each)]));

test("what is put in the place of everything leaves nothing of it", () => {
  withStorage({ ...stored(), "other.thing": "stays" }, 1000);
  assert.equal(replaceEverything({ "conv2d.progress": { answered: 1 } }), true);
  assert.deepEqual(everything(), { "conv2d.progress": { answered: 1 } });
  assert.equal(localStorage.getItem("other.thing"), "stays");
});

test("a storage that is full keeps what it had, at whatever entry it was full", () => {
  const all = {
    "pooling.answers": { a: "x" },
    "conv2d.progress": { a: "new" },
    "why_cnn.guesses": { c: "new" },
  };
  for (const room of [0, 60, 88, 100]) {
    withStorage(stored(), room);
    assert.equal(replaceEverything(all), false, String(room));
    assert.deepEqual(everything(), BEFORE, String(room));
  }
});

test("a storage that is forbidden is told", () => {
  const forbidden = { configurable: true, get: () => assert.fail("forbidden") };
  Object.defineProperty(globalThis, "localStorage", forbidden);
  Object.defineProperty(globalThis, "document", { value: new EventTarget(), configurable: true });
  assert.equal(replaceEverything({ "pooling.answers": {} }), false);
  assert.deepEqual(everything(), {});
});
