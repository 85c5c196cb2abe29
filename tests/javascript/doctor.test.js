import "../oracle/fetch_files.js";
import assert from "node:assert/strict";
import test from "node:test";
import {
  askedOf,
  axesBelow,
  axesOf,
  changedAxes,
  changedPart,
  hashOf,
  insertedBy,
  readShape,
  Typing,
  typedIn,
  typedInHash,
} from "../../lessons/doctor/model/typing.js";

test("a shape is read as people type it", () => {
  const written = ["1, 3, 32, 32", "(3,32,32)", "[1,1,28,28]", "1x1x28x28", " 5 ", "1,"];
  const read = ["1,3,32,32", "3,32,32", "1,1,28,28", "1,1,28,28", "5", "1"];
  assert.deepEqual(written.map(readShape), read);
  for (const same of ["torch.Size([1, 1, 28, 28])", "（１，１，２８，２８）", "１x１x２８x２８"])
    assert.equal(readShape(same), "1,1,28,28", same);
  for (const none of ["", "a", "1;2", "1,2,3,4,5,6,7", "-1", "torch.Size", "1,1,1000000,28"])
    assert.equal(readShape(none), null, none);
  assert.deepEqual(["1,1,28,28", "3,2,2", "5,7", "4", "1,1,1,1,1"].map(axesOf), [
    [..."NCHW"],
    [..."CHW"],
    ["N", "features"],
    ["W"],
    [],
  ]);
  assert.equal(axesBelow("(10, 3, 32, 32)", [..."NCHW"]), " N   C  H   W");
  assert.equal(axesBelow("１０, 3, 32, 32", [..."NCHW"]), "N   C  H   W");
  /** @type {any} */
  const [before, now] = [{ shape: [1, 6, 24, 24] }, { shape: [1, 6, 28, 28] }];
  assert.deepEqual([[...changedAxes(before, now)], [...changedAxes(undefined, now)]], [[2, 3], []]);
});

test("a mend that takes lines out shows the line that is then there, past blank ones", () => {
  /** @type {any} */
  const fix = {
    code: "nn.ReLU()",
    text: "\n\nnn.ReLU()",
    edits: [{ span: { line: 1, column: 0 }, text: "" }],
  };
  assert.deepEqual(changedPart(fix), ["", "", "nn.ReLU()"]);
});

test("what a hand types is put in, mended and taken back", () => {
  const keys = [
    insertedBy("Tab", "", 0),
    insertedBy("Enter", "  def f():", 10),
    insertedBy("Enter", "  a", 3),
  ];
  assert.deepEqual([...keys, insertedBy("a", "", 0)], ["    ", "\n      ", "\n  ", null]);
  const typing = new Typing({ text: "a", input_shape: "1" });
  /** @type {(() => void)[]} */
  const hands = [
    () => {},
    () => typing.put({ text: "b", input_shape: "2" }),
    () => typing.mend({ text: "c", input_shape: "3" }, { lead: "", said: "" }),
    () => typing.undo(),
    () => typing.undo(),
    () => [typing.put({ text: "d", input_shape: "4" }), typing.type({ text: "de" })],
  ];
  const seen = hands.map((act) => {
    act();
    return `${typing.typed.text} ${typing.canUndo}`;
  });
  assert.deepEqual(seen, ["a false", "b true", "c true", "b true", "a false", "de false"]);
  assert.deepEqual(typing.typed, { text: "de", input_shape: "4" });
  assert.deepEqual([typing.stand(1), typing.stand(2)], [false, true]);
});

test("a link holds the code where no browser sends it, and a long one none", () => {
  const code = { text: "x = 1 + 2 & 3  # 셋\n", input_shape: "1, 2" };
  assert.equal(hashOf({ text: "x".repeat(2001), input_shape: "1" }), null);
  assert.deepEqual(typedInHash(hashOf(code) ?? ""), code);
  assert.equal(typedInHash("#explore"), null);
  assert.equal(askedOf({ text: " \n", input_shape: "1" }), null);
  assert.equal(askedOf({ text: "x", input_shape: "?" }), null);
  assert.deepEqual(askedOf({ text: "x", input_shape: "(1, 2)" }), { text: "x", input_shape: "1,2" });
  const start = { text: "", input_shape: "1, 1, 28, 28" };
  assert.deepEqual([typedIn({}), typedIn({ text: 3, input_shape: [] })], [start, start]);
});
