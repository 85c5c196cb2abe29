import assert from "node:assert/strict";
import test from "node:test";
import { everything, forget, replaceEverything } from "../../lessons/kit/dom/storage.js";
import "../oracle/fetch_files.js";
import { parameterCount, parametersOf } from "../../lessons/kit/arithmetic/note_network.js";
import { lastVisitOf } from "../../lessons/kit/figure/settings_store.js";
import { canHand, handNet, TRAINED, trainedNet } from "../../lessons/kit/pictures/nets.js";
import { randomFrom } from "../../lessons/kit/quiz/shuffle.js";
import { withinLimits } from "../../lessons/kit/settings/address.js";
import { asked, follow, settings } from "../../lessons/live_network/model/limits.js";
import { compute, received } from "../../lessons/live_network/model/network.js";

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

test("who comes back by an address that names a picture sees that one, in its own reading", () => {
  const filters = "hand_made";
  withStorage(
    { "cnn.course.last": JSON.stringify({ live_network: `filters=${filters}&sample=cat&way=photo` }) },
    1000,
  );
  const figure = /** @type {any} */ ({ settings, notes: ["sample", "way"] });
  let here = new URL("http://course/");
  const replaceState = (
    /** @type {unknown} */ _state,
    /** @type {string} */ _title,
    /** @type {string} */ href,
  ) => {
    here = new URL(href);
  };
  Object.defineProperty(globalThis, "location", { get: () => here, configurable: true });
  Object.defineProperty(globalThis, "history", { value: { replaceState }, configurable: true });
  const queries = { "?lang=en": "?lang=en&sample=cat&way=photo", "?sample=coffee": "", "?way=drawing": "" };
  for (const [query, becomes] of Object.entries(queries)) {
    here = new URL(query, "http://course/live-network");
    assert.equal(lastVisitOf("live_network", figure)?.filters, filters);
    assert.equal(here.search, becomes || query);
  }
  Reflect.deleteProperty(globalThis, "location");
  Reflect.deleteProperty(globalThis, "history");
});

/** A net of the visitor's own training, handed to the live network. */

/** @param {Record<string, unknown>} [wanted] @returns {import("../../lessons/live_network/model/limits.js").Settings} */
const chosen = (wanted = {}) => /** @type {any} */ (withinLimits(settings, wanted));
const pixels = Array.from({ length: 784 }, (_, at) => at % 101);

test("a net that was trained here is shown in whole hundredths, and goes away with its biases", () => {
  const random = randomFrom(5);
  const weights = Float64Array.from({ length: parameterCount() }, () => 2 * random() - 1);
  assert.ok(canHand(weights));
  assert.equal(chosen({ filters: TRAINED }).filters, "digits"); // none was handed over
  handNet(weights, { update: 8, seed: 0, named: 500 });
  const hundredths = (/** @type {Float64Array} */ values) =>
    [...values].map((each) => Math.round(100 * each) + 0);
  const { kernels, biases, weights: linear } = parametersOf(weights);
  const state = chosen({ filters: TRAINED });
  assert.deepEqual(
    state.bias,
    hundredths(biases).map((each) => each / 100),
  );
  const shown = compute({ ...received(), pixels }, state);
  assert.deepEqual(
    shown.kernels.map(({ values }) => [...values]),
    kernels.map(({ values }) => hundredths(values)),
  );
  assert.deepEqual([...(shown.reader?.weights ?? [])], hundredths(linear));
  const question = /** @type {any} */ (asked(state));
  assert.equal(question.filters, "digits");
  const bytes = Buffer.from(question.net, "base64");
  assert.deepEqual(
    hundredths(weights).map((_, at) => bytes.readInt16LE(2 * at)),
    Array.from(trainedNet()?.flat ?? [], (each) => Math.round(100 * each)),
  );
  const back = follow(state, chosen({ ...state, filters: "digits" }), { ...state, filters: "digits" });
  assert.deepEqual([back.filters, back.bias], ["digits", [0, 0, 0, 0, 0]]);
  assert.deepEqual(
    follow(back, { ...back, filters: TRAINED }, { ...back, filters: TRAINED }).bias,
    state.bias,
  );
  forget();
  assert.equal(chosen({ filters: TRAINED }).filters, "digits");
});

test("weights that have run away are not handed on", () => {
  for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, 400]) {
    const weights = new Float64Array(parameterCount());
    weights[7000] = wrong;
    assert.equal(canHand(weights), false);
  }
  const biased = new Float64Array(parameterCount());
  biased[125] = 2.5; // the first bias of a filter
  assert.equal(canHand(biased), false);
});
