import assert from "node:assert/strict";
import { test } from "node:test";
import { changedArguments, linesOf, markedPieces } from "../../lessons/kit/code/code_block.js";

test("an argument that was not there before has changed", () => {
  const [before, after] = [
    "nn.Conv2d(1, 5, 5, padding=(1, 2))",
    "nn.Conv2d(1, 5, 5, padding=(1, 3), stride=2)",
  ];
  assert.deepEqual(changedArguments(before, after), new Set(["padding=(1, 3)", "stride=2"]));
  assert.deepEqual(changedArguments(after, before), new Set(["padding=(1, 2)"]));
});

test("comments and changed arguments are marked, and nothing is lost", () => {
  const code = "pool = nn.MaxPool2d(2, stride=3)  # stride=3\nprint(1)\n# 1";
  const pieces = markedPieces(code, new Set(["stride=3"]));
  assert.equal(pieces.map(({ text }) => text).join(""), code);
  assert.deepEqual(
    pieces.filter(({ kind }) => kind).map(({ text, kind }) => [kind, text]),
    [
      ["changed", "stride=3"],
      ["comment", "# stride=3"],
      ["comment", "# 1"],
    ],
  );
});

test("an open guess hides every line that is printed", () => {
  const answer = { code: ["print(1)", "print(2)"], printed: ["1", "2"] };
  assert.deepEqual(linesOf(answer, true), ["print(1)", "print(2)", "# ?", "# ?"]);
  assert.deepEqual(linesOf(answer, false), ["print(1)", "print(2)", "# 1", "# 2"]);
});
