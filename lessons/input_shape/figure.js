/** The shape of the input, in five views under their tabs: build it, meet torch's errors and mend them, follow numbers in memory, open a file, drill. */

import { createFailed } from "../kit/ask/asker.js";
import { make, pressOne } from "../kit/dom/dom.js";
import { lessonFigure } from "../kit/figure/lesson_figure.js";
import { asked } from "./model/drill.js";
import * as limits from "./model/limits.js";
import { compute, dataIn, ELEMENTS } from "./model/numbers.js";
import * as words from "./model/words.js";
import { createBuildView } from "./view/build.js";
import { createDrillView } from "./view/drill.js";
import { createMemoryView } from "./view/memory.js";
import { createFileView, createMendView } from "./view/ran.js";

/** @import { Settings } from "./model/limits.js" */

/** What the page keeps is the place of the view it opens with: one that is chosen is as high as it is. @param {HTMLElement} element */
function letPlaceGo(element) {
  const { host } = /** @type {ShadowRoot} */ (element.getRootNode());
  const kept = host.closest(".st-key-input_shape");
  if (kept instanceof HTMLElement) kept.style.setProperty("--place", "0px");
}

/** Which of the five is on the stage. @param {Kit} kit */
function createTabs(kit) {
  const { choices: views = [], label = "", choice_label } = limits.table.settings.view;
  const tabs = views.map((view) => {
    const press = (/** @type {MouseEvent} */ { currentTarget }) => {
      kit.set({ view });
      letPlaceGo(/** @type {HTMLElement} */ (currentTarget));
    };
    return make("button.tab", { "aria-pressed": false, onclick: press }, kit.label(`${choice_label}${view}`));
  });
  return {
    element: make("div.tabs.tinted", { role: "group", "aria-label": kit.label(label) }, ...tabs),
    show: (/** @type {Settings} */ { view }) => pressOne(tabs, (at) => views[at] === view),
  };
}

/** @param {Kit} kit @param {LessonHands} hands @param {any} data what torch has run @returns {LessonView} */
function createView(kit, hands, data) {
  const failed = createFailed(kit);
  const views = {
    build: createBuildView(kit, hands),
    mend: createMendView(kit, hands.control, data),
    memory: createMemoryView(kit, hands),
    file: createFileView(kit, hands.control, data.file),
    drill: createDrillView(kit, hands.control),
  };
  const field = make("div.field");
  const place = make("div.under-tab", hands.predict, field, failed);
  return {
    ...{ form: createTabs(kit), field, place },
    show(scene) {
      const { chosen, answer, failure, again } = scene;
      const view = views[/** @type {Settings} */ (chosen).view];
      place.classList.toggle("building", chosen.view === "build");
      if (view.element.parentElement !== field) {
        if (chosen.view !== "drill") views.drill.leave();
        field.replaceChildren(view.element);
      }
      failed.show(failure, again);
      view.show(scene, answer?.message ?? (failure ? "" : kit.label("call.asking")));
    },
    takeKey: (event) => kit.settings().view === "drill" && views.drill.takeKey(event),
  };
}

/** What is walked in a view: the mends of an error, or the numbers in memory. @param {import("./model/limits.js").Settings} chosen */
function film({ view }) {
  if (view !== "mend" && view !== "memory") return null;
  const [name, length] = view === "mend" ? ["mend", 4] : ["at", ELEMENTS];
  return { name, values: Array.from({ length }, (_, at) => at) };
}

export const figure = lessonFigure({
  ...{ name: "input_shape", ...limits, ...words, compute, asked, film, createView, fetched: dataIn },
  ...{ caption: words.sayingOf, line: words.sayingOf },
});
