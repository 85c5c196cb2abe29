/** A small picture and its numbers in memory: what each operation does to shape and strides, and what it leaves alone. */

import { tuple } from "../../kit/arithmetic/rounding.js";
import { createChoice } from "../../kit/controls/control.js";
import { createSlider } from "../../kit/controls/number.js";
import { make, tableRow } from "../../kit/dom/dom.js";
import { richText } from "../../kit/grid/rich_text.js";
import { numberPaint, styleOf } from "../../kit/grid/scale.js";
import { plainly } from "../../kit/settings/table.js";
import { table } from "../model/limits.js";
import { ELEMENTS, LETTERS, placeWords, SMALL_SHAPE, START } from "../model/numbers.js";
import {
  codeOf,
  count,
  elements,
  isContiguous,
  OPERATIONS,
  placeOf,
  readCalls,
  writeCalls,
} from "../model/tensor_view.js";
import { colourImage, createBrick, tensorOf } from "./brick.js";
import { createMessage, createTable, inCode, panel } from "./message.js";

/** @import { Run } from "../model/numbers.js" */
/** @import { Call, TensorView } from "../model/tensor_view.js" */

const MOST = 4;
/** @param {Kit} kit @param {(saying: string) => void} remark @param {(saying: string) => void} refuse */
function createOperations(kit, remark, refuse) {
  const plain = { type: "text", maxlength: 24, spellcheck: false, autocomplete: "off" };
  const field = make("input.as-wide", plain);
  let name = "permute";
  const options = Object.keys(OPERATIONS).map((each) => [each, each]);
  const turnTo = (/** @type {string} */ chosen) => {
    name = chosen;
    field.value = OPERATIONS[name].usual;
    field.disabled = OPERATIONS[name].most === 0;
  };
  const choice = createChoice(kit.label("shape.operation"), options, turnTo);
  turnTo(name);
  choice.show(name);
  const add = () => {
    const { ops } = kit.settings();
    const numbers = plainly(field.value).replace(/\s/g, "");
    const [call] = readCalls(numbers ? `${name}:${numbers}` : name) ?? [];
    if (!call) {
      const { least, most } = OPERATIONS[name];
      const n = least === most ? least : `${least}–${most}`;
      return refuse(kit.label("shape.numbers_wrong", { name, n }));
    }
    const calls = [...(readCalls(ops) ?? []), call];
    if (calls.length > MOST) return remark(kit.label("shape.most_calls", { n: MOST }));
    kit.set({ ops: writeCalls(calls) });
  };
  const undo = () => {
    const calls = readCalls(kit.settings().ops) ?? [];
    if (calls.length === 0) return remark(kit.label("shape.nothing_to_undo"));
    kit.set({ ops: writeCalls(calls.slice(0, -1)) });
  };
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) add();
  });
  const typed = make("label.setting.typed", make("span.head", kit.label("shape.numbers")), field);
  const adding = make("button.add", { onclick: add }, kit.label("shape.add"));
  const undoing = make("button.undo", { onclick: undo }, kit.label("set.undo"));
  return {
    element: make("div.operation.in-rows.at-bottom", choice, typed, adding, undoing),
    show(/** @type {import("../model/limits.js").Settings} */ { ops }) {
      undoing.setAttribute("aria-disabled", String(ops === ""));
    },
  };
}

const SHOWN = 12;
const BRIGHTEST = 255;

/** @param {Kit} kit @param {string} name */
function createStrip(kit, name) {
  const title = make("b.name", kit.label(name));
  const list = make("ol.cells-row.in-grid.centred", { "aria-label": kit.label(name) });
  return {
    element: make("div.strip-row.in-rows", title, list),
    /** @param {Run} run @param {(at: number) => number} place where in the storage a number of this row lies @param {number} marked which number of the row is followed */
    show({ last: { storage }, origins }, place, marked) {
      const from = Math.min(Math.floor(marked / SHOWN) * SHOWN, ELEMENTS - SHOWN);
      const cells = Array.from({ length: SHOWN }, (_, step) => {
        const at = from + step;
        const where = place(at);
        const style = styleOf(numberPaint(storage[where], BRIGHTEST, kit.theme));
        const number = make("b.own-line.boxed", { style }, String(storage[where]));
        const below = make("small.in-one", `${LETTERS[origins[where] % 3]} · ${where}`);
        const marks = at === marked ? { class: "marked", "aria-current": "true" } : {};
        return make("li", marks, number, below);
      });
      list.replaceChildren(...cells);
      list.setAttribute("start", String(from));
    },
  };
}

const MOST_AXES = 4;
const PRESETS = table.settings.ops.choices ?? [];

/** How the numbers look in colour, where three channels stand first. @param {TensorView} view */
function inColour(view) {
  const [channels, height, width] = view.shape.slice(-3);
  const isPicture = view.shape.length >= 3 && view.shape.length <= MOST_AXES && channels === 3;
  return isPicture ? colourImage(elements(view), height, width) : null;
}

