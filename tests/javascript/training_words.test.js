// @ts-check
/** What the page that trains says of a run: its sentence, its numbers, and what it does not say of one that has run away. */

import "../oracle/fetch_files.js";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fill } from "../../lessons/kit/i18n/korean_particles.js";
import { withinLimits } from "../../lessons/kit/settings/address.js";
import { PIXELS, partsOf, practisedOf } from "../../lessons/training/model/digits.js";
import { settings, setupOf } from "../../lessons/training/model/limits.js";
import {
  caption,
  momentText,
  numberText,
  percentText,
  scalesText,
} from "../../lessons/training/model/words.js";

const START = /** @type {any} */ (withinLimits(settings, {}));
/** @type {Record<string, Record<string, string>>} */
const LABELS = JSON.parse(
  readFileSync(new URL("../../lessons/training/labels.json", import.meta.url), "utf8"),
);

/** @type {any} What a label is filled with. */
const KIT = { label: (/** @type {string} */ id, values = {}) => `${id} ${JSON.stringify(values)}` };

/** The sentence and what it is filled with. @param {Partial<import("../../lessons/training/model/session.js").Numbers>} numbers */
function said(numbers) {
  const setup = setupOf(START);
  /** @type {any} */
  const now = { setup, digits: setup.digits, state: "still", isOther: false, kept: null, ...numbers };
  const [, id, values] = /^(\S+) (.*)$/.exec(caption(KIT, { now }).text) ?? [];
  return { id, ...JSON.parse(values) };
}

/** A moment of a run. @param {number} update @param {number} named @param {number} loss */
const moment = (update, named, loss) => ({
  ...{ update, weights: new Float64Array(), practised: { named: 5, loss: 1, of: 10 } },
  unseen: { named, loss, of: 1000 },
});

test("a loss without bounds has a power of ten, none at all a dash, and a small one is no 0", () => {
  const written = {
    ...{ 0.1234: "0.12", 316.1: "316.10", 3e15: "3.0×10^15", "-5.09e51": "−5.1×10^51" },
    ...{ Infinity: "–", NaN: "–", 0.00031: "0.00031", 0: "0", 2e-9: "2e−9" },
  };
  for (const [value, text] of Object.entries(written)) assert.equal(numberText(Number(value)), text);
  assert.equal(numberText(0.04, 1), "0.04");
});

test("weights and maps that have run away have no scale, and a large one is short", () => {
  const grid = (/** @type {number} */ value) => ({ height: 1, width: 1, values: Float64Array.of(value) });
  const said = (/** @type {number} */ weight, /** @type {number} */ map, scale = 1) =>
    scalesText(KIT, /** @type {any} */ ({ scale, setup: setupOf(START) }), [grid(weight)], [grid(map)]);
  for (const [weight, map] of [
    [Number.NaN, 0],
    [0.5, Number.NaN],
    [0.5, Number.POSITIVE_INFINITY],
    [1e29, 5],
  ])
    assert.equal(said(weight, map), "");
  assert.match(said(0.5, 5.0933e51), /"w":1,"m":"5.1×10\^51"/);
  assert.match(said(-0.5, 12.34), /"m":"12.3"/);
});

test("of a net that has run away nothing is counted", () => {
  const lost = moment(288, 0, Number.NaN);
  assert.equal(percentText(KIT, lost.unseen), "–");
  assert.equal(momentText(KIT, lost), 'training.moment_lost {"u":288,"all":940}');
  const kit = /** @type {any} */ ({
    label: (/** @type {string} */ id, /** @type {any} */ values) => fill(LABELS[id].en, values),
  });
  assert.equal(momentText(kit, { ...lost, unseen: null }), "Update 288 of 940: not measured yet");
  const film = [lost];
  const kept = { setup: setupOf(START), film: [moment(288, 930, 0.25)] };
  const one = { id: "training.say_one", n: 930, l: "0.25" };
  assert.deepEqual(said({ film, kept, now: lost }), { ...one, x: "A", y: "B" });
  const mirrored = { kept: { ...kept, film }, film: kept.film, now: kept.film[0] };
  assert.deepEqual(said(mirrored), { ...one, x: "B", y: "A" });
  assert.equal(said({ film, kept: { ...kept, film }, now: lost }).id, "training.say_diverged");
});

test("the visitor's own digits lie behind the shipped ones, and are counted among those that were seen", () => {
  const count = 3000;
  const parts = partsOf(new Uint8Array(count * (PIXELS + 1)).fill(9));
  const own = { pixels: new Uint8Array(2 * PIXELS).fill(77), classes: Uint8Array.of(3, 8) };
  const { pixels, classes } = practisedOf(parts.practised, own, { ...setupOf(START), digits: 100 });
  assert.deepEqual([...classes.slice(99)], [9, 3, 8]);
  assert.deepEqual([pixels.length, pixels[100 * PIXELS - 1], pixels[100 * PIXELS]], [102 * PIXELS, 9, 77]);
  const film = [moment(33, 700, 1)];
  assert.equal(said({ film, now: film[0] }).d, "2,064");
  assert.equal(said({ film, now: film[0], digits: 2003 }).d, "2,067");
});

test("two runs are told apart at the same update; where the other was not measured only one is told", () => {
  const film = [moment(8, 400, 1.5), moment(18, 700, 0.9)];
  const kept = { setup: setupOf(START), film: [moment(8, 300, 2.25)] };
  const both = { id: "training.say_both", a: 300, b: 400, la: "2.25", lb: "1.50" };
  assert.deepEqual(said({ film, kept, now: film[0] }), both);
  assert.equal(said({ film, kept, now: film[1] }).id, "training.say");
});

test("a run that is set anew is not waited for: the film is said to be of another", () => {
  const film = [moment(33, 700, 1)];
  for (const state of ["still", "coming", "training"])
    assert.equal(
      said({ film, now: film[0], isOther: true, state: /** @type {any} */ (state) }).id,
      "training.say_other",
    );
});

test("it is said that of many digits that are practised only the first are counted", () => {
  for (const [language, first, all] of [
    ["en", / of the first 500 that it practises/, / of 100 that it practises/],
    ["ko", /앞의 500개 중/, /숫자는 100개 가운데/],
  ]) {
    const kit = /** @type {any} */ ({
      label: (/** @type {string} */ id, /** @type {any} */ values = {}) =>
        fill(LABELS[id][/** @type {string} */ (language)], values),
    });
    const film = [moment(33, 700, 1)];
    const say = (/** @type {number} */ digits) => {
      /** @type {any} */
      const now = { setup: { ...setupOf(START), digits }, digits, state: "still", film, now: film[0] };
      return caption(kit, { now }).text;
    };
    assert.match(say(2000), /** @type {RegExp} */ (first));
    assert.match(say(100), /** @type {RegExp} */ (all));
  }
});

test("two runs that are measured on other digits or behind another loss are said to be", () => {
  const film = [moment(8, 400, 1.5)];
  const told = (/** @type {any} */ changes) => {
    const kept = { setup: { ...setupOf(START), ...changes }, film: [moment(8, 300, 2.25)] };
    /** @type {any} */
    const now = { setup: setupOf(START), digits: 2000, state: "still", film, kept, now: film[0] };
    return caption(KIT, { now }).text.includes("training.not_alike");
  };
  assert.deepEqual([{ lr: "0.1" }, { moved: 4 }, { softmax: 1 }].map(told), [false, true, true]);
});
