/** Learning rate and batch first; behind a switch what else decides a run, and the experiments. */

import {
  createChoice,
  createSegments,
  createSwitch,
  namesOf,
  numberSegmentsOf,
  segmentsOf,
  switchOf,
} from "../../kit/controls/choice.js";
import { createSettings, numericOf, sliderOf, stepperOf } from "../../kit/controls/settings.js";
import { make, setText } from "../../kit/dom/dom.js";
import { goTo } from "../../kit/dom/page.js";
import { lastOwnPicture } from "../../kit/pictures/upload.js";
import { AMOUNTS, BATCHES, MOVED, RATES, settings, table } from "../model/limits.js";
import { session } from "../model/session.js";

/** @import { Control } from "../../kit/controls/choice.js" */
/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Settings } from "../model/limits.js" */

const DIGITS = Array.from({ length: 10 }, (_, digit) => String(digit));

/** A slider of a few stops; an address may lie between them. @param {Kit} kit @param {(saying: string) => void} remark @param {"lr" | "batch_size"} name @param {number[]} stops */
function stopsOf(kit, remark, name, stops) {
  const kind = table.settings[name].kind;
  const write = (/** @type {number} */ value) => (kind === "text" ? String(value) : value);
  /** The stop that lies nearest on a scale of factors. @param {Settings} chosen */
  const value = (chosen) => {
    const ways = stops.map((stop) => Math.abs(Math.log(stop / Number(chosen[name]))));
    return ways.indexOf(Math.min(...ways));
  };
  return sliderOf(kit, remark, {
    ...{ label: table.settings[name].label ?? name, value },
    change: (at) => ({ [name]: write(stops[at]) }),
    limits: () => [0, stops.length - 1],
    write: (chosen) => String(chosen[name]),
    writeLimit: (at) => String(stops[at]),
  });
}

/** What is imposed on the filters, where there are any. @param {Kit} kit @param {(saying: string) => void} remark @returns {Control} */
function recipeOf(kit, remark) {
  const { label = "" } = table.settings.filters;
  const { element, show } = createSegments(kit.label(label), namesOf(kit, table, "filters"), (filters) => {
    if (kit.settings().net === "dense") remark(kit.label("training.dense_plain"));
    else kit.set({ filters });
  });
  return { element, show: (chosen) => show(chosen.filters) };
}

/** The run becomes what the next one is compared with. @param {Kit} kit @returns {Control} */
function createKeep(kit) {
  const press = () => {
    session().keep();
    kit.repaint();
  };
  const element = make("button.keep", { onclick: press });
  return {
    element,
    show() {
      const { kept, film } = session();
      setText(element, kit.label(kept ? "training.let_go" : "training.keep"));
      element.setAttribute("aria-disabled", String(!kept && film.length < 2));
    },
  };
}

/** The visitor's own picture among the digits that are practised; drawn in the live network. @param {Kit} kit @returns {Control} */
function createOwn(kit) {
  const run = session();
  const picture = lastOwnPicture();
  if (!picture) {
    const address = `live-network?lang=${kit.language}`;
    const link = make("a.button", { href: address }, kit.label("training.draw"));
    link.addEventListener("click", (event) => goTo(event, "live-network", "draw"));
    return { element: link, show() {} };
  }
  const options = DIGITS.map((digit) => /** @type {[string, string]} */ ([digit, digit]));
  const { element, show } = createChoice(
    kit.label("training.own_is"),
    [["", kit.label("training.own_none")], ...options],
    (answer) => {
      if (answer) run.addOwn(Uint8Array.from(picture), Number(answer));
      kit.repaint();
    },
  );
  const count = make("span.note");
  return {
    element: make("div.own-digits", element, count),
    show() {
      show("");
      const n = run.own.classes.length;
      setText(count, n ? kit.label("training.own_count", { n }) : "");
    },
  };
}

/** @param {Kit} kit @param {(saying: string) => void} remark */
export function createControls(kit, remark) {
  let isOpen = false;
  const fold = createSwitch(kit.label("training.experiments"), (isOn) => {
    isOpen = isOn;
    kit.repaint();
  });
  /** Something to try: on when it has the second value. @param {string} name @param {[off: unknown, on: unknown]} values */
  const tryOf = (name, values) =>
    switchOf(kit, table, name, { called: kit.label(`training.try_${name}`), values });
  const rows = [
    [
      stopsOf(kit, remark, "lr", RATES.map(Number)),
      stopsOf(kit, remark, "batch_size", BATCHES),
      createKeep(kit),
      { element: fold.element, show: () => fold.show(isOpen) },
    ],
    [
      segmentsOf(kit, table, "optimizer"),
      recipeOf(kit, remark),
      numberSegmentsOf(kit, table.settings.digits.label ?? "", "digits", AMOUNTS),
      createOwn(kit),
      stepperOf(kit, remark, numericOf(table, settings, "seed")),
    ],
    [
      tryOf("labels", ["true", "random"]),
      tryOf("zero_grad", [1, 0]),
      tryOf("shuffle", [1, 0]),
      tryOf("softmax", [0, 1]),
      tryOf("moved", [0, MOVED]),
      tryOf("net", ["conv", "dense"]),
    ],
  ];
  const { element, button, show } = createSettings(kit, rows);
  return {
    ...{ element, button },
    /** @param {Settings} chosen */
    show(chosen) {
      show(chosen);
      for (const row of [...element.children].slice(1)) row.toggleAttribute("hidden", !isOpen);
    },
  };
}
