// @ts-check
/** What the doctor's model says of diagnoses that Python has made: JSON in, JSON out. */

import { readFileSync } from "node:fs";
import {
  howItCame,
  linksOf,
  stepsAt,
  troubledLine,
  verdictOf,
} from "../../lessons/doctor/model/diagnosis.js";
import {
  askedOf,
  axesBelow,
  axesOf,
  changedAxes,
  changedPart,
  hashOf,
  insertedBy,
  lineAt,
  piecesOf,
  placeOf,
  readShape,
  Typing,
  typedIn,
  typedInHash,
  written,
} from "../../lessons/doctor/model/typing.js";
import { stackOf } from "../../lessons/doctor/view/bricks.js";

const { tables, diagnoses, shapes } = JSON.parse(readFileSync(0, "utf-8"));
/** A label as its name and values. @type {any} */
const kit = {
  language: "en",
  label: (/** @type {string} */ name, values = {}) => JSON.stringify([name, values]),
};

/** @param {any} found */
function told(found) {
  const texts = found.lines.map((/** @type {any} */ line) => line.text);
  const text = texts.join("\n");
  return {
    stack: stackOf(found),
    verdict: verdictOf(kit, found),
    trouble: troubledLine(found),
    came: howItCame(kit, found),
    links: found.steps.map((/** @type {any} */ step) => linksOf(step, tables)),
    at: texts.map((/** @type {string} */ _, /** @type {number} */ at) => stepsAt(found, at + 1).length),
    lines: texts.map((/** @type {string} */ line) =>
      piecesOf(line)
        .map((piece) => piece.text)
        .join(""),
    ),
    places: texts.map((/** @type {string} */ _, /** @type {number} */ at) =>
      lineAt(text, placeOf(text, at + 1)),
    ),
    parts: found.mends.map((/** @type {any} */ { fix }) => fix.edits.length > 0 && changedPart(fix)),
    shapes: found.lines.map((/** @type {any} */ line) => line.shape && written(line.shape)),
  };
}

function typed() {
  const typing = new Typing({ text: "a", input_shape: "1" });
  const seen = [[typing.typed.text, typing.canUndo]];
  const note = () => seen.push([typing.typed.text, typing.canUndo]);
  typing.put({ text: "b", input_shape: "2" });
  note();
  typing.mend({ text: "c", input_shape: "3" }, { lead: "", said: "" });
  note();
  typing.undo();
  note();
  typing.undo();
  note();
  typing.put({ text: "d", input_shape: "4" });
  typing.type({ text: "de" });
  note();
  return [seen, typing.typed, typing.stand(1), typing.stand(2)];
}

const long = { text: "x".repeat(2001), input_shape: "1" };
const code = { text: "x = 1 + 2 & 3  # 셋\n", input_shape: "1, 2" };
/** @type {any} */
const [before, now] = [{ shape: [1, 6, 24, 24] }, { shape: [1, 6, 28, 28] }];
const answer = {
  told: diagnoses.map(told),
  shapes: shapes.map(readShape),
  axes: ["1,1,28,28", "3,2,2", "5,7", "4", "1,1,1,1,1"].map(axesOf),
  below: axesBelow("(10, 3, 32, 32)", ["N", "C", "H", "W"]),
  keys: [
    insertedBy("Tab", "", 0),
    insertedBy("Enter", "  def f():", 10),
    insertedBy("Enter", "  a", 3),
    insertedBy("a", "", 0),
  ],
  changed: [[...changedAxes(before, now)], [...changedAxes(undefined, now)]],
  hash: [hashOf(long), typedInHash(hashOf(code) ?? ""), typedInHash("#explore")],
  asked: [
    askedOf({ text: " \n", input_shape: "1" }),
    askedOf({ text: "x", input_shape: "?" }),
    askedOf({ text: "x", input_shape: "(1, 2)" }),
  ],
  kept: [typedIn({}), typedIn({ text: 3, input_shape: [] })],
  typing: typed(),
};
process.stdout.write(JSON.stringify(answer));
