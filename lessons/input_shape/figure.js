// @ts-check
/** The shape of the input: build it, meet torch's errors and mend them, follow numbers in memory, open a file, drill. */

import { createLine, part } from "../kit/code/code_line.js";
import { make } from "../kit/dom/dom.js";
import { sayRefused } from "../kit/figure/refused.js";
import { createSentence } from "../kit/figure/sentence.js";
import { createPresenting } from "../kit/menu/figure_menu.js";
import { createPredict } from "../kit/quiz/predict.js";
import { createBuildView } from "./build_view.js";
import { DrillView } from "./drill_view.js";
import { createFileView } from "./file_view.js";
import { createMemoryView } from "./memory_view.js";
import { createMendView } from "./mend_view.js";
import { buildQuestion } from "./predict.js";
import { callOf, sayingOf } from "./saying.js";
import { follow, settings, tell, VIEWS } from "./settings.js";

/**
 * @typedef {import("../kit/dom/kit.js").Kit} Kit
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {import("./mend_view.js").Snippets & { file: import("./file_view.js").File, seed: number }} Data
 * @typedef {ReturnType<typeof createParts>} Parts
 */

/** Which of the five is on the stage. @param {Kit} kit */
function createTabs(kit) {
  const tabs = VIEWS.map((view) => {
    const press = () => kit.set({ view });
    return make(
      "button",
      { type: "button", class: "tab", "aria-pressed": false, onclick: press },
      kit.label(`shape.view_${view}`),
    );
  });
  return {
    element: make("div", { class: "tabs", role: "group", "aria-label": kit.label("shape.views") }, ...tabs),
    /** @param {Settings["view"]} shown */
    show(shown) {
      tabs.forEach((tab, at) => {
        tab.setAttribute("aria-pressed", String(VIEWS[at] === shown));
      });
    },
  };
}

/** @param {HTMLElement} root @param {Kit} kit @param {Data} data */
function createParts(root, kit, data) {
  const sentence = createSentence(kit.signal);
  const predict = createPredict(kit, "input_shape", () => kit.set({}));
  const tabs = createTabs(kit);
  const views = {
    build: createBuildView(kit, sentence.remark, sentence.refuse),
    mend: createMendView(kit, data),
    memory: createMemoryView(kit, sentence.remark, sentence.refuse),
    file: createFileView(kit, data.file),
    drill: new DrillView(kit, sentence.remark),
  };
  const code = createLine(kit);
  const field = make("div", { class: "field" });
  const stage = make(
    "div",
    { class: "stage" },
    tabs.element,
    make("div", { class: "under-tab" }, predict.element, field),
    make("div", { class: "dock" }, sentence.element),
  );
  root.append(stage, code.element);
  createPresenting(root, kit, "input_shape", { field, code: code.element, answer: predict.turnOver });
  return { sentence, predict, tabs, views, field, code };
}

/** Whether a guess is still open. @param {Parts} parts @param {Settings} chosen */
const isAsked = ({ predict }, { view }) => view === "build" && predict.answer() === "hidden";

/** @param {Parts} parts @param {Kit} kit @param {Settings} chosen @param {Data} data */
function paint(parts, kit, chosen, data) {
  const { sentence, predict, tabs, views, field, code } = parts;
  const isBuilding = chosen.view === "build";
  tabs.show(chosen.view);
  if (isBuilding) predict.show(buildQuestion(kit, chosen, data.seed));
  else predict.show(null, kit.label(`shape.predict_${chosen.view}`));
  const isHidden = isAsked(parts, chosen);
  const view = views[chosen.view];
  if (view.element.parentElement !== field) {
    if (chosen.view !== "drill") views.drill.leave();
    field.replaceChildren(view.element);
  }
  view.show(chosen, isHidden);
  const { lead, text } = sayingOf(kit, chosen, data, isHidden);
  sentence.show(lead, text, true);
  const call = callOf(kit, chosen, data, isHidden);
  code.show([call.before], [part(call.code, call.changed)], [call.after]);
}

/** @param {HTMLElement} root @param {Kit} kit @param {Data} data @returns {import("../kit/dom/kit.js").View} */
function build(root, kit, data) {
  const parts = createParts(root, kit, data);
  root.addEventListener(
    "keydown",
    (event) => {
      const { view } = kit.settings();
      if (view === "drill") parts.views.drill.takeKey(event);
      else parts.predict.takeKey(event);
    },
    { signal: kit.signal },
  );
  return {
    isAsked: () => isAsked(parts, kit.settings()),
    paint: (chosen) => paint(parts, kit, chosen, data),
    receive: () => {},
    offer: parts.sentence.offer,
    refuse: ([refused]) => {
      if (refused) parts.sentence.refuse(sayRefused(kit, refused));
    },
  };
}

/** @type {import("../kit/dom/kit.js").Figure} */
export const figure = { settings, follow, tell, build };
