import "../oracle/fetch_files.js";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { settings } from "../../lessons/conv2d/model/limits.js";
import { question } from "../../lessons/conv2d/model/words.js";
import { fill } from "../../lessons/kit/i18n/korean_particles.js";
import { withinLimits } from "../../lessons/kit/settings/address.js";

/** @type {Record<string, { en: string, ko: string }>} */
const labels = JSON.parse(readFileSync(new URL("../../lessons/conv2d/labels.json", import.meta.url), "utf8"));

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
  const label = (/** @type {string} */ id, values = {}) => fill(labels[id].en, values);
  const seen = new Set();
  for (const chosen of asked) {
    const guess = question(/** @type {any} */ ({ label }), chosen, null);
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
