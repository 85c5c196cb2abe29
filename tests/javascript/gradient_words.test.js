import "../oracle/fetch_files.js";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { compute as digitNumbers, receive } from "../../lessons/gradient/model/digit.js";
import { follow, settings } from "../../lessons/gradient/model/limits.js";
import { compute, nudged } from "../../lessons/gradient/model/network.js";
import { written } from "../../lessons/gradient/model/way_back.js";
import { caption, question, rule } from "../../lessons/gradient/model/words.js";
import { NOTE, parameterCount } from "../../lessons/kit/arithmetic/note_network.js";
import { fill } from "../../lessons/kit/i18n/korean_particles.js";
import { readAddress, withinLimits } from "../../lessons/kit/settings/address.js";

receive({
  parameters: Array.from({ length: parameterCount(NOTE) }, (_, i) => 5 * (((i * 37) % 41) - 20)),
  pixels: Array.from({ length: 784 }, (_, i) => (i * 7) % 101),
  label: 4,
});
/** @param {string} query @returns {any} */
const at = (query) => readAddress(settings, query)?.settings;
/** What a hand's wish comes to. @param {any} before @param {Record<string, unknown>} changes @returns {any} */
function set(before, changes) {
  const wanted = { ...before, ...changes };
  return withinLimits(settings, follow(before, /** @type {any} */ (withinLimits(settings, wanted)), wanted));
}
const labels = JSON.parse(
  readFileSync(new URL("../../lessons/gradient/labels.json", import.meta.url), "utf8"),
);
const KIT = /** @type {any} */ ({
  label: (/** @type {string} */ id, values = {}) => fill(labels[id].en, values),
});

/** What a sum of a sentence comes to. @param {string} sum */
function resultOf(sum) {
  const signs = { "½": "0.5", "×": "*", "÷": "/", "²": "**2", "−": " -" };
  return Function(`return ${sum.replace(/[½×÷²−]/g, (sign) => signs[/** @type {"½"} */ (sign)])}`)();
}

/** States of the small networks at once, and after so many steps of SGD that hardly anything comes back. */
const STEPPED = ["heart", "smooth", "kinks"].flatMap((input) =>
  ["max", "average"].flatMap((pool) =>
    [-7, 9].flatMap((target) =>
      [0, 20].flatMap((updates) =>
        [0, 1, 2, 3, 4, 5, 6, 8, 16].flatMap((step) => {
          const chosen = set(at(`?input=${input}&pool=${pool}&target=${target}`), { updates, step });
          return [chosen, set(chosen, { view: "nudge" })];
        }),
      ),
    ),
  ),
);

test("what a sentence writes after = is what the numbers before it come to, and a loss that stays is not said to move", () => {
  const signs = { "=": 0, "≈": 0, same: 0 };
  for (const chosen of STEPPED) {
    const now = compute(chosen);
    const { text } = caption(KIT, /** @type {any} */ ({ chosen, now, mistake: null }));
    for (const said of [text, rule(KIT, chosen, now).equation]) {
      assert.doesNotMatch(said, /− −|\de−/);
      const [before, sign, after] = said.replaceAll("**", "").split(/ ([=≈]) /);
      if (!sign) continue;
      const sum = resultOf(before.split(/: /).at(-1) ?? "");
      const written = Number(/^−?[\d.]*\d/.exec(after)?.[0].replace("−", "-"));
      assert.ok(sign === "≈" || Math.abs(sum - written) < 1e-9, said);
      signs[/** @type {"="} */ (sign)] += 1;
    }
    const [, is, was] = /loss is \*\*(.+)\*\*\. It was ([\d.]+\d)/.exec(text) ?? [];
    assert.ok(is === undefined || is !== was, text);
    signs.same += Number(text.includes("as before"));
  }
  assert.ok(Math.min(signs["="], signs["≈"]) > 50, JSON.stringify(signs));
  const still = set(at("?input=heart&target=7&view=nudge&layer=conv"), { updates: 3 });
  const said = caption(KIT, /** @type {any} */ ({ chosen: still, now: compute(still), mistake: null }));
  assert.match(said.text, /as before/);
});