/** One line a call: shape, strides, and whether the memory is still the same. @param {Kit} kit @param {Call[]} calls @param {TensorView[]} views */
const tableRows = (kit, calls, views) =>
  views.map((view, at) => {
    const call = at === 0 ? "x" : codeOf([calls[at - 1]]).slice(1);
    const isSame = view.storage === views[at - 1]?.storage;
    const kept = kit.label(isSame ? "shape.memory_same" : "shape.memory_copied");
    const memory = at === 0 ? kit.label("shape.memory_x") : kept;
    const order = kit.label(isContiguous(view) ? "shape.in_order" : "shape.out_of_order");
    const cells = [inCode(tuple(view.shape)), inCode(tuple(view.strides)), `${memory}, ${order}`];
    return tableRow(inCode(call), cells, { class: at === views.length - 1 ? "now" : null });
  });

/** @param {Kit} kit */
function createPictures(kit) {
  const [before, after] = ["shape.house", ""].map((alt) => make("img.boxed", { alt: alt && kit.label(alt) }));
  const [whole, turned] = [
    [1, 24, 3],
    [1, 3, 24],
  ].map((strides) => colourImage(elements({ ...START, shape: [3, 8, 8], strides }), 8, 8));
  before.src = whole;
  const brick = createBrick(kit);
  const seen = make("p.note");
  const first = panel("x", tuple(SMALL_SHAPE), make("div.picture.in-rows", before));
  const drawn = make("div.picture.in-rows", brick, make("div.colour", after, seen));
  const result = panel(kit.label("shape.result"), "", drawn);
  return {
    element: make("div.bricks.pictures.in-grid", first, result),
    show(/** @type {TensorView} */ view) {
      const { shape } = view;
      const tensor = shape.length > MOST_AXES ? null : tensorOf(shape, "", "now");
      const first = elements(view).slice(0, count(shape.slice(-3)));
      brick.show(tensor, { now: btoa(String.fromCharCode(...first)) });
      result.note.textContent = tuple(shape);
      const colour = inColour(view);
      after.hidden = colour === null;
      if (colour) after.src = colour;
      const kept = colour === whole ? "shape.whole" : "shape.torn";
      const look = colour === turned ? "shape.turned" : kept;
      seen.textContent = kit.label(colour === null ? "shape.no_colour" : look);
      after.alt = seen.textContent;
    },
  };
}

/** Chains to begin with, and that of one's own. @param {Kit} kit @returns {Special} */
const presets = (kit) => ({
  options: (names) => [
    ["", kit.label("shape.own_chain")],
    ...names.map(([ops]) => [ops, codeOf(readCalls(ops) ?? [])]),
  ],
  value: ({ ops }) => (PRESETS.includes(ops) ? ops : ""),
  change: (ops) => (ops ? { ops } : null),
});

/** The calls so far, and what the last one does or why torch refuses it. @param {Kit} kit */
function createChain(kit) {
  const heads = ["shape.call", "shape.shape", "shape.strides", "shape.memory"];
  const table = createTable(kit, "shape.calls", heads);
  const message = createMessage(kit);
  const does = make("p.spaced");
  const refusal = make("div.refused-call", message.words, message.explained);
  return {
    element: make("div.chain", table, does, refusal),
    /** @param {Run} run @param {string} words of torch, where it refuses */
    show({ calls, views, error }, words) {
      table.body.replaceChildren(...tableRows(kit, calls, views));
      const name = calls[views.length - 2]?.name ?? "nothing";
      does.replaceChildren(...richText(kit.label(`shape.does_${name}`), kit.theme));
      does.hidden = error !== null;
      refusal.hidden = error === null;
      if (error) message.show(error.kind, words, kit.label("shape.refused_here"));
    },
  };
}

/** One number, followed from its place among the axes to its place in memory. @param {Kit} kit @param {(saying: string) => void} remark */
function createFollowing(kit, remark) {
  const [memory, order] = [createStrip(kit, "shape.strip_memory"), createStrip(kit, "shape.strip_order")];
  const name = kit.label("shape.element");
  const slider = createSlider(kit, {
    name,
    onChange: (at) => kit.set({ at }),
    remark,
    sayLimit: () => kit.label("shape.element_limit", { n: ELEMENTS - 1 }),
  });
  const formula = make("p.place.in-one");
  const follow = make("div.follow.in-grid.at-bottom", slider, formula);
  return {
    elements: [memory.element, order.element, follow],
    /** @param {Run} run @param {number} at */
    show(run, at) {
      const { last } = run;
      memory.show(run, (number) => number, placeOf(last, at));
      order.show(run, (number) => placeOf(last, number), at);
      slider.show(at, [0, ELEMENTS - 1]);
      const { index, sum } = placeWords(last, at);
      formula.replaceChildren(make("code", `[${index}]`), ` → ${sum}`);
    },
  };
}

/** @param {Kit} kit @param {LessonHands} hands */
export function createMemoryView(kit, { sentence: { remark, refuse }, control }) {
  const [operations, examples] = [createOperations(kit, remark, refuse), control("ops", presets(kit))];
  const [chain, pictures, following] = [createChain(kit), createPictures(kit), createFollowing(kit, remark)];
  const head = make("div.operations.in-rows.apart.at-bottom", operations, examples);
  const upper = make("div.upper.in-grid", chain, pictures);
  return {
    element: make("div.view.memory.in-column.grows", head, upper, ...following.elements),
    /** @param {Scene} scene @param {string} words of torch, where it refuses */
    show({ chosen, now: run }, words) {
      operations.show(chosen);
      examples.show(chosen);
      chain.show(run, words);
      pictures.show(run.last);
      following.show(run, chosen.at);
    },
  };
}
