// @ts-check
/** The sentence and the line of code below the stage, for each of the five views. */

import { layerOf, outcomeOf, shapeOf } from "./build_view.js";
import { tuple } from "./conv_words.js";
import { answerOf, questionOf } from "./drill.js";
import { combinationOf } from "./file_view.js";
import { placeWords, runOf } from "./memory_view.js";
import { LETTERS, SMALL_SHAPE } from "./small_picture.js";
import { codeOf, placeOf } from "./tensor_view.js";

/**
 * @typedef {import("../kit/dom/kit.js").Kit} Kit
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {import("./figure.js").Data} Data
 * @typedef {{ lead: string, text: string }} Saying
 */

/** @param {Data} data @param {Settings} chosen */
function ranOf({ snippets }, chosen) {
  const snippet = snippets.find(({ name }) => name === chosen.snippet) ?? snippets[0];
  return { snippet, now: snippet.mends[chosen.mend - 1] ?? snippet.broken };
}

/** @param {Kit} kit @param {Settings} chosen @param {Data} data @returns {Saying} */
function sayMend(kit, chosen, data) {
  const { now } = ranOf(data, chosen);
  const lead = now.error || now.result;
  if (chosen.mend === 0) return { lead, text: kit.label("shape.say_broken") };
  return { lead, text: ranOf(data, chosen).snippet.mends[chosen.mend - 1].why.replaceAll("`", "") };
}

/** @param {Kit} kit @param {Settings} chosen @returns {Saying} */
function sayMemory(kit, chosen) {
  const { last, origins } = runOf(chosen);
  const place = placeOf(last, chosen.at);
  const { index, sum } = placeWords(last, chosen.at);
  const values = { index, sum, place, value: last.storage[place], letter: LETTERS[origins[place] % 3] };
  return { lead: tuple(last.shape), text: kit.label("shape.say_memory", values) };
}

/** @type {Record<Settings["view"], (kit: Kit, chosen: Settings, data: Data, isHidden: boolean) => Saying>} */
const SAYINGS = {
  build: (kit, chosen, _, isHidden) => {
    const { shape } = outcomeOf(chosen);
    const lead = isHidden ? "?" : shape ? tuple(shape) : kit.label("shape.an_error");
    return {
      lead,
      text: kit.label("shape.say_build", { shape: tuple(shapeOf(chosen)), c: chosen.in_channels }),
    };
  },
  mend: sayMend,
  memory: sayMemory,
  file: (kit, chosen, { file }) => {
    const { error, result } = combinationOf(file, chosen);
    return { lead: error || result, text: kit.label("shape.say_file") };
  },
  drill: (kit, { seed, question }) => ({
    lead: kit.label("shape.drill_count", { i: question }),
    text: kit.label("shape.say_drill", { seed }),
  }),
};

/** @param {Kit} kit @param {Settings} chosen @param {Data} data @param {boolean} isHidden */
export const sayingOf = (kit, chosen, data, isHidden) => SAYINGS[chosen.view](kit, chosen, data, isHidden);

/** @typedef {{ before: string, code: string, after: string, changed?: boolean }} Call what goes in, the line, what comes out; changed: it is a mend */

/** @param {Kit} kit @param {Settings} chosen @returns {Call} */
function drillCall(kit, { seed, question: number }) {
  const { before, code, choices } = questionOf(seed, number);
  const right = choices.find(({ rule }) => rule === null)?.shape;
  const after = right ? tuple(right) : kit.label("shape.an_error");
  return { before, code, after: answerOf(seed, number) ? after : "?" };
}

/** @type {Record<Settings["view"], (kit: Kit, chosen: Settings, data: Data, isHidden: boolean) => Call>} */
const CALLS = {
  build: (_kit, chosen, _data, isHidden) => {
    const { shape, error } = outcomeOf(chosen);
    const { in_channels, out_channels, kernel_size, padding } = layerOf(chosen);
    const pad = padding ? `, padding=${padding}` : "";
    const code = `nn.Conv2d(${in_channels}, ${out_channels}, ${kernel_size}${pad})(x)`;
    return { before: tuple(shapeOf(chosen)), code, after: isHidden ? "?" : shape ? tuple(shape) : error };
  },
  mend: (_, chosen, data) => {
    const { snippet, now } = ranOf(data, chosen);
    const { given } = snippet.broken;
    const mend = snippet.mends[chosen.mend - 1];
    const last = snippet.broken.code.split("\n").at(-1) ?? "";
    const before = given ? tuple(given.axes.map(([, length]) => Number(length))) : "";
    return {
      before,
      code: mend ? mend.change.trim() : last,
      after: now.error || now.result,
      changed: mend !== undefined,
    };
  },
  memory: (_, chosen) => {
    const { calls, error, last } = runOf(chosen);
    return { before: tuple(SMALL_SHAPE), code: codeOf(calls), after: error ? error.kind : tuple(last.shape) };
  },
  file: (_, chosen, { file }) => {
    const { rows, error, result } = combinationOf(file, chosen);
    return { before: rows[rows.length - 1].shape, code: "nn.Conv2d(3, 5, 5)(x)", after: error || result };
  },
  drill: (kit, chosen) => drillCall(kit, chosen),
};

/** @param {Kit} kit @param {Settings} chosen @param {Data} data @param {boolean} isHidden */
export const callOf = (kit, chosen, data, isHidden) => CALLS[chosen.view](kit, chosen, data, isHidden);
