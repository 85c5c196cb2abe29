import "../oracle/fetch_files.js";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { refusalOf, settings, weightShape } from "../../lessons/conv2d/model/limits.js";
import { caption, question } from "../../lessons/conv2d/model/words.js";
import { fill } from "../../lessons/kit/i18n/korean_particles.js";
import { withinLimits } from "../../lessons/kit/settings/address.js";

/** @type {Record<string, { en: string, ko: string }>} */
const labels = JSON.parse(readFileSync(new URL("../../lessons/conv2d/labels.json", import.meta.url), "utf8"));

const english = (/** @type {string} */ id, values = {}) => fill(labels[id]?.en ?? id, values);

const COUNTS = [1, 2, 4];

/** Layers of few and many channels, filters and groups. */
const asked = COUNTS.flatMap((in_channels) =>
  COUNTS.flatMap((out_channels) =>
    COUNTS.map((groups) =>
      withinLimits(settings, { in_channels, out_channels, groups, kernel_size: [1, 1] }),
    ),
  ),
);

test("a reason by how many kernels there are is only given where there are several", () => {
  const seen = new Set();
  for (const chosen of asked) {
    const guess = question(/** @type {any} */ ({ label: english }), chosen, null);
    const read = chosen.in_channels / chosen.groups;
    for (const { rule, why } of typeof guess === "string" ? [] : guess.options) {
      const named = why.includes("one for every channel") ? read : chosen.out_channels * read;
      const isByNumber = /one for every channel|the layer has/.test(why);
      assert.ok(!isByNumber || named > 1, JSON.stringify([chosen, why]));
      seen.add(rule);
    }
  }
  assert.equal(seen.size, 5);
});

test("a layer without biases is not said to have one", () => {
  for (const bias of [0, 1]) {
    const chosen = withinLimits(settings, { bias });
    const scene = { chosen, now: {}, change: { name: "in_channels", before: chosen } };
    const { text } = caption(/** @type {any} */ ({ label: english }), /** @type {any} */ (scene)) ?? {};
    assert.equal(text?.includes("bias"), bias === 1, text);
  }
});

test("what mends a refused call is not said to have changed nothing", () => {
  const refused = withinLimits(settings, { padding_mode: "reflect", padding: [8, 8], size: "7" });
  const chosen = { ...refused, padding_mode: "zeros" };
  const scene = { chosen, now: {}, change: { name: "padding_mode", before: refused } };
  const { text } = caption(/** @type {any} */ ({ label: english }), /** @type {any} */ (scene)) ?? {};
  assert.match(text ?? "", /^PyTorch takes this call/);
});

test("that no layer is built is said only where there is none", () => {
  for (const written of ["note", "conv", "names"]) {
    for (const stride of [1, 2]) {
      const all = { written, stride: [stride, stride], padding: "same" };
      const chosen = /** @type {any} */ (withinLimits(settings, all));
      const asked = question(/** @type {any} */ ({ label: english }), chosen, null);
      if (typeof asked !== "string") continue;
      assert.equal(asked.includes("No layer is built"), weightShape(chosen) === null, asked);
    }
  }
});

test("a padding that is said to be enough is so on both axes", () => {
  const sizes = [1, 5, 11];
  const pairs = sizes.flatMap((high) => sizes.map((wide) => [high, wide]));
  let met = 0;
  for (const kernel_size of pairs) {
    for (const dilation of [1, 3]) {
      for (const padding of [
        [0, 0],
        [0, 8],
      ]) {
        const asked = { kernel_size, dilation: [dilation, 1], padding, size: "7" };
        const chosen = /** @type {any} */ (withinLimits(settings, asked));
        const { smallest_padding: enough } = refusalOf(chosen)?.values ?? {};
        if (enough === undefined) continue;
        assert.equal(refusalOf({ ...chosen, padding: [enough, enough] }), null, JSON.stringify(asked));
        met += 1;
      }
    }
  }
  assert(met > 8);
});
