/** What a notebook is made of: the state that Python is asked about, and the words that only the browser knows. */

import { readAddress } from "../settings/address.js";

/** @typedef {{ file: string, links: Record<string, unknown> }} Beside a file that the code reads, and states that the text links to */

/**
 * What a notebook is made of: the state that Python is asked about, and the words that only the browser knows.
 * @param {import("../settings/address.js").Settings} state
 * @param {import("./sentence.js").SentenceView} sentence
 * @param {import("../quiz/predict.js").PredictView} predict
 * @param {boolean} isOpen what the code prints is kept back
 */
export function notedOf(state, sentence, predict, isOpen) {
  const question = predict.current();
  return {
    ...{ state, sentence: sentence.said(), stem: question?.stem ?? "" },
    right: question?.options.find(({ rule }) => rule === null)?.text ?? "",
    ...{ is_open: isOpen, file: "", links: {} },
  };
}

/** The states that the text of the page links to, by their links. @param {Record<string, import("../settings/address.js").Setting>} settings @param {(chosen: any) => unknown} stateOf what Python is asked about */
export function linkedStates(settings, stateOf) {
  /** @type {Record<string, unknown>} */
  const links = {};
  for (const link of document.querySelectorAll('a[href^="?"]')) {
    const [query] = (link.getAttribute("href") ?? "").split("#");
    const asked = readAddress(settings, query);
    if (asked) links[query] = stateOf(asked.settings);
  }
  return links;
}
