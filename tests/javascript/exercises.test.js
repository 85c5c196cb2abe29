import "../oracle/fetch_files.js";
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import { asText } from "../../lessons/classroom/figure.js";
import * as drill from "../../lessons/input_shape/sheet.js";
import { fill } from "../../lessons/kit/i18n/korean_particles.js";
import {
  diagnosisOf,
  hintsOf,
  noRuleText,
  readNumber,
  rulesText,
  sceneOf,
  slippedAxis,
  solvedAxis,
  stackShapes,
} from "../../lessons/output_size/exercises/model/answer.js";
import { exerciseOf, table } from "../../lessons/output_size/exercises/model/exercise.js";
import * as sizes from "../../lessons/output_size/sheet.js";

const ROOT = new URL("../../", import.meta.url);
const read = (/** @type {string} */ path) => readFileSync(new URL(path, ROOT), "utf8");
/** Every file of the product that ends so. @param {string} end */
const filesOf = (end) =>
  ["lessons/", "pages/", "cnn_core/"].flatMap((folder) =>
    readdirSync(new URL(folder, ROOT), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(end))
      .map((name) => folder + name),
  );
/** @type {Record<string, Record<string, string>>} */
const LABELS = Object.assign({}, ...filesOf("labels.json").map((path) => JSON.parse(read(path))));
const GRADES = table.settings.grade.choices ?? [];
const SEEDS = Array.from({ length: 20 }, (_, at) => 1 + 511 * at);
const NUMBERS = [1, 2, 3, 4, 5];
/** (1, 4,232): of two numbers that reads as three. */
const GROUPED =
  /[([][^()[\]]*(?:\d,\d{3}\b[^()[\]]*, |, [^()[\]]*\d,\d{3}\b)[^()[\]]*[)\]]|\d,\d{3} ?[×x]|[×x] ?\d+,\d{3}/;

/** The kit's labels, filled. @param {string} language */
const labelIn =
  (language) =>
  (/** @type {string} */ name, /** @type {any} */ values = {}) =>
    fill(LABELS[name][language], values);
const KITS = /** @type {const} */ (["en", "ko"]).map((language) => ({ language, label: labelIn(language) }));
const EXERCISES = GRADES.flatMap((grade) =>
  SEEDS.flatMap((seed) => NUMBERS.map((number) => ({ grade, seed, asked: exerciseOf(grade, seed, number) }))),
);

/** All texts of a value. @param {any} value @returns {string[]} */
const textsIn = (value) =>
  value && typeof value === "object" ? Object.values(value).flatMap(textsIn) : [String(value)];

/** What stands on paper, in both languages. */
function papers() {
  const rooms = [...GRADES.map((grade) => ({ room: sizes, grade })), { room: drill, grade: "" }];
  return KITS.flatMap(({ label }) =>
    rooms.flatMap(({ room, grade }) =>
      SEEDS.flatMap((seed) => room.exercisesOf(label, grade, seed, NUMBERS.length)),
    ),
  ).flatMap((item) => textsIn(asText(item)));
}

test("no number is grouped inside a shape, on the page or on paper", () => {
  assert.match("(1, 4,232)", GROUPED);
  for (const plain of ["(1, 4232)", "(4,232)", "(1, 3), 2,880", "1,000 pictures (28×28)"])
    assert.doesNotMatch(plain, GROUPED);
  let large = 0;
  for (const { asked } of EXERCISES.filter(({ asked }) => asked.asks === "features")) {
    const shapes = stackShapes(asked);
    large += Number(asked.answer[0] > 999);
    assert.equal(shapes.at(-1), `(1, ${asked.answer[0]})`);
    for (const shape of shapes) assert.doesNotMatch(shape, GROUPED);
  }
  assert.ok(large > 10, "some are large enough for a comma");
  for (const text of papers()) assert.doesNotMatch(text, GROUPED);
});

