import "../oracle/fetch_files.js";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import {
  answer,
  chosenOf,
  forgetAnswers,
  isAnswered,
  questionOf,
  rightOf,
} from "../../lessons/input_shape/model/drill.js";
import { readShape, settings } from "../../lessons/input_shape/model/limits.js";
import { outcomeOf, shapeOf } from "../../lessons/input_shape/model/numbers.js";
import { codeOf, readCalls, writeCalls } from "../../lessons/input_shape/model/tensor_view.js";
import { sayingOf as line, question, rightWords } from "../../lessons/input_shape/model/words.js";
import { exercisesOf } from "../../lessons/input_shape/sheet.js";
import { conflictsIn, tokensOf, WORDS } from "../../lessons/input_shape/view/message.js";
import { fill } from "../../lessons/kit/i18n/korean_particles.js";
import { readAddress } from "../../lessons/kit/settings/address.js";

/** @import { Settings } from "../../lessons/input_shape/model/limits.js" */

/** @type {Record<string, { en: string, ko: string }>} */
const labels = JSON.parse(
  readFileSync(new URL("../../lessons/input_shape/labels.json", import.meta.url), "utf8"),
);

test("every role of a token has its name and its explanation in both languages", () => {
  const roles = WORDS.flatMap(([, written]) => written.replaceAll(/!|\/\w+/g, "").split(" "));
  for (const role of new Set(roles)) {
    for (const name of [`shape.role_${role}`, `shape.tell_${role}`]) {
      assert.ok(labels[name]?.en && labels[name]?.ko, name);
    }
  }
});

test("the numbers of a message are tokens with their axes", () => {
  const message =
    "Given groups=1, weight of size [5, 3, 5, 5], expected input[1, 28, 28, 3] to have 3 channels, but got 28 channels instead";
  const tokens = tokensOf(message);
  const said = tokens.map(({ start, end, axis, conflict }) => [message.slice(start, end), axis, conflict]);
  assert.deepEqual(said.slice(4), [
    ["1", "N", false],
    ["28", "C", true],
    ["28", "H", false],
    ["3", "W", false],
    ["3 channels", "C", true],
    ["28 channels", "C", true],
  ]);
  assert.deepEqual([...conflictsIn(message)], ["C"]);
});

test("only the side that is too small is in conflict with the kernel", () => {
  const message =
    "Calculated padded input size per channel: (28 x 3). Kernel size: (5 x 5). Kernel size can't be greater than actual input size";
  assert.deepEqual([...conflictsIn(message)], ["W"]);
  assert.deepEqual(tokensOf("all is well"), []);
});

test("a shape is read as it is written, and nothing else is one", () => {
  const wide = ["torch.Size([1, 28, 28])", "（１，２８，２８）"];
  for (const text of ["1,28,28", "(1, 28, 28)", "[1, 28, 28]", " 1 x 28 x 28 ", ...wide]) {
    assert.deepEqual(readShape(text), [1, 28, 28]);
  }
  assert.deepEqual(readShape("(28,)"), [28]);
  for (const text of ["", "0,1", "1,1,1,1,1", "65,1,1,1", "1,65,1,1", "257", "1.5", "-1", "x", "1,2)+1"]) {
    assert.equal(readShape(text), null, text);
  }
});

test("a chain of calls is read back as it was written", () => {
  const calls = readCalls("permute:2,0,1.contiguous.view:-1") ?? [];
  assert.equal(writeCalls(calls), "permute:2,0,1.contiguous.view:-1");
  assert.equal(codeOf(calls), "x.permute(2, 0, 1).contiguous().view(-1)");
  assert.deepEqual(readCalls(""), []);
  for (const text of [
    "numpy",
    "permute",
    "permute:2,0,1;",
    "view:12345",
    "flatten:1,2,3",
    "constructor",
    "a.b",
  ]) {
    assert.equal(readCalls(text), null, text);
  }
});

test("what an address asks and cannot have is refused by its name", () => {
  const asked = readAddress(settings, "?view=shell&shape=1,2,3,4,5&ops=eval:1&snippet=none&kernel_size=99");
  assert.deepEqual(
    asked?.refused.map(({ name }) => name),
    ["view", "shape", "kernel_size", "snippet", "ops"],
  );
  assert.equal(asked?.settings.shape, "1,28,28");
});

test("a seed asks the same questions again, another seed others", () => {
  const numbers = Array.from({ length: 10 }, (_, at) => at + 1);
  const [first, again, other] = [7, 7, 8].map((seed) => numbers.map((number) => questionOf(seed, number)));
  assert.deepEqual(first, again);
  assert.notDeepEqual(first, other);
});

