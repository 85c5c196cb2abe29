import "../oracle/fetch_files.js";
import assert from "node:assert/strict";
import test from "node:test";
import { withinLimits } from "../../lessons/kit/settings/address.js";
import { settings } from "../../lessons/output_size/model/limits.js";
import { compute } from "../../lessons/output_size/model/numbers.js";
import { question } from "../../lessons/output_size/model/words.js";

const SIDES = Array.from({ length: 12 }, (_, at) => at + 1);
const asked = SIDES.flatMap((side) =>
  [1, 2, 3].flatMap((kernel) =>
    [1, 2, 3, 4].flatMap((stride) =>
      [0, 1].map((padding) => ({
        ...{ layer: "MaxPool2d", ceil_mode: 1, height: side, width: side },
        ...{ kernel_size: [kernel, kernel], stride: [stride, stride], padding: [padding, padding] },
      })),
    ),
  ),
);

test("the sum that is told of a right guess gives that guess, with the window that ceil_mode drops", () => {
  const kit = /** @type {any} */ ({
    label: (/** @type {string} */ id, values = {}) => JSON.stringify({ id, values }),
  });
  const seen = new Set();
  for (const each of asked) {
    const chosen = withinLimits(settings, each);
    const right = question(kit, chosen, 0, compute(chosen))[0]?.options.find(({ rule }) => rule === null);
    if (!right) continue;
    const { id, values } = JSON.parse(right.why);
    const told =
      Math.ceil(Number(values.room.replace("−", "-")) / values.s) +
      1 -
      (id === "size.why_right_dropped" ? 1 : 0);
    assert.equal(String(told), right.text, JSON.stringify(each));
    seen.add(id);
  }
  assert.equal(seen.size, 2);
});