test("nothing writes a shape of grouped numbers, and no label takes one into a shape", () => {
  const grouping = [
    /(?:formatCount|toLocaleString)[^;{}]*\)\.join\(["'`](?:, |×)/,
    /["'](?:, |×)["']\.join\([^\n]*:,/,
  ];
  assert.match('shape.map(formatCount).join(", ")', grouping[0]);
  assert.match('", ".join(f"{size:,}" for size in shape)', grouping[1]);
  const sources = [...filesOf(".js"), ...filesOf(".py")].map((path) => ({ path, text: read(path) }));
  assert.ok(sources.length > 200);
  let filled = 0;
  for (const { path, text } of sources) {
    for (const kind of grouping) assert.doesNotMatch(text, kind, path);
    for (const [, name, values] of text.matchAll(/label\("([\w.]+)", \{([^}]*)\}/g))
      for (const [, value] of values.matchAll(/(\w+): (?:formatCount\(|[^,]*toLocaleString)/g)) {
        filled += 1;
        for (const template of Object.values(LABELS[name]))
          assert.doesNotMatch(template.replaceAll(`{${value}}`, "4,232"), GROUPED, name);
      }
  }
  assert.ok(filled > 10);
});

test("a number that no rule leads to is answered with what there is to do", () => {
  for (const { label } of KITS)
    for (const grade of GRADES)
      for (const hints of [0, 1, 2, 3])
        for (const isDone of [false, true]) {
          const scene = sceneOf({ grade, seed: 7, exercise: 1, answer: 0, side: "width" });
          const text = noRuleText({ label }, { ...scene, attempt: { ...scene.attempt, hints }, isDone });
          const isStack = scene.asked.asks === "features";
          assert.equal(/ row|줄을/.test(text), !isStack && hints < 3 && !isDone, `${grade}: ${text}`);
          assert.equal(/a hint|힌트를 보/.test(text), hints < 3 && !isDone, `${grade}: ${text}`);
        }
});

const AXES = /** @type {const} */ ([0, 1]);
const SIDES = { en: [/height|down/i, /width|across/i], ko: [/높이/, /너비/] };
const rectangles = EXERCISES.map(({ asked }) => asked).filter(({ asks }) => asks === "shape");

test("the hints of a rectangle speak of both sides, with the numbers of each", () => {
  for (const asked of rectangles)
    for (const { language, label } of KITS) {
      const hints = hintsOf({ label }, asked);
      for (const hint of hints) for (const side of SIDES[language]) assert.match(hint, side);
      for (const axis of AXES) {
        const { room, steps } = solvedAxis(asked, axis);
        assert.ok(hints[1].includes(String(room)) && hints[2].includes(String(steps)), hints[2]);
        assert.equal(steps + 1, asked.answer[axis]);
      }
    }
});

/** Slips by one on each side, with the rules that lead there. */
const slips = rectangles.flatMap((asked) =>
  AXES.map((at) => {
    const slip = asked.answer.map((number, axis) => (axis === at ? number - 1 : number));
    return { asked, rules: diagnosisOf(asked, slip) };
  }).filter(({ rules }) => rules.length > 0),
);

test("a rule says of which side its numbers are, where those of the other are others", () => {
  let told = 0;
  for (const { language, label } of KITS)
    for (const { asked, rules } of slips) {
      const texts = AXES.map((axis) => rulesText({ label }, asked, rules, axis, solvedAxis(asked, axis)));
      if (texts[0] === texts[1]) continue;
      for (const axis of AXES) assert.match(texts[axis], SIDES[language][axis]);
      told += 1;
    }
  assert.ok(told > 20);
});

test("a number is read from any keyboard: with wide digits, a comma or a point too many", () => {
  for (const typed of ["29", " ２９ ", "29.", "29.0", "29,0", "２９．０"])
    assert.equal(readNumber(typed), 29, typed);
  assert.deepEqual(["2,880", "２，８８０", "2880"].map(readNumber), [2880, 2880, 2880]);
  for (const none of ["", ".", "２９a", "1.2.", "29..", "九"]) assert.equal(readNumber(none), null, none);
});

test("no hint writes = before a number that was rounded", () => {
  let rounded = 0;
  for (const { asked } of EXERCISES)
    for (const { label } of KITS)
      for (const [, whole, parts, sign, q] of hintsOf({ label }, asked)
        .join(" ")
        .replaceAll("−", "-")
        .matchAll(/(-?\d+) ÷ (\d+) ([=≈]) (-?[\d.]*\d)/g)) {
        assert.equal(sign === "=", Math.abs(Number(whole) / Number(parts) - Number(q)) < 1e-9);
        rounded += Number(sign === "≈");
      }
  assert.ok(rounded > 20);
});

test("rules are said of the side that is wrong, whichever is drawn, and of two slips that no rule gives none", () => {
  let both = 0;
  for (const asked of rectangles) {
    for (const at of AXES) {
      const answer = asked.answer.map((number, axis) => number - Number(axis === at));
      const rules = diagnosisOf(asked, answer);
      for (const axis of AXES) assert.equal(slippedAxis(asked, answer, axis), at);
      const other = diagnosisOf(asked, answer.with(1 - at, 999)).filter((rule) => !rules.includes(rule));
      assert.deepEqual(other, []);
    }
    const slip = [asked.answer[0] - 1, asked.answer[1] + 0.5];
    assert.deepEqual(diagnosisOf(asked, slip), [], JSON.stringify(asked));
    both += 1;
  }
  assert.ok(both > 20);
});