test("a question of a drill is answered once, by a choice or by the clock, and asked anew with all of its seed", () => {
  const { choices } = questionOf(3, 1);
  assert.equal(isAnswered(3, 1), false);
  for (const choice of choices) {
    answer(3, 1, choice);
    assert.deepEqual([isAnswered(3, 1), chosenOf(3, 1)], [true, choice]);
  }
  answer(3, 2);
  assert.deepEqual([isAnswered(3, 2), chosenOf(3, 2)], [true, undefined]);
  answer(4, 1, choices[0]);
  forgetAnswers(3);
  assert.deepEqual([isAnswered(3, 1), isAnswered(3, 2), isAnswered(4, 1)], [false, false, true]);
});

test("every wrong answer of a drill has its explanation", () => {
  for (let seed = 1; seed <= 40; seed++) {
    for (let number = 1; number <= 10; number++) {
      for (const { rule } of questionOf(seed, number).choices) {
        if (rule) assert.ok(labels[`shape.drill_${rule}`], rule);
      }
    }
  }
});

const KIT = /** @type {any} */ ({
  label: (/** @type {string} */ id, values = {}) => fill(labels[id].en, values),
});
const SHAPES = [
  "28,28",
  "1,28,28",
  "3,28,28",
  "5,20,28",
  "1,1,28,28",
  "2,1,28,28",
  "3,1,28,28",
  "8,3,20,64",
  "2,3,4,28",
];

/** States that run and states that torch refuses, with and without a batch axis and padding. @returns {Generator<Settings>} */
function* built() {
  for (const shape of SHAPES) {
    for (const in_channels of [1, 3, 5]) {
      for (const kernel_size of [1, 2, 3, 4, 5]) {
        for (const padding of [0, 1, 2, 5]) {
          const dtype = kernel_size === 2 ? "uint8" : "float32";
          /** @type {any} */
          const chosen = { view: "build", dtype, shape, in_channels, kernel_size, padding };
          yield chosen;
        }
      }
    }
  }
}

/** What the reason for one answer must not say of a state. @param {Settings} chosen @param {string} text @param {string} why */
function untrue(chosen, text, why) {
  const [given, { shape: out }, { padding }] = [shapeOf(chosen), outcomeOf(chosen), chosen];
  if (!out) return why !== labels["shape.drill_error_missed"].en;
  const axes = text.split(",").length;
  const grown = out[out.length - 1] - given[given.length - 1];
  const gain = /gain (\d+) from the padding and lose (\d+)/.exec(why);
  return [
    why.includes("no batch axis goes in") && (given.length === 4 || axes !== 4),
    why.includes("a batch axis goes in, so") && (given.length === 3 || axes !== 3),
    why.includes("one less than the kernel size") && !why.includes(`lose ${Math.abs(grown)}:`),
    why.includes("without padding") && padding > 0,
    gain && Number(gain[1]) - Number(gain[2]) !== grown,
  ].some(Boolean);
}

test("a refused chain is explained by the order in memory only where that is why", () => {
  const byOrder = ["permute:2,0,1.view:-1", "permute:1,0,2.view:64,3"];
  const refused = new Set();
  for (let seed = 1; seed <= 300; seed++)
    for (const question of [2, 4, 6, 8, 10].map((number) => questionOf(seed, number))) {
      if (rightOf(question).shape) continue;
      const { ops } = question.state;
      const reason = byOrder.includes(String(ops)) ? "shape.does_view" : "shape.drill_error_missed";
      assert.equal(rightWords(KIT, question), labels[reason].en, String(ops));
      refused.add(ops);
    }
  assert.ok(refused.size > 4);
});

test("no reason says of a tensor what is not so of it, and what is asked is the call that runs", () => {
  const said = new Set();
  for (const chosen of built()) {
    const asked = question(KIT, chosen, null);
    assert(typeof asked !== "string");
    const code = line?.(KIT, /** @type {any} */ ({ chosen, isAsked: true })).code ?? "";
    assert.ok(code && asked.stem.includes(`\`${code.replace(/\(x\)$/, "")}\``), `${asked.stem} ${code}`);
    assert.equal(asked.stem.includes("uint8"), chosen.dtype === "uint8");
    for (const { text, why, rule } of asked.options) {
      const isRefusal = rule === null && !outcomeOf(chosen).shape;
      const isUntrue = isRefusal
        ? why.includes("its padding") && chosen.padding === 0
        : untrue(chosen, text, why);
      assert.ok(!isUntrue, JSON.stringify([chosen, text, why]));
      said.add(rule);
    }
  }
  assert.equal(said.size, 7); // the right one and six slips
});

test("the key on paper gives a slip its reason only where the call runs and has that axis", () => {
  for (let seed = 1; seed <= 300; seed++) {
    for (const { answer: right, code = [], slips } of exercisesOf(KIT.label, "", seed, 10)) {
      const axes = code[0].split("→")[0].split(",").length;
      for (const { why } of slips) {
        const told = JSON.stringify([seed, code, why]);
        assert.equal(
          why === labels["shape.drill_error_missed"].en,
          right === labels["shape.an_error"].en,
          told,
        );
        if (why.includes("no batch axis")) assert.equal(axes, 3, told);
        if (why.includes("a batch axis goes in, so")) assert.equal(axes, 4, told);
      }
    }
  }
});
