/** What can be set in the live network: filters, biases and the picture's place; ReLU, pooling and scores. */

import { formatNumber, roundHalfAway } from "../../kit/arithmetic/rounding.js";
import { choiceOf, createSwitch, namesOf, segmentsOf, switchOf } from "../../kit/controls/choice.js";
import { asTold, waiting } from "../../kit/controls/more.js";
import { createSettings, numericOf, sliderOf, stepperOf } from "../../kit/controls/settings.js";
import { make } from "../../kit/dom/dom.js";
import { TRAINED, trainedNet } from "../../kit/pictures/trained_net.js";
import { isNote, MOST_BIAS, NOTE, settings, table } from "../model/limits.js";
import { isTrained } from "../model/network.js";

/** @import { Numeric } from "../../kit/controls/settings.js" */
/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Settings } from "../model/limits.js" */

const TENTHS = 10; // a bias moves by 0.1; the address takes hundredths

/** @type {Numeric} */
const seed = {
  ...numericOf(table, settings, "seed"),
  limits: ({ filters, seed: now }) => (filters === "random" ? [1, 99] : [now, now]),
  fixed: ({ filters }) => (filters === "random" ? null : "live.seed_random"),
};

/** The bias of the pinned kernel. @param {Kit} kit @returns {Numeric} */
function bias(kit) {
  return {
    label: "set.bias",
    more: table.settings.bias.more,
    value: (chosen) => roundHalfAway(chosen.bias[chosen.map - 1] * TENTHS, 1),
    change: (value) => {
      const { bias: now, map } = kit.settings();
      const moved = roundHalfAway(value / TENTHS, 2);
      return { bias: now.with(map - 1, moved) };
    },
    limits: () => [-MOST_BIAS * TENTHS, MOST_BIAS * TENTHS],
    writeLimit: (tenths) => formatNumber(tenths / TENTHS),
    write: (chosen) =>
      kit.label("live.bias_of", { n: chosen.map, b: formatNumber(chosen.bias[chosen.map - 1]) }),
  };
}

/** Learned filters come with their scores. @param {Kit} kit */
function filters(kit) {
  const own = /** @type {[string, string][]} */ (trainedNet() ? [[TRAINED, kit.label("trained.name")]] : []);
  return choiceOf(kit, table, "filters", {
    options: [...namesOf(kit, table, "filters"), ...own],
    take(value) {
      const comes = isTrained(value) && !isTrained(kit.settings().filters);
      kit.set({ filters: value, ...(comes ? { scores: 1 } : {}) });
    },
  });
}

/** The row of settings, and the button that opens it where there is no room. @param {Kit} kit @param {(saying: string) => void} remark */
export function createControls(kit, remark) {
  const sliders = [bias(kit), ...["down", "right"].map((name) => numericOf(table, settings, name))].map(
    (each) => sliderOf(kit, remark, each),
  );
  return createSettings(kit, [[filters(kit), stepperOf(kit, remark, seed), ...sliders]]);
}

/** What stands beside the sentence: which layers there are. @param {Kit} kit @param {(saying: string) => void} remark */
export function createSwitches(kit, remark) {
  const [pool, relu] = [segmentsOf(kit, table, "pool"), switchOf(kit, table, "relu")];
  const scores = createSwitch(kit.label("set.scores"), (isOn) => {
    if (isTrained(kit.settings().filters)) kit.set({ scores: isOn ? 1 : 0 });
    else remark(kit.label("live.untrained"));
  });
  const toNote = () => {
    const chosen = kit.settings();
    if (isNote(chosen)) return kit.set({ relu: 1, scores: isTrained(chosen.filters) ? 1 : 0 });
    kit.set(NOTE);
    remark(kit.label("live.note_code"));
  };
  const note = waiting(make("button.note-code", { onclick: toNote }, kit.label("live.as_note")));
  asTold(table, "scores", scores);
  return {
    element: make("div.switches.headless", pool.element, relu.element, scores.element, note),
    /** @param {Settings} chosen */
    show(chosen) {
      pool.show(chosen);
      relu.show(chosen);
      scores.show(chosen.scores === 1);
      scores.element.classList.toggle("cannot", !isTrained(chosen.filters));
      note.setAttribute("aria-pressed", String(isNote(chosen)));
    },
  };
}
