/** A net of the visitor's own training, handed to the live network. */

import "../oracle/fetch_files.js";
import assert from "node:assert/strict";
import test from "node:test";
import { parameterCount, parametersOf } from "../../lessons/kit/arithmetic/note_network.js";
import { forget } from "../../lessons/kit/dom/remembered.js";
import { canHand, handNet, TRAINED, trainedNet } from "../../lessons/kit/pictures/trained_net.js";
import { randomFrom } from "../../lessons/kit/quiz/shuffle.js";
import { withinLimits } from "../../lessons/kit/settings/address.js";
import { asked, follow, settings } from "../../lessons/live_network/model/limits.js";
import { compute } from "../../lessons/live_network/model/network.js";
import { received } from "../../lessons/live_network/model/received.js";

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
    [...(trainedNet()?.hundredths ?? [])],
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
