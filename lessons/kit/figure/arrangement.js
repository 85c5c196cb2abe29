/** Where the parts of a figure stand: the question, the form, the field, the dock below it, the code. */

import { make } from "../dom/dom.js";

/** @import { Control } from "../controls/control.js" */
/** @import { Scene } from "./scenes.js" */

/**
 * @typedef {object} Parts what only this lesson shows
 * @property {Control} [form] above the field
 * @property {HTMLElement} field
 * @property {HTMLElement} [place] what the field stands in, with other parts around it
 * @property {HTMLElement} [below] the field
 * @property {Record<string, { fit: (box: number, room?: number) => void }>} [grids] of the field, by their names in the style sheet
 * @property {() => void} [onFit] the field has another width
 * @property {Control & { button: HTMLElement }} [options] further settings, and what opens them on a phone
 * @property {{ element: HTMLElement, step: (by: number) => void }} [walk] stands in the transport's place, with the button of the options
 * @property {Control} [beside] the sentence
 * @property {() => string} [stem] what its files are called
 * @property {() => Promise<Blob>} [file] what the code reads
 * @property {(scene: Scene) => void} show
 * @property {(event: KeyboardEvent) => boolean} [takeKey] whether it was a key of its own
 * @property {(chosen: any) => void} [followStep] let the eye follow what a step has done
 * @property {(data: any) => void} [receive] what Python has sent: behind the first paint, and whenever its page runs again
 * @property {(refused: import("../settings/address.js").Refused) => boolean} [refuse] whether it has said itself what could not be had
 */
/** @typedef {Record<"sentence" | "predict" | "code" | "more", HTMLElement> & Record<"outcome" | "walking", HTMLElement | null>} Kits what every figure has; outcome: null where no shape comes out; walking: where nothing walks */

/** Below the field: what is said, what walks, and the settings with the way to all of them, which stands alone where nothing walks. @param {Parts} parts @param {Kits} kits */
function createDock({ options, walk, beside }, { outcome, sentence, more, walking: steps }) {
  const walking = walk?.element ?? steps;
  walking?.append(more);
  more.classList.toggle("in-sheet", walking !== null && options !== undefined);
  const aside = [beside?.element ?? [], walking ? [] : more].flat();
  const said = aside.length > 0 ? make("div.said", sentence, ...aside) : sentence;
  const inBar = [walking ?? options?.button ?? [], options?.element ?? []].flat();
  const bar = inBar.length > 0 ? make("div.bar", ...inBar) : null;
  return make("div.dock", ...[outcome, said, bar].flatMap((part) => part ?? []));
}

/** On a phone on its side the bar stands beside the figure, or the form where there is no bar: small_window.css. @param {HTMLElement} root @param {HTMLElement} stage @param {HTMLElement} dock @param {HTMLElement} [form] */
function putIntoRail(root, stage, dock, form) {
  const hasBar = dock.querySelector(".bar") !== null;
  root.parentElement?.classList.toggle("railed", hasBar || form !== undefined);
  stage.classList.toggle("form-in-rail", form !== undefined && !hasBar);
}

/** @param {HTMLElement} root @param {HTMLElement} stage @param {Parts} parts @param {Kits} kits */
export function arrange(root, stage, parts, kits) {
  const { field, place = field, below, form } = parts;
  const dock = createDock(parts, kits);
  const call = form?.element.matches(".call") ? form.element : null;
  stage.classList.toggle("with-call", call !== null);
  if (kits.outcome) call?.prepend(kits.outcome); // its arguments are the sheet of a phone
  putIntoRail(root, stage, dock, form?.element);
  stage.append(...[form?.element, place, below, dock].flatMap((part) => part ?? []));
  root.append(...(stage.contains(kits.predict) ? [] : [kits.predict]), stage, kits.code);
}
