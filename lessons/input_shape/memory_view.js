// @ts-check
/** A small picture and its numbers in memory: what each operation does to shape and strides, and what it leaves alone. */

import { createChoice } from "../kit/choice.js";
import { make } from "../kit/dom.js";
import { createSlider } from "../kit/slider.js";
import { createBrick } from "./brick.js";
import { panel } from "./build_view.js";
import { tuple } from "./conv_words.js";
import { createMessage } from "./message.js";
import { createOperations } from "./operations.js";
import { axesOf } from "./settings.js";
import { colourImage } from "./sheets.js";
import { ELEMENTS, SMALL_PICTURE, SMALL_SHAPE } from "./small_picture.js";
import { createStrip } from "./strip.js";
import { elements, fresh, indexOf, isContiguous, placeOf, readCalls, runCalls } from "./tensor_view.js";

/**
 * @typedef {import("../kit/entry.js").Kit} Kit
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {import("./tensor_view.js").View} View
 * @typedef {import("./tensor_view.js").Call} Call
 */

const START = fresh(SMALL_PICTURE, SMALL_SHAPE);
const MOST_AXES = 4;

/** @param {Settings} chosen */
export function runOf({ ops }) {
  const calls = readCalls(ops) ?? [];
  const { views, error } = runCalls(START, calls);
  return { calls, views, error, last: views[views.length - 1] };
}

/** The numbers of the first picture as planes: bytes in base64, as a brick wants them. @param {View} view */
function pixelsOf(view) {
  const bytes = elements(view);
  const size = view.shape.slice(-3).reduce((product, length) => product * length, 1);
  return btoa(String.fromCharCode(...bytes.slice(0, size)));
}

/** @param {View} view @returns {import("./brick.js").Brick | null} */
function brickOf(view) {
  if (view.shape.length > MOST_AXES) return null;
  const axes = axesOf(view.shape.length);
  return { kind: "Tensor", axes: view.shape.map((length, at) => [axes[at], length]), dtype: "", pixels: "now" };
}

/** How the numbers look in colour, where three channels stand first. @param {View} view */
function inColour(view) {
  const [channels, height, width] = view.shape.slice(-3);
  if (view.shape.length < 3 || view.shape.length > MOST_AXES || channels !== 3) return null;
  return colourImage(elements(view), height, width);
}

/** One line a call: shape, strides, and whether the memory is still the same. @param {Kit} kit @param {Call[]} calls @param {View[]} views */
function tableRows(kit, calls, views) {
  return views.map((view, at) => {
    const call = at === 0 ? "x" : `.${calls[at - 1].name}(${calls[at - 1].args.join(", ")})`;
    const isSame = at === 0 || view.storage === views[at - 1].storage;
    const memory = kit.label(at === 0 ? "shape.memory_x" : isSame ? "shape.memory_same" : "shape.memory_copied");
    const order = kit.label(isContiguous(view) ? "shape.in_order" : "shape.out_of_order");
    const cells = [
      make("th", { scope: "row" }, make("code", {}, call)),
      ...[tuple(view.shape), tuple(view.strides)].map((text) => make("td", {}, make("code", {}, text))),
      make("td", {}, `${memory}, ${order}`),
    ];
    return make("tr", { class: at === views.length - 1 ? "now" : null }, ...cells);
  });
}

/** @param {Kit} kit */
function createTable(kit) {
  const heads = ["shape.call", "shape.shape", "shape.strides", "shape.memory"];
  const head = make("tr", {}, ...heads.map((name) => make("th", { scope: "col" }, kit.label(name))));
  const body = make("tbody", {});
  const table = make("table", { class: "calls", "aria-label": kit.label("shape.calls") }, make("thead", {}, head), body);
  const element = make("div", { class: "calls-place", tabindex: 0, role: "region", "aria-label": kit.label("shape.calls") }, table);
  return { element, body };
}

