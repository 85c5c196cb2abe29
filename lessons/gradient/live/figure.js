// @ts-check
/** The note's network on a digit: what every map gets of the loss, and what a small change of the picture does. */

import { createChoice } from "../../kit/controls/choice.js";
import { createSegments, segmentsOf } from "../../kit/controls/segments.js";
import { namesOf, numericOf, sliderOf } from "../../kit/controls/settings.js";
import { make } from "../../kit/dom/dom.js";
import { createPanel } from "../../kit/figure/panel.js";
import { sayRefused } from "../../kit/figure/refused.js";
import { createSentence } from "../../kit/figure/sentence.js";
import { PixelMap } from "../../kit/grid/map.js";
import { greyPixels, signedPixels } from "../../kit/grid/scale.js";
import { lastPicture } from "../../kit/pictures/last_picture.js";
import { settingsOf } from "../../kit/settings/table.js";
import { caption } from "./captions.js";
import { createHalftone } from "./halftone.js";
import { compute, NAMES } from "./numbers.js";
import { createScores } from "./scores.js";
import table from "./settings.json" with { type: "json" };

/**
 * @typedef {import("../../kit/dom/kit.js").Kit} Kit
 * @typedef {import("./numbers.js").Chosen} Chosen
 * @typedef {import("./numbers.js").Name} Name
 */

/** How many pixels a cell has. @type {Record<Name, number>} */
const CELL = { picture: 5, kernel: 24, conv: 5, relu: 5, pool: 9 };
const SIDES = { picture: 28, kernel: 5, conv: 24, relu: 24, pool: 12 };

/** @param {import("../../kit/arithmetic/grid.js").Grid} grid */
const largest = ({ values }) => Math.max(...Array.from(values, Math.abs), 1e-9);

/** One column: a map, and below it what came back to it. @param {Kit} kit @param {Name} name @param {() => Chosen} chosen */
function createColumn(kit, name, chosen) {
  /** @param {number} row from 0 @param {number} column */
  const pin = (row, column) => kit.set({ pin: name, pin_row: row + 1, pin_column: column + 1 });
  const last = SIDES[name] - 1;
  const within = (/** @type {number} */ value) => Math.min(Math.max(value, 0), last);
  const map = new PixelMap({
    onPoint: pin,
    onArrow(down, across) {
      const { pin: own, pin_row, pin_column } = chosen();
      if (own === name) pin(within(pin_row - 1 + down), within(pin_column - 1 + across));
      else pin(0, 0);
    },
  });
  map.fit(CELL[name] * SIDES[name]);
  const back = createHalftone(kit.label("grad.gradient_of", { grid: kit.label(`glive.${name}`) }));
  const limits = make("p", { class: "note" });
  const panel = createPanel(
    `live-${name}`,
    kit.label(`glive.${name}`),
    map.element,
    make("div", { class: "came-back" }, back.element),
    limits,
  );
  return { name, map, back, limits, element: panel.element };
}

/** @param {Kit} kit @param {ReturnType<typeof createSentence>} sentence */
function createControls(kit, sentence) {
  const settings = settingsOf(table);
  const digits = Array.from(
    { length: 10 },
    (_, at) => /** @type {[string, string]} */ ([String(at), String(at)]),
  );
  const answer = createSegments(kit.label("glive.answer"), digits, (value) =>
    kit.set({ answer: Number(value) }),
  );
  const filter = createSegments(kit.label("glive.filter"), digits.slice(1, 6), (value) =>
    kit.set({ filter: Number(value) }),
  );
  const change = segmentsOf(kit, table, "change");
  const size = sliderOf(kit, sentence.remark, {
    ...numericOf(table, settings, "size"),
    write: ({ size: hundredths }) => (hundredths / 100).toFixed(2),
    writeLimit: (hundredths) => (hundredths / 100).toFixed(2),
  });
  const digit = createChoice(kit.label("glive.digit"), namesOf(kit, table, "digit"), (value) => {
    if (value === "own" && !lastPicture()) {
      digit.show("unsure");
      return sentence.remark(kit.label("glive.no_own"));
    }
    kit.set({ digit: value });
  });
  const rows = [
    [digit.element, answer.element, filter.element],
    [change.element, size.element],
  ].map((row) => make("div", { class: "settings-row" }, ...row));
  return {
    element: make("div", { class: "bar live-bar" }, ...rows),
    /** @param {Chosen} chosen @param {number} wanted */
    show(chosen, wanted) {
      digit.show(chosen.digit === "own" && lastPicture() ? "own" : "unsure");
      answer.show(String(wanted));
      filter.show(String(chosen.filter));
      change.show(chosen);
      size.show(chosen);
    },
  };
}

/** @param {HTMLElement} root @param {Kit} kit @param {any} data @returns {import("../../kit/dom/kit.js").View} */
function build(root, kit, data) {
  const sentence = createSentence(kit.signal);
  const controls = createControls(kit, sentence);
  const columns = NAMES.map((name) => createColumn(kit, name, kit.settings));
  const scores = createScores(kit);
  const field = make(
    "div",
    { class: "field live" },
    ...columns.map(({ element }) => element),
    scores.element,
  );
  root.append(make("div", { class: "stage" }, field, sentence.element, controls.element));
  return {
    /** @param {Chosen} chosen */
    paint(chosen) {
      const numbers = compute({ chosen, sent: data, own: lastPicture() });
      controls.show(chosen, numbers.answer);
      const ofMaps = Math.max(
        ...["conv", "relu", "pool"].map((name) => largest(numbers.values[/** @type {Name} */ (name)])),
      );
      for (const { name, map, back, limits } of columns) {
        const limit = name === "kernel" ? largest(numbers.values.kernel) : ofMaps;
        map.show(
          kit.label(`glive.${name}`),
          numbers.values[name],
          name === "picture" ? greyPixels() : signedPixels(limit, kit.theme),
        );
        const isPinned = chosen.pin === name;
        const cell = { row: chosen.pin_row - 1, column: chosen.pin_column - 1, height: 1, width: 1 };
        map.mark("window", isPinned ? cell : null);
        if (isPinned) map.read(cell, (value) => value.toFixed(2).replace("-", "−"));
        const most = largest(numbers.gradients[name]);
        back.show(numbers.gradients[name], most, kit.theme, CELL[name]);
        limits.textContent = `±${most.toPrecision(2)}`;
      }
      scores.show(numbers);
      const { lead, text } = caption(kit, chosen, numbers);
      sentence.show(lead, text, true);
    },
    receive: () => {},
    refuse: ([refused]) => {
      if (refused) sentence.refuse(sayRefused(kit, refused));
    },
  };
}

const listed = settingsOf(table, {
  pin_row: ({ pin }) => [1, SIDES[/** @type {Name} */ (pin)] ?? 1],
  pin_column: ({ pin }) => [1, SIDES[/** @type {Name} */ (pin)] ?? 1],
});

/** @type {import("../../kit/dom/kit.js").Figure} */
export const figure = {
  settings: {
    ...listed,
    digit: { ...listed.digit, keep: (value) => (value === "own" && lastPicture() ? "own" : "unsure") },
  },
  build,
};
