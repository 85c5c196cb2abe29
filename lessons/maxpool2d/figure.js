/** nn.MaxPool2d taken apart: the call as a form, the map and what comes out, the same window in nn.AvgPool2d and nn.AdaptiveAvgPool2d, torch's words. */

import { adaptiveWindow } from "../kit/arithmetic/geometry.js";
import { formatNumber } from "../kit/arithmetic/rounding.js";
import { make, setText } from "../kit/dom/dom.js";
import { afterPaint } from "../kit/dom/page.js";
import { lessonFigure } from "../kit/figure/lesson_figure.js";
import { richText } from "../kit/grid/rich_text.js";
import { callFormOf } from "../kit/layer_form/controls.js";
import { createTorchWords } from "../kit/layer_form/torch_words.js";
import { written } from "../kit/settings/table.js";
import * as limits from "./model/limits.js";
import { outputOf, refusalOf, strideOf, suggestedFixes, table } from "./model/limits.js";
import { compute, stepOf } from "./model/numbers.js";
import * as words from "./model/words.js";
import { createField } from "./view/field.js";

/** @import { Settings } from "./model/limits.js" */
/** @import { Numbers } from "./model/numbers.js" */

/** The spans that an adaptive pooling of the same size reads, on one axis, counted from 1. @param {number} size @param {number} out */
export const spans = (size, out) =>
  Array.from({ length: out }, (_, at) => {
    const read = adaptiveWindow(size, out, at).map((place) => place + 1);
    return read.length > 1 ? `${read[0]}\u2060–\u2060${read[read.length - 1]}` : String(read[0]);
  }).join(", ");

/** One layer: what it does, the window written out, its result. @param {Kit} kit @param {string} name @param {string} note */
function createCard(kit, name, note) {
  const line = make("span");
  const result = make("b");
  const head = make("p.card-head.note", make("code", name), " ", ...richText(note, kit.theme));
  return {
    element: make("div.beside-card.ruled", head, make("p.card-line", line, " ", result)),
    /** @param {string[]} words */
    put: ([text, number = ""]) => {
      setText(line, text);
      setText(result, number);
    },
  };
}

/** The layers, and what is said of each. */
const CARDS = [
  ["MaxPool2d", "maxpool2d.pads_infinity"],
  ["AvgPool2d", "maxpool2d.counted"],
  ["AvgPool2d", "maxpool2d.not_counted"],
  ["AdaptiveAvgPool2d", "maxpool2d.adaptive"],
];

/** What each of them makes of the window. @param {Kit} kit @param {Settings} chosen @param {Numbers} now @returns {string[][]} */
function linesOf(kit, chosen, { map }) {
  const isAdaptive = chosen.layer === "AdaptiveAvgPool2d";
  const none = [kit.label(isAdaptive ? "maxpool2d.other_windows" : "maxpool2d.no_dilation")];
  const largest = stepOf(chosen, "MaxPool2d", 1);
  const most = largest && [`max(${words.listed(kit, largest.values, ", ")}) =`, formatNumber(largest.output)];
  const [counted, left] = [1, 0].map((isCounted) => stepOf(chosen, "AvgPool2d", isCounted));
  const averages = [counted, left].map((step) => (step ? words.averageLine(kit, step) : none));
  const [h, w] = outputOf(chosen) ?? [1, 1];
  const values = { h, w, r: spans(map.height, h), c: spans(map.width, w) };
  return [most ?? none, ...averages, [kit.label("maxpool2d.adaptive_spans", values)]];
}

/** @param {Kit} kit */
function createBeside(kit) {
  const cards = CARDS.map(([name, note]) => createCard(kit, name, kit.label(note)));
  const title = make("p.panel-head", make("b", kit.label("maxpool2d.beside")));
  return {
    element: make("section.panel.beside-panel.not-still", title, ...cards),
    /** @param {Settings} chosen @param {Numbers} now @param {boolean} isAsked */
    show(chosen, now, isAsked) {
      const lines = isAsked ? CARDS.map(() => ["?"]) : linesOf(kit, chosen, now);
      for (const [at, card] of cards.entries()) card.put(lines[at]);
    },
  };
}

const MOST_DIVIDED = table.settings.divisor_override.range?.[1] ?? 0;

/** @param {Kit} kit @param {LessonHands} hands @returns {LessonView} */
function createView(kit, { control }) {
  const [parts, beside] = [createField(kit, control), createBeside(kit)];
  const torch = createTorchWords(kit, "maxpool2d");
  const none = (/** @type {any} */ chosen) => strideOf(chosen); // that no stride stands for
  const right = make("div.pooled", parts.outputs, parts.legend);
  const field = make("div.field.maxpool2d-field.in-grid", parts.map, right, beside, torch);
  return {
    form: callFormOf(kit, table, control, ["kernel_size", "stride"], {
      stride: { hint: (chosen) => `= ${written(none(chosen))}`, meant: none },
      divisor_override: {
        meant({ kernel_size: [height, width] }) {
          const cells = Math.min(height * width, MOST_DIVIDED);
          return [cells, cells];
        },
      },
    }),
    field,
    grids: parts.grids,
    show(scene) {
      const { chosen, now, isAsked, mistake } = scene;
      parts.showSizes(chosen);
      if (now) {
        parts.show(now, chosen, isAsked, words.mistakenWindow(chosen, mistake));
        // A hand waits for its own layer: what it is compared with comes one frame later.
        const compare = () => {
          parts.showOther(chosen, isAsked);
          beside.show(chosen, now, isAsked);
        };
        afterPaint(field, compare, scene.isAtOnce);
      } else parts.showMap(chosen);
      const refused = refusalOf(chosen); // torch's words stand in the place of what would come out
      for (const part of [right, beside.element]) part.hidden = refused !== null;
      field.classList.toggle("refused", refused !== null);
      torch.show(refused, suggestedFixes(chosen), scene);
    },
  };
}

export const figure = lessonFigure({
  ...{ name: "maxpool2d", ...limits, ...words, compute, createView },
  steps: (chosen, now) => now && limits.steps(chosen),
});