/** @param {Kit} kit */
function createPictures(kit) {
  const [before, after] = [make("img", { alt: kit.label("shape.house") }), make("img", { alt: "" })];
  before.src = colourImage(elements({ ...START, shape: [3, 8, 8], strides: [1, 24, 3] }), 8, 8);
  const brick = createBrick(kit);
  const seen = make("p", { class: "note" });
  const first = panel("x", tuple(SMALL_SHAPE), make("div", { class: "picture" }, before));
  const result = panel(kit.label("shape.result"), "", make("div", { class: "picture" }, brick.element, make("div", { class: "colour" }, after, seen)));
  return {
    element: make("div", { class: "bricks pictures" }, first.element, result.element),
    brick,
    /** @param {View} view */
    show(view) {
      brick.show(brickOf(view), { now: pixelsOf(view) }, new Set());
      result.note.textContent = tuple(view.shape);
      const colour = inColour(view);
      after.hidden = colour === null;
      if (colour) after.src = colour;
      const isWhole = colour !== null && colour === before.src;
      seen.textContent = kit.label(colour === null ? "shape.no_colour" : isWhole ? "shape.whole" : "shape.torn");
      after.alt = seen.textContent;
    },
  };
}

/** Where one number lies: index times stride, added up. @param {View} view @param {number} at */
export function placeWords(view, at) {
  const index = indexOf(view.shape, at);
  const products = index.map((each, axis) => `${each}·${view.strides[axis]}`).join(" + ");
  return { index: index.join(", "), sum: `${products} = ${placeOf(view, at)}` };
}

/** @param {Kit} kit @param {(saying: string) => void} remark @param {(saying: string) => void} refuse */
export function createMemoryView(kit, remark, refuse) {
  const operations = createOperations(kit, remark, refuse);
  const presets = createChoice(
    kit.label("shape.examples"),
    ["", ...PRESETS].map((ops) => [ops, ops ? `x.${ops.replaceAll(",", ", ")}` : kit.label("shape.own_chain")]),
    (ops) => (ops ? kit.set({ ops }) : presets.show("")),
  );
  const [table, pictures] = [createTable(kit), createPictures(kit)];
  const message = createMessage(kit, () => {});
  const refusal = make("div", { class: "refused-call" }, message.words, message.explained);
  const [memory, order] = [createStrip(kit, "shape.strip_memory"), createStrip(kit, "shape.strip_order")];
  const slider = createSlider({
    name: kit.label("shape.element"),
    decrease: kit.label("set.decrease", { name: kit.label("shape.element") }),
    increase: kit.label("set.increase", { name: kit.label("shape.element") }),
    write: String,
    onChange: (at) => kit.set({ at }),
    onLimit: () => remark(kit.label("shape.element_limit", { n: ELEMENTS - 1 })),
  });
  const formula = make("p", { class: "place" });
  const head = make("div", { class: "row operations" }, operations.element, presets.element);
  const upper = make("div", { class: "upper" }, make("div", { class: "chain" }, table.element, refusal), pictures.element);
  const follow = make("div", { class: "follow" }, slider.element, formula);
  return {
    element: make("div", { class: "view memory" }, head, upper, memory.element, order.element, follow),
    /** @param {Settings} chosen */
    show(chosen) {
      const { calls, views, error, last } = runOf(chosen);
      operations.show(chosen);
      presets.show(PRESETS.includes(chosen.ops) ? chosen.ops : "");
      table.body.replaceChildren(...tableRows(kit, calls, views));
      refusal.hidden = error === null;
      if (error) message.show(error.kind, error.message, kit.label("shape.refused_here"));
      pictures.show(last);
      const place = placeOf(last, chosen.at);
      memory.show(last.storage, (at) => at, place);
      order.show(last.storage, (at) => placeOf(last, at), chosen.at);
      slider.show(chosen.at, [0, ELEMENTS - 1]);
      const { index, sum } = placeWords(last, chosen.at);
      formula.replaceChildren(make("code", {}, `[${index}]`), ` → ${sum}`);
    },
  };
}

export const PRESETS = [
  "permute(2,0,1)",
  "reshape(3,8,8)",
  "permute(2,0,1).view(-1)",
  "permute(2,0,1).reshape(-1)",
  "permute(2,0,1).contiguous().view(-1)",
  "permute(2,0,1).unsqueeze(0)",
  "view(64,3)",
  "flatten(1)",
];
