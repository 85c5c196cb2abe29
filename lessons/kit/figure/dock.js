/** The part of a stage that stays in sight. */

import { make } from "../dom/dom.js";

/** Below the field: what is said, what walks, and the settings with the way to all of them, which stands alone where nothing walks. @param {import("./lesson_figure.js").Parts} parts @param {HTMLElement[]} saying @param {HTMLElement} more @param {HTMLElement} transport @param {boolean} hasSteps */
export function createDock({ options, walk, beside }, [outcome, sentence], more, transport, hasSteps) {
  const walking = walk?.element ?? (hasSteps ? transport : null);
  walking?.append(more);
  more.classList.toggle("in-sheet", walking !== null && options !== undefined);
  const aside = [beside ?? [], walking ? [] : more].flat();
  const said = aside.length > 0 ? make("div.said", sentence, ...aside) : sentence;
  const inBar = [walking ?? options?.button ?? [], options?.element ?? []].flat();
  const bar = inBar.length > 0 ? make("div.bar", ...inBar) : null;
  return make("div.dock", outcome, said, ...(bar ? [bar] : []));
}

/** On a phone on its side the bar stands beside the figure, or the form where there is no bar: small_window.css. @param {HTMLElement} root @param {HTMLElement} stage @param {HTMLElement} dock @param {HTMLElement} [form] */
export function putIntoRail(root, stage, dock, form) {
  const hasBar = dock.querySelector(".bar") !== null;
  root.parentElement?.classList.toggle("railed", hasBar || form !== undefined);
  stage.classList.toggle("form-in-rail", form !== undefined && !hasBar);
}