test("a wrong rule is told of only where it gives another number, by the nudge that is made or asked about", () => {
  const kit = /** @type {any} */ ({ label: (/** @type {string} */ id, values = {}) => ({ id, ...values }) });
  const rules = ["more_is_worse", "winner_always_gets_it", "relu_passes_all", "gradient_is_the_change"];
  for (const chosen of STEPPED)
    for (const mistake of rules) {
      const now = compute(chosen);
      const told = /** @type {any} */ (caption(kit, /** @type {any} */ ({ chosen, now, mistake })).text);
      if (told.id !== `grad.mistake_${mistake}`) continue;
      assert.notEqual(told.w, told.b, JSON.stringify(chosen));
      assert.equal(told.e, chosen.view === "nudge" ? written(Number(chosen.nudge)) : "0.01");
      if (mistake === "gradient_is_the_change" && chosen.view === "step" && chosen.layer === "loss")
        assert.equal(told.b, written(now.loss + now.gradients.score.values[0] / 100, 3));
    }
  assert.doesNotMatch(labels["grad.mistake_winner_always_gets_it"].en, /no cell/); // of some windows one is
});

test("a number is said to be tried only where a nudge can move it", () => {
  const layers = new Set();
  for (const chosen of STEPPED) {
    const asked = question(KIT, chosen, compute(chosen));
    if (typeof asked === "string" || chosen.step === 0) continue;
    const canTry = ["linear", "conv", "pixel"].includes(chosen.layer);
    for (const { why } of asked.options) assert.equal(why.includes("Nudge a number"), canTry, chosen.layer);
    layers.add(chosen.layer);
  }
  assert.ok(layers.has("score") && layers.has("conv"));
});

test("at a kink the gradient is not said to be the slope of a side: where several meet it is that of none", () => {
  const input = "2,1,1,2,2,2;-2,-2,2,-2,-1,0;0,-1,0,-2,2,0;2,-2,-2,-2,-1,1;1,1,-1,-2,-2,1;0,1,1,2,1,0";
  const chosen = at(`?input=${input}&pool=average&layer=conv&row=1&column=2&nudge=0.1`);
  const now = compute(chosen);
  for (const by of [1e-6, -1e-6]) {
    const slope = (nudged(now, chosen, by).loss - now.loss) / by;
    assert.ok(Math.abs(slope - now.gradients.kernel.values[1]) > 0.1);
  }
  const { text } = caption(KIT, /** @type {any} */ ({ chosen, now, mistake: null }));
  assert.match(text, /kink right at 0: (?!.*slope of one side)/);
});

/** Every layer of the digit, many places in it. */
const live = set(at("?input=heart"), { view: "live" });
const LIVE = ["score", "features", "conv", "pixel", "loss"].flatMap((layer) =>
  [0, 6].flatMap((target) =>
    [1, 2, 3, 4, 5, 7, 14, 28].flatMap((row) =>
      [1, 3, 14].map((column) => set(set(live, { target }), { layer, row, column })),
    ),
  ),
);

test("of the digit a sum goes on only where products were left out, and no sum is made of <0.001", () => {
  const said = { more: 0, all: 0, nothing: 0 };
  for (const chosen of LIVE) {
    const now = /** @type {any} */ (digitNumbers(chosen));
    const { text } = caption(KIT, /** @type {any} */ ({ chosen, now, mistake: null }));
    assert.doesNotMatch(text, /[−=] [<>]|[<>][−\d.]+ −|ln [<>]/);
    const count = Number(/(\d+) (?:of its|is not|are not)/.exec(text)?.[1] ?? 0);
    if (["conv", "pixel"].includes(chosen.layer)) assert.equal(text.includes("…"), count > 3, text);
    said.more += Number(text.includes("…"));
    said.all += Number(count > 0 && count <= 3);
    said.nothing += Number(text.includes("added up here are 0"));
  }
  assert.ok(Math.min(...Object.values(said)) > 0, JSON.stringify(said));
});
